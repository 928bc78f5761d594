//! What is said of how ready a project is: a waiver, a verdict.

use uuid::Uuid;

use super::{Laid, TEXT};
use crate::access::cast::SYSTEM;

impl Laid<'_> {
    /// A waiver that is in force.
    pub(super) fn waiver(&mut self) -> Uuid {
        let (id, project) = (Uuid::now_v7(), self.project.0);
        self.lay.row(
            "readiness_waiver",
            id,
            "readiness_waivers",
            "id, project_id, gate, motive, until_on, state, version, created_at, created_by, updated_at, updated_by",
            &format!(
                "'{id}', '{project}', 'data', '{TEXT}', '2019-09-01', 'standing', 1, now(), '{SYSTEM}', now(), '{SYSTEM}'"
            ),
        );
        id
    }

    /// A verdict by which the project is in the nursery.
    pub(super) fn verdict(&mut self) -> Uuid {
        let (id, project) = (Uuid::now_v7(), self.project.0);
        self.lay.row(
            "verdict",
            id,
            "verdicts",
            "id, project_id, verdict, motive, gates, pronounced_on, created_at, created_by",
            &format!("'{id}', '{project}', 'ready_with_reservations', '{TEXT}', '[]', '2019-01-08', now(), '{SYSTEM}'"),
        );
        id
    }
}
