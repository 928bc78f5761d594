//! CHU de Toulouse: that it studied how to integrate the annotation tool into its information system is a public fact.

use super::{Item, Then, item};

pub const ITEMS: &[Item] = &[
    Item {
        due_on: Some("2020-05-29"),
        owned: true,
        then: &[("2019-12-12", Then::Adopted)],
        ..item(
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
            "2019-12-05",
            "tool",
            "Intégrer l'outil d'annotation au système d'information",
            "medium",
        )
    },
    item("2019-12-05", "data", "Étendre l'extraction à d'autres cancers", "long"),
];
