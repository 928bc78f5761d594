//! Workshops, exchanges between laureates, with research, and what was shown of a project, as data.
//!
//! Public facts: that ASN's letters were annotated by 300 agents and 6,000 of DDTM 34's images were annotated; that DGAL's tool
//! is in production with inspectors since November 2019.

use super::{Exchange, Then, exchange};
use crate::demonstration::accounts;

const ACOSS: &str = "AMI-IA-2018-ACOSS";
const AFB: &str = "AMI-IA-2018-AFB";
const ASN: &str = "AMI-IA-2018-ASN";
const CHU: &str = "AMI-IA-2018-CHU-DE-TOULOUSE";
const DDTM: &str = "AMI-IA-2018-DDTM-34";
const DGAL: &str = "AMI-IA-2018-DGAL";

pub const MEETINGS: &[Exchange<'static>] = &[
    Exchange {
        place: Some("Chez Atelier Données, Paris"),
        places: Some(14),
        organisations: &["Atelier Données"],
        then: &[
            ("2019-01-23", Then::SignedUp(accounts::ACOSS, 2)),
            ("2019-01-24", Then::SignedUp(accounts::ASN, 2)),
            ("2019-01-24", Then::SignedUp(accounts::DGAL, 3)),
            ("2019-01-28", Then::SignedUp(accounts::DDTM, 2)),
            ("2019-01-29", Then::SignedUp(accounts::CHU, 2)),
            ("2019-02-04", Then::SignedUp(accounts::OFB, 2)),
            (
                "2019-02-12",
                Then::Held(
                    &[
                        ("Atelier Données", 2),
                        ("ACOSS", 2),
                        ("ASN", 2),
                        ("DGAL", 2),
                        ("DDTM 34", 2),
                        ("CHU de Toulouse", 1),
                        ("AFB", 2),
                    ],
                    "Plausible : chaque équipe a choisi la mesure que ses agents comprennent, et le jeu de données qui la donne.",
                ),
            ),
        ],
        ..exchange(
            "2019-01-22",
            "workshop",
            "Atelier : évaluer un modèle avant de le montrer",
            ("2019-02-12T14:00:00+01:00", "2019-02-12T17:00:00+01:00"),
        )
    },
    Exchange {
        place: Some("Au siège de l'ASN"),
        projects: &[ASN, CHU, DDTM],
        organisations: &["ASN", "DDTM 34"],
        then: &[
            ("2019-05-02", Then::SignedUp(accounts::CHU, 2)),
            ("2019-05-03", Then::SignedUp(accounts::DDTM, 2)),
            ("2019-05-09", Then::SignedUp(accounts::ACOSS, 1)),
            (
                "2019-05-23",
                Then::Held(
                    &[
                        ("ASN", 4),
                        ("CHU de Toulouse", 2),
                        ("DDTM 34", 2),
                        ("ACOSS", 1),
                        ("DINSIC", 1),
                    ],
                    "L'ASN a montré comment 300 agents annotent ses lettres, la DDTM de l'Hérault ses 6 000 images annotées. \
                     Plausible : un même guide d'annotation servira aux trois projets.",
                ),
            ),
        ],
        ..exchange(
            "2019-04-25",
            "peer_exchange",
            "Échange entre lauréats : annoter des textes et des images",
            ("2019-05-23T10:00:00+02:00", "2019-05-23T12:30:00+02:00"),
        )
    },
    Exchange {
        link: Some("https://visio.example/ami-ia-2018/recherche"),
        places: Some(20),
        projects: &[ACOSS, ASN, CHU],
        organisations: &["DINSIC"],
        then: &[
            ("2019-05-27", Then::SignedUp(accounts::ASN, 2)),
            ("2019-06-03", Then::SignedUp(accounts::ACOSS, 1)),
            ("2019-06-04", Then::SignedUp(accounts::CHU, 2)),
            ("2019-06-04", Then::SignedUp(accounts::ATELIER, 1)),
            (
                "2019-06-13",
                Then::Held(
                    &[
                        ("DINSIC", 2),
                        ("ASN", 2),
                        ("CHU de Toulouse", 2),
                        ("Atelier Données", 1),
                        ("ACOSS", 0),
                    ],
                    "Plausible : deux laboratoires ont présenté comment apprendre de peu d'exemples ; le CHU veut l'essayer.",
                ),
            ),
        ],
        ..exchange(
            "2019-05-21",
            "research_meeting",
            "Rencontre avec la recherche : apprendre de textes peu annotés",
            ("2019-06-13T14:00:00+02:00", "2019-06-13T16:30:00+02:00"),
        )
    },
    Exchange {
        place: Some("À la DITP, Paris"),
        places: Some(16),
        organisations: &["DITP", "Conseil Métiers"],
        then: &[
            ("2019-09-03", Then::SignedUp(accounts::ACOSS, 2)),
            ("2019-09-05", Then::SignedUp(accounts::OFB, 3)),
            ("2019-09-10", Then::SignedUp(accounts::DDTM, 1)),
            ("2019-09-16", Then::SignedUp(accounts::DGAL, 2)),
            ("2019-09-20", Then::GaveUp(accounts::DDTM)),
            (
                "2019-09-24",
                Then::Held(
                    &[
                        ("DITP", 2),
                        ("Conseil Métiers", 2),
                        ("ACOSS", 2),
                        ("AFB", 3),
                        ("DGAL", 2),
                    ],
                    "Plausible : chaque équipe est repartie avec les questions à poser à ses agents avant l'essai.",
                ),
            ),
        ],
        ..exchange(
            "2019-08-27",
            "workshop",
            "Atelier : conduire le changement avec les agents",
            ("2019-09-24T09:30:00+02:00", "2019-09-24T12:30:00+02:00"),
        )
    },
    Exchange {
        place: Some("Au ministère de l'Agriculture, Paris"),
        link: Some("https://visio.example/ami-ia-2018/restitution"),
        projects: &[DGAL],
        organisations: &["DGAL"],
        then: &[
            ("2019-11-07", Then::SignedUp(accounts::OBSERVER, 2)),
            ("2019-11-07", Then::SignedUpFor("CDC", 1)),
            ("2019-11-12", Then::SignedUp(accounts::OFB, 2)),
            ("2019-11-19", Then::SignedUp(accounts::ASN, 2)),
            (
                "2019-11-28",
                Then::Held(
                    &[
                        ("DGAL", 6),
                        ("DITP", 3),
                        ("DINSIC", 2),
                        ("SGPI", 2),
                        ("CDC", 1),
                        ("AFB", 2),
                        ("ASN", 1),
                    ],
                    "L'outil est en production auprès des inspecteurs depuis novembre. Plausible : l'AFB demande à en \
                     reprendre la méthode.",
                ),
            ),
        ],
        ..exchange(
            "2019-10-29",
            "restitution",
            "Restitution : un outil en service auprès des inspecteurs",
            ("2019-11-28T14:30:00+01:00", "2019-11-28T16:30:00+01:00"),
        )
    },
    // It was put off: the last of this page takes its place.
    Exchange {
        place: Some("À la DINSIC, Paris"),
        places: Some(12),
        organisations: &["DINSIC", "Atelier Données"],
        then: &[
            ("2019-11-19", Then::SignedUp(accounts::ACOSS, 2)),
            ("2019-11-22", Then::SignedUp(accounts::DDTM, 1)),
            (
                "2019-12-06",
                Then::Cancelled("Plausible : trop peu de trains ce jour-là ; l'atelier est reporté à février."),
            ),
        ],
        ..exchange(
            "2019-11-14",
            "workshop",
            "Atelier : exploiter un modèle après l'accompagnement",
            ("2019-12-12T14:00:00+01:00", "2019-12-12T17:00:00+01:00"),
        )
    },
    // Its eight places are taken, and three people wait.
    Exchange {
        place: Some("Au ministère de l'Agriculture, Paris"),
        places: Some(8),
        projects: &[ACOSS, AFB, ASN, DDTM, DGAL],
        organisations: &["DGAL"],
        then: &[
            ("2019-12-17", Then::SignedUp(accounts::ASN, 3)),
            ("2019-12-18", Then::SignedUp(accounts::DDTM, 2)),
            ("2019-12-20", Then::SignedUp(accounts::ACOSS, 2)),
            // One place is left: these two wait for it, and who comes after them waits behind them.
            ("2020-01-07", Then::SignedUp(accounts::OFB, 2)),
            ("2020-01-08", Then::SignedUp(accounts::CHU, 1)),
            // Both move up.
            ("2020-01-09", Then::GaveUp(accounts::ACOSS)),
            ("2020-01-10", Then::SignedUp(accounts::QUANTMETRY, 2)),
            ("2020-01-13", Then::SignedUp(accounts::METIERS, 1)),
        ],
        ..exchange(
            "2019-12-16",
            "peer_exchange",
            "Échange entre lauréats : faire vivre sa feuille de route",
            ("2020-01-30T14:00:00+01:00", "2020-01-30T17:00:00+01:00"),
        )
    },
    Exchange {
        link: Some("https://visio.example/ami-ia-2018/exploiter"),
        places: Some(6),
        organisations: &["DINSIC", "Atelier Données"],
        then: &[
            ("2019-12-19", Then::SignedUp(accounts::ACOSS, 2)),
            ("2019-12-20", Then::SignedUp(accounts::DDTM, 2)),
            ("2020-01-07", Then::SignedUp(accounts::QUANTMETRY, 2)),
            ("2020-01-08", Then::SignedUp(accounts::OFB, 3)),
            // Those three move up.
            ("2020-01-10", Then::Enlarged(10)),
            ("2020-01-13", Then::SignedUp(accounts::ASN, 2)),
        ],
        ..exchange(
            "2019-12-18",
            "workshop",
            "Atelier : exploiter un modèle après l'accompagnement (report)",
            ("2020-02-04T10:00:00+01:00", "2020-02-04T12:30:00+01:00"),
        )
    },
];
