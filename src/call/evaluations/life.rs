//! The life of an evaluation, and its words.

use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// The state of an evaluation.
    pub enum EvaluationState {
        Assigned "assigned" "Confiée" "Assigned";
        Submitted "submitted" "Remise" "Submitted";
        Recused "recused" "Récusée" "Recused";
    }
}

code_list! {
    /// Which part of the evaluation of a project it is.
    pub enum EvaluationPart {
        SelfAssessment "self_assessment" "Auto-évaluation" "Self-assessment";
        Consolidation "consolidation" "Consolidation" "Consolidation";
        Instruction "instruction" "Instruction" "Instruction";
    }
}

code_list! {
    /// What an evaluation recommends.
    pub enum Recommendation {
        Favourable "favourable" "Favorable" "Favourable";
        Reserved "reserved" "Réservé" "Reserved";
        Unfavourable "unfavourable" "Défavorable" "Unfavourable";
    }
}

code_list! {
    /// Why somebody does not evaluate.
    pub enum RecusalReason {
        ConflictOfInterest "conflict_of_interest" "Conflit d'intérêts" "Conflict of interest";
        Unavailable "unavailable" "Indisponible" "Unavailable";
        Other "other" "Autre" "Other";
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
