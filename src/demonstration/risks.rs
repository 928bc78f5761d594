//! What each project feared, and what came of it. That a risk was seen is plausible; the figures of the annotation, and
//! what was not reached, are public facts.

use serde_json::{Value, json};

use super::accounts::{self, Player};
use super::storyteller::{Event, day};

/// A risk: its project, the day on which it was recorded, its kind, its title, its gross likelihood and severity, and
/// what followed.
struct Risk {
    project: &'static str,
    on: &'static str,
    kind: &'static str,
    title: &'static str,
    description: &'static str,
    gross: (u32, u32),
    review_on: &'static str,
    then: &'static [(&'static str, Then)],
}

/// What was done to a risk on a later day.
enum Then {
    /// By what, to which likelihood and severity.
    Mitigated(&'static str, (u32, u32)),
    /// Why.
    Closed(&'static str),
    /// How.
    Occurred(&'static str),
}

const RISKS: &[Risk] = &[
    Risk {
        project: "AMI-IA-2018-ACOSS",
        on: "2019-01-18",
        kind: "data_protection",
        title: "Les enregistrements d'appels nomment des personnes",
        description: "Plausible : les questions enregistrées citent des salariés d'associations.",
        gross: (3, 4),
        review_on: "2020-02-14",
        then: &[(
            "2019-04-12",
            Then::Mitigated("Transcription pseudonymisée avant annotation.", (1, 4)),
        )],
    },
    Risk {
        project: "AMI-IA-2018-AFB",
        on: "2019-02-08",
        kind: "ethical",
        title: "Le ciblage reproduit les contrôles passés",
        description: "Plausible : un modèle appris sur les contrôles passés désigne les lieux déjà contrôlés.",
        gross: (3, 3),
        review_on: "2019-12-20",
        then: &[(
            "2019-06-21",
            Then::Mitigated("Une part des contrôles reste tirée au sort, et sert de témoin.", (2, 3)),
        )],
    },
    Risk {
        project: "AMI-IA-2018-AFB",
        on: "2019-09-13",
        kind: "adoption",
        title: "Les inspecteurs ne suivent pas la carte",
        description: "Plausible : la maquette demande une saisie de plus sur le terrain.",
        gross: (2, 3),
        review_on: "2020-03-06",
        then: &[],
    },
    Risk {
        project: "AMI-IA-2018-ASN",
        on: "2019-03-08",
        kind: "data_access",
        title: "L'annotation n'atteint pas l'optimum",
        description: "4 000 lettres annotées par 300 agents : 1 200 à 1 400 par domaine, sur un optimum de 1 600.",
        gross: (3, 3),
        review_on: "2019-10-31",
        then: &[(
            "2019-09-06",
            Then::Occurred("Deux domaines restent sous l'optimum à la fin de l'annotation."),
        )],
    },
    Risk {
        project: "AMI-IA-2018-ASN",
        on: "2019-11-08",
        kind: "organisational",
        title: "Peu d'inspecteurs libres pour l'essai",
        description: "Plausible : l'essai tombe avec la fin de la campagne d'inspections.",
        gross: (4, 3),
        review_on: "2020-01-10",
        then: &[],
    },
    Risk {
        project: "AMI-IA-2018-CHU-DE-TOULOUSE",
        on: "2019-01-25",
        kind: "data_protection",
        title: "Les comptes rendus sont des données de santé",
        description: "Plausible : rien ne sort de l'établissement avant l'analyse d'impact.",
        gross: (3, 4),
        review_on: "2019-11-29",
        then: &[(
            "2019-05-17",
            Then::Mitigated("Calcul dans l'établissement, analyse d'impact faite.", (1, 4)),
        )],
    },
    Risk {
        project: "AMI-IA-2018-DDTM-34",
        on: "2019-04-19",
        kind: "technical",
        title: "La comparaison dans le temps ne tient pas",
        description: "La détection satisfait ; la comparaison d'une date à l'autre n'a pas été atteinte.",
        gross: (3, 3),
        review_on: "2019-12-06",
        then: &[(
            "2019-10-18",
            Then::Occurred("Images trop différentes d'une année à l'autre."),
        )],
    },
    Risk {
        project: "AMI-IA-2018-DGAL",
        on: "2019-02-15",
        kind: "ethical",
        title: "Des avis d'usagers désignent à tort un restaurant",
        description: "Plausible : un faux avis ne doit pas suffire à déclencher un contrôle.",
        gross: (3, 3),
        review_on: "2019-09-27",
        then: &[
            (
                "2019-05-10",
                Then::Mitigated("L'inspecteur voit les avis et décide.", (1, 3)),
            ),
            (
                "2019-10-25",
                Then::Closed("En production avec les inspecteurs, sans signalement à tort."),
            ),
        ],
    },
];

/// What happens to the risks of a project, told by its expert and its coordinators.
pub fn of(project: &str, expert: Player) -> Vec<Event> {
    let own = RISKS.iter().enumerate().filter(|(_, risk)| risk.project == project);
    own.flat_map(|(place, risk)| risk.events(place, expert)).collect()
}

impl Risk {
    fn events(&self, place: usize, expert: Player) -> Vec<Event> {
        let risks = format!("/v1/projects/{}/risks", self.project);
        let score = |(likelihood, severity)| json!({"likelihood": likelihood, "severity": severity});
        let name = format!("risk {place}");
        let body = json!({
            "kind": self.kind, "title": self.title, "description": self.description, "gross": score(self.gross),
            "review_on": self.review_on,
        });
        let made = Event::post(day(self.on), 16 * 60, expert, risks.clone(), body).known_as(name.clone());
        let then = self.then.iter().map(|(on, then)| {
            let (by, verb, body): (_, _, Value) = match then {
                Then::Mitigated(response, residual) => (
                    expert,
                    "mitigate",
                    json!({"residual": score(*residual), "response": response}),
                ),
                Then::Closed(motive) => (accounts::DITP, "close", json!({"motive": motive})),
                Then::Occurred(motive) => (accounts::DITP, "occur", json!({"motive": motive})),
            };
            Event::post(day(on), 16 * 60 + 30, by, format!("{risks}/{{{name}}}/{verb}"), body)
        });
        [made].into_iter().chain(then).collect()
    }
}
