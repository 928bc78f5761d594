//! What data each project lived on, who held them, and how it came to them.
//!
//! Public facts: which data they were; some 20,000 letters, of which 4,000 annotated by 300 agents, 1,200 to 1,400 of
//! each domain for an optimum of 1,600 (the least stands here); 6,000 images annotated by four agents in four weeks, of
//! aerial photographs (BD Ortho, 20 cm) and satellite pictures (Pléiades). Everything else is plausible: who was asked,
//! on which days and why access was withheld or withdrawn, what is personal in the data and how far its assessment was,
//! the other volumes, how the annotation went on.

use serde_json::{Value, json};
use uuid::Uuid;

use super::accounts::Cast;
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// A dataset, as it was recorded on a day, and what followed.
struct Dataset {
    project: &'static str,
    on: &'static str,
    name: &'static str,
    existence: &'static str,
    /// How far the impact assessment is, of personal data.
    personal: Option<&'static str>,
    volume: Option<(u64, &'static str)>,
    /// How many are wanted, of what; none is annotated yet.
    annotation: Option<(u64, &'static str)>,
    holder: Holder,
    then: &'static [(&'static str, Then)],
}

/// Who holds it.
#[derive(Clone, Copy)]
enum Holder {
    Laureate,
    Named(&'static str),
}

/// What was done to a dataset on a later day.
enum Then {
    Requested,
    /// On what condition, if any.
    Granted(Option<&'static str>),
    /// Why.
    Blocked(&'static str),
    Opened,
    /// How far its impact assessment is.
    Assessed(&'static str),
    /// How many are annotated, and how much of it is there by now.
    Annotated(u64, &'static str),
}

const DATASETS: &[Dataset] = &[
    Dataset {
        project: "AMI-IA-2018-ACOSS",
        on: "2018-12-11",
        name: "Questions téléphoniques des associations sur le chèque emploi associatif",
        existence: "exists",
        personal: Some("in_progress"),
        volume: Some((3_000, "appels")),
        annotation: Some((2_000, "questions")),
        holder: Holder::Laureate,
        then: &[
            ("2018-12-13", Then::Requested),
            ("2019-01-11", Then::Assessed("done")),
            (
                "2019-01-15",
                Then::Granted(Some("Appels transcrits, sans le nom de l'appelant.")),
            ),
            ("2019-03-15", Then::Annotated(1_850, "exists")),
        ],
    },
    Dataset {
        project: "AMI-IA-2018-AFB",
        on: "2018-12-12",
        name: "Surveillance des milieux naturels et statistiques économiques (Ille-et-Vilaine, Morbihan)",
        existence: "exists",
        personal: None,
        volume: None,
        annotation: None,
        holder: Holder::Laureate,
        then: &[("2018-12-18", Then::Opened)],
    },
    Dataset {
        project: "AMI-IA-2018-ASN",
        on: "2018-12-13",
        name: "Lettres de suites d'inspection",
        existence: "exists",
        personal: None,
        volume: Some((20_000, "lettres")),
        annotation: None,
        holder: Holder::Laureate,
        then: &[("2018-12-18", Then::Requested), ("2019-02-12", Then::Granted(None))],
    },
    Dataset {
        project: "AMI-IA-2018-ASN",
        on: "2019-02-25",
        name: "Lettres annotées par 300 agents",
        existence: "to_build",
        personal: None,
        volume: Some((4_000, "lettres")),
        annotation: Some((1_600, "lettres par domaine")),
        holder: Holder::Laureate,
        then: &[
            ("2019-02-26", Then::Granted(None)),
            ("2019-04-05", Then::Annotated(700, "partial")),
            ("2019-05-28", Then::Annotated(1_200, "partial")),
        ],
    },
    Dataset {
        project: "AMI-IA-2018-CHU-DE-TOULOUSE",
        on: "2018-12-18",
        name: "Comptes rendus et dossiers médicaux en texte libre",
        existence: "exists",
        personal: Some("to_do"),
        volume: None,
        annotation: None,
        holder: Holder::Laureate,
        then: &[
            ("2018-12-19", Then::Requested),
            (
                "2019-01-08",
                Then::Blocked("Autorisation d'accès aux dossiers à obtenir avant toute lecture."),
            ),
            ("2019-03-15", Then::Assessed("in_progress")),
            (
                "2019-03-26",
                Then::Granted(Some("Autorisation obtenue ; le calcul reste dans l'établissement.")),
            ),
            ("2019-05-16", Then::Assessed("done")),
            (
                "2019-12-16",
                Then::Blocked("Migration du système d'information hospitalier : environnement de calcul indisponible."),
            ),
        ],
    },
    Dataset {
        project: "AMI-IA-2018-DDTM-34",
        on: "2018-12-13",
        name: "Photographies aériennes (BD Ortho 20 cm) et images satellites (Pléiades)",
        existence: "exists",
        personal: None,
        volume: None,
        annotation: None,
        holder: Holder::Named("Institut national de l'information géographique et forestière"),
        then: &[("2018-12-17", Then::Requested), ("2019-01-14", Then::Granted(None))],
    },
    Dataset {
        project: "AMI-IA-2018-DDTM-34",
        on: "2019-02-13",
        name: "Images annotées par quatre agents",
        existence: "to_build",
        personal: Some("in_progress"),
        volume: Some((6_000, "images")),
        annotation: Some((6_000, "images")),
        holder: Holder::Laureate,
        then: &[
            ("2019-02-14", Then::Granted(None)),
            ("2019-03-01", Then::Annotated(2_900, "partial")),
            ("2019-03-15", Then::Annotated(6_000, "exists")),
            ("2019-04-12", Then::Assessed("done")),
        ],
    },
    Dataset {
        project: "AMI-IA-2018-DDTM-34",
        on: "2019-12-11",
        name: "Images des années passées, pour la comparaison dans le temps",
        existence: "partial",
        personal: None,
        volume: None,
        annotation: None,
        holder: Holder::Named("Institut national de l'information géographique et forestière"),
        then: &[("2019-12-12", Then::Requested)],
    },
    Dataset {
        project: "AMI-IA-2018-DGAL",
        on: "2018-12-07",
        name: "Avis et notes de plateformes web",
        existence: "exists",
        personal: Some("in_progress"),
        volume: None,
        annotation: None,
        holder: Holder::Named("Plateformes d'avis en ligne"),
        then: &[
            ("2018-12-10", Then::Requested),
            ("2019-01-14", Then::Granted(Some("Conditions d'usage acceptées."))),
            ("2019-02-18", Then::Assessed("done")),
            (
                "2019-04-15",
                Then::Blocked("Une plateforme a retiré l'accès et revoit ses conditions."),
            ),
            (
                "2019-05-20",
                Then::Granted(Some("Nouvelles conditions acceptées : avis sans nom d'auteur.")),
            ),
        ],
    },
    Dataset {
        project: "AMI-IA-2018-DGAL",
        on: "2018-12-07",
        name: "Historique des contrôles sanitaires",
        existence: "exists",
        personal: None,
        volume: None,
        annotation: None,
        holder: Holder::Laureate,
        then: &[("2018-12-11", Then::Granted(None))],
    },
];

/// What happens to the datasets of a project, told by its expert and its laureate.
pub fn of(story: &ProjectStory, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let laureate = cast.organisation(story.team.organisation)?;
    let own = DATASETS.iter().enumerate();
    let own = own.filter(|(_, dataset)| dataset.project == story.code);
    Ok(own
        .flat_map(|(place, dataset)| dataset.events(place, story, laureate))
        .collect())
}

impl Dataset {
    fn events(&self, place: usize, story: &ProjectStory, laureate: Uuid) -> Vec<Event> {
        let datasets = format!("/v1/projects/{}/datasets", self.project);
        let name = format!("dataset {place}");
        let holder = match self.holder {
            Holder::Laureate => json!({"organisation": laureate}),
            Holder::Named(name) => json!({"name": name}),
        };
        let body = json!({
            "name": self.name, "existence": self.existence, "personal_data": self.personal.is_some(),
            "dpia": self.personal.unwrap_or("not_needed"),
            "volume": self.volume.map(|(count, unit)| json!({"count": count, "unit": unit})),
            "annotation": self.annotated(0), "holder": holder,
        });
        // What is recorded at once is recorded in this order.
        let minute = 10 * 60 + 15 + u32::try_from(place).unwrap_or_default();
        let made = Event::post(day(self.on), minute, story.technical, datasets.clone(), body).known_as(name.clone());
        let then = self.then.iter().map(|(on, then)| {
            let own = format!("{datasets}/{{{name}}}");
            let moved = |by, verb, motive: Option<&str>| {
                let mut body = json!({"on": on});
                if let Some(motive) = motive {
                    body["motive"] = json!(motive);
                }
                Event::post(day(on), minute + 20, by, format!("{own}/{verb}"), body)
            };
            let edited = |by, body| Event::patch(day(on), minute + 40, by, own.clone(), body);
            match then {
                Then::Requested => moved(story.technical, "request", None),
                Then::Granted(condition) => moved(story.team, "grant", *condition),
                Then::Blocked(motive) => moved(story.team, "block", Some(motive)),
                Then::Opened => moved(story.team, "open", None),
                Then::Assessed(dpia) => edited(story.team, json!({"dpia": dpia})),
                Then::Annotated(done, existence) => {
                    let body = json!({"annotation": self.annotated(*done), "existence": existence});
                    edited(story.technical, body)
                }
            }
        });
        [made].into_iter().chain(then).collect()
    }

    /// The annotation, so many being done.
    fn annotated(&self, done: u64) -> Option<Value> {
        self.annotation
            .map(|(wanted, unit)| json!({"wanted": wanted, "done": done, "unit": unit}))
    }
}
