//! The life of an exchange: planned, then held or cancelled; what is edited and deleted in each state.

use serde_json::{Value, json};

use super::{DECISIONS, body_of, change, entries, faults, id_of, label, led_to, made, planned, signed_up};
use crate::support::World;

const STATES: [&str; 3] = ["planned", "held", "cancelled"];

/// From, verb, to, what the journal calls it; whatever is not here is refused.
const STEPS: [(&str, &str, &str, &str); 2] = [
    ("planned", "hold", "held", "held"),
    ("planned", "cancel", "cancelled", "cancelled"),
];

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    let who = &world.coordinator;
    for state in STATES {
        for verb in ["hold", "cancel"] {
            let path = led_to(&world, state, json!({"places": 12, "projects": ["AMI-T-ASN"]})).await;
            let before = who.get(&path).await.expect(200);
            assert_eq!(before["state"], state);
            let step = STEPS.iter().find(|(from, by, ..)| (*from, *by) == (state, verb));
            let Some(&(.., to, action)) = step else {
                for language in ["fr", "en"] {
                    let speaking = who.with("Accept-Language", language);
                    let refused = speaking.act(&path, verb, body_of(&world, verb)).await;
                    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
                    let error = &refused.json()["errors"][0];
                    assert_eq!(
                        error["params"],
                        json!({"state": state, "allowed": ["planned"]}),
                        "{state} {verb}"
                    );
                    let message = error["message"].as_str().unwrap();
                    for named in [state, "planned"] {
                        let label = label(&world, "exchange_states", named, language).await;
                        assert!(message.contains(&label), "{state} {verb}: {message}");
                    }
                }
                assert_eq!(who.get(&path).await.expect(200), before, "{state} {verb}");
                continue;
            };
            let after = who.act(&path, verb, body_of(&world, verb)).await.expect(200);
            assert_eq!(after["state"], to);
            assert_eq!(who.get(&path).await.expect(200), after);
            assert_eq!(after["version"], 2);
            let changed = ["state", "version", "updated_at", "attendance"];
            for (field, value) in before.as_object().unwrap() {
                assert!(
                    changed.contains(&field.as_str()) || after[field] == *value,
                    "{verb}: {field}"
                );
            }
            let told = change(&world, id_of(&path), action).await;
            assert_eq!(told, entries(&[("exchange", &path, action)]));
        }
    }
}

#[actix_web::test]
async fn a_verb_takes_what_it_needs_and_the_edit_that_it_acts_on() {
    let world = World::new().await;
    let who = &world.coordinator;
    for verb in ["hold", "cancel"] {
        let path = planned(&world, json!({})).await;
        let acted = format!("{path}/{verb}");
        let body = || body_of(&world, verb);
        let read = who.get(&path).await;
        let untagged = who.post(&acted, body()).await;
        untagged.refused(428, "precondition_required");
        let mut more = body();
        more["title"] = json!("Autre.");
        let refused = who.act(&path, verb, more).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/title", "unknown_field")]),
            "{verb}"
        );
        let edited = who.matching(&read).patch(&path, json!({"title": "Relu"})).await;
        edited.expect(200);
        let stale = who.matching(&read).post(&acted, body()).await;
        stale.refused(412, "stale");
        assert_eq!(stale.json()["current"]["etag"], edited.etag());
        // Sent twice with one key, it is done once.
        let keyed = who.matching(&edited).with("Idempotency-Key", verb);
        let done = keyed.post(&acted, body()).await;
        let again = keyed.post(&acted, body()).await;
        assert_eq!(done.expect(200)["title"], "Relu");
        assert_eq!(
            (again.header("Idempotency-Replayed"), &again.text),
            ("true", &done.text),
            "{verb}"
        );
        assert_eq!(who.get(&path).await.expect(200), done.json());
    }
    let path = planned(&world, json!({})).await;
    for body in [json!({}), json!({"motive": null})] {
        let refused = who.act(&path, "cancel", body).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/motive", "motive_required")])
        );
    }
    let refused = who.act(&path, "cancel", json!({"motive": " "})).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/motive", "too_short")]));
    assert_eq!(who.get(&path).await.expect(200)["state"], "planned");
}

#[actix_web::test]
async fn why_it_was_cancelled_stands_in_the_journal() {
    let world = World::new().await;
    let path = planned(&world, json!({})).await;
    let motive = json!({"motive": "Salle indisponible."});
    world.coordinator.act(&path, "cancel", motive).await.expect(200);
    let told = format!(
        "select after->>'motive' from journal where entity_id = '{}' and action = 'cancelled'",
        id_of(&path)
    );
    assert_eq!(world.app.text(&told).await, "Salle indisponible.");
}

#[actix_web::test]
async fn it_is_edited_while_it_is_planned_and_deleted_while_nothing_came_of_it() {
    let world = World::new().await;
    let who = &world.coordinator.with("If-Match", "*");
    for state in STATES {
        let path = led_to(&world, state, json!({})).await;
        let before = who.get(&path).await.expect(200);
        let edited = who.patch(&path, json!({"title": "Autre", "places": 3})).await;
        world
            .coordinator
            .delete(&path)
            .await
            .refused(428, "precondition_required");
        if state == "planned" {
            assert_eq!(edited.expect(200)["title"], "Autre");
            let stale = world.coordinator.with("If-Match", "\"1.x\"").delete(&path).await;
            stale.refused(412, "stale");
            assert_eq!(who.delete(&path).await.status, 204);
            who.get(&path).await.refused(404, "not_found");
            let told = change(&world, id_of(&path), "deleted").await;
            assert_eq!(told, entries(&[("exchange", &path, "deleted")]));
            continue;
        }
        assert_eq!(
            edited.faults(409, "conflict"),
            faults(&[("", "wrong_state")]),
            "{state}"
        );
        let deleted = who.delete(&path).await;
        assert_eq!(deleted.faults(409, "conflict"), faults(&[("", "in_use")]), "{state}");
        assert_eq!(who.get(&path).await.expect(200), before, "{state}");
    }
}

#[actix_web::test]
async fn it_stays_once_somebody_signed_up_or_something_was_decided() {
    let world = World::new().await;
    let who = &world.coordinator.with("If-Match", "*");
    let expected = faults(&[("", "in_use")]);
    let attended = planned(&world, json!({})).await;
    let sign_up = signed_up(&world.asn_laureate, &attended, json!({})).await;
    let deleted = who.delete(&attended).await;
    assert_eq!(deleted.faults(409, "conflict"), expected);
    world.asn_laureate.get(&sign_up).await.expect(200);
    // Who did and does not come any more did sign up.
    let cancelled = world.asn_laureate.act(&sign_up, "cancel", json!({})).await;
    cancelled.expect(200);
    assert_eq!(who.delete(&attended).await.faults(409, "conflict"), expected);
    let committee = planned(&world, json!({"kind": "steering_committee"})).await;
    let decision = json!({"text": "Prolonger l'annotation."});
    made(who, &format!("{committee}/decisions"), decision).await;
    assert_eq!(who.delete(&committee).await.faults(409, "conflict"), expected);
    let page = who.get(DECISIONS).await.expect(200);
    assert_eq!(page["items"].as_array().map(Vec::len), Some(1));
    // One on which nobody decided goes.
    let quiet = planned(&world, json!({"kind": "steering_committee"})).await;
    assert_eq!(who.delete(&quiet).await.status, 204);
}

/// Of two at once one is held or cancelled, and the other told so.
#[actix_web::test]
async fn it_is_held_or_cancelled_not_both() {
    let world = World::new().await;
    let path = planned(&world, json!({})).await;
    let who = world.coordinator.with("If-Match", "*");
    let (hold, cancel) = (format!("{path}/hold"), format!("{path}/cancel"));
    let (held, cancelled) = futures_util::future::join(
        who.post(&hold, body_of(&world, "hold")),
        who.post(&cancel, body_of(&world, "cancel")),
    )
    .await;
    let mut statuses = [held.status.as_u16(), cancelled.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", held.text, cancelled.text);
    let state: Value = who.get(&path).await.expect(200)["state"].clone();
    assert_eq!(state, json!(if held.status == 200 { "held" } else { "cancelled" }));
}
