//! AFB: suspended in the summer of 2019, its planned end moved; the laureate becomes OFB.

use super::{Delivery, ProjectStory, SUMMER, done, moved, open};
use crate::demonstration::accounts;

pub const STORY: ProjectStory = ProjectStory {
    laureate: "AFB/OFB",
    code: "AMI-IA-2018-AFB",
    team: accounts::OFB,
    technical: accounts::QUANTMETRY,
    strategic: accounts::METIERS,
    ordered_days: (70.0, 20.0),
    pauses: &[SUMMER],
    extension: Some((
        "2019-09-16",
        5,
        "Essai de terrain dans deux départements pilotes au premier trimestre 2020.",
    )),
    deliveries: &[
        done(1, "2018-11-27", "2018-12-04", "2018-12-07"),
        done(2, "2018-12-11", "2019-01-21", "2019-01-31"),
        done(3, "2018-12-17", "2019-02-05", "2019-02-15"),
        done(4, "2019-02-04", "2019-03-21", "2019-04-01"),
        moved(
            "2019-05-13",
            "2019-07-05",
            "Second algorithme ajouté : couverts végétaux d'hiver.",
            done(5, "2019-04-03", "2019-07-04", "2019-07-12"),
        ),
        moved(
            "2019-09-17",
            "2020-03-13",
            "Essai de terrain au premier trimestre 2020.",
            open(6, "2019-10-07"),
        ),
        moved(
            "2019-09-17",
            "2020-01-31",
            "Formation des inspecteurs avant l'essai.",
            open(7, "2019-11-18"),
        ),
        moved(
            "2019-09-17",
            "2019-12-13",
            "Plan appuyé sur les deux départements pilotes.",
            done(8, "2019-10-01", "2019-12-12", "2019-12-20"),
        ),
        moved(
            "2019-09-17",
            "2020-03-20",
            "Recalée sur la prolongation.",
            Delivery {
                milestone: 9,
                started: "",
                forecast: None,
                submitted: None,
                decided: None,
            },
        ),
        moved(
            "2019-09-17",
            "2020-03-24",
            "Recalée sur la prolongation.",
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
            "sunny",
            "Données de surveillance réunies sur deux départements.",
            None,
        ),
        (
            "2019-07-10",
            "sunny",
            "Deux algorithmes et une maquette d'interface.",
            None,
        ),
        (
            "2019-11-15",
            "overcast",
            "Essai de terrain à préparer avant la création de l'OFB.",
            None,
        ),
        (
            "2020-01-08",
            "overcast",
            "La création de l'OFB occupe les équipes ; l'essai commence fin janvier.",
            Some("Confirmer les inspecteurs volontaires dans les deux départements."),
        ),
    ],
    completed: None,
    logged_until: "2020-01-14",
};
