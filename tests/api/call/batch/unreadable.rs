//! Lines that cannot be read, and bodies that are no batch.

use reqwest::Method;
use serde_json::{Value, json};

use super::{line, sent};
use crate::call::{BATCH, count, faults};
use crate::support::{Reply, World};

async fn raw(world: &World, body: &str) -> Reply {
    let body = Some((body.as_bytes().to_vec(), "application/json"));
    world.coordinator.send_raw(Method::POST, BATCH, body).await
}

#[actix_web::test]
async fn a_line_that_is_no_json_to_read_is_refused_alone() {
    let world = World::new().await;
    let good = |key: &str| line(&world, key, json!({})).to_string();
    let mut wide = line(&world, "wide", json!({}));
    for number in 0..60 {
        wide[format!("field{number}")] = json!(number);
    }
    let lines = [
        good("first"),
        r#"{"key": "cut", "title": "\ud83d"}"#.to_owned(),
        r#"{"key": "huge", "organisation": 1e400}"#.to_owned(),
        r#"{"key": "twice",
            "key": "twice"}"#
            .to_owned(),
        format!("{}{}", "[".repeat(5000), "]".repeat(5000)),
        line(&world, "long", json!({"title": vec!["x"; 501]})).to_string(),
        wide.to_string(),
        "[]".to_owned(),
        good("last"),
    ];
    let reply = raw(&world, &format!(r#"{{"applications": [{}]}}"#, lines.join(",\n"))).await;
    let results = reply.expect(200)["results"].as_array().unwrap().clone();
    let outcomes: Vec<_> = results
        .iter()
        .map(|it| {
            let code = it["problem"]["errors"][0]["code"].as_str().unwrap_or("-");
            (it["status"].as_u64().unwrap(), code)
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            (201, "-"),
            (400, "invalid_json"),
            (400, "invalid_json"),
            (400, "repeated_member"),
            (400, "invalid_json"),
            (422, "too_long"),
            (422, "too_long"),
            (422, "wrong_type"),
            (201, "-"),
        ]
    );
    let keys: Vec<_> = results.iter().map(|it| it["key"].as_str()).collect();
    let [first, long, wide, last] = ["first", "long", "wide", "last"].map(Some);
    assert_eq!(keys, [first, None, None, None, None, long, wide, None, last]);
    let twice = &results[3]["problem"]["errors"][0];
    assert_eq!(twice["params"]["line"], 2, "of the line's own text: {twice}");
    assert_eq!(count(&world, "applications").await, "2");
}

#[actix_web::test]
async fn a_body_without_lines_is_refused_whole() {
    let world = World::new().await;
    let broken = raw(&world, r#"{"applications": [{]}"#).await;
    broken.refused(400, "malformed_request");
    let twice = raw(&world, r#"{"applications": [], "applications": []}"#).await;
    assert_eq!(twice.refused(400, "malformed_request")[0]["code"], "repeated_member");
    let one = line(&world, "a", json!({}));
    for (body, fault) in [
        (json!({}), ("/applications", "missing_field")),
        (json!({"applications": {}}), ("/applications", "wrong_type")),
        (
            json!({"applications": [one], "programme": "AMI-T"}),
            ("/programme", "unknown_field"),
        ),
        (
            json!({"applications": vec![one.clone(); 501]}),
            ("/applications", "too_long"),
        ),
    ] {
        let refused = world.coordinator.post(BATCH, body).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(&[fault]));
    }
    assert_eq!(count(&world, "applications").await, "0");
}

#[actix_web::test]
async fn five_hundred_lines_are_taken() {
    let world = World::new().await;
    let lines: Vec<Value> = (0..500)
        .map(|number| {
            line(
                &world,
                &format!("line-{number}"),
                json!({"reference": format!("DS-{number}")}),
            )
        })
        .collect();
    let first = sent(&world.coordinator, &lines).await;
    assert_eq!(first.len(), 500);
    assert!(first.iter().all(|result| result["status"] == 201));
    let again = sent(&world.coordinator, &lines).await;
    for (before, after) in first.iter().zip(&again) {
        assert_eq!((&before["id"], &after["replayed"]), (&after["id"], &json!(true)));
    }
    assert_eq!(count(&world, "applications").await, "500");
}
