//! DGAL: that its tool went into production in November 2019 is a public fact.

use super::{Item, Then, item};

pub const ITEMS: &[Item] = &[
    Item {
        due_on: Some("2019-11-15"),
        owned: true,
        then: &[("2019-10-08", Then::Adopted), ("2019-11-14", Then::Finished)],
        ..item("2019-10-01", "skills", "Former les inspecteurs au classement", "short")
    },
    Item {
        due_on: Some("2019-11-29"),
        then: &[("2019-10-08", Then::Adopted), ("2019-11-20", Then::Finished)],
        ..item(
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
            "2019-10-01",
            "data",
            "Convenir de l'accès aux avis avec d'autres plateformes",
            "medium",
        )
    },
    Item {
        then: &[("2019-10-08", Then::Adopted)],
        ..item(
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
            "2019-10-15",
            "tool",
            "Porter le classement sur les téléphones",
            "medium",
        )
    },
];
