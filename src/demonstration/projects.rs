//! The six stories, as data: what was delivered when, what slipped, what was suspended.
//!
//! Days are given as `YYYY-MM-DD`; milestones by their place in the plan, from 1.

use super::accounts::{self, Player};

/// A milestone's way to a decision.
pub struct Delivery {
    /// Its place in the plan.
    pub milestone: usize,
    pub started: &'static str,
    /// A later forecast, made on that day and for what motive.
    pub forecast: Option<(&'static str, &'static str, &'static str)>,
    pub submitted: Option<&'static str>,
    pub decided: Option<(&'static str, Decision)>,
}

/// What a coordinator decided.
#[derive(Clone, Copy)]
pub enum Decision {
    Accepted,
    Reduced { percent: u32, motive: &'static str },
    Deferred { until: &'static str, motive: &'static str },
}

/// A time without useful days.
pub struct Pause {
    pub recorded: &'static str,
    pub from: &'static str,
    pub until: &'static str,
    pub motive: &'static str,
}

/// A health report: day, overall, text, support needed.
pub type Report = (&'static str, &'static str, &'static str, Option<&'static str>);

/// One project.
pub struct ProjectStory {
    /// The laureate's short name in the facts.
    pub laureate: &'static str,
    pub code: &'static str,
    pub team: Player,
    pub technical: Player,
    pub strategic: Player,
    pub ordered_days: (f64, f64),
    pub pauses: &'static [Pause],
    /// Months added: day, months, motive.
    pub extension: Option<(&'static str, u32, &'static str)>,
    pub deliveries: &'static [Delivery],
    /// Forecasts made after a decision: milestone, day, forecast, motive.
    pub afterwards: &'static [(usize, &'static str, &'static str, &'static str)],
    pub reports: &'static [Report],
    pub completed: Option<&'static str>,
    /// The day of the last log line.
    pub logged_until: &'static str,
}

const fn done(milestone: usize, started: &'static str, submitted: &'static str, decided: &'static str) -> Delivery {
    Delivery {
        milestone,
        started,
        forecast: None,
        submitted: Some(submitted),
        decided: Some((decided, Decision::Accepted)),
    }
}

const fn moved(on: &'static str, to: &'static str, motive: &'static str, delivery: Delivery) -> Delivery {
    Delivery {
        forecast: Some((on, to, motive)),
        ..delivery
    }
}

const fn open(milestone: usize, started: &'static str) -> Delivery {
    Delivery {
        milestone,
        started,
        forecast: None,
        submitted: None,
        decided: None,
    }
}

const SUMMER: Pause = Pause {
    recorded: "2019-07-01",
    from: "2019-07-15",
    until: "2019-08-19",
    motive: "Équipe métier indisponible pendant la saison de terrain.",
};

/// The six laureates.
pub const STORIES: [ProjectStory; 6] = [
    ProjectStory {
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
    },
    ProjectStory {
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
    },
    ProjectStory {
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
    },
    ProjectStory {
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
    },
    ProjectStory {
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
    },
    ProjectStory {
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
    },
];
