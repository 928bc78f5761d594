//! ASN: that it went on with its own budget is a public fact.

use super::{Item, Then, item};

pub const ITEMS: &[Item] = &[
    Item {
        due_on: Some("2020-03-31"),
        owned: true,
        then: &[("2019-12-03", Then::Adopted)],
        ..item(
            "2019-11-05",
            "skills",
            "Former les inspecteurs au moteur de recherche",
            "short",
        )
    },
    Item {
        then: &[("2019-12-03", Then::Adopted)],
        ..item(
            "2019-11-05",
            "data",
            "Poursuivre l'annotation des lettres dans les divisions",
            "short",
        )
    },
    Item {
        due_on: Some("2020-12-31"),
        then: &[("2019-12-03", Then::Adopted)],
        ..item("2019-11-05", "funding", "Poursuivre sur budget propre", "medium")
    },
    Item {
        then: &[(
            "2020-01-08",
            Then::Dropped("Plausible : ces comptes rendus suivent un autre modèle, à traiter à part."),
        )],
        ..item(
            "2019-11-05",
            "tool",
            "Étendre le moteur aux comptes rendus d'événements",
            "long",
        )
    },
    item(
        "2019-12-03",
        "governance",
        "Confier le moteur à un comité des divisions",
        "long",
    ),
];
