//! A project or a programme as one caller sees it: what every operation on something inside begins with.

use chrono::NaiveDate;

use super::model::Project;
use crate::access::{Actor, Visibility};
use crate::clock::Clock;
use crate::programmes::Programme;

/// A project, its programme, and how much of it the caller is shown.
#[derive(Clone, Debug)]
pub struct ProjectContext {
    /// The project.
    pub project: Project,
    /// Its programme.
    pub programme: Programme,
    /// How much is shown.
    pub visibility: Visibility,
}

impl ProjectContext {
    /// The context, if the actor may know of the project.
    pub fn seen_by(actor: &Actor, project: Project, programme: Programme) -> Option<Self> {
        let visibility = actor.visibility(programme.id, project.id)?;
        Some(Self {
            project,
            programme,
            visibility,
        })
    }

    /// Today, where the programme is.
    pub fn today(&self, clock: Clock) -> NaiveDate {
        clock.today(self.programme.zone())
    }
}

/// A programme, and how much of it the caller is shown.
#[derive(Clone, Debug)]
pub struct ProgrammeContext {
    /// The programme.
    pub programme: Programme,
    /// How much is shown: whole to those who work on a project of it, or coordinate it.
    pub visibility: Visibility,
    /// Whether the caller coordinates it.
    pub coordinated: bool,
}

impl ProgrammeContext {
    /// The context of a programme that the actor has a part in.
    pub fn seen_by(actor: &Actor, programme: Programme) -> Self {
        let works = actor.works_in(programme.id);
        Self {
            coordinated: actor.coordinates(programme.id),
            programme,
            visibility: if works { Visibility::Full } else { Visibility::Observer },
        }
    }
}
