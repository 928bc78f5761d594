//! DGAL: completed.

use super::{ProjectStory, done, moved};
use crate::demonstration::accounts;

pub const STORY: ProjectStory = ProjectStory {
    laureate: "DGAL",
    code: "AMI-IA-2018-DGAL",
    team: accounts::DGAL,
    technical: accounts::ATELIER,
    strategic: accounts::METIERS,
    ordered_days: (45.0, 20.0),
    pauses: &[],
    extension: Some(("2019-09-05", 2, "Mise en service auprès des inspecteurs en novembre.")),
    deliveries: &[
        done(1, "2018-11-26", "2018-12-03", "2018-12-05"),
        done(2, "2018-12-06", "2019-01-15", "2019-01-22"),
        done(3, "2018-12-10", "2019-01-31", "2019-02-08"),
        done(4, "2019-01-24", "2019-03-14", "2019-03-22"),
        done(5, "2019-03-25", "2019-05-28", "2019-06-05"),
        done(6, "2019-06-06", "2019-07-08", "2019-07-17"),
        done(7, "2019-06-11", "2019-07-25", "2019-08-05"),
        done(8, "2019-06-12", "2019-08-01", "2019-08-12"),
        moved(
            "2019-08-13",
            "2019-10-18",
            "Avec les enseignements de l'essai.",
            done(9, "2019-08-14", "2019-10-17", "2019-10-29"),
        ),
        moved(
            "2019-08-13",
            "2019-11-15",
            "Après la feuille de route.",
            done(10, "2019-10-30", "2019-11-14", "2019-11-20"),
        ),
    ],
    afterwards: &[],
    reports: &[
        (
            "2019-03-25",
            "sunny",
            "Premier modèle évalué sur les contrôles passés.",
            None,
        ),
        ("2019-07-19", "sunny", "Essai concluant avec des inspecteurs.", None),
        (
            "2019-11-21",
            "sunny",
            "En production auprès des inspecteurs ; prêt à lancer.",
            None,
        ),
    ],
    completed: Some("2019-11-22"),
    logged_until: "2019-11-14",
};
