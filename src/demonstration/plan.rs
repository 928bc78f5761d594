//! The plan template of the demonstration: plausible, not the real one.

use serde_json::{Value, json};

/// The milestones that every project is planned with. Their order gives their codes: the first is
/// `-M01`.
pub const MILESTONES: [PlanLine; 10] = [
    PlanLine {
        key: "kick_off",
        track: "technical_support",
        title: "Réunion de lancement",
        day: 14,
        weight: 1.0,
        evidence: &["minutes"],
        after: &[],
    },
    PlanLine {
        key: "data_access",
        track: "technical_support",
        title: "Données accessibles et documentées",
        day: 60,
        weight: 2.0,
        evidence: &["dataset_documentation"],
        after: &["kick_off"],
    },
    PlanLine {
        key: "job_study",
        track: "strategic_support",
        title: "Étude des métiers et des usages",
        day: 75,
        weight: 1.0,
        evidence: &["report"],
        after: &["kick_off"],
    },
    PlanLine {
        key: "first_model",
        track: "prototype",
        title: "Premier modèle évalué",
        day: 120,
        weight: 2.0,
        evidence: &["model", "report"],
        after: &["data_access"],
    },
    PlanLine {
        key: "prototype",
        track: "prototype",
        title: "Prototype fonctionnel",
        day: 190,
        weight: 3.0,
        evidence: &["source_code"],
        after: &["first_model"],
    },
    PlanLine {
        key: "user_trial",
        track: "prototype",
        title: "Essai avec des utilisateurs",
        day: 230,
        weight: 3.0,
        evidence: &["user_trial_report"],
        after: &["prototype"],
    },
    PlanLine {
        key: "skills",
        track: "technical_support",
        title: "Montée en compétence des agents",
        day: 250,
        weight: 1.0,
        evidence: &["training_material"],
        after: &["first_model"],
    },
    PlanLine {
        key: "change_plan",
        track: "strategic_support",
        title: "Plan de conduite du changement",
        day: 255,
        weight: 1.0,
        evidence: &["report"],
        after: &["job_study"],
    },
    PlanLine {
        key: "roadmap",
        track: "roadmap",
        title: "Feuille de route de transformation",
        day: 270,
        weight: 2.0,
        evidence: &["roadmap_document"],
        after: &["change_plan", "user_trial"],
    },
    PlanLine {
        key: "hand_over",
        track: "hand_over",
        title: "Dossier de passation",
        day: 300,
        weight: 2.0,
        evidence: &["minutes", "presentation"],
        after: &["roadmap"],
    },
];

/// A line of the plan.
pub struct PlanLine {
    pub key: &'static str,
    pub track: &'static str,
    pub title: &'static str,
    pub day: u32,
    pub weight: f64,
    pub evidence: &'static [&'static str],
    pub after: &'static [&'static str],
}

/// The plan as a programme's template.
pub fn template() -> Vec<Value> {
    MILESTONES
        .iter()
        .map(|line| {
            json!({
                "key": line.key, "track": line.track, "title": line.title, "after_useful_days": line.day,
                "weight": line.weight, "required_evidence": line.evidence, "depends_on": line.after,
            })
        })
        .collect()
}
