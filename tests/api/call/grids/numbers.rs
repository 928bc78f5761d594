//! Grids are numbered stage by stage, the latest is in force, and a list shows the newest first.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::call::{GRIDS, grid, id_of, just, listed, made, page_by_page, patient, programme_of};
use crate::support::{Client, World};

/// Of each grid, the newest first: its stage, its number, whether it is in force.
async fn standing(who: &Client, grids: &str) -> Vec<(String, u64, bool)> {
    let page = who.get(grids).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let of = |item: &Value| {
        let stage = item["stage"].as_str().unwrap().to_owned();
        (
            stage,
            item["number"].as_u64().unwrap(),
            item["in_force"].as_bool().unwrap(),
        )
    };
    items.map(of).collect()
}

/// The same, as it should be.
fn stand(expected: &[(&str, u64, bool)]) -> Vec<(String, u64, bool)> {
    let told = expected
        .iter()
        .map(|(stage, number, force)| ((*stage).to_owned(), *number, *force));
    told.collect()
}

#[actix_web::test]
async fn each_stage_counts_by_itself_and_its_last_is_in_force() {
    let world = World::new().await;
    let who = &world.coordinator;
    let second = format!("{}/grids", programme_of(&world, "Europe/Paris").await);
    made(who, &second, grid(json!({}))).await;
    let mut paths = Vec::new();
    for stage in ["selection", "mid_term", "selection", "end", "selection"] {
        paths.push(made(who, GRIDS, grid(json!({"stage": stage}))).await);
    }
    assert_eq!(
        standing(who, GRIDS).await,
        stand(&[
            ("selection", 3, true),
            ("end", 1, true),
            ("selection", 2, false),
            ("mid_term", 1, true),
            ("selection", 1, false),
        ])
    );
    assert_eq!(standing(who, &second).await, stand(&[("selection", 1, true)]));
    // What was superseded was not edited.
    assert_eq!(who.get(&paths[0]).await.expect(200)["version"], 1);
    // Without the last, the one before is in force again.
    who.with("If-Match", "*").delete(&paths[4]).await.expect(204);
    assert_eq!(
        standing(who, GRIDS).await,
        stand(&[
            ("end", 1, true),
            ("selection", 2, true),
            ("mid_term", 1, true),
            ("selection", 1, false),
        ])
    );
    let shown = who.get(&paths[2]).await.expect(200);
    assert_eq!((&shown["in_force"], &shown["version"]), (&json!(true), &json!(1)));
}

#[actix_web::test]
async fn twelve_at_once_are_numbered_each_otherwise() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    let stages = ["selection", "end"];
    let sent = (0..12).map(|number| who.post(GRIDS, grid(json!({"stage": stages[number % 2]}))));
    let replies = join_all(sent).await;
    for stage in stages {
        let of_stage = replies.iter().map(|reply| reply.expect(201));
        let of_stage = of_stage.filter(|made| made["stage"] == stage);
        let numbers: BTreeSet<u64> = of_stage.map(|made| made["number"].as_u64().unwrap()).collect();
        assert_eq!(numbers, (1..=6).collect(), "{stage}");
    }
    let mut in_force = standing(&who, GRIDS).await;
    in_force.retain(|(.., in_force)| *in_force);
    in_force.sort();
    assert_eq!(in_force, stand(&[("end", 6, true), ("selection", 6, true)]));
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let mut ids = Vec::new();
    for stage in ["selection", "mid_term", "selection", "end"] {
        let path = made(who, GRIDS, grid(json!({"stage": stage}))).await;
        ids.insert(0, id_of(&path).to_owned());
    }
    let [end, second, middle, first] = &ids[..] else {
        panic!()
    };
    for (query, found) in [
        ("", vec![end, second, middle, first]),
        ("?stage=selection", vec![second, first]),
        ("?stage=selection&stage=end", vec![end, second, first]),
        ("?updated_since=2000-01-01T00:00:00Z&stage=mid_term", vec![middle]),
        ("?updated_since=2100-01-01T00:00:00Z", vec![]),
    ] {
        let found: Vec<_> = found.into_iter().map(String::as_str).collect();
        for client in [who, &world.alpha_expert] {
            let asked = format!("{GRIDS}{query}");
            assert_eq!(listed(client, &asked, "id").await, just(&found), "{asked}");
        }
    }
    assert_eq!(page_by_page(who, GRIDS, "id").await, just(&ids).0);
    for query in ["stage=start", "sort=number", "in_force=true", "updated_since=hier"] {
        let refused = who.get(&format!("{GRIDS}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
}
