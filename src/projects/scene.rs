//! A project as one caller sees it: what every operation on something inside a project begins with.

use chrono::NaiveDate;

use super::model::Project;
use crate::access::{Actor, Lens};
use crate::clock::Clock;
use crate::programmes::Programme;

/// A project, its programme, and how much of it the caller is shown.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The project.
    pub project: Project,
    /// Its programme.
    pub programme: Programme,
    /// How much is shown.
    pub lens: Lens,
}

impl Scene {
    /// The scene, if the actor may know of the project.
    pub fn seen_by(actor: &Actor, project: Project, programme: Programme) -> Option<Self> {
        let lens = actor.lens(programme.id, project.id)?;
        Some(Self {
            project,
            programme,
            lens,
        })
    }

    /// Today, where the programme is.
    pub fn today(&self, clock: Clock) -> NaiveDate {
        clock.today(self.programme.zone())
    }
}
