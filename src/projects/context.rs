//! A project as one caller sees it: what every operation on something inside a project begins with.

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
