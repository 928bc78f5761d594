//! A trial's life.

use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// Who tries a prototype.
    pub enum Audience {
        Agents "agents" "Agents" "Agents";
        Public "public" "Usagers" "Public";
    }
}

code_list! {
    /// What a trial showed.
    pub enum TrialVerdict {
        Conclusive "conclusive" "Concluant" "Conclusive";
        Mixed "mixed" "Mitigé" "Mixed";
        Inconclusive "inconclusive" "Non concluant" "Inconclusive";
    }
}

code_list! {
    /// The state of a trial.
    pub enum TrialState {
        Planned "planned" "Prévu" "Planned";
        Running "running" "En cours" "Running";
        Completed "completed" "Terminé" "Completed";
        Cancelled "cancelled" "Annulé" "Cancelled";
    }
}

impl TrialState {
    /// Whether there is more to come.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Running)
    }
}

impl Life for TrialState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Planned, Action::Started) => Some(Self::Running),
            (Self::Running, Action::Completed) => Some(Self::Completed),
            (Self::Planned | Self::Running, Action::Cancelled) => Some(Self::Cancelled),
            _ => None,
        }
    }
}
