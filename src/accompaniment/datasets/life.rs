//! How a project comes to its data.

use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// Whether data are there.
    pub enum DatasetExistence {
        Exists "exists" "Existe" "Exists";
        Partial "partial" "Partiel" "Partial";
        ToBuild "to_build" "À constituer" "To build";
        Absent "absent" "Absent" "Absent";
    }
}

code_list! {
    /// How far the impact assessment on data protection is (DPIA; GDPR, article 35).
    pub enum Dpia {
        NotNeeded "not_needed" "Non requise" "Not needed";
        ToDo "to_do" "À faire" "To do";
        InProgress "in_progress" "En cours" "In progress";
        Done "done" "Faite" "Done";
    }
}

code_list! {
    /// The access that a project has to data.
    pub enum DatasetAccess {
        NotRequested "not_requested" "Non demandé" "Not requested";
        Requested "requested" "Demandé" "Requested";
        Granted "granted" "Accordé" "Granted";
        Blocked "blocked" "Bloqué" "Blocked";
        Open "open" "Ouvert" "Open";
    }
}

impl Life for DatasetAccess {
    fn after(self, action: Action) -> Option<Self> {
        let after = match action {
            Action::Requested if matches!(self, Self::NotRequested | Self::Blocked) => Self::Requested,
            Action::Granted if self != Self::Open => Self::Granted,
            Action::Blocked => Self::Blocked,
            Action::Opened => Self::Open,
            _ => self,
        };
        (after != self).then_some(after)
    }
}
