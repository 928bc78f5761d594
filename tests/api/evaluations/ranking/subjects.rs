//! Which applications are ranked: those that may still be selected, those that were, and those of the others that are judged.

use serde_json::json;

use super::{CRITERIA, applied, assigned, called, figures, judged, lead, of, order, ranking, recused};
use crate::support::World;

const STATES: [&str; 8] = [
    "received",
    "admissible",
    "inadmissible",
    "shortlisted",
    "reserve",
    "laureate",
    "refused",
    "withdrawn",
];

/// The names of those that are ranked or listed apart, in alphabetical order.
async fn names(world: &World) -> Vec<String> {
    let mut names: Vec<_> = order(&ranking(world, "").await)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    names.sort();
    names
}

#[actix_web::test]
async fn it_is_those_that_may_be_selected_or_were_and_those_that_are_judged() {
    let (world, [first, second, third]) = called().await;
    for state in STATES {
        // One that nobody was asked to judge, one that was judged, one that waits, one that was left to others.
        for judged_by in 0..4 {
            let application = applied(&world, &format!("{state} {judged_by}")).await;
            match judged_by {
                1 => drop(judged(&world, &application, &CRITERIA, &[(&first, &[1.0, 1.0])]).await),
                2 => drop(assigned(&world, &application, &second).await),
                3 => drop(recused(&third, &assigned(&world, &application, &third).await).await),
                _ => {}
            }
            if state == "reserve" {
                let admit = world.coordinator.act(&application, "admit", json!({})).await;
                admit.expect(200);
                let rank = json!({"rank": judged_by + 1});
                world.coordinator.act(&application, "reserve", rank).await.expect(200);
                continue;
            }
            lead(&world, &application, state).await;
        }
    }
    let mut expected = Vec::new();
    for state in ["admissible", "shortlisted", "reserve", "laureate"] {
        expected.extend((0..4).map(|number| format!("{state} {number}")));
    }
    for state in ["received", "refused"] {
        expected.extend((1..3).map(|number| format!("{state} {number}")));
    }
    expected.sort();
    assert_eq!(names(&world).await, expected);
}

#[actix_web::test]
async fn each_is_told_as_it_stands() {
    let (world, [juror, ..]) = called().await;
    let application = applied(&world, "Lettres").await;
    assert_eq!(ranking(&world, "").await["items"], json!([]));
    judged(&world, &application, &CRITERIA, &[(&juror, &[4.0, 3.0])]).await;
    for (verb, body, state) in [
        ("admit", json!({}), "admissible"),
        ("shortlist", json!({}), "shortlisted"),
        ("reserve", json!({"rank": 3}), "reserve"),
        ("refuse", json!({"motive": "Hors du champ."}), "refused"),
        ("reopen", json!({"motive": "Erreur."}), "admissible"),
        ("select", json!({"code": "AMI-T-LETTRES"}), "laureate"),
    ] {
        world.coordinator.act(&application, verb, body).await.expect(200);
        let shown = ranking(&world, "").await;
        assert_eq!(
            (&of(&shown, &application)["state"], figures(&shown, &application)),
            (&json!(state), json!([1, 11.0, 1, 1]))
        );
        // A place in the reserve is no rank here.
        assert_eq!(order(&shown).len(), 1);
    }
}

#[actix_web::test]
async fn each_programme_ranks_its_own() {
    let (world, [juror, ..]) = called().await;
    let mut second = crate::programmes::second_call(&world, &world.ditp.to_string());
    for bound in ["call_opens_at", "call_closes_at"] {
        second.as_object_mut().unwrap().remove(bound);
    }
    world.coordinator.post("/v1/programmes", second).await.expect(201);
    let elsewhere = "/v1/programmes/AMI-IA-2019";
    let grid = super::grid("selection", &CRITERIA);
    world
        .coordinator
        .post(&format!("{elsewhere}/grids"), grid)
        .await
        .expect(201);
    let body = json!({"organisation": world.chu, "title": "Ailleurs", "submitted_at": "2019-07-01T10:00:00Z"});
    let made = world.coordinator.post(&format!("{elsewhere}/applications"), body).await;
    let application = format!("/v1/applications/{}", made.id());
    lead(&world, &application, "admissible").await;
    super::ranked(&world, "Lettres", &juror, (4.0, 3.0)).await;
    assert_eq!(names(&world).await, ["Lettres"]);
    let shown = world
        .coordinator
        .get(&format!("{elsewhere}/ranking?stage=selection"))
        .await
        .expect(200);
    assert_eq!(order(&shown), super::in_order(&[("Ailleurs", None)]));
    // Its juror judges in the first alone.
    let refused = world
        .coordinator
        .post(&format!("{application}/evaluations"), json!({"juror": juror.account()}))
        .await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        super::faults(&[("/juror", "unknown_reference")])
    );
    // The state of an application does not move what is ranked elsewhere.
    world
        .coordinator
        .act(&application, "withdraw", json!({"motive": "Retrait."}))
        .await
        .expect(200);
    let shown = world
        .coordinator
        .get(&format!("{elsewhere}/ranking?stage=selection"))
        .await
        .expect(200);
    assert_eq!(shown["items"], json!([]));
    assert_eq!(names(&world).await, ["Lettres"]);
}
