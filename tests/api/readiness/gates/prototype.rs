//! The gate of the prototype: one that works, and a trial of one that did with somebody in it.

use serde_json::json;

use crate::readiness::{ASN, id_of, leads, made, readers, satisfied, state, why};
use crate::support::{Client, World};

/// Adds a version of ASN's prototype, so mature, and gives its path.
async fn version(by: &Client, name: &str, maturity: &str) -> String {
    let body = json!({"version": name, "maturity": maturity, "motive": "Pour l'essai."});
    made(by, &format!("{ASN}/prototypes"), body).await
}

/// Plans a trial of a version and gives its path.
async fn planned(by: &Client, version: &str) -> String {
    let body = json!({"prototype": id_of(version), "audience": "agents", "protocol": "Trois lettres à préparer.",
        "from": "2019-02-18", "measures": []});
    made(by, &format!("{ASN}/trials"), body).await
}

/// Leads a trial to its end, with so many participants.
async fn completed(by: &Client, trial: &str, participants: i32) {
    by.act(trial, "begin", json!({})).await.expect(200);
    let outcome = json!({"participants": participants, "verdict": "inconclusive"});
    by.act(trial, "complete", outcome).await.expect(200);
}

/// What it lacks, in French: so many sentences.
async fn lacking(world: &World, number: usize) -> Vec<String> {
    let who = &world.coordinator;
    assert_eq!(state(who, "prototype").await, "missing");
    let [fr, _] = why(who, "prototype").await;
    assert_eq!(fr.len(), number, "{fr:?}");
    fr
}

#[actix_web::test]
async fn it_asks_for_one_that_works_and_for_a_trial_of_it() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let both = lacking(&world, 2).await;
    assert_ne!(both[0], both[1], "each condition has a sentence of its own");
    leads(&readers(&world), "prototype", &[]).await;
    // What does not work yet is neither, whoever tried it.
    for (name, maturity) in [("0.1", "mock_up"), ("0.2", "proof_of_concept")] {
        let shown = version(who, name, maturity).await;
        assert_eq!(lacking(&world, 2).await, both, "{maturity}");
        completed(who, &planned(who, &shown).await, 12).await;
        assert_eq!(lacking(&world, 2).await, both, "a trial of a {maturity}");
    }
    let works = version(who, "1.0", "functional").await;
    let untried = lacking(&world, 1).await;
    assert!(both.contains(&untried[0]), "{untried:?}");
    leads(&readers(&world), "prototype", &[]).await;
    // A trial that is not over, that was given up, or that nobody took part in.
    let trial = planned(who, &works).await;
    assert_eq!(lacking(&world, 1).await, untried, "planned");
    who.act(&trial, "begin", json!({})).await.expect(200);
    assert_eq!(lacking(&world, 1).await, untried, "running");
    who.act(&trial, "cancel", json!({})).await.expect(200);
    assert_eq!(lacking(&world, 1).await, untried, "cancelled");
    completed(who, &planned(who, &works).await, 0).await;
    assert_eq!(lacking(&world, 1).await, untried, "nobody took part");
    completed(who, &planned(who, &works).await, 1).await;
    satisfied(&world.coordinator, "prototype").await;
}

#[actix_web::test]
async fn one_in_production_works_too_and_a_trial_tells_of_what_was_tried() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let works = version(who, "1.0", "in_production").await;
    let untried = lacking(&world, 1).await;
    completed(who, &planned(who, &works).await, 3).await;
    satisfied(&world.coordinator, "prototype").await;
    // What became less mature works no more, and was tried all the same.
    let less = json!({"maturity": "mock_up", "motive": "Reprise."});
    who.with("If-Match", "*").patch(&works, less).await.expect(200);
    let idle = lacking(&world, 1).await;
    assert_ne!(idle, untried);
    version(who, "1.1", "functional").await;
    satisfied(&world.coordinator, "prototype").await;
}

#[actix_web::test]
async fn it_is_one_of_the_project_itself() {
    let world = World::new().await;
    let elsewhere = &world.chu_laureate;
    let body = json!({"version": "1.0", "maturity": "functional"});
    let theirs = made(elsewhere, "/v1/projects/AMI-T-CHU/prototypes", body).await;
    let body = json!({"prototype": id_of(&theirs), "audience": "agents", "protocol": "Trois lettres à préparer.",
        "from": "2019-02-18", "measures": []});
    let trial = made(elsewhere, "/v1/projects/AMI-T-CHU/trials", body).await;
    completed(elsewhere, &trial, 12).await;
    lacking(&world, 2).await;
}
