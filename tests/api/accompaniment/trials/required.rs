//! Where the programme requires it, a milestone of the prototype track is submitted once real users have tried a
//! prototype that works.

use serde_json::{Value, json};

use super::{body_of, faults, led_to, planned, prototype, trial};
use crate::milestones::plan;
use crate::programmes::second_call;
use crate::support::{Client, World};

const PROGRAMME: &str = "/v1/programmes/AMI-T";

/// The world, whose programme requires it.
async fn requiring() -> World {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let edited = who.patch(PROGRAMME, json!({"requires_trial": true})).await;
    assert_eq!(edited.expect(200)["requires_trial"], true);
    world
}

/// A milestone of that track that work has begun on.
async fn begun(world: &World, by: &Client, track: &str, more: Value) -> String {
    let mut body = json!({"track": track});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let path = plan(world, body).await;
    by.act(&path, "start", json!({})).await.expect(200);
    path
}

/// A trial of a prototype so mature, completed with so many participants.
async fn tried(client: &Client, maturity: &str, participants: i32, verdict: &str) -> Value {
    let version = prototype(client, maturity).await;
    let path = led_to(client, "running", json!({"prototype": version})).await;
    let body = json!({"participants": participants, "verdict": verdict});
    client.act(&path, "complete", body).await.expect(200)
}

fn missing() -> Vec<(String, String)> {
    faults(&[("", "trial_missing")])
}

#[actix_web::test]
async fn a_prototype_milestone_is_refused_before_and_accepted_after() {
    let world = requiring().await;
    let who = &world.alpha_expert;
    let milestone = begun(&world, who, "prototype", json!({})).await;
    let before = who.get(&milestone).await.expect(200);
    let mut messages = Vec::new();
    for language in ["fr", "en"] {
        let speaking = who.with("Accept-Language", language);
        let refused = speaking.act(&milestone, "submit", json!({})).await;
        assert_eq!(refused.faults(409, "conflict"), missing());
        messages.push(refused.json()["errors"][0]["message"].clone());
    }
    assert_ne!(messages[0], messages[1]);
    // Whoever submits, on their behalf too.
    for client in [&world.asn_laureate, &world.technical_coordinator] {
        let refused = client.act(&milestone, "submit", json!({})).await;
        assert_eq!(refused.faults(409, "conflict"), missing());
    }
    assert_eq!(who.get(&milestone).await.expect(200), before);
    tried(&world.asn_laureate, "functional", 1, "inconclusive").await;
    let submitted = who.act(&milestone, "submit", json!({})).await.expect(200);
    assert_eq!(submitted["state"], "submitted");
    let decided = world.technical_coordinator.act(&milestone, "accept", json!({})).await;
    assert_eq!(decided.expect(200)["state"], "accepted");
    // One trial is enough for those that follow.
    let next = begun(&world, who, "prototype", json!({})).await;
    who.act(&next, "submit", json!({})).await.expect(200);
}

#[actix_web::test]
async fn only_a_completed_trial_of_what_works_with_somebody_in_it_counts() {
    let world = requiring().await;
    let who = &world.alpha_expert;
    let milestone = begun(&world, who, "prototype", json!({})).await;
    let refused = async |case: &str| {
        let refused = who.act(&milestone, "submit", json!({})).await;
        assert_eq!(refused.faults(409, "conflict"), missing(), "{case}");
    };
    prototype(who, "in_production").await;
    refused("a prototype alone").await;
    for state in ["planned", "running", "cancelled"] {
        led_to(who, state, json!({"participants": 12})).await;
        refused(state).await;
    }
    tried(who, "in_production", 0, "conclusive").await;
    refused("nobody took part").await;
    for maturity in ["mock_up", "proof_of_concept"] {
        tried(who, maturity, 12, "conclusive").await;
        refused(maturity).await;
    }
    // Nor one in another project.
    let elsewhere = &world.chu_laureate;
    let version = json!({"version": "1.0", "maturity": "functional"});
    let version = elsewhere.post("/v1/projects/AMI-T-CHU/prototypes", version).await.id();
    let trials = "/v1/projects/AMI-T-CHU/trials";
    let theirs = elsewhere.post(trials, trial(&version, json!({}))).await.id();
    for verb in ["begin", "complete"] {
        let path = format!("{trials}/{theirs}");
        elsewhere.act(&path, verb, body_of(verb)).await.expect(200);
    }
    refused("a trial of another project").await;
    tried(who, "in_production", 1, "mixed").await;
    who.act(&milestone, "submit", json!({})).await.expect(200);
}

#[actix_web::test]
async fn only_the_prototype_track_asks_for_it_and_only_to_submit() {
    let world = requiring().await;
    for (track, by) in [
        ("technical_support", &world.alpha_expert),
        ("strategic_support", &world.asn_laureate),
        ("roadmap", &world.asn_laureate),
        ("hand_over", &world.asn_laureate),
    ] {
        let milestone = begun(&world, by, track, json!({})).await;
        let submitted = by.act(&milestone, "submit", json!({})).await;
        assert_eq!(submitted.expect(200)["state"], "submitted", "{track}");
    }
    // It is told with whatever else is missing.
    let who = &world.alpha_expert;
    let milestone = begun(&world, who, "prototype", json!({"required_evidence": ["source_code"]})).await;
    let refused = who.act(&milestone, "submit", json!({})).await;
    assert_eq!(
        refused.faults(409, "conflict"),
        faults(&[("", "evidence_missing"), ("", "trial_missing")])
    );
    let motive = json!({"motive": "Sans objet."});
    world.coordinator.act(&milestone, "cancel", motive).await.expect(200);
}

#[actix_web::test]
async fn a_programme_says_from_when_on_and_until_when() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let coordinator = world.coordinator.with("If-Match", "*");
    let says = async |requires: bool| {
        let edited = coordinator.patch(PROGRAMME, json!({"requires_trial": requires})).await;
        assert_eq!(edited.expect(200)["requires_trial"], requires);
    };
    let (first, second) = (
        begun(&world, who, "prototype", json!({})).await,
        begun(&world, who, "prototype", json!({})).await,
    );
    for milestone in [&first, &second] {
        who.act(milestone, "submit", json!({})).await.expect(200);
    }
    says(true).await;
    // What was submitted before is decided on; what is withdrawn is submitted anew.
    let decider = &world.technical_coordinator;
    decider.act(&first, "accept", json!({})).await.expect(200);
    who.act(&second, "withdraw", json!({})).await.expect(200);
    let refused = who.act(&second, "submit", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), missing());
    says(false).await;
    who.act(&second, "submit", json!({})).await.expect(200);
    // A deferred one is submitted again with a trial, once that is required.
    let deferral = json!({"motive": "Essai attendu.", "resubmit_by": "2019-04-01"});
    decider.act(&second, "defer", deferral).await.expect(200);
    says(true).await;
    let refused = who.act(&second, "submit", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), missing());
    let trial = planned(who, json!({})).await;
    for verb in ["begin", "complete"] {
        who.act(&trial, verb, body_of(verb)).await.expect(200);
    }
    who.act(&second, "submit", json!({})).await.expect(200);
}

#[actix_web::test]
async fn a_new_programme_requires_it_unless_it_says_otherwise() {
    let world = World::new().await;
    let stood = world.coordinator.get(PROGRAMME).await.expect(200);
    assert_eq!(stood["requires_trial"], false);
    for (code, said, shown) in [
        ("AMI-A", None, true),
        ("AMI-B", Some(true), true),
        ("AMI-C", Some(false), false),
    ] {
        let mut body = second_call(&world, &world.ditp.to_string());
        body["code"] = json!(code);
        if let Some(said) = said {
            body["requires_trial"] = json!(said);
        }
        let made = world.coordinator.post("/v1/programmes", body).await.expect(201);
        assert_eq!(made["requires_trial"], shown, "{code}");
        let read = world.coordinator.get(&format!("/v1/programmes/{code}")).await;
        assert_eq!(read.expect(200), made);
    }
    let edit = world.coordinator.with("If-Match", "*");
    for (wrong, code) in [
        (Value::Null, "not_nullable"),
        (json!("yes"), "wrong_type"),
        (json!(1), "wrong_type"),
    ] {
        let refused = edit.patch(PROGRAMME, json!({"requires_trial": wrong})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/requires_trial", code)])
        );
    }
    edit.patch(PROGRAMME, json!({"requires_trial": true})).await.expect(200);
    edit.patch(PROGRAMME, json!({"title": "Autre"})).await.expect(200);
    for reader in [
        &world.alpha_expert,
        &world.asn_laureate,
        &world.observer,
        &world.technical_coordinator,
    ] {
        assert_eq!(reader.get(PROGRAMME).await.expect(200)["requires_trial"], true);
    }
    let named = world.administrator.get(PROGRAMME).await.expect(200);
    assert!(named.get("requires_trial").is_none(), "{named}");
    for client in [&world.alpha_expert, &world.asn_laureate, &world.observer] {
        let refused = client
            .with("If-Match", "*")
            .patch(PROGRAMME, json!({"requires_trial": false}))
            .await;
        refused.refused(403, "forbidden");
    }
}

#[actix_web::test]
async fn a_trial_proves_what_was_tried_whatever_becomes_of_it() {
    let world = requiring().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let milestone = begun(&world, &who, "prototype", json!({})).await;
    let done = tried(&who, "mock_up", 12, "conclusive").await;
    assert_eq!(done["maturity"], "mock_up");
    let version = format!(
        "/v1/projects/AMI-T-ASN/prototypes/{}",
        done["prototype"]["id"].as_str().unwrap()
    );
    who.patch(&version, json!({"maturity": "functional"})).await.expect(200);
    let refused = who.act(&milestone, "submit", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), missing());
    // It tells the version that was tried.
    let refused = who.patch(&version, json!({"version": "autre"})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("/version", "in_use")]));
    let done = tried(&who, "functional", 12, "conclusive").await;
    let version = format!(
        "/v1/projects/AMI-T-ASN/prototypes/{}",
        done["prototype"]["id"].as_str().unwrap()
    );
    let edit = json!({"maturity": "mock_up", "motive": "Reprise."});
    who.patch(&version, edit).await.expect(200);
    who.act(&milestone, "submit", json!({})).await.expect(200);
}
