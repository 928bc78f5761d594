//! AFB: nothing but the share of checks chosen on the map is decided before the field trial.

use super::{Item, Then, item};

pub const ITEMS: &[Item] = &[
    Item {
        due_on: Some("2020-04-30"),
        owned: true,
        then: &[("2020-01-07", Then::Adopted)],
        ..item(
            "2019-12-16",
            "governance",
            "Arrêter la part des contrôles choisis sur la carte",
            "short",
        )
    },
    Item {
        due_on: Some("2020-10-30"),
        ..item(
            "2019-12-16",
            "tool",
            "Relier la maquette à la saisie des contrôles",
            "medium",
        )
    },
    item(
        "2019-12-16",
        "deployment",
        "Étendre le ciblage à d'autres départements",
        "long",
    ),
    Item {
        position: Some(2),
        ..item(
            "2020-01-06",
            "organisation",
            "Nommer un référent dans chaque direction régionale",
            "medium",
        )
    },
];
