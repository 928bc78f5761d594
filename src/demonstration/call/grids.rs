//! By what applications were judged, and projects at their ends. The six criteria of the selection are public facts; no
//! weights are, so that each counts for one.

use serde_json::{Value, json};

use crate::demonstration::PROGRAMME;
use crate::demonstration::accounts;
use crate::demonstration::storyteller::{Event, day};

/// A criterion: its code, what it is called.
type Criterion = (&'static str, &'static str, &'static str);

/// By what applications are judged.
const SELECTION: [Criterion; 6] = [
    (
        "benefits",
        "Bénéfices internes et externes",
        "Internal and external benefits",
    ),
    ("technical_relevance", "Pertinence technique", "Technical relevance"),
    ("team", "Équipe d'agents publics", "Team of public agents"),
    (
        "data",
        "Existence et accessibilité des données",
        "Existence and accessibility of the data",
    ),
    (
        "ethics",
        "Prise en compte des risques éthiques",
        "Ethical risks taken into account",
    ),
    (
        "incentive_effect",
        "Effet incitatif de l'accompagnement",
        "Incentive effect of the support",
    ),
];

/// By what a project is judged at its end: what came of each of them.
const END: [Criterion; 6] = [
    (
        "benefits",
        "Bénéfices obtenus et attendus",
        "Benefits obtained and expected",
    ),
    (
        "technical_relevance",
        "Pertinence technique de ce qui a été réalisé",
        "Technical relevance of what was built",
    ),
    (
        "team",
        "Équipe en mesure de continuer",
        "Team in a position to carry on",
    ),
    (
        "data",
        "Données maîtrisées et documentées",
        "Data mastered and documented",
    ),
    ("ethics", "Risques éthiques traités", "Ethical risks dealt with"),
    (
        "incentive_effect",
        "Apport de l'accompagnement",
        "What the support brought",
    ),
];

/// The codes of the criteria, in their order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    SELECTION.iter().map(|(code, ..)| *code)
}

/// One grid before the call opens, one before the first project ends.
pub fn all() -> Vec<Event> {
    vec![
        grid("2018-06-13", "selection", &SELECTION),
        grid("2019-10-14", "end", &END),
    ]
}

fn grid(on: &str, stage: &str, criteria: &[Criterion]) -> Event {
    let criteria = criteria.iter();
    let criteria: Vec<Value> = criteria
        .map(|(code, fr, en)| json!({"code": code, "label": {"fr": fr, "en": en}, "weight": 1}))
        .collect();
    let body = json!({"stage": stage, "criteria": criteria, "scale": {"min": 0, "max": 5}});
    let grids = format!("/v1/programmes/{PROGRAMME}/grids");
    Event::post(day(on), 10 * 60, accounts::DITP, grids, body)
}
