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
            en: "The health is no longer known.".to_owned(),
        },
    }
}

pub fn of_planned_end(before: Option<NaiveDate>, after: Option<NaiveDate>) -> Sentence {
    let open = Sentence {
        fr: "La fin prévue n'est plus connue.".to_owned(),
        en: "The planned end is no longer known.".to_owned(),
    };
    of_end(("La fin prévue", "The planned end"), before, after, open)
}

pub fn of_forecast_end(before: Option<NaiveDate>, after: Option<NaiveDate>) -> Sentence {
    let none = Sentence {
        fr: "Plus aucun jalon n'est ouvert.".to_owned(),
        en: "No milestone is open any more.".to_owned(),
    };
    of_end(
        ("La dernière échéance prévue", "The latest forecast"),
        before,
        after,
        none,
    )
}

fn of_end((fr, en): (&str, &str), before: Option<NaiveDate>, after: Option<NaiveDate>, no_more: Sentence) -> Sentence {
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
        (_, None) => no_more,
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
    of_risk(("Nouveau risque", "New risk"), risk)
}

pub fn of_feared_risk(risk: &RiskThen) -> Sentence {
    of_risk(("Risque", "Risk"), risk)
}

pub fn of_reopened_risk(risk: &RiskThen) -> Sentence {
    of_risk(("Risque rouvert", "Risk reopened"), risk)
}

fn of_risk((fr, en): (&str, &str), risk: &RiskThen) -> Sentence {
    let (kind, criticality) = (risk.kind.label(), risk.criticality().map(CodeList::label));
    let critical = criticality.map(|it| (lower_first(it.fr), lower_first(it.en)));
    let critical = critical.map(|(fr, en)| (format!(", criticité {fr}"), format!(", {en}")));
    let (critical_fr, critical_en) = critical.unwrap_or_default();
    let title = ended(&risk.title);
    Sentence {
        fr: format!("{fr} ({}{critical_fr}) : {title}", lower_first(kind.fr)),
        en: format!("{en} ({}{critical_en}): {title}", lower_first(kind.en)),
    }
}

pub fn of_closed_risk(risk: &RiskThen) -> Sentence {
    let title = ended(&risk.title);
    match risk.state {
        RiskState::Occurred => Sentence {
            fr: format!("Risque survenu : {title}"),
            en: format!("Risk that has occurred: {title}"),
        },
        _ => Sentence {
            fr: format!("Risque clos : {title}"),
            en: format!("Risk closed: {title}"),
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

/// How many gates stand otherwise: of those that changed.
pub fn of_readiness(before: ReadinessCounts, after: ReadinessCounts) -> Sentence {
    let counts = [
        ("remplies", "satisfied", before.satisfied, after.satisfied),
        ("manquantes", "missing", before.missing, after.missing),
        ("levées", "waived", before.waived, after.waived),
    ];
    let changed = counts.into_iter().filter(|(.., before, after)| before != after);
    let (fr, en): (Vec<String>, Vec<String>) = changed
        .map(|(fr, en, before, after)| {
            (
                format!("{fr} : {after} au lieu de {before}"),
                format!("{en}: {after} instead of {before}"),
            )
        })
        .unzip();
    Sentence {
        fr: format!("Conditions de lancement {}.", fr.join(" ; ")),
        en: format!("Gates {}.", en.join("; ")),
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
    Language::French.number(number)
}

/// A title that ends a sentence.
fn ended(title: &str) -> String {
    let title = title.trim_end();
    let end = if title.ends_with(['.', '!', '?', '…']) {
        ""
    } else {
        "."
    };
    format!("{title}{end}")
}
