//! What was handed over at the end of each accompaniment, and how far that was.
//!
//! No hand-over is a public fact: what was provided, on which days, and what became of it is plausible. What a milestone had
//! brought already is named by its piece of evidence; the rest is a link.

mod items;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::accounts::{self, Player};
use super::happenings::piece;
use super::plan::MILESTONES;
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// The hand-over of a project: the day on which a coordinator opened it, and what followed.
pub struct HandOver {
    project: &'static str,
    opened: &'static str,
    /// What else a coordinator asked for that day: its title and what is expected of it.
    added: Option<(&'static str, &'static str)>,
    steps: &'static [(&'static str, Then)],
}

/// What was done on a later day, to the items of these kinds or to that of this one.
pub enum Then {
    /// What is expected of it.
    Described(&'static str, &'static str),
    Provided(&'static [&'static str]),
    Verified(&'static [&'static str]),
    /// By a coordinator, the laureate having been silent.
    VerifiedInstead(&'static [&'static str]),
    /// Why.
    Returned(&'static str, &'static str),
    Waived(&'static str, &'static str),
    Reopened(&'static str, &'static str),
}

/// What happens to the hand-over of a project, told by its coordinators, its experts and its laureate.
pub fn of(story: &ProjectStory) -> Vec<Event> {
    let own = items::HAND_OVERS.iter().filter(|own| own.project == story.code);
    own.flat_map(|own| own.events(story)).collect()
}

/// What is done on one day is done in the order of this page.
const MINUTE: u32 = 13 * 60;

impl HandOver {
    fn events(&self, story: &ProjectStory) -> Vec<Event> {
        let items = format!("/v1/projects/{}/hand-over", self.project);
        let name = format!("hand-over {}", self.project);
        let asked = |path, body| Event::post(day(self.opened), MINUTE, accounts::DITP, path, body);
        let opened = asked(format!("{items}/open"), json!({})).known_as(name.clone());
        let added = self.added.map(|(title, description)| {
            let body = json!({"kind": "other", "title": title, "description": description});
            asked(items.clone(), body).known_as(format!("{name} other"))
        });
        let steps = (1..).zip(self.steps).flat_map(|(place, (on, then))| {
            let own = |kind: &str| format!("{items}/{{{name} {kind}}}");
            let acted = |by: Player, kind: &str, verb: &str, body| {
                Event::post(day(on), MINUTE + place, by, format!("{}/{verb}", own(kind)), body)
            };
            match *then {
                Then::Described(kind, text) => {
                    let body = json!({"description": text});
                    vec![Event::patch(day(on), MINUTE + place, accounts::DITP, own(kind), body)]
                }
                Then::Provided(kinds) => {
                    let provided = kinds.iter().map(|kind| {
                        let body = json!({"evidence": [self.provided(story, kind, day(on))]});
                        acted(giver(story, kind), kind, "provide", body)
                    });
                    provided.collect()
                }
                Then::Verified(kinds) => {
                    let verified = kinds.iter().map(|kind| acted(story.team, kind, "verify", json!({})));
                    verified.collect()
                }
                Then::VerifiedInstead(kinds) => {
                    let verified = kinds
                        .iter()
                        .map(|kind| acted(accounts::DITP, kind, "verify", json!({})));
                    verified.collect()
                }
                Then::Returned(kind, motive) => vec![acted(story.team, kind, "return", json!({"motive": motive}))],
                Then::Waived(kind, motive) => vec![acted(accounts::DITP, kind, "waive", json!({"motive": motive}))],
                Then::Reopened(kind, motive) => vec![acted(accounts::DITP, kind, "reopen", json!({"motive": motive}))],
            }
        });
        [opened].into_iter().chain(added).chain(steps).collect()
    }

    /// What is provided of a kind on a day: the evidence of a milestone submitted before, else a link.
    fn provided(&self, story: &ProjectStory, kind: &str, on: NaiveDate) -> Value {
        let evidence = match kind {
            "data_documentation" => "dataset_documentation",
            "evaluation_report" => "user_trial_report",
            other => other,
        };
        let submitted = story.deliveries.iter().filter(|delivery| {
            let submitted = delivery.submitted.map(day);
            submitted.is_some_and(|submitted| submitted < on)
        });
        let mut plans = submitted.map(|delivery| &MILESTONES[delivery.milestone - 1]);
        match plans.find(|plan| plan.evidence.contains(&evidence)) {
            Some(plan) => json!(format!("{{{}}}", piece(self.project, plan.key, evidence))),
            None => {
                let url = format!(
                    "https://pieces.example/{}/hand-over/{kind}",
                    self.project.to_lowercase()
                );
                json!({"title": self.title(kind), "url": url})
            }
        }
    }

    fn title(&self, kind: &str) -> &'static str {
        match (kind, self.added) {
            ("source_code", _) => "Dépôt du code source",
            ("model", _) => "Modèle et ses paramètres",
            ("data_documentation", _) => "Description des données",
            ("evaluation_report", _) => "Rapport d'évaluation",
            ("architecture", _) => "Dossier d'architecture",
            ("operations_guide", _) => "Guide d'exploitation",
            ("licence_and_rights", _) => "Licences et droits cédés",
            ("dpia", _) => "Analyse d'impact relative à la protection des données",
            ("security_plan", _) => "Plan de sécurité",
            ("cost_estimate", _) => "Coûts annuels estimés",
            ("algorithm_notice", _) => "Notice de l'algorithme, pour le public",
            ("training_material", _) => "Supports de formation",
            (_, Some((title, _))) => title,
            (_, None) => "Autre pièce",
        }
    }
}

/// Which expert provides what is of a kind.
fn giver(story: &ProjectStory, kind: &str) -> Player {
    match kind {
        "licence_and_rights" | "cost_estimate" | "algorithm_notice" => story.strategic,
        _ => story.technical,
    }
}
