//! The steering committees and what they decided, as data. The bodies that sit on them are public facts.

use super::{Decision, Exchange, Then, exchange};
use crate::demonstration::accounts;

/// Who sits on a committee.
const BODIES: &[&str] = &["DITP", "DINSIC", "SGPI", "CDC"];

/// A committee that its bodies hold, at the place of all of them.
const fn committee(
    on: &'static str,
    title: &'static str,
    hours: (&'static str, &'static str),
    then: &'static [(&'static str, Then)],
) -> Exchange<'static> {
    Exchange {
        place: Some("20 avenue de Ségur, Paris 7e"),
        organisations: BODIES,
        then,
        ..exchange(on, "steering_committee", title, hours)
    }
}

pub const COMMITTEES: &[Exchange<'static>] = &[
    committee(
        "2018-11-27",
        "Comité de pilotage n° 1 : lancement",
        ("2018-12-13T14:30:00+01:00", "2018-12-13T16:00:00+01:00"),
        &[
            ("2018-12-04", Then::SignedUp(accounts::OBSERVER, 1)),
            ("2018-12-05", Then::SignedUpFor("CDC", 1)),
            (
                "2018-12-13",
                Then::Held(
                    &[("DITP", 3), ("DINSIC", 2), ("SGPI", 1), ("CDC", 1)],
                    "Plausible, comme ses décisions : les six plans sont présentés, et jugés tenables.",
                ),
            ),
            (
                "2018-12-13",
                Then::Decided(Decision {
                    text: "Prendre les six plans présentés pour référence.",
                    owner: Some(accounts::DITP),
                    due_on: Some("2018-12-14"),
                    settled: Some("2018-12-14"),
                }),
            ),
            (
                "2018-12-13",
                Then::Decided(Decision {
                    text: "Dire la météo de chaque projet d'ici la fin mars, avec l'appui dont il a besoin.",
                    owner: Some(accounts::DINSIC),
                    due_on: Some("2019-03-29"),
                    settled: Some("2019-03-29"),
                }),
            ),
        ],
    ),
    committee(
        "2019-05-28",
        "Comité de pilotage n° 2 : avant l'été",
        ("2019-06-26T10:00:00+02:00", "2019-06-26T12:00:00+02:00"),
        &[
            (
                "2019-06-26",
                Then::Held(
                    &[("DITP", 3), ("DINSIC", 3), ("SGPI", 1), ("CDC", 0)],
                    "Plausible, comme ses décisions : l'annotation et l'accès aux dossiers ont pris du retard ; l'été n'en \
                     rattrapera qu'une partie.",
                ),
            ),
            (
                "2019-06-26",
                Then::Decided(Decision {
                    text: "Suspendre l'accompagnement de l'AFB pendant la saison de terrain.",
                    owner: Some(accounts::DITP),
                    due_on: Some("2019-07-12"),
                    settled: Some("2019-07-01"),
                }),
            ),
            (
                "2019-06-26",
                Then::Decided(Decision {
                    text: "Arrêter, projet par projet, les mois qui manqueront après l'été.",
                    owner: Some(accounts::DITP),
                    due_on: Some("2019-09-20"),
                    settled: Some("2019-09-16"),
                }),
            ),
        ],
    ),
    committee(
        "2019-10-16",
        "Comité de pilotage n° 3 : essais et passations",
        ("2019-11-13T14:30:00+01:00", "2019-11-13T16:30:00+01:00"),
        &[
            (
                "2019-11-13",
                Then::Held(
                    &[("DITP", 3), ("DINSIC", 2), ("SGPI", 2), ("CDC", 1)],
                    "Plausible, comme ses décisions : un projet s'achève ; l'essai d'un autre manque d'inspecteurs.",
                ),
            ),
            // It is still open: nobody settled it in time.
            (
                "2019-11-13",
                Then::Decided(Decision {
                    text: "Libérer des inspecteurs pour l'essai de l'ASN.",
                    owner: Some(accounts::ASN),
                    due_on: Some("2019-12-13"),
                    settled: None,
                }),
            ),
            (
                "2019-11-13",
                Then::Decided(Decision {
                    text: "Ouvrir la passation des cinq projets qui continuent.",
                    owner: Some(accounts::DITP),
                    due_on: Some("2020-01-10"),
                    settled: Some("2020-01-09"),
                }),
            ),
            (
                "2019-11-13",
                Then::Decided(Decision {
                    text: "Se prononcer sur le projet de la DGAL une fois tous ses mois contresignés.",
                    owner: Some(accounts::DITP),
                    due_on: Some("2019-12-20"),
                    settled: Some("2019-12-17"),
                }),
            ),
        ],
    ),
    committee(
        "2019-12-18",
        "Comité de pilotage n° 4 : arbitrages",
        ("2020-01-13T10:00:00+01:00", "2020-01-13T12:00:00+01:00"),
        &[
            (
                "2020-01-13",
                Then::Held(
                    &[("DITP", 2), ("DINSIC", 2), ("SGPI", 1), ("CDC", 1)],
                    "Plausible, comme ses décisions : le périmètre de l'essai de l'ASN est arbitré, les fins d'accompagnement \
                     sont passées en revue.",
                ),
            ),
            (
                "2020-01-13",
                Then::Decided(Decision {
                    text: "Limiter l'essai de l'ASN aux domaines les mieux annotés.",
                    owner: Some(accounts::ASN),
                    due_on: Some("2020-02-07"),
                    settled: None,
                }),
            ),
            (
                "2020-01-13",
                Then::Decided(Decision {
                    text: "Confirmer les inspecteurs volontaires dans les deux départements pilotes.",
                    owner: Some(accounts::OFB),
                    due_on: Some("2020-01-24"),
                    settled: None,
                }),
            ),
            (
                "2020-01-13",
                Then::Decided(Decision {
                    text: "Fixer la date de la restitution d'ensemble.",
                    owner: None,
                    due_on: None,
                    settled: None,
                }),
            ),
        ],
    ),
    committee(
        "2020-01-14",
        "Comité de pilotage n° 5 : fins d'accompagnement",
        ("2020-02-26T14:30:00+01:00", "2020-02-26T16:30:00+01:00"),
        &[],
    ),
];
