//! DDTM 34: that the comparison over time was not reached is a public fact.

use super::{Item, Then, item};

pub const ITEMS: &[Item] = &[
    Item {
        due_on: Some("2020-01-31"),
        then: &[("2019-12-17", Then::Adopted), ("2020-01-10", Then::Finished)],
        ..item(
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
            "2019-12-04",
            "data",
            "Réunir des images de saisons comparables",
            "short",
        )
    },
    Item {
        then: &[("2019-12-17", Then::Adopted)],
        ..item("2019-12-04", "tool", "Reprendre la comparaison dans le temps", "medium")
    },
    item(
        "2019-12-04",
        "deployment",
        "Proposer la détection à d'autres départements du littoral",
        "long",
    ),
];
