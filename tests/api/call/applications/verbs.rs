//! What verbs are sent with, and the edit that each acts on.

use serde_json::json;

use super::{MOTIVATED, STEPS};
use crate::call::{body_of, faults, led_to};
use crate::support::World;

#[actix_web::test]
async fn a_verb_acts_on_the_edit_that_was_read() {
    let world = World::new().await;
    let who = &world.coordinator;
    for step in &STEPS {
        let (verb, sent) = (step.verb, body_of(step.verb));
        let path = led_to(&world, step.from[0], json!({})).await;
        let acted = format!("{path}/{verb}");
        let read = who.get(&path).await;
        let untagged = who.post(&acted, sent.clone()).await;
        untagged.refused(428, "precondition_required");
        let mut more = sent.clone();
        more["colour"] = json!("red");
        let refused = who.act(&path, verb, more).await;
        let unknown = faults(&[("/colour", "unknown_field")]);
        assert_eq!(refused.faults(422, "invalid_body"), unknown, "{verb}");
        // What was put aside is edited no more: it is put aside again meanwhile.
        let mut current = match step.from[0] {
            "inadmissible" => {
                who.act(&path, "reopen", body_of("reopen")).await.expect(200);
                who.act(&path, "refuse", body_of("refuse")).await
            }
            _ => who.matching(&read).patch(&path, json!({"title": "Relu"})).await,
        };
        let shown = current.expect(200);
        let stale = who.matching(&read).post(&acted, sent.clone()).await;
        stale.refused(412, "stale");
        current = who.get(&path).await;
        assert_eq!((current.expect(200), stale.etag()), (shown, current.etag()), "{verb}");
        // Sent twice with one key, it is done once.
        let keyed = who.matching(&current).with("Idempotency-Key", verb);
        let done = keyed.post(&acted, sent.clone()).await;
        let again = keyed.post(&acted, sent).await;
        assert_eq!(done.expect(200)["state"], step.to);
        assert_eq!(
            (again.header("Idempotency-Replayed"), &again.text),
            ("true", &done.text),
            "{verb}"
        );
        assert_eq!(who.get(&path).await.expect(200), done.json(), "{verb}");
    }
}

#[actix_web::test]
async fn what_puts_aside_or_takes_up_again_has_a_motive() {
    let world = World::new().await;
    let who = &world.coordinator;
    for step in STEPS.iter().filter(|step| MOTIVATED.contains(&step.verb)) {
        let path = led_to(&world, step.from[0], json!({})).await;
        let before = who.get(&path).await.expect(200);
        for (body, code) in [
            (json!({}), "motive_required"),
            (json!({"motive": null}), "motive_required"),
            (json!({"motive": " "}), "too_short"),
            (json!({"motive": "x".repeat(10_001)}), "too_long"),
            (json!({"motive": 3}), "wrong_type"),
        ] {
            let refused = who.act(&path, step.verb, body).await;
            let expected = faults(&[("/motive", code)]);
            assert_eq!(refused.faults(422, "invalid_body"), expected, "{}", step.verb);
        }
        assert_eq!(who.get(&path).await.expect(200), before, "{}", step.verb);
    }
}

#[actix_web::test]
async fn the_others_take_nothing_that_they_do_not_need() {
    let world = World::new().await;
    let who = &world.coordinator;
    for (state, verb, body, expected) in [
        (
            "received",
            "admit",
            json!({"motive": "Complet."}),
            ("/motive", "unknown_field"),
        ),
        (
            "admissible",
            "shortlist",
            json!({"rank": 1}),
            ("/rank", "unknown_field"),
        ),
        ("admissible", "reserve", json!({}), ("/rank", "missing_field")),
        ("admissible", "reserve", json!({"rank": 0}), ("/rank", "out_of_range")),
        ("admissible", "reserve", json!({"rank": -1}), ("/rank", "out_of_range")),
        ("admissible", "reserve", json!({"rank": "1"}), ("/rank", "wrong_type")),
        ("admissible", "reserve", json!({"rank": 1.5}), ("/rank", "wrong_type")),
        ("reserve", "select", json!({"rank": 1}), ("/rank", "unknown_field")),
    ] {
        let path = led_to(&world, state, json!({})).await;
        let refused = who.act(&path, verb, body.clone()).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[expected]),
            "{verb} {body}"
        );
        assert_eq!(who.get(&path).await.expect(200)["state"], state, "{verb} {body}");
    }
}

/// A body that says nothing is what the document shows; none at all is the same.
#[actix_web::test]
async fn no_body_is_an_empty_one() {
    let world = World::new().await;
    let path = led_to(&world, "received", json!({})).await;
    let who = world.coordinator.with("If-Match", "*");
    for (verb, state) in [
        ("admit", "admissible"),
        ("shortlist", "shortlisted"),
        ("select", "laureate"),
    ] {
        let acted = format!("{path}/{verb}");
        let done = who.send(reqwest::Method::POST, &acted, None).await;
        assert_eq!(done.expect(200)["state"], state);
    }
}
