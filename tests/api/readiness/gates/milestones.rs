//! The gate of the milestones: those of prototype, roadmap and hand-over are there, and accepted.

use serde_json::{Value, json};

use crate::milestones::plan;
use crate::readiness::{both, id_of, lacks, leads, readers, satisfied, set};
use crate::support::{Client, World};

const TRACKS: [&str; 3] = ["prototype", "roadmap", "hand_over"];

/// Plans one of a track; its path and its code.
async fn planned(world: &World, track: &str) -> (String, String) {
    let path = plan(world, json!({"track": track})).await;
    let shown = world.coordinator.get(&path).await.expect(200);
    (path, shown["code"].as_str().unwrap().to_owned())
}

/// Has the laureate submit it, and its track's authority decide.
async fn decided(world: &World, path: &str, verb: &str, body: Value) {
    let who = &world.asn_laureate;
    let before = who.get(path).await.expect(200);
    if before["state"] == "planned" {
        who.act(path, "start", json!({})).await.expect(200);
    }
    who.act(path, "submit", json!({})).await.expect(200);
    let decider: &Client = match before["track"].as_str().unwrap() {
        "prototype" => &world.technical_coordinator,
        _ => &world.coordinator,
    };
    decider.act(path, verb, body).await.expect(200);
}

#[actix_web::test]
async fn each_of_three_tracks_has_one_and_all_of_theirs_are_accepted() {
    let world = World::new().await;
    let who = &world.coordinator;
    lacks(who, "milestones", &both(&TRACKS)).await;
    let (prototype, first) = planned(&world, "prototype").await;
    lacks(who, "milestones", &both(&[&first, "roadmap", "hand_over"])).await;
    let (roadmap, second) = planned(&world, "roadmap").await;
    let (hand_over, third) = planned(&world, "hand_over").await;
    // Of the other tracks none is asked for.
    planned(&world, "technical_support").await;
    planned(&world, "strategic_support").await;
    lacks(who, "milestones", &both(&[&first, &second, &third])).await;
    let ids = [&prototype, &roadmap, &hand_over].map(|path| id_of(path));
    leads(&readers(&world), "milestones", &ids).await;

    decided(&world, &prototype, "accept", json!({})).await;
    lacks(who, "milestones", &both(&[&second, &third])).await;
    let reduction = json!({"motive": "Un chapitre manque.", "reduction_percent": 10});
    decided(&world, &roadmap, "accept_with_reduction", reduction).await;
    lacks(who, "milestones", &both(&[&third])).await;
    // Begun, submitted, deferred or rejected is not accepted.
    world.asn_laureate.act(&hand_over, "start", json!({})).await.expect(200);
    lacks(who, "milestones", &both(&[&third])).await;
    let deferral = json!({"motive": "Bilan incomplet.", "resubmit_by": "2019-04-01"});
    decided(&world, &hand_over, "defer", deferral).await;
    lacks(who, "milestones", &both(&[&third])).await;
    decided(&world, &hand_over, "reject", json!({"motive": "Hors sujet."})).await;
    lacks(who, "milestones", &both(&[&third])).await;
    leads(&readers(&world), "milestones", &[id_of(&hand_over)]).await;
    let again = json!({"motive": "Une pièce est arrivée."});
    who.act(&hand_over, "reopen", again).await.expect(200);
    decided(&world, &hand_over, "accept", json!({})).await;
    satisfied(who, "milestones").await;
}

#[actix_web::test]
async fn a_cancelled_one_neither_stands_in_the_way_nor_counts() {
    let world = World::new().await;
    let who = &world.coordinator;
    let mut hand_over = String::new();
    for track in TRACKS {
        let (path, _) = planned(&world, track).await;
        decided(&world, &path, "accept", json!({})).await;
        hand_over = path;
    }
    satisfied(who, "milestones").await;
    let (besides, code) = planned(&world, "roadmap").await;
    lacks(who, "milestones", &both(&[&code])).await;
    let motive = || json!({"motive": "Sans objet."});
    who.act(&besides, "cancel", motive()).await.expect(200);
    satisfied(who, "milestones").await;
    // The only one of its track.
    who.act(&hand_over, "reopen", motive()).await.expect(200);
    who.act(&hand_over, "cancel", motive()).await.expect(200);
    lacks(who, "milestones", &both(&["hand_over"])).await;
}

#[actix_web::test]
async fn a_track_that_the_programme_does_without_asks_for_nothing() {
    let world = World::new().await;
    let who = &world.coordinator;
    let track = |code: &str, label: &str| {
        let label = json!({"fr": format!("Volet {label}"), "en": format!("Track {label}")});
        json!({"code": code, "label": label, "authority": world.ditp})
    };
    let tracks = [
        track("technical_support", "technique"),
        track("strategic_support", "métier"),
        track("prototype", "essais"),
        track("roadmap", "suites"),
    ];
    set(&world, json!({"tracks": tracks})).await;
    let named = [("Volet essais", "Track essais"), ("Volet suites", "Track suites")];
    lacks(who, "milestones", &named).await;
    for track in ["prototype", "roadmap"] {
        let (path, _) = planned(&world, track).await;
        world.asn_laureate.act(&path, "start", json!({})).await.expect(200);
        world.asn_laureate.act(&path, "submit", json!({})).await.expect(200);
        who.act(&path, "accept", json!({})).await.expect(200);
    }
    satisfied(who, "milestones").await;
}
