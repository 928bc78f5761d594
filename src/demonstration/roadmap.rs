//! What each laureate means to do once its accompaniment is over, in the order that its team gave it.
//!
//! Public facts: that DGAL's tool went into production in November 2019; that ASN went on with its own budget; that CHU
//! studied how to integrate the annotation tool into its information system. Everything else is plausible: what there is to
//! do, by when, in which order, and on which days it was adopted.

use serde_json::json;
use uuid::Uuid;

use super::accounts::{self, Cast};
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// An item, as it was proposed on a day, and what followed.
struct Item {
    project: &'static str,
    on: &'static str,
    kind: &'static str,
    title: &'static str,
    horizon: &'static str,
    due_on: Option<&'static str>,
    /// Whether the laureate's team looks after it.
    owned: bool,
    /// Its place; the last one where it has none.
    position: Option<u32>,
    then: &'static [(&'static str, Then)],
}

/// What was done to an item on a later day.
enum Then {
    Adopted,
    Finished,
    /// Why.
    Dropped(&'static str),
}

/// Proposed at the end, without a day, and no more so far.
const fn item(
    project: &'static str,
    on: &'static str,
    kind: &'static str,
    title: &'static str,
    horizon: &'static str,
) -> Item {
    Item {
        project,
        on,
        kind,
        title,
        horizon,
        due_on: None,
        owned: false,
        position: None,
        then: &[],
    }
}

const ACOSS: &str = "AMI-IA-2018-ACOSS";
const AFB: &str = "AMI-IA-2018-AFB";
const ASN: &str = "AMI-IA-2018-ASN";
const CHU: &str = "AMI-IA-2018-CHU-DE-TOULOUSE";
const DDTM: &str = "AMI-IA-2018-DDTM-34";
const DGAL: &str = "AMI-IA-2018-DGAL";

const ITEMS: &[Item] = &[
    Item {
        due_on: Some("2020-04-30"),
        owned: true,
        then: &[("2020-01-07", Then::Adopted)],
        ..item(
            ACOSS,
            "2019-12-12",
            "skills",
            "Former les conseillers à reprendre les appels renvoyés",
            "short",
        )
    },
    Item {
        due_on: Some("2020-12-31"),
        then: &[("2020-01-07", Then::Adopted)],
        ..item(
            ACOSS,
            "2019-12-12",
            "deployment",
            "Ouvrir l'agent vocal à toutes les associations",
            "medium",
        )
    },
    item(
        ACOSS,
        "2019-12-12",
        "data",
        "Enrichir le jeu de questions à partir des appels",
        "medium",
    ),
    item(
        ACOSS,
        "2020-01-08",
        "funding",
        "Inscrire l'entretien de l'agent vocal au budget",
        "long",
    ),
    Item {
        due_on: Some("2020-04-30"),
        owned: true,
        then: &[("2020-01-07", Then::Adopted)],
        ..item(
            AFB,
            "2019-12-16",
            "governance",
            "Arrêter la part des contrôles choisis sur la carte",
            "short",
        )
    },
    Item {
        due_on: Some("2020-10-30"),
        ..item(
            AFB,
            "2019-12-16",
            "tool",
            "Relier la maquette à la saisie des contrôles",
            "medium",
        )
    },
    item(
        AFB,
        "2019-12-16",
        "deployment",
        "Étendre le ciblage à d'autres départements",
        "long",
    ),
    Item {
        position: Some(2),
        ..item(
            AFB,
            "2020-01-06",
            "organisation",
            "Nommer un référent dans chaque direction régionale",
            "medium",
        )
    },
    Item {
        due_on: Some("2020-03-31"),
        owned: true,
        then: &[("2019-12-03", Then::Adopted)],
        ..item(
            ASN,
            "2019-11-05",
            "skills",
            "Former les inspecteurs au moteur de recherche",
            "short",
        )
    },
    Item {
        then: &[("2019-12-03", Then::Adopted)],
        ..item(
            ASN,
            "2019-11-05",
            "data",
            "Poursuivre l'annotation des lettres dans les divisions",
            "short",
        )
    },
    Item {
        due_on: Some("2020-12-31"),
        then: &[("2019-12-03", Then::Adopted)],
        ..item(ASN, "2019-11-05", "funding", "Poursuivre sur budget propre", "medium")
    },
    Item {
        then: &[(
            "2020-01-08",
            Then::Dropped("Plausible : ces comptes rendus suivent un autre modèle, à traiter à part."),
        )],
        ..item(
            ASN,
            "2019-11-05",
            "tool",
            "Étendre le moteur aux comptes rendus d'événements",
            "long",
        )
    },
    item(
        ASN,
        "2019-12-03",
        "governance",
        "Confier le moteur à un comité des divisions",
        "long",
    ),
    Item {
        due_on: Some("2020-05-29"),
        owned: true,
        then: &[("2019-12-12", Then::Adopted)],
        ..item(
            CHU,
            "2019-12-05",
            "governance",
            "Faire relire les résumés par un comité de médecins",
            "short",
        )
    },
    Item {
        due_on: Some("2020-11-30"),
        then: &[("2019-12-12", Then::Adopted)],
        ..item(
            CHU,
            "2019-12-05",
            "tool",
            "Intégrer l'outil d'annotation au système d'information",
            "medium",
        )
    },
    item(
        CHU,
        "2019-12-05",
        "data",
        "Étendre l'extraction à d'autres cancers",
        "long",
    ),
    Item {
        due_on: Some("2020-01-31"),
        then: &[("2019-12-17", Then::Adopted), ("2020-01-10", Then::Finished)],
        ..item(
            DDTM,
            "2019-12-04",
            "organisation",
            "Préparer les tournées avec les signalements",
            "short",
        )
    },
    Item {
        due_on: Some("2020-06-30"),
        owned: true,
        then: &[("2019-12-17", Then::Adopted)],
        ..item(
            DDTM,
            "2019-12-04",
            "data",
            "Réunir des images de saisons comparables",
            "short",
        )
    },
    Item {
        then: &[("2019-12-17", Then::Adopted)],
        ..item(
            DDTM,
            "2019-12-04",
            "tool",
            "Reprendre la comparaison dans le temps",
            "medium",
        )
    },
    item(
        DDTM,
        "2019-12-04",
        "deployment",
        "Proposer la détection à d'autres départements du littoral",
        "long",
    ),
    Item {
        due_on: Some("2019-11-15"),
        owned: true,
        then: &[("2019-10-08", Then::Adopted), ("2019-11-14", Then::Finished)],
        ..item(
            DGAL,
            "2019-10-01",
            "skills",
            "Former les inspecteurs au classement",
            "short",
        )
    },
    Item {
        due_on: Some("2019-11-29"),
        then: &[("2019-10-08", Then::Adopted), ("2019-11-20", Then::Finished)],
        ..item(
            DGAL,
            "2019-10-01",
            "deployment",
            "Mettre le classement en production",
            "short",
        )
    },
    Item {
        due_on: Some("2020-06-30"),
        then: &[("2019-10-08", Then::Adopted)],
        ..item(
            DGAL,
            "2019-10-01",
            "data",
            "Convenir de l'accès aux avis avec d'autres plateformes",
            "medium",
        )
    },
    Item {
        then: &[("2019-10-08", Then::Adopted)],
        ..item(
            DGAL,
            "2019-10-01",
            "governance",
            "Revoir chaque année les signalements à tort",
            "long",
        )
    },
    Item {
        then: &[(
            "2019-11-12",
            Then::Dropped("Plausible : le classement se lit déjà là où les contrôles sont saisis."),
        )],
        ..item(
            DGAL,
            "2019-10-15",
            "tool",
            "Porter le classement sur les téléphones",
            "medium",
        )
    },
];

/// The roadmap of a project, told by its laureate; what is dropped, by its coordinators.
pub fn of(story: &ProjectStory, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let account = cast.account(story.team)?;
    let own = (0..).zip(ITEMS);
    let own = own.filter(|(_, item)| item.project == story.code);
    Ok(own
        .flat_map(|(place, item)| item.events(place, story, account))
        .collect())
}

impl Item {
    fn events(&self, place: u32, story: &ProjectStory, account: Uuid) -> Vec<Event> {
        let items = format!("/v1/projects/{}/roadmap-items", self.project);
        let name = format!("roadmap item {place}");
        let body = json!({
            "kind": self.kind, "title": self.title, "horizon": self.horizon, "due_on": self.due_on,
            "owner": self.owned.then_some(account), "position": self.position,
        });
        // What is proposed at once is proposed in this order.
        let minute = 10 * 60 + 5 + place;
        let made = Event::post(day(self.on), minute, story.team, items.clone(), body).known_as(name.clone());
        let then = self.then.iter().map(|(on, then)| {
            let (by, verb, body) = match then {
                Then::Adopted => (story.team, "adopt", json!({})),
                Then::Finished => (story.team, "finish", json!({})),
                Then::Dropped(motive) => (accounts::DITP, "drop", json!({"motive": motive})),
            };
            Event::post(day(on), minute + 30, by, format!("{items}/{{{name}}}/{verb}"), body)
        });
        [made].into_iter().chain(then).collect()
    }
}
