//! ACOSS: what the voice agent needs to go on.

use super::{Item, Then, item};

pub const ITEMS: &[Item] = &[
    Item {
        due_on: Some("2020-04-30"),
        owned: true,
        then: &[("2020-01-07", Then::Adopted)],
        ..item(
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
            "2019-12-12",
            "deployment",
            "Ouvrir l'agent vocal à toutes les associations",
            "medium",
        )
    },
    item(
        "2019-12-12",
        "data",
        "Enrichir le jeu de questions à partir des appels",
        "medium",
    ),
    item(
        "2020-01-08",
        "funding",
        "Inscrire l'entretien de l'agent vocal au budget",
        "long",
    ),
];
