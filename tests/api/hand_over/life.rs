//! An item's life: every verb in every state, what each asks for, its days, and what the project's state allows.

use serde_json::{Value, json};

use super::{ASN, HISTORY, ITEMS, STATES, acted, actor, added, body_of, column, faults, led_to, link, shown_link};
use crate::accompaniment::lives::LifeTable;
use crate::support::World;

/// accompaniment.md, "Hand-over".
const LIFE: LifeTable = LifeTable {
    entity: "hand_over_item",
    field: "state",
    states: STATES,
    verbs: &[
        ("provide", "provided"),
        ("verify", "verified"),
        ("return", "returned"),
        ("waive", "waived"),
        ("reopen", "reopened"),
    ],
    steps: &[
        ("missing", "provide", "provided"),
        ("provided", "verify", "verified"),
        ("provided", "return", "missing"),
        ("missing", "waive", "waived"),
        ("provided", "waive", "waived"),
        ("verified", "reopen", "missing"),
        ("waived", "reopen", "missing"),
    ],
    body_of,
};

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    let in_state = async |state: &str| led_to(&world, state).await;
    let also = |verb: &str, before: &Value, after: &Value| {
        for field in ["kind", "title", "description", "project", "created_at", "created_by"] {
            assert_eq!(before[field], after[field], "{verb}: {field}");
        }
        let today = json!("2019-03-04");
        if verb == "provide" {
            assert_eq!(after["evidence"], json!([shown_link("Dépôt du code", "code")]));
            assert_eq!(after["provided_on"], today);
        }
        let verified_on = if verb == "verify" { today } else { Value::Null };
        assert_eq!(after["verified_on"], verified_on, "{verb}");
        if after["state"] == "missing" {
            assert_eq!(after["provided_on"], Value::Null, "{verb}");
        }
        if ["verify", "return"].contains(&verb) {
            assert_eq!(after["evidence"], before["evidence"], "{verb}");
        }
    };
    LIFE.holds_by(&world, |verb| actor(&world, verb), in_state, also).await;
}

#[actix_web::test]
async fn a_verb_takes_what_it_needs_and_the_edit_that_it_acts_on() {
    let world = World::new().await;
    for (state, verb, unknown) in [
        ("missing", "provide", "/motive"),
        ("provided", "verify", "/motive"),
        ("provided", "return", "/evidence"),
        ("missing", "waive", "/until"),
        ("verified", "reopen", "/evidence"),
    ] {
        let who = actor(&world, verb);
        let path = led_to(&world, state).await;
        let acted = format!("{path}/{verb}");
        let read = who.get(&path).await;
        let untagged = who.post(&acted, body_of(verb)).await;
        untagged.refused(428, "precondition_required");
        let mut more = body_of(verb);
        more[&unknown[1..]] = json!("Autre.");
        let refused = who.act(&path, verb, more).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(unknown, "unknown_field")]),
            "{verb}"
        );
        if !["provide", "verify"].contains(&verb) {
            for body in [json!({}), json!({"motive": null})] {
                let refused = who.act(&path, verb, body).await;
                let missing = faults(&[("/motive", "motive_required")]);
                assert_eq!(refused.faults(422, "invalid_body"), missing, "{verb}");
            }
            let refused = who.act(&path, verb, json!({"motive": " "})).await;
            let empty = faults(&[("/motive", "too_short")]);
            assert_eq!(refused.faults(422, "invalid_body"), empty, "{verb}");
        }
        assert_eq!(who.get(&path).await.expect(200), read.expect(200), "{verb}");
        if state == "verified" {
            continue;
        }
        let edit = json!({"description": "Relu."});
        let edited = world.coordinator.matching(&read).patch(&path, edit).await;
        edited.expect(200);
        let stale = who.matching(&read).post(&acted, body_of(verb)).await;
        stale.refused(412, "stale");
        assert_eq!(stale.json()["current"]["etag"], edited.etag());
        let done = who.matching(&edited).post(&acted, body_of(verb)).await;
        assert_eq!(done.expect(200)["description"], "Relu.", "{verb}");
    }
}

#[actix_web::test]
async fn its_days_are_those_on_which_it_was_provided_and_verified() {
    let world = World::new().await;
    let path = added(&world, "Guide de reprise").await;
    let days = ["2019-03-06", "2019-03-11", "2019-03-13", "2019-03-18", "2019-03-20"];
    let twins = days.map(|day| world.app.on(day));
    let on = async |day: usize, verb: &str, body: Value| -> Value {
        let who = actor(&world, verb).at(&twins[day].base_url);
        who.act(&path, verb, body).await.expect(200)
    };
    let first = json!({"evidence": [link("Dépôt", "un"), link("Manuel", "deux")]});
    let second = json!({"evidence": [link("Dépôt complété", "trois")]});
    let shown_first = json!([shown_link("Dépôt", "un"), shown_link("Manuel", "deux")]);
    let shown_second = json!([shown_link("Dépôt complété", "trois")]);
    let motive = || json!({"motive": "Les droits manquent."});
    for (day, verb, body, state, provided_on, verified_on, evidence) in [
        (0, "provide", first, "provided", Some(days[0]), None, &shown_first),
        // What was provided is shown still, until something else is.
        (1, "return", motive(), "missing", None, None, &shown_first),
        (2, "provide", second, "provided", Some(days[2]), None, &shown_second),
        (
            3,
            "verify",
            json!({}),
            "verified",
            Some(days[2]),
            Some(days[3]),
            &shown_second,
        ),
    ] {
        let after = on(day, verb, body).await;
        assert_eq!(
            (
                &after["state"],
                &after["provided_on"],
                &after["verified_on"],
                &after["evidence"]
            ),
            (&json!(state), &json!(provided_on), &json!(verified_on), evidence),
            "{verb}"
        );
    }
    let reopened = on(4, "reopen", motive()).await;
    let waived = on(4, "waive", motive()).await;
    for (after, state) in [(&reopened, "missing"), (&waived, "waived")] {
        assert_eq!(
            (&after["state"], &after["provided_on"], &after["verified_on"]),
            (&json!(state), &Value::Null, &Value::Null)
        );
    }
    assert_eq!(waived["version"], 7);
}

#[actix_web::test]
async fn the_history_tells_what_was_done_and_why() {
    let world = World::new().await;
    let path = added(&world, "Guide de reprise").await;
    let edit = json!({"description": "Par un agent de permanence."});
    let who = world.coordinator.with("If-Match", "*");
    who.patch(&path, edit).await.expect(200);
    for (verb, motive) in [
        ("provide", ""),
        ("return", "Il manque la licence."),
        ("provide", ""),
        ("verify", ""),
        ("reopen", "Le dépôt a changé."),
        ("waive", "Repris par un autre service."),
    ] {
        let mut body = body_of(verb);
        if !motive.is_empty() {
            body["motive"] = json!(motive);
        }
        actor(&world, verb).act(&path, verb, body).await.expect(200);
    }
    let mistake = added(&world, "Erreur").await;
    assert_eq!(who.delete(&mistake).await.status, 204);
    let page = world.asn_laureate.get(HISTORY).await.expect(200);
    let codes = page["items"].as_array().unwrap().iter();
    let codes: Vec<_> = codes.map(|entry| entry["action"]["code"].as_str().unwrap()).collect();
    assert_eq!(
        codes,
        [
            "deleted", "created", "waived", "reopened", "verified", "provided", "returned", "provided", "updated",
            "created"
        ]
    );
    let motives = column(&page, "after");
    assert_eq!(
        [2, 3, 6].map(|entry| motives[entry]["motive"].clone()),
        [
            "Repris par un autre service.",
            "Le dépôt a changé.",
            "Il manque la licence."
        ]
    );
    let mut sentences = Vec::new();
    for language in ["fr", "en"] {
        let told = world.coordinator.with("Accept-Language", language).get(HISTORY).await;
        let sentence = told.expect(200)["items"][5]["sentence"].as_str().unwrap().to_owned();
        assert!(sentence.starts_with("Experte Alpha — "), "{sentence}");
        sentences.push(sentence);
    }
    assert_ne!(sentences[0], sentences[1]);
    let only = format!("{HISTORY}&action=returned");
    let page = world.coordinator.get(&only).await.expect(200);
    assert_eq!(column(&page, "entity_id"), [super::id_of(&path)]);
}

#[actix_web::test]
async fn a_project_that_is_only_selected_hands_nothing_over_yet() {
    let world = World::new().await;
    let chu = "/v1/projects/AMI-T-CHU";
    let items = format!("{chu}/hand-over");
    let body = || json!({"kind": "model"});
    let refused = world.coordinator.post(&items, body()).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "project_not_running")]));
    // What breaks a rule is told before.
    let untitled = world.coordinator.post(&items, json!({"kind": "other"})).await;
    assert_eq!(
        untitled.faults(422, "invalid_body"),
        faults(&[("/title", "title_required")])
    );
    let start = json!({"on": "2019-03-04"});
    world.coordinator.act(chu, "start", start).await.expect(200);
    let made = world.coordinator.post(&items, body()).await;
    assert_eq!(made.expect(201)["project"]["code"], "AMI-T-CHU");
}

#[actix_web::test]
async fn it_goes_on_while_the_project_is_suspended_and_once_it_has_ended() {
    let world = World::new().await;
    let path = added(&world, "Guide de reprise").await;
    let pause = json!({"from": "2019-02-25", "until": "2019-04-01", "motive": "Congés de l'équipe."});
    let paused = world.coordinator.post(&format!("{ASN}/suspensions"), pause).await;
    paused.expect(201);
    assert_eq!(acted(&world, &path, "provide").await["state"], "provided");
    let motive = json!({"motive": "Départ de l'équipe."});
    world.coordinator.act(ASN, "withdraw", motive).await.expect(200);
    for (verb, state) in [("verify", "verified"), ("reopen", "missing"), ("waive", "waived")] {
        assert_eq!(acted(&world, &path, verb).await["state"], state);
    }
    let late = led_to(&world, "provided").await;
    assert_eq!(acted(&world, &late, "return").await["state"], "missing");
    let who = world.coordinator.with("If-Match", "*");
    let edited = who.patch(&late, json!({"title": "Guide"})).await.expect(200);
    assert_eq!(edited["title"], "Guide");
    let mistake = added(&world, "Erreur").await;
    assert_eq!(who.delete(&mistake).await.status, 204);
    let opened = who.post(&format!("{ITEMS}/open"), json!({})).await.expect(201);
    assert_eq!(opened["items"].as_array().unwrap().len(), 12);
}
