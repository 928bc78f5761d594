//! A status report's life.

use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// The state of a status report.
    pub enum ReportState {
        Draft "draft" "Brouillon" "Draft";
        Endorsed "endorsed" "Visé" "Endorsed";
        Published "published" "Publié" "Published";
    }
}

impl ReportState {
    /// Whether its author may still change it.
    pub fn is_open(self) -> bool {
        self != Self::Published
    }
}

impl Life for ReportState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Draft, Action::Endorsed) => Some(Self::Endorsed),
            (Self::Endorsed, Action::Published) => Some(Self::Published),
            _ => None,
        }
    }
}
