//! The words of the page. Pure.

use chrono::NaiveDate;

use crate::civil::in_words;
use crate::vocabulary::Language;

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub file: &'static str,
    pub overview: &'static str,
    pub project: &'static str,
    pub state: &'static str,
    pub health: &'static str,
    pub progress: &'static str,
    pub expected: &'static str,
    pub planned_end: &'static str,
    pub forecast_end: &'static str,
    pub late: &'static str,
    pub decisions: &'static str,
    pub number: &'static str,
    pub decision: &'static str,
    pub due: &'static str,
    pub overdue: &'static str,
    pub changes: &'static str,
    pub nothing_changed: &'static str,
    pub risks: &'static str,
    pub asked: &'static str,
    pub support: &'static str,
    pub no_risks: &'static str,
    pub no_decisions: &'static str,
    pub stale: &'static str,
    pub laureate: &'static str,
    pub useful_months: &'static str,
    pub pictures: &'static str,
    pub projects: &'static str,
    pub mean_progress: &'static str,
}

const FRENCH: Words = Words {
    file: "Dossier du comité de pilotage",
    overview: "Portefeuille",
    project: "Projet",
    state: "État",
    health: "Météo",
    progress: "Avancement",
    expected: "attendu",
    planned_end: "Fin prévue",
    forecast_end: "Dernière prévision",
    late: "Jalons en retard",
    decisions: "Décisions des comités",
    number: "N°",
    decision: "Décision",
    due: "Échéance",
    overdue: "en retard",
    changes: "Ce qui a changé",
    nothing_changed: "Rien n'a changé.",
    risks: "Risques",
    asked: "Décisions demandées",
    support: "Soutien demandé",
    no_risks: "Aucun.",
    no_decisions: "Aucune.",
    stale: "à actualiser",
    laureate: "Lauréat",
    useful_months: "Mois utiles",
    pictures: "En images",
    projects: "Projets",
    mean_progress: "Avancement moyen",
};

const ENGLISH: Words = Words {
    file: "Steering committee's file",
    overview: "Portfolio",
    project: "Project",
    state: "State",
    health: "Health",
    progress: "Progress",
    expected: "expected",
    planned_end: "Planned end",
    forecast_end: "Forecast end",
    late: "Late milestones",
    decisions: "Decisions of committees",
    number: "No.",
    decision: "Decision",
    due: "Due",
    overdue: "overdue",
    changes: "What changed",
    nothing_changed: "Nothing changed.",
    risks: "Risks",
    asked: "Decisions asked",
    support: "Support needed",
    no_risks: "None.",
    no_decisions: "None.",
    stale: "out of date",
    laureate: "Laureate",
    useful_months: "Useful months",
    pictures: "In pictures",
    projects: "Projects",
    mean_progress: "Mean progress",
};

/// Those of a language.
pub fn of(language: Language) -> Words {
    match language {
        Language::French => FRENCH,
        Language::English => ENGLISH,
    }
}

/// Since when changes are told.
pub fn since(language: Language, committee: &str, on: NaiveDate) -> String {
    let day = in_words(on, language);
    match language {
        Language::French => format!("depuis « {committee} », le {day}"),
        Language::English => format!("since \"{committee}\", on {day}"),
    }
}
