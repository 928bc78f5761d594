//! The words of pictures. Pure.

use chrono::NaiveDate;

use crate::civil::in_words;
use crate::vocabulary::{Language, upper_first};

/// A word in the language of the picture.
fn said(language: Language, fr: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::French => fr,
        Language::English => en,
    }
}

macro_rules! words {
    ($($name:ident $fr:literal $en:literal;)+) => {
        $(pub fn $name(language: Language) -> &'static str {
            said(language, $fr, $en)
        })+
    };
}

words! {
    planned "référence" "baseline";
    actual "réalisé" "actual";
    forecast "prévision" "forecast";
    late "en retard" "late";
    suspended "suspension" "suspension";
    start "début" "start";
    planned_end "fin prévue" "planned end";
    likely_end "fin probable" "likely end";
    useful_months "mois utiles" "useful months";
    report_day "date du point" "day of the report";
    reached_line "échéance atteinte" "date reached";
    timeline "Calendrier" "Timeline";
    curve "Courbe d'avancement" "Progress curve";
    trend "Tendance des jalons" "Milestone trend";
    no_start "Le projet n'a pas de date de début." "The project has no start.";
    no_milestones "Aucun jalon." "No milestones.";
    no_projects "Aucun projet n'a commencé." "No project has begun.";
}

/// What is told of one day.
pub fn on(language: Language, what: &str, day: NaiveDate) -> String {
    format!("{what}{} {}", said(language, " :", ":"), in_words(day, language))
}

/// When nothing was expected.
pub fn suspended_between(language: Language, from: NaiveDate, until: Option<NaiveDate>) -> String {
    let [from, until] = [Some(from), until].map(|day| day.map(|day| in_words(day, language)));
    let from = from.unwrap_or_default();
    match (language, until) {
        (Language::French, Some(until)) => format!("Suspendu du {from} jusqu'à la reprise le {until}"),
        (Language::French, None) => format!("Suspendu depuis le {from}, sans date de reprise"),
        (Language::English, Some(until)) => format!("Suspended from {from} until it resumes on {until}"),
        (Language::English, None) => format!("Suspended since {from}, without a date of resumption"),
    }
}

/// A date that is another than it was on a day: what it was, when, and what it is.
pub fn moved(language: Language, [was, then, is]: [NaiveDate; 3]) -> String {
    let [was, then, is] = [was, then, is].map(|day| in_words(day, language));
    match language {
        _ if was == is => is,
        Language::French => format!("{is}, attendu le {was} au point du {then}"),
        Language::English => format!("{is}, expected on {was} as of {then}"),
    }
}

/// What is said, as sentences.
pub fn sentences(said: &[String]) -> String {
    let stopped = said.iter().map(|it| {
        let stop = if it.ends_with('.') { "" } else { "." };
        format!("{}{stop}", upper_first(it))
    });
    stopped.collect::<Vec<_>>().join(" ")
}

/// What is reached by a day, of what was planned.
pub fn stands(language: Language, day: NaiveDate, [actual, planned]: [Option<f64>; 2]) -> String {
    let [actual, planned] =
        [actual, planned].map(|value| value.map_or_else(|| "–".to_owned(), |value| language.percent(value)));
    let day = in_words(day, language);
    match language {
        Language::French => format!("Au {day} : réalisé {actual}, référence {planned}"),
        Language::English => format!("On {day}: actual {actual}, baseline {planned}"),
    }
}
