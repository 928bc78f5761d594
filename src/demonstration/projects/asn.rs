//! ASN: a delivery accepted with a reduction, the trial still to come.

use super::{Decision, Delivery, ProjectStory, done, moved, open};
use crate::demonstration::accounts;

pub const STORY: ProjectStory = ProjectStory {
    laureate: "ASN",
    code: "AMI-IA-2018-ASN",
    team: accounts::ASN,
    technical: accounts::ATELIER,
    strategic: accounts::METIERS,
    ordered_days: (55.0, 20.0),
    pauses: &[],
    extension: Some((
        "2019-09-09",
        5,
        "Annotation plus longue que prévu : 1 200 à 1 400 lettres par domaine sur un optimum de 1 600.",
    )),
    deliveries: &[
        done(1, "2018-11-29", "2018-12-05", "2018-12-10"),
        moved(
            "2019-01-14",
            "2019-02-15",
            "Extraction des lettres de suites plus longue que prévu.",
            done(2, "2018-12-13", "2019-02-14", "2019-02-22"),
        ),
        done(3, "2018-12-18", "2019-02-06", "2019-02-18"),
        moved(
            "2019-03-04",
            "2019-05-31",
            "Annotation par 300 agents en cours.",
            done(4, "2019-02-25", "2019-05-29", "2019-06-11"),
        ),
        moved(
            "2019-06-03",
            "2019-10-04",
            "Prototype après la fin de l'annotation.",
            Delivery {
                milestone: 5,
                started: "2019-06-12",
                forecast: None,
                submitted: Some("2019-10-03"),
                decided: Some((
                    "2019-10-17",
                    Decision::Reduced {
                        percent: 10,
                        motive: "Moteur de recherche conforme ; deux domaines restent sous l'optimum d'annotation.",
                    },
                )),
            },
        ),
        moved(
            "2019-10-18",
            "2019-12-13",
            "Essai avec les inspecteurs après la reprise du moteur.",
            open(6, "2019-10-21"),
        ),
        moved("2019-10-18", "2020-01-10", "Après l'essai.", open(7, "2019-12-02")),
        done(8, "2019-06-24", "2019-08-02", "2019-08-14"),
        moved(
            "2019-10-18",
            "2020-02-07",
            "Après l'essai.",
            Delivery {
                milestone: 9,
                started: "",
                forecast: None,
                submitted: None,
                decided: None,
            },
        ),
        moved(
            "2019-10-18",
            "2020-02-19",
            "Après l'essai.",
            Delivery {
                milestone: 10,
                started: "",
                forecast: None,
                submitted: None,
                decided: None,
            },
        ),
    ],
    afterwards: &[],
    reports: &[
        (
            "2019-02-28",
            "overcast",
            "L'extraction des lettres a pris trois semaines de plus.",
            None,
        ),
        ("2019-06-14", "overcast", "Annotation presque achevée.", None),
        (
            "2019-11-08",
            "cloudy",
            "L'essai commence tard ; peu d'inspecteurs disponibles.",
            Some("Libérer des inspecteurs pour l'essai."),
        ),
        (
            "2020-01-09",
            "stormy",
            "Essai non rendu à la date prévue ; la fin d'accompagnement est menacée.",
            Some("Arbitrage du comité sur le périmètre de l'essai."),
        ),
    ],
    completed: None,
    logged_until: "2020-01-10",
};
