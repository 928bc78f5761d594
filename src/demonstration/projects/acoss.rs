//! ACOSS: extended, near its end.

use super::{ProjectStory, done, moved, open};
use crate::demonstration::accounts;

pub const STORY: ProjectStory = ProjectStory {
    laureate: "ACOSS",
    code: "AMI-IA-2018-ACOSS",
    team: accounts::ACOSS,
    technical: accounts::ATELIER,
    strategic: accounts::METIERS,
    ordered_days: (60.0, 25.0),
    pauses: &[],
    extension: Some(("2019-09-02", 6, "Poursuite de l'agent vocal sur un périmètre élargi.")),
    deliveries: &[
        done(1, "2018-11-26", "2018-12-03", "2018-12-06"),
        done(2, "2018-12-10", "2019-01-18", "2019-01-28"),
        done(3, "2018-12-12", "2019-02-04", "2019-02-12"),
        done(4, "2019-01-30", "2019-03-20", "2019-03-29"),
        moved(
            "2019-05-06",
            "2019-06-14",
            "Qualité de la reconnaissance vocale à consolider.",
            done(5, "2019-04-02", "2019-06-12", "2019-06-24"),
        ),
        moved(
            "2019-06-20",
            "2019-10-11",
            "Essai décalé après l'été, avec les associations volontaires.",
            done(6, "2019-07-01", "2019-10-10", "2019-10-21"),
        ),
        moved(
            "2019-09-03",
            "2019-12-20",
            "Formation après l'essai.",
            done(7, "2019-10-14", "2019-12-16", "2020-01-06"),
        ),
        moved(
            "2019-08-05",
            "2019-11-29",
            "Conduite du changement appuyée sur l'essai.",
            done(8, "2019-09-16", "2019-11-26", "2019-12-09"),
        ),
        moved(
            "2019-09-03",
            "2020-02-14",
            "Feuille de route recalée sur la prolongation.",
            open(9, "2019-12-11"),
        ),
        moved(
            "2019-09-03",
            "2020-03-13",
            "Passation recalée sur la prolongation.",
            open(10, "2020-01-08"),
        ),
    ],
    afterwards: &[],
    reports: &[
        ("2019-01-31", "sunny", "Lancement conforme au plan.", None),
        (
            "2019-05-15",
            "overcast",
            "La voix demande plus de travail que prévu ; sans effet sur la fin.",
            None,
        ),
        (
            "2019-10-25",
            "sunny",
            "Essai concluant auprès d'associations volontaires.",
            None,
        ),
        (
            "2020-01-10",
            "sunny",
            "Reste la feuille de route et la passation.",
            None,
        ),
    ],
    completed: None,
    logged_until: "2020-01-13",
};
