//! DDTM 34: a milestone deferred and submitted again.

use super::{Decision, Delivery, ProjectStory, done, moved};
use crate::demonstration::accounts;

pub const STORY: ProjectStory = ProjectStory {
    laureate: "DDTM 34",
    code: "AMI-IA-2018-DDTM-34",
    team: accounts::DDTM,
    technical: accounts::ATELIER,
    strategic: accounts::METIERS,
    ordered_days: (60.0, 15.0),
    pauses: &[],
    extension: Some(("2019-09-12", 6, "Reprise de la comparaison dans le temps.")),
    deliveries: &[
        done(1, "2018-11-28", "2018-12-04", "2018-12-12"),
        done(2, "2018-12-12", "2019-01-17", "2019-01-25"),
        done(3, "2018-12-19", "2019-02-01", "2019-02-11"),
        done(4, "2019-01-28", "2019-03-21", "2019-04-03"),
        moved(
            "2019-05-20",
            "2019-11-29",
            "Comparaison dans le temps à construire.",
            Delivery {
                milestone: 5,
                started: "2019-04-04",
                forecast: None,
                submitted: Some("2019-11-28"),
                decided: Some((
                    "2019-12-10",
                    Decision::Deferred {
                        until: "2020-02-14",
                        motive: "Détection satisfaisante ; la comparaison dans le temps n'est pas atteinte.",
                    },
                )),
            },
        ),
        moved(
            "2019-09-13",
            "2020-03-06",
            "Après la nouvelle présentation du prototype.",
            Delivery {
                milestone: 6,
                started: "",
                forecast: None,
                submitted: None,
                decided: None,
            },
        ),
        moved(
            "2019-09-13",
            "2019-12-20",
            "Agents formés sur la détection.",
            Delivery {
                milestone: 7,
                started: "2019-10-07",
                forecast: None,
                submitted: Some("2019-12-19"),
                decided: None,
            },
        ),
        done(8, "2019-06-24", "2019-08-01", "2019-08-20"),
        moved(
            "2019-09-13",
            "2020-03-13",
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
            "2019-09-13",
            "2020-03-20",
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
    afterwards: &[(
        5,
        "2019-12-11",
        "2020-02-14",
        "Nouvelle présentation demandée pour cette date.",
    )],
    reports: &[
        (
            "2019-03-29",
            "sunny",
            "6 000 images annotées, premier modèle prometteur.",
            None,
        ),
        (
            "2019-09-13",
            "overcast",
            "La comparaison dans le temps est plus difficile que prévu.",
            None,
        ),
        (
            "2019-12-13",
            "cloudy",
            "Prototype ajourné : une nouvelle présentation est attendue.",
            None,
        ),
    ],
    completed: None,
    logged_until: "2020-01-09",
};
