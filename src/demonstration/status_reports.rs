//! How each project fared over a period, as those who worked on it reported.
//!
//! Public facts: AFB's two algorithms (diffuse pollution; winter cover crops) and its mock-up; ASN's 4,000 letters annotated
//! by 300 agents, 1,200 to 1,400 of each domain for an optimum of 1,600; that DDTM 34's detection satisfied and its
//! comparison over time was not reached; that DGAL's tool went into production in November 2019. Everything else is
//! plausible: who reported, on which days and periods, how the weather was, what was to come, and what was asked for.

use std::collections::BTreeMap;

use serde_json::json;

use super::accounts::{self, Player};
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// A report, as it was drafted on a day, and what followed.
struct Report {
    project: &'static str,
    on: &'static str,
    by: Author,
    from: &'static str,
    until: &'static str,
    overall: &'static str,
    tracks: &'static [(&'static str, &'static str)],
    done: &'static str,
    next: &'static str,
    decisions_asked: Option<&'static str>,
    support_needed: Option<&'static str>,
    /// The place below of the one that it says right.
    rectifies: Option<usize>,
    then: &'static [(&'static str, Then)],
}

/// Who drafts and endorses it; each is alone in its organisation.
#[derive(Clone, Copy)]
enum Author {
    Team,
    Technical,
    Strategic,
}

/// What was done to a report on a later day, or later that day.
enum Then {
    /// What comes next, said anew.
    Edited(&'static str),
    Endorsed,
    Published,
}

const REPORTS: &[Report] = &[
    Report {
        project: "AMI-IA-2018-ACOSS",
        on: "2019-04-02",
        by: Author::Technical,
        from: "2019-03-01",
        until: "2019-04-01",
        overall: "sunny",
        tracks: &[],
        done: "Questions transcrites et annotées, premières intentions reconnues.",
        next: "Premiers dialogues, sur le périmètre des questions simples.",
        decisions_asked: None,
        support_needed: None,
        rectifies: None,
        then: &[("2019-04-02", Then::Endorsed), ("2019-04-04", Then::Published)],
    },
    Report {
        project: "AMI-IA-2018-ACOSS",
        on: "2020-01-13",
        by: Author::Team,
        from: "2019-11-01",
        until: "2020-01-11",
        overall: "sunny",
        tracks: &[("roadmap", "overcast")],
        done: "Agents formés, conduite du changement recettée.",
        next: "Second essai en février, puis feuille de route et passation.",
        decisions_asked: Some("Retenir les questions d'embauche dans le périmètre élargi."),
        support_needed: None,
        rectifies: None,
        then: &[("2020-01-14", Then::Endorsed)],
    },
    Report {
        project: "AMI-IA-2018-AFB",
        on: "2019-07-08",
        by: Author::Technical,
        from: "2019-06-01",
        until: "2019-07-06",
        overall: "sunny",
        tracks: &[("prototype", "sunny")],
        done: "Trois algorithmes et une maquette d'interface présentés aux inspecteurs.",
        next: "Choix des départements pilotes après la saison de terrain.",
        decisions_asked: None,
        support_needed: None,
        rectifies: None,
        then: &[("2019-07-08", Then::Endorsed), ("2019-07-11", Then::Published)],
    },
    Report {
        project: "AMI-IA-2018-AFB",
        on: "2019-07-23",
        by: Author::Technical,
        from: "2019-06-01",
        until: "2019-07-06",
        overall: "sunny",
        tracks: &[("prototype", "sunny")],
        done: "Deux algorithmes (pollutions diffuses ; couverts végétaux d'hiver) et une maquette d'interface présentés aux \
               inspecteurs.",
        next: "Choix des départements pilotes après la saison de terrain.",
        decisions_asked: None,
        support_needed: None,
        rectifies: Some(2),
        then: &[("2019-07-23", Then::Endorsed), ("2019-07-25", Then::Published)],
    },
    Report {
        project: "AMI-IA-2018-ASN",
        on: "2019-06-04",
        by: Author::Technical,
        from: "2019-05-01",
        until: "2019-06-01",
        overall: "overcast",
        tracks: &[("technical_support", "overcast")],
        done: "4 000 lettres annotées par 300 agents : 1 200 à 1 400 par domaine, pour un optimum de 1 600.",
        next: "Apprentissage sur les lettres annotées, moteur de recherche.",
        decisions_asked: None,
        support_needed: None,
        rectifies: None,
        then: &[("2019-06-04", Then::Endorsed), ("2019-06-06", Then::Published)],
    },
    Report {
        project: "AMI-IA-2018-ASN",
        on: "2020-01-13",
        by: Author::Team,
        from: "2019-12-01",
        until: "2020-01-11",
        overall: "stormy",
        tracks: &[
            ("prototype", "stormy"),
            ("hand_over", "cloudy"),
            ("technical_support", "overcast"),
        ],
        done: "L'essai est en cours avec sept inspecteurs ; son bilan n'a pas été rendu à la date prévue.",
        next: "Finir l'essai en février, ou en réduire le périmètre.",
        decisions_asked: Some("Réduire l'essai à deux domaines d'inspection."),
        support_needed: Some("L'arbitrage du comité, et des inspecteurs libérés deux jours par semaine en février."),
        rectifies: None,
        then: &[("2020-01-13", Then::Endorsed), ("2020-01-14", Then::Published)],
    },
    Report {
        project: "AMI-IA-2018-CHU-DE-TOULOUSE",
        on: "2019-04-02",
        by: Author::Technical,
        from: "2019-03-01",
        until: "2019-04-01",
        overall: "overcast",
        tracks: &[("technical_support", "cloudy")],
        done: "Accès aux dossiers accordé le 26 mars ; analyse d'impact en cours.",
        next: "Calcul dans l'établissement, premières notions extraites.",
        decisions_asked: None,
        support_needed: Some("Un environnement de calcul dans l'établissement."),
        rectifies: None,
        then: &[("2019-04-03", Then::Endorsed), ("2019-04-05", Then::Published)],
    },
    Report {
        project: "AMI-IA-2018-CHU-DE-TOULOUSE",
        on: "2019-11-04",
        by: Author::Strategic,
        from: "2019-10-01",
        until: "2019-11-01",
        overall: "overcast",
        tracks: &[],
        done: "Parcours d'une réunion de concertation décrit avec les médecins.",
        next: "Essai en réunion.",
        decisions_asked: None,
        support_needed: None,
        rectifies: None,
        then: &[
            ("2019-11-04", Then::Endorsed),
            (
                "2019-11-05",
                Then::Edited("Essai en réunion, une fois les résumés relus."),
            ),
            ("2019-11-06", Then::Endorsed),
            ("2019-11-08", Then::Published),
        ],
    },
    Report {
        project: "AMI-IA-2018-DDTM-34",
        on: "2019-09-03",
        by: Author::Team,
        from: "2019-07-01",
        until: "2019-09-01",
        overall: "overcast",
        tracks: &[("prototype", "cloudy"), ("technical_support", "sunny")],
        done: "La détection satisfait ; la comparaison d'une année à l'autre ne tient pas encore.",
        next: "Reprise de la comparaison dans le temps.",
        decisions_asked: Some("Prolonger l'accompagnement."),
        support_needed: Some("Des images de saisons comparables."),
        rectifies: None,
        then: &[("2019-09-04", Then::Endorsed), ("2019-09-10", Then::Published)],
    },
    Report {
        project: "AMI-IA-2018-DDTM-34",
        on: "2020-01-14",
        by: Author::Technical,
        from: "2019-12-14",
        until: "2020-01-11",
        overall: "cloudy",
        tracks: &[("prototype", "cloudy")],
        done: "Nouvelle présentation du prototype préparée, sur la détection.",
        next: "Présentation en février.",
        decisions_asked: None,
        support_needed: Some("Deux agents pour relire les objets signalés."),
        rectifies: None,
        then: &[],
    },
    Report {
        project: "AMI-IA-2018-DGAL",
        on: "2019-11-26",
        by: Author::Technical,
        from: "2019-10-01",
        until: "2019-11-23",
        overall: "sunny",
        tracks: &[("prototype", "sunny"), ("roadmap", "sunny")],
        done: "En production auprès des inspecteurs ; code et documentation remis.",
        next: "L'exploitation revient à l'équipe de la direction.",
        decisions_asked: None,
        support_needed: None,
        rectifies: None,
        then: &[("2019-11-26", Then::Endorsed), ("2019-11-28", Then::Published)],
    },
];

/// What was reported on a project, by its team and its experts.
pub fn of(story: &ProjectStory) -> Vec<Event> {
    let own = (0..).zip(REPORTS);
    let own = own.filter(|(_, report)| report.project == story.code);
    own.flat_map(|(place, report)| report.events(place, story)).collect()
}

/// What a report is called.
fn called(place: usize) -> String {
    format!("report {place}")
}

impl Report {
    fn events(&self, place: usize, story: &ProjectStory) -> Vec<Event> {
        let reports = format!("/v1/projects/{}/status-reports", self.project);
        let author = self.by.player(story);
        let tracks: BTreeMap<_, _> = self.tracks.iter().copied().collect();
        let body = json!({
            "from": self.from, "until": self.until, "health": {"overall": self.overall, "tracks": tracks},
            "done": self.done, "next": self.next, "decisions_asked": self.decisions_asked,
            "support_needed": self.support_needed,
            "rectifies": self.rectifies.map(|place| format!("{{{}}}", called(place))),
        });
        // What is done on one day is done in this order.
        let at = |hour: u32| hour * 60 + 40 + u32::try_from(place).unwrap_or_default();
        let made = Event::post(day(self.on), at(8), author, reports.clone(), body).known_as(called(place));
        let then = self.then.iter().map(|(on, then)| {
            let own = format!("{reports}/{{{}}}", called(place));
            match then {
                Then::Edited(next) => Event::patch(day(on), at(10), author, own, json!({"next": next})),
                Then::Endorsed => Event::post(day(on), at(12), author, format!("{own}/endorse"), json!({})),
                Then::Published => Event::post(day(on), at(16), accounts::DITP, format!("{own}/publish"), json!({})),
            }
        });
        [made].into_iter().chain(then).collect()
    }
}

impl Author {
    fn player(self, story: &ProjectStory) -> Player {
        match self {
            Self::Team => story.team,
            Self::Technical => story.technical,
            Self::Strategic => story.strategic,
        }
    }
}
