//! CHU de Toulouse: suspended while the hospital's system is migrated.

use super::{Delivery, Pause, ProjectStory, done, moved, open};
use crate::demonstration::accounts;

pub const STORY: ProjectStory = ProjectStory {
    laureate: "CHU de Toulouse",
    code: "AMI-IA-2018-CHU-DE-TOULOUSE",
    team: accounts::CHU,
    technical: accounts::ATELIER,
    strategic: accounts::METIERS,
    ordered_days: (50.0, 20.0),
    pauses: &[Pause {
        recorded: "2019-12-09",
        from: "2019-12-16",
        until: "2020-02-17",
        motive: "Migration du système d'information hospitalier : environnement de calcul indisponible.",
    }],
    extension: Some(("2019-09-11", 4, "Accès aux comptes rendus obtenu tardivement.")),
    deliveries: &[
        done(1, "2018-12-03", "2018-12-05", "2018-12-11"),
        moved(
            "2019-01-10",
            "2019-03-29",
            "Autorisation d'accès aux dossiers à obtenir.",
            done(2, "2018-12-17", "2019-03-28", "2019-04-08"),
        ),
        done(3, "2019-01-07", "2019-02-04", "2019-02-14"),
        moved(
            "2019-04-01",
            "2019-06-28",
            "Recalé sur l'accès aux données.",
            done(4, "2019-04-10", "2019-06-27", "2019-07-08"),
        ),
        moved(
            "2019-07-02",
            "2019-11-15",
            "Recalé sur l'accès aux données.",
            done(5, "2019-07-10", "2019-11-14", "2019-11-25"),
        ),
        moved(
            "2019-11-26",
            "2020-01-10",
            "Essai en réunion de concertation.",
            open(6, "2019-11-27"),
        ),
        moved(
            "2019-09-12",
            "2020-01-15",
            "Après l'essai.",
            Delivery {
                milestone: 7,
                started: "",
                forecast: None,
                submitted: None,
                decided: None,
            },
        ),
        done(8, "2019-06-17", "2019-08-02", "2019-08-19"),
        moved(
            "2019-09-12",
            "2020-01-17",
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
            "2019-09-12",
            "2020-01-20",
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
            "2019-02-15",
            "cloudy",
            "L'accès aux dossiers n'est pas encore autorisé.",
            Some("Appui auprès du comité de protection des données."),
        ),
        (
            "2019-07-12",
            "overcast",
            "Retard de l'accès aux données en partie rattrapé.",
            None,
        ),
        (
            "2019-12-12",
            "cloudy",
            "Suspension pendant la migration du système d'information.",
            None,
        ),
    ],
    completed: None,
    logged_until: "2019-12-13",
};
