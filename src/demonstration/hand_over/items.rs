//! The six hand-overs, as data.

use super::{HandOver, Then};

pub const HAND_OVERS: &[HandOver] = &[
    HandOver {
        project: "AMI-IA-2018-ACOSS",
        opened: "2020-01-08",
        added: None,
        steps: &[
            (
                "2020-01-08",
                Then::Described(
                    "operations_guide",
                    "Plausible : avec la façon dont un conseiller reprend un appel.",
                ),
            ),
            (
                "2020-01-09",
                Then::Provided(&[
                    "source_code",
                    "data_documentation",
                    "evaluation_report",
                    "training_material",
                ]),
            ),
            (
                "2020-01-10",
                Then::Verified(&["data_documentation", "training_material"]),
            ),
            (
                "2020-01-13",
                Then::Returned("source_code", "Plausible : la version 1.1 n'y est pas encore."),
            ),
            ("2020-01-13", Then::Provided(&["dpia"])),
            ("2020-01-14", Then::Verified(&["dpia"])),
            ("2020-01-14", Then::Provided(&["architecture"])),
        ],
    },
    HandOver {
        project: "AMI-IA-2018-AFB",
        opened: "2020-01-09",
        added: None,
        steps: &[("2020-01-13", Then::Provided(&["source_code"]))],
    },
    HandOver {
        project: "AMI-IA-2018-ASN",
        opened: "2019-12-03",
        added: None,
        steps: &[
            (
                "2019-12-09",
                Then::Provided(&["source_code", "model", "data_documentation"]),
            ),
            ("2020-01-07", Then::VerifiedInstead(&["model", "data_documentation"])),
            ("2020-01-09", Then::Verified(&["source_code"])),
            (
                "2020-01-10",
                Then::Reopened(
                    "model",
                    "Plausible : le modèle est réappris sur les deux domaines restés sous l'optimum.",
                ),
            ),
        ],
    },
    HandOver {
        project: "AMI-IA-2018-CHU-DE-TOULOUSE",
        opened: "2019-12-05",
        added: None,
        steps: &[
            ("2019-12-09", Then::Provided(&["model", "data_documentation", "dpia"])),
            ("2019-12-11", Then::Verified(&["dpia"])),
            (
                "2019-12-11",
                Then::Returned(
                    "model",
                    "Plausible : il ne se recharge pas hors de l'environnement de calcul.",
                ),
            ),
            (
                "2019-12-12",
                Then::Waived(
                    "cost_estimate",
                    "Plausible : le coût est celui de l'intégration au système d'information, chiffrée à part.",
                ),
            ),
        ],
    },
    HandOver {
        project: "AMI-IA-2018-DDTM-34",
        opened: "2019-12-11",
        added: Some((
            "Calendrier des prises de vue",
            "Plausible : quelles images se comparent d'une année à l'autre.",
        )),
        steps: &[
            ("2019-12-12", Then::Provided(&["source_code", "data_documentation"])),
            ("2019-12-16", Then::Verified(&["data_documentation"])),
            (
                "2019-12-16",
                Then::Waived(
                    "algorithm_notice",
                    "Plausible : l'outil signale des objets aux agents, et ne décide de rien.",
                ),
            ),
            ("2019-12-20", Then::Provided(&["training_material"])),
            ("2020-01-09", Then::Verified(&["source_code"])),
        ],
    },
    HandOver {
        project: "AMI-IA-2018-DGAL",
        opened: "2019-10-30",
        added: Some((
            "Accords avec les plateformes d'avis",
            "Plausible : les conditions acceptées, et à qui s'adresser quand elles changent.",
        )),
        steps: &[
            (
                "2019-11-05",
                Then::Provided(&[
                    "source_code",
                    "model",
                    "data_documentation",
                    "evaluation_report",
                    "training_material",
                ]),
            ),
            (
                "2019-11-06",
                Then::Verified(&["source_code", "data_documentation", "training_material"]),
            ),
            (
                "2019-11-07",
                Then::Provided(&[
                    "architecture",
                    "operations_guide",
                    "licence_and_rights",
                    "dpia",
                    "cost_estimate",
                    "algorithm_notice",
                    "other",
                ]),
            ),
            (
                "2019-11-08",
                Then::Returned(
                    "operations_guide",
                    "Plausible : il ne dit pas comment le modèle est réappris.",
                ),
            ),
            ("2019-11-12", Then::Provided(&["operations_guide"])),
            (
                "2019-11-12",
                Then::Waived(
                    "security_plan",
                    "Plausible : le classement se lit dans l'application des contrôles, dont le plan vaut pour lui.",
                ),
            ),
            (
                "2019-11-13",
                Then::Verified(&[
                    "model",
                    "evaluation_report",
                    "architecture",
                    "operations_guide",
                    "licence_and_rights",
                    "dpia",
                    "cost_estimate",
                    "algorithm_notice",
                    "other",
                ]),
            ),
        ],
    },
];
