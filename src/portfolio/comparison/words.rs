//! What changed, in a French and an English sentence. Pure.

use chrono::NaiveDate;

use super::moment::RiskThen;
use crate::accompaniment::risks::RiskState;
use crate::civil::in_words;
use crate::milestones::submissions::Outcome;
use crate::projects::ProjectState;
use crate::readiness::ReadinessCounts;
use crate::vocabulary::{CodeList, Health, Language, Sentence, lower_first};

pub fn of_state(before: Option<ProjectState>, after: ProjectState) -> Sentence {
    let is = after.label();
    match before.map(CodeList::label) {
        None => Sentence {
            fr: format!("Le projet est entré au portefeuille : {}.", lower_first(is.fr)),
            en: format!("The project came into the portfolio: {}.", lower_first(is.en)),
        },
        Some(was) => Sentence {
            fr: format!(
                "L'état du projet passe de « {} » à « {} ».",
                lower_first(was.fr),
                lower_first(is.fr)
            ),
            en: format!(
                "The project's state goes from \"{}\" to \"{}\".",
                lower_first(was.en),
                lower_first(is.en)
            ),
        },
    }
}

pub fn of_health(before: Option<Health>, after: Option<Health>) -> Sentence {
    let [was, is] = [before, after].map(|health| health.map(CodeList::label));
    match (was, is) {
        (Some(was), Some(is)) => Sentence {
            fr: format!(
                "La météo passe de « {} » à « {} ».",
                lower_first(was.fr),
                lower_first(is.fr)
            ),
            en: format!(
                "The health goes from \"{}\" to \"{}\".",
                lower_first(was.en),
                lower_first(is.en)
            ),
        },
        (None, Some(is)) => Sentence {
            fr: format!("Première météo : « {} ».", lower_first(is.fr)),
            en: format!("First health: \"{}\".", lower_first(is.en)),
        },
        (_, None) => Sentence {
            fr: "La météo n'est plus connue.".to_owned(),
            en: "The health is no more known.".to_owned(),
        },
    }
}

pub fn of_planned_end(before: Option<NaiveDate>, after: Option<NaiveDate>) -> Sentence {
    of_end(("La fin prévue", "The planned end"), before, after)
}

pub fn of_forecast_end(before: Option<NaiveDate>, after: Option<NaiveDate>) -> Sentence {
    of_end(("La dernière échéance prévue", "The latest forecast"), before, after)
}

fn of_end((fr, en): (&str, &str), before: Option<NaiveDate>, after: Option<NaiveDate>) -> Sentence {
    match (before, after) {
        (Some(before), Some(after)) => {
            let (move_fr, move_en) = movement(before, after);
            Sentence {
                fr: format!("{fr} passe du {} au {} ({move_fr}).", french(before), french(after)),
                en: format!("{en} moves from {} to {} ({move_en}).", english(before), english(after)),
            }
        }
        (None, Some(after)) => Sentence {
            fr: format!("{fr} est le {}.", french(after)),
            en: format!("{en} is {}.", english(after)),
        },
        (_, None) => Sentence {
            fr: format!("{fr} n'est plus connue."),
            en: format!("{en} is no more known."),
        },
    }
}

pub fn of_slip(code: &str, before: NaiveDate, after: NaiveDate) -> Sentence {
    let (move_fr, move_en) = movement(before, after);
    Sentence {
        fr: format!(
            "Le jalon {code} passe du {} au {} ({move_fr}).",
            french(before),
            french(after)
        ),
        en: format!(
            "Milestone {code} moves from {} to {} ({move_en}).",
            english(before),
            english(after)
        ),
    }
}

pub fn of_decision(code: &str, outcome: Outcome, on: NaiveDate) -> Sentence {
    let label = outcome.label();
    Sentence {
        fr: format!("Jalon {code} : {} le {}.", lower_first(label.fr), french(on)),
        en: format!("Milestone {code}: {} on {}.", lower_first(label.en), english(on)),
    }
}

pub fn of_new_risk(risk: &RiskThen) -> Sentence {
    let (kind, criticality) = (risk.kind.label(), risk.criticality().map(CodeList::label));
    Sentence {
        fr: format!(
            "Nouveau risque ({}{}) : {}.",
            lower_first(kind.fr),
            criticality
                .map(|it| format!(", {}", lower_first(it.fr)))
                .unwrap_or_default(),
            bare(&risk.title)
        ),
        en: format!(
            "New risk ({}{}): {}.",
            lower_first(kind.en),
            criticality
                .map(|it| format!(", {}", lower_first(it.en)))
                .unwrap_or_default(),
            bare(&risk.title)
        ),
    }
}

pub fn of_closed_risk(risk: &RiskThen) -> Sentence {
    let title = bare(&risk.title);
    match risk.state {
        RiskState::Occurred => Sentence {
            fr: format!("Risque survenu : {title}."),
            en: format!("Risk that has occurred: {title}."),
        },
        _ => Sentence {
            fr: format!("Risque clos : {title}."),
            en: format!("Risk closed: {title}."),
        },
    }
}

pub fn of_effort(before: f64, after: f64) -> Sentence {
    let days = ((after - before) * 100.0).round() / 100.0;
    let sign = if days < 0.0 { "−" } else { "+" };
    let size = days.abs();
    let (french, english) = (if size < 2.0 { "" } else { "s" }, if size == 1.0 { "" } else { "s" });
    Sentence {
        fr: format!(
            "Charge saisie : {sign}{} jour{french}-personne ({} au total).",
            comma(size),
            comma(after)
        ),
        en: format!("Effort logged: {sign}{size} person-day{english} ({after} in all)."),
    }
}

pub fn of_readiness(before: ReadinessCounts, after: ReadinessCounts) -> Sentence {
    Sentence {
        fr: format!(
            "Conditions de lancement remplies : {} au lieu de {} ; manquantes : {} au lieu de {} ; levées : {} au lieu de {}.",
            after.satisfied, before.satisfied, after.missing, before.missing, after.waived, before.waived
        ),
        en: format!(
            "Gates satisfied: {} instead of {}; missing: {} instead of {}; waived: {} instead of {}.",
            after.satisfied, before.satisfied, after.missing, before.missing, after.waived, before.waived
        ),
    }
}

/// By how much a date moved: "14 jours plus tard", "1 jour plus tôt".
fn movement(before: NaiveDate, after: NaiveDate) -> (String, String) {
    let days = (after - before).num_days();
    let (fr, en) = if days < 0 {
        ("plus tôt", "earlier")
    } else {
        ("plus tard", "later")
    };
    let (days, plural) = (days.abs(), if days.abs() > 1 { "s" } else { "" });
    (format!("{days} jour{plural} {fr}"), format!("{days} day{plural} {en}"))
}

fn french(day: NaiveDate) -> String {
    in_words(day, Language::French)
}

fn english(day: NaiveDate) -> String {
    in_words(day, Language::English)
}

fn comma(number: f64) -> String {
    number.to_string().replace('.', ",")
}

/// A title that ends a sentence.
fn bare(title: &str) -> &str {
    title.trim_end_matches('.')
}
