//! Who tried what was built, and what came of it.
//!
//! Public facts: AFB's field trial in two pilot departments in the first quarter of 2020; that DGAL's tool went into
//! production in November 2019, where 475 inspectors carry out the checks; that DDTM 34's detection satisfied and its comparison over time was not
//! reached. Everything else is plausible: days, protocols, how many took part, what was measured and how far it came.

use serde_json::{Value, json};

use super::projects::ProjectStory;
use super::prototypes::called;
use super::storyteller::{Event, day};

/// A trial, as it was planned on a day, and what followed.
struct Trial {
    project: &'static str,
    /// The version that was tried.
    version: &'static str,
    on: &'static str,
    audience: &'static str,
    protocol: &'static str,
    from: &'static str,
    until: Option<&'static str>,
    /// How many are expected.
    participants: Option<u32>,
    measures: &'static [Measure],
    then: &'static [(&'static str, Then)],
}

/// What is measured: its name, its unit, which way is better, where it stood before and where it should come to.
struct Measure(&'static str, &'static str, &'static str, Option<f64>, Option<f64>);

/// What was done to a trial on a later day.
enum Then {
    Begun,
    Cancelled,
    /// With how many, to which verdict; what came of each measure, in their order.
    Completed(u32, &'static str, &'static [Came]),
}

/// What came of a measure.
enum Came {
    Observed(f64),
    /// Why not.
    Not(&'static str),
}

const MEETING: &[Measure] = &[
    Measure("Notions médicales retrouvées", "%", "higher", None, Some(85.0)),
    Measure("Préparation d'un dossier", "minutes", "lower", Some(40.0), Some(20.0)),
];

const TRIALS: &[Trial] = &[
    Trial {
        project: "AMI-IA-2018-ACOSS",
        version: "1.0",
        on: "2019-09-03",
        audience: "public",
        protocol: "Des associations volontaires appellent l'agent vocal pour leurs questions des trois semaines ; un conseiller \
                   écoute et note.",
        from: "2019-09-16",
        until: Some("2019-10-05"),
        participants: Some(50),
        measures: &[
            Measure("Questions comprises", "%", "higher", None, Some(70.0)),
            Measure("Appels renvoyés à un conseiller", "%", "lower", Some(100.0), Some(50.0)),
        ],
        then: &[
            ("2019-09-16", Then::Begun),
            (
                "2019-10-07",
                Then::Completed(41, "conclusive", &[Came::Observed(78.0), Came::Observed(44.0)]),
            ),
        ],
    },
    Trial {
        project: "AMI-IA-2018-ACOSS",
        version: "1.1",
        on: "2020-01-08",
        audience: "public",
        protocol: "Les mêmes associations, sur le périmètre élargi.",
        from: "2020-02-03",
        until: Some("2020-02-15"),
        participants: Some(40),
        measures: &[Measure("Questions comprises", "%", "higher", Some(78.0), Some(80.0))],
        then: &[],
    },
    Trial {
        project: "AMI-IA-2018-AFB",
        version: "0.2",
        on: "2019-11-19",
        audience: "agents",
        protocol: "Essai de terrain dans deux départements pilotes : une part des contrôles est choisie sur la carte, une \
                   part tirée au sort.",
        from: "2020-01-27",
        until: Some("2020-03-07"),
        participants: Some(16),
        measures: &[
            Measure("Contrôles avec infraction", "%", "higher", Some(20.0), Some(30.0)),
            Measure("Choix des contrôles", "h/semaine", "lower", Some(3.0), Some(2.0)),
        ],
        then: &[],
    },
    Trial {
        project: "AMI-IA-2018-ASN",
        version: "1.0",
        on: "2019-10-22",
        audience: "agents",
        protocol: "Des inspecteurs préparent une inspection avec le moteur de recherche, une autre sans.",
        from: "2019-11-12",
        until: Some("2019-12-14"),
        participants: Some(20),
        measures: &[
            Measure("Préparation d'une inspection", "heures", "lower", Some(6.0), Some(4.0)),
            Measure("Lettres utiles des dix premières", "%", "higher", None, Some(80.0)),
        ],
        then: &[("2019-11-12", Then::Begun)],
    },
    Trial {
        project: "AMI-IA-2018-CHU-DE-TOULOUSE",
        version: "1.0",
        on: "2019-11-28",
        audience: "agents",
        protocol: "Quatre réunions de concertation, préparées avec les résumés.",
        from: "2019-12-17",
        until: Some("2020-01-11"),
        participants: Some(9),
        measures: MEETING,
        then: &[("2019-12-10", Then::Cancelled)],
    },
    Trial {
        project: "AMI-IA-2018-CHU-DE-TOULOUSE",
        version: "1.0",
        on: "2019-12-12",
        audience: "agents",
        protocol: "Quatre réunions de concertation, préparées avec les résumés, après la migration du système d'information.",
        from: "2020-02-24",
        until: Some("2020-03-28"),
        participants: Some(9),
        measures: MEETING,
        then: &[],
    },
    Trial {
        project: "AMI-IA-2018-DDTM-34",
        version: "1.0",
        on: "2019-10-15",
        audience: "agents",
        protocol: "Les agents vont voir ce que l'outil signale dans deux communes, et ce qu'ils y auraient cherché sans lui.",
        from: "2019-10-21",
        until: None,
        participants: None,
        measures: &[
            Measure("Objets signalés à raison", "%", "higher", None, Some(80.0)),
            Measure("Changements d'une année à l'autre", "%", "higher", None, Some(60.0)),
        ],
        then: &[
            ("2019-10-21", Then::Begun),
            (
                "2019-11-22",
                Then::Completed(
                    4,
                    "mixed",
                    &[
                        Came::Observed(86.0),
                        Came::Not("La comparaison dans le temps n'est pas atteinte."),
                    ],
                ),
            ),
        ],
    },
    Trial {
        project: "AMI-IA-2018-DGAL",
        version: "1.0",
        on: "2019-06-06",
        audience: "agents",
        protocol: "Des inspecteurs volontaires, parmi 475, choisissent la moitié de leurs contrôles dans le classement, l'autre \
                   comme d'habitude.",
        from: "2019-06-11",
        until: Some("2019-07-02"),
        participants: Some(30),
        measures: &[
            Measure("Contrôles avec non-conformité", "%", "higher", Some(25.0), Some(35.0)),
            Measure("Choix des contrôles", "min/semaine", "lower", Some(45.0), Some(30.0)),
        ],
        then: &[
            ("2019-06-11", Then::Begun),
            (
                "2019-07-03",
                Then::Completed(24, "conclusive", &[Came::Observed(38.0), Came::Observed(25.0)]),
            ),
        ],
    },
];

/// What happens to the trials of a project, told by its expert and its laureate.
pub fn of(story: &ProjectStory) -> Vec<Event> {
    let own = (0..).zip(TRIALS);
    let own = own.filter(|(_, trial)| trial.project == story.code);
    own.flat_map(|(place, trial)| trial.events(place, story)).collect()
}

impl Trial {
    fn events(&self, place: u32, story: &ProjectStory) -> Vec<Event> {
        let trials = format!("/v1/projects/{}/trials", self.project);
        let name = format!("trial {place}");
        let body = json!({
            "prototype": format!("{{{}}}", called(self.project, self.version)), "audience": self.audience,
            "protocol": self.protocol, "from": self.from, "until": self.until, "participants": self.participants,
            "measures": self.measures.iter().map(Measure::body).collect::<Vec<_>>(),
        });
        let minute = 11 * 60 + 40 + place;
        let made = Event::post(day(self.on), minute, story.technical, trials.clone(), body).known_as(name.clone());
        let then = self.then.iter().map(|(on, then)| {
            let (by, verb, body) = match then {
                Then::Begun => (story.team, "begin", json!({})),
                Then::Cancelled => (story.team, "cancel", json!({})),
                Then::Completed(participants, verdict, came) => {
                    let came = self.measures.iter().zip(*came);
                    let measures: Vec<_> = came.map(|(measure, came)| came.body(measure)).collect();
                    let body = json!({"participants": participants, "verdict": verdict, "measures": measures});
                    (story.technical, "complete", body)
                }
            };
            Event::post(day(on), minute + 20, by, format!("{trials}/{{{name}}}/{verb}"), body)
        });
        [made].into_iter().chain(then).collect()
    }
}

impl Measure {
    fn body(&self) -> Value {
        let Self(name, unit, direction, baseline, target) = self;
        json!({"name": name, "unit": unit, "direction": direction, "baseline": baseline, "target": target})
    }
}

impl Came {
    fn body(&self, Measure(name, ..): &Measure) -> Value {
        match self {
            Self::Observed(observed) => json!({"name": name, "observed": observed}),
            Self::Not(why) => json!({"name": name, "not_observed": why}),
        }
    }
}
