//! How a project is evaluated at its end: by its laureate, by coordinators.

use uuid::Uuid;

use super::Laid;
use crate::access::stage::call::{NewEvaluation, lay_evaluation};

impl Laid<'_> {
    /// A part, of which a project has one at a time. An instruction that was submitted is the decider's own; the others are of
    /// whoever writes that part.
    pub(super) fn evaluation(&mut self, name: &'static str) -> Uuid {
        let part = match name.ends_with("self-assessment") {
            true => "self_assessment",
            false => "instruction",
        };
        let juror = (name == "submitted instruction").then_some(self.side.decider.account);
        let new = NewEvaluation {
            programme: self.side.programme,
            grid: self.one("end grid"),
            subject: ("project_id", self.project.0),
            stage: "end",
            part: Some(part),
            juror,
            name,
        };
        lay_evaluation(self.lay, &new)
    }
}
