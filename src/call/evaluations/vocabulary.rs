//! The words of an evaluation.

use crate::vocabulary::code_list;

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
