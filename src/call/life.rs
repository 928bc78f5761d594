//! What an application lives through, and an evaluation.

use crate::fault::Fault;
use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// The state of an application.
    pub enum ApplicationState {
        Received "received" "Reçue" "Received";
        Admissible "admissible" "Recevable" "Admissible";
        Inadmissible "inadmissible" "Irrecevable" "Inadmissible";
        Shortlisted "shortlisted" "Présélectionnée" "Shortlisted";
        Reserve "reserve" "En réserve" "In reserve";
        Laureate "laureate" "Lauréate" "Laureate";
        Refused "refused" "Refusée" "Refused";
        Withdrawn "withdrawn" "Retirée" "Withdrawn";
    }
}

impl Life for ApplicationState {
    fn after(self, action: Action) -> Option<Self> {
        use ApplicationState::*;
        match (self, action) {
            (Received, Action::Admitted) => Some(Admissible),
            (Received, Action::Dismissed) => Some(Inadmissible),
            (Admissible, Action::Shortlisted) => Some(Shortlisted),
            (Admissible | Shortlisted, Action::Reserved) => Some(Reserve),
            (Admissible | Shortlisted | Reserve, Action::Selected) => Some(Laureate),
            (Received | Admissible | Shortlisted | Reserve, Action::Refused) => Some(Refused),
            (Received | Admissible | Shortlisted | Reserve, Action::Withdrawn) => Some(Withdrawn),
            (Inadmissible | Refused | Withdrawn, Action::Reopened) => Some(Admissible),
            _ => None,
        }
    }
}

impl ApplicationState {
    /// Whether nothing was decided for good: it can be edited and evaluated.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Received | Self::Admissible | Self::Shortlisted | Self::Reserve
        )
    }

    /// What refuses to change or judge one that was decided on.
    pub fn closed(self) -> Option<Fault> {
        Fault::unless_in(self, Self::is_open)
    }

    /// Whether it keeps its rank: in the reserve, and selected from it.
    pub fn is_ranked(self) -> bool {
        matches!(self, Self::Reserve | Self::Laureate)
    }
}

code_list! {
    /// The state of an evaluation.
    pub enum EvaluationState {
        Assigned "assigned" "Confiée" "Assigned";
        Submitted "submitted" "Remise" "Submitted";
        Recused "recused" "Récusée" "Recused";
    }
}

impl Life for EvaluationState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Assigned, Action::Submitted) => Some(Self::Submitted),
            (Self::Assigned, Action::Recused) => Some(Self::Recused),
            _ => None,
        }
    }
}

impl EvaluationState {
    /// Whether nothing is to be done any more by whoever it was assigned to.
    pub fn is_done(self) -> bool {
        self != Self::Assigned
    }
}
