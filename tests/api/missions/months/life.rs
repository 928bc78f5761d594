//! A month's life: every verb in every state, in both languages, what it waits for and what the history says.

use serde_json::{Value, json};

use super::{body_of, faults, led, logged, month, of_its_own, who};
use crate::support::World;

/// Each state, in French and in English, and what leads there.
const STATES: [(&str, &str, &str, &[&str]); 3] = [
    ("open", "Ouvert", "Open", &[]),
    ("closed", "Clos", "Closed", &["close"]),
    (
        "countersigned",
        "Contresigné",
        "Countersigned",
        &["close", "countersign"],
    ),
];

/// Each verb, what the journal calls it, and how it is told in French and in English.
const VERBS: [(&str, &str, &str, &str); 3] = [
    ("close", "closed", "Clôture", "Closed"),
    ("countersign", "countersigned", "Contreseing", "Countersigned"),
    ("reopen", "reopened", "Réouverture", "Reopened"),
];

/// From, verb, to; whatever is not here is refused.
const STEPS: [(&str, &str, &str); 5] = [
    ("open", "close", "closed"),
    ("closed", "close", "closed"),
    ("closed", "countersign", "countersigned"),
    ("closed", "reopen", "open"),
    ("countersigned", "reopen", "open"),
];

/// The states that allow a verb, as a message names them.
fn allowing(verb: &str, language: &str) -> String {
    let allows = |state: &str| STEPS.iter().any(|(from, by, _)| (*from, *by) == (state, verb));
    let states = STATES.iter().filter(|(state, ..)| allows(state));
    let labels: Vec<_> = states
        .map(|(_, fr, en, _)| if language == "fr" { *fr } else { *en })
        .collect();
    labels.join(", ")
}

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    for (state, fr, en, reached_by) in STATES {
        for (verb, action, told_fr, told_en) in VERBS {
            // A month of a mission of its own, which another case has not touched.
            let month = format!("{}/months/2019-01", of_its_own(&world, json!({})).await);
            led(&world, &month, reached_by).await;
            let who = who(&world, verb);
            let before = who.get(&month).await.expect(200);
            assert_eq!(before["state"], state, "{verb}");
            let leads = STEPS.iter().find(|(from, by, _)| (*from, *by) == (state, verb));
            let Some((.., to)) = leads else {
                for (language, shown) in [("fr", fr), ("en", en)] {
                    let speaking = who.with("Accept-Language", language);
                    let refused = speaking.act(&month, verb, body_of(verb)).await;
                    assert_eq!(
                        refused.faults(409, "conflict"),
                        faults(&[("", "wrong_state")]),
                        "{state} {verb}"
                    );
                    let message = refused.json()["errors"][0]["message"].as_str().unwrap().to_owned();
                    assert!(
                        message.contains(shown) && message.contains(&allowing(verb, language)),
                        "{state} {verb}: {message}"
                    );
                }
                assert_eq!(who.get(&month).await.expect(200), before, "{state} {verb}");
                continue;
            };
            let after = who.act(&month, verb, body_of(verb)).await.expect(200);
            assert_eq!(who.get(&month).await.expect(200), after, "{state} {verb}");
            // Closed again with nothing new, it is no other.
            let version = before["version"].as_i64().unwrap() + i64::from(state != *to);
            assert_eq!(
                (&after["state"], &after["version"], &after["updated_by"]["id"]),
                (&json!(to), &json!(version), &json!(who.account())),
                "{state} {verb}"
            );
            // What was closed is told as long as it is.
            let closed = if *to == "open" { Value::Null } else { json!(0.0) };
            assert_eq!(after["closed_days"], closed, "{state} {verb}");
            for (language, told) in [("fr", told_fr), ("en", told_en)] {
                let speaking = world.coordinator.with("Accept-Language", language);
                let page = speaking.get("/v1/projects/AMI-T-ASN/history?limit=1").await.expect(200);
                let last = &page["items"][0];
                assert_eq!(
                    (
                        &last["entity"],
                        &last["action"]["code"],
                        &last["after"]["state"],
                        &last["after"]["month"]
                    ),
                    (&json!("mission_month"), &json!(action), &json!(to), &json!("2019-01")),
                    "{state} {verb}"
                );
                let sentence = last["sentence"].as_str().unwrap();
                let beginning = if language == "fr" {
                    format!("— {told} : mois de mission 2019-01")
                } else {
                    format!("— {told}: mission month 2019-01")
                };
                assert!(sentence.contains(&beginning), "{sentence}");
                assert_eq!(sentence.matches("2019-01").count(), 1, "{sentence}");
            }
        }
    }
}

#[actix_web::test]
async fn an_untouched_month_has_a_version_like_any_other() {
    let world = World::new().await;
    let month = month(&world, "2019-01");
    let untouched = world.alpha_expert.get(&month).await;
    let shown = untouched.expect(200);
    assert_eq!(
        (
            &shown["state"],
            &shown["version"],
            &shown["updated_at"],
            &shown["updated_by"]
        ),
        (&json!("open"), &json!(0), &Value::Null, &Value::Null)
    );
    assert!(untouched.etag().starts_with("\"0."), "{}", untouched.etag());
    for (verb, before) in [
        ("close", STATES[0].3),
        ("countersign", STATES[1].3),
        ("reopen", STATES[2].3),
    ] {
        let month = format!("{}/months/2018-12", of_its_own(&world, json!({})).await);
        led(&world, &month, before).await;
        let (who, acted) = (who(&world, verb), format!("{month}/{verb}"));
        let read = who.get(&month).await;
        let untagged = who.post(&acted, body_of(verb)).await;
        untagged.refused(428, "precondition_required");
        let stale = who.with("If-Match", "\"99.x\"").post(&acted, body_of(verb)).await;
        stale.refused(412, "stale");
        let mut more = body_of(verb);
        more["on"] = json!("2019-03-01");
        let refused = who.matching(&read).post(&acted, more).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/on", "unknown_field")]),
            "{verb}"
        );
        assert_eq!(who.get(&month).await.expect(200), read.json(), "{verb}");
        who.matching(&read).post(&acted, body_of(verb)).await.expect(200);
        // Of two who act on the same reading, one does.
        who.matching(&read)
            .post(&acted, body_of(verb))
            .await
            .refused(412, "stale");
    }
    // Without a body as with an empty one.
    let close = format!("{month}/close");
    let bare = world.alpha_expert.matching(&untouched);
    let closed = bare.send(reqwest::Method::POST, &close, None).await.expect(200);
    assert_eq!(closed["state"], "closed");
}

#[actix_web::test]
async fn it_is_reopened_for_a_reason() {
    let world = World::new().await;
    let month = month(&world, "2019-01");
    led(&world, &month, &["close"]).await;
    let who = &world.coordinator;
    let required = faults(&[("/motive", "motive_required")]);
    for body in [json!({}), json!({"motive": null})] {
        let refused = who.act(&month, "reopen", body).await;
        assert_eq!(refused.faults(422, "invalid_body"), required);
    }
    who.act(&month, "reopen", body_of("reopen")).await.expect(200);
    let told = who.get("/v1/projects/AMI-T-ASN/history?limit=1").await.expect(200);
    assert_eq!(told["items"][0]["after"]["motive"], "Une saisie manque.");
}

#[actix_web::test]
async fn it_is_closed_once_it_is_over_or_its_mission_is() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    for (called, until) in [("2019-03", "2019-04-01"), ("2019-11", "2019-12-01")] {
        let month = month(&world, called);
        let mut messages = Vec::new();
        for language in ["fr", "en"] {
            let refused = who
                .with("Accept-Language", language)
                .act(&month, "close", json!({}))
                .await;
            assert_eq!(
                refused.faults(409, "conflict"),
                faults(&[("", "month_not_over")]),
                "{called}"
            );
            let error = &refused.json()["errors"][0];
            assert_eq!(error["params"]["until"], until, "{called}");
            messages.push(error["message"].clone());
        }
        assert_ne!(messages[0], messages[1]);
    }
    let last = world.app.on("2019-03-31");
    let refused = who
        .at(&last.base_url)
        .act(&month(&world, "2019-03"), "close", json!({}))
        .await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "month_not_over")]));
    let next = world.app.on("2019-04-01");
    let closed = who
        .at(&next.base_url)
        .act(&month(&world, "2019-03"), "close", json!({}))
        .await;
    assert_eq!(closed.expect(200)["state"], "closed");
    // A mission that is over has no days left in the month.
    let over = of_its_own(&world, json!({"until": "2019-03-04"})).await;
    let closed = who.act(&format!("{over}/months/2019-03"), "close", json!({})).await;
    assert_eq!(closed.expect(200)["state"], "closed");
    let going_on = of_its_own(&world, json!({"until": "2019-03-05"})).await;
    let refused = who.act(&format!("{going_on}/months/2019-03"), "close", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "month_not_over")]));
}

#[actix_web::test]
async fn what_is_countersigned_is_what_was_closed() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let month = month(&world, "2019-02");
    logged(who, "2019-02-04", json!({})).await;
    let closed = led(&world, &month, &["close"]).await;
    assert_eq!(
        (&closed["closed_days"], &closed["logged_days"]),
        (&json!(0.5), &json!(0.5))
    );
    // A month that is closed takes entries, and is told to differ.
    let late = logged(who, "2019-02-28", json!({"person_days": 0.25})).await;
    let refused = world.coordinator.act(&month, "countersign", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "month_changed")]));
    let params = refused.json()["errors"][0]["params"].clone();
    assert_eq!(
        (&params["closed_days"], &params["logged_days"]),
        (&json!(0.5), &json!(0.75))
    );
    let again = led(&world, &month, &["close"]).await;
    assert_eq!(
        (&again["closed_days"], &again["logged_days"]),
        (&json!(0.75), &json!(0.75))
    );
    // A correction changes what is logged too.
    logged(who, "2019-02-28", json!({"person_days": 1, "corrects": late})).await;
    let refused = world.coordinator.act(&month, "countersign", json!({})).await;
    let params = refused.json()["errors"][0]["params"].clone();
    assert_eq!(
        (&params["closed_days"], &params["logged_days"]),
        (&json!(0.75), &json!(1.5))
    );
    let done = led(&world, &month, &["close", "countersign"]).await;
    assert_eq!(
        (
            &done["state"],
            &done["closed_days"],
            &done["logged_days"],
            &done["entries"]
        ),
        (&json!("countersigned"), &json!(1.5), &json!(1.5), &json!(2))
    );
}
