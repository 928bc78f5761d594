//! What people read names things; codes are for programs.

use jalon::fault::{Fault, FaultCode};
use jalon::milestones::life::MilestoneState;
use jalon::vocabulary::{CodeOf, EvidenceType, Health, Language};
use serde_json::json;

fn both(fault: &Fault) -> [String; 2] {
    [Language::French, Language::English].map(|language| fault.message(language))
}

#[test]
fn a_code_goes_by_its_label_in_the_language_and_stays_in_the_params() {
    let fault = Fault::new(FaultCode::WrongState)
        .with("state", MilestoneState::Accepted)
        .with("allowed", [MilestoneState::InProgress, MilestoneState::Deferred]);
    assert_eq!(
        both(&fault),
        [
            "L'état « Admis » ne le permet pas ; états admis : En cours, Ajourné.",
            "The state \"Accepted\" does not allow it; states that do: In progress, Deferred."
        ]
    );
    let params = json!({"state": "accepted", "allowed": ["in_progress", "deferred"]});
    assert_eq!(serde_json::to_value(&fault.params).unwrap(), params);
}

#[test]
fn a_code_that_a_row_keeps_does_too_unless_no_list_has_it() {
    let missing =
        |code| Fault::new(FaultCode::EvidenceMissing).with("evidence_type", CodeOf::<EvidenceType>::new(code));
    assert_eq!(
        both(&missing("minutes")),
        [
            "Pièce exigée manquante : Compte rendu.",
            "Required evidence is missing: Minutes."
        ]
    );
    assert_eq!(
        missing("tomorrow").message(Language::French),
        "Pièce exigée manquante : tomorrow."
    );
    let several =
        Fault::new(FaultCode::ScopeNotHeld).with("scopes", [CodeOf::<Health>::new("stormy"), CodeOf::new("?")]);
    assert!(several.message(Language::English).ends_with("stormy, ?."));
}
