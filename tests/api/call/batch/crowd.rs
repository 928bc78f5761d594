//! Batches at once: each application is made once, and nobody waits for nothing.

use std::collections::BTreeMap;

use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use super::{line, sent, told};
use crate::call::{APPLICATIONS, application, column, count, patient};
use crate::support::World;

const LINES: usize = 40;

/// Lines with keys of their own, whose references are those of every such batch.
fn lines(world: &World, prefix: &str) -> Vec<Value> {
    let of = |number: usize| {
        let said = json!({"reference": format!("DS-{number}"), "title": format!("Dossier {number}")});
        line(world, &format!("{prefix}{number}"), said)
    };
    (0..LINES).map(of).collect()
}

#[actix_web::test]
async fn batches_with_the_same_keys_make_each_application_once() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    let forwards = lines(&world, "k");
    let backwards: Vec<Value> = forwards.iter().rev().cloned().collect();
    let batches = [&forwards, &backwards, &forwards, &backwards];
    let answers = join_all(batches.map(|lines| sent(&who, lines))).await;
    let mut recorded = BTreeMap::new();
    let mut ids: BTreeMap<String, Value> = BTreeMap::new();
    for result in answers.iter().flatten() {
        let (status, replayed, problem) = told(result);
        assert_eq!((status, problem), (201, "-"), "{result}");
        let key = result["key"].as_str().unwrap().to_owned();
        let id = ids.entry(key.clone()).or_insert_with(|| result["id"].clone());
        assert_eq!(*id, result["id"], "{key}");
        *recorded.entry(key).or_insert(0) += u32::from(!replayed);
    }
    assert_eq!(recorded.len(), LINES);
    assert!(recorded.values().all(|times| *times == 1), "{recorded:?}");
    assert_eq!(count(&world, "applications").await, LINES.to_string());
    let told = count(&world, "journal where entity = 'application' and action = 'created'").await;
    assert_eq!(told, LINES.to_string());
}

#[actix_web::test]
async fn batches_with_the_same_references_give_each_to_one() {
    let world = World::new().await;
    let twin = patient(&world);
    let [first, second] = [&world.coordinator, &world.technical_coordinator].map(|client| client.at(&twin.base_url));
    let forwards = lines(&world, "un-");
    let mut backwards = lines(&world, "deux-");
    backwards.reverse();
    let (one, mut two) = join(sent(&first, &forwards), sent(&second, &backwards)).await;
    two.reverse();
    for (one, two) in one.iter().zip(&two) {
        let mut outcomes = [told(one), told(two)];
        outcomes.sort_unstable();
        assert_eq!(
            outcomes,
            [(201, false, "-"), (422, false, "invalid_body")],
            "{one} {two}"
        );
    }
    let page = first.get(&format!("{APPLICATIONS}?limit=200")).await.expect(200);
    let mut titles = column(&page, "title");
    titles.sort_by_key(|title| title.as_str().unwrap()["Dossier ".len()..].parse::<usize>().unwrap());
    let expected: Vec<_> = (0..LINES).map(|number| json!(format!("Dossier {number}"))).collect();
    assert_eq!(titles, expected);
}

/// A batch and its lines as single requests, all at once.
#[actix_web::test]
async fn a_batch_and_its_lines_alone_make_each_application_once() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    let lines = &lines(&world, "k")[..10];
    let singles = lines.iter().enumerate().map(|(number, line)| {
        let keyed = who.with("Idempotency-Key", line["key"].as_str().unwrap());
        let said = json!({"reference": format!("DS-{number}"), "title": format!("Dossier {number}")});
        let body = application(&world, said);
        async move { keyed.post(APPLICATIONS, body).await }
    });
    let (results, replies) = join(sent(&who, lines), join_all(singles)).await;
    for (result, reply) in results.iter().zip(&replies) {
        let (status, replayed, _) = told(result);
        assert_eq!((status, reply.status.as_u16()), (201, 201), "{result} {}", reply.text);
        assert_eq!(result["id"], json!(reply.id()));
        assert_ne!(
            replayed,
            reply.header("Idempotency-Replayed") == "true",
            "one of them recorded it"
        );
    }
    assert_eq!(count(&world, "applications").await, "10");
}
