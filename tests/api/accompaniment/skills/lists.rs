//! Assessments, the newest first, and those that are asked for.

use serde_json::{Value, json};

use super::{ASSESSMENTS, assessed, correcting, data, id};
use crate::support::{Client, World};

async fn listed(client: &Client, path: &str) -> (Vec<Value>, Value) {
    let page = client.get(path).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let ids = items.map(|assessment| assessment["id"].clone());
    (ids.collect(), page["total"].clone())
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let end = assessed(who, data("end")).await;
    let start = assessed(who, data("start")).await;
    let middle = assessed(who, data("middle")).await;
    let right = assessed(who, correcting(data("start"), &start)).await;
    let elsewhere = "/v1/projects/AMI-T-CHU/skill-assessments";
    world.chu_laureate.post(elsewhere, data("start")).await.expect(201);
    let all = &[&right, &middle, &start, &end][..];
    for (query, paths) in [
        ("", all),
        ("moment=start", &[&right, &start]),
        ("moment=middle", &[&middle]),
        ("moment=middle&moment=end", &[&middle, &end]),
        ("standing=true", &[&right, &middle, &end]),
        ("standing=false", &[&start]),
        ("standing=true&moment=start", &[&right]),
        ("standing=false&moment=end", &[]),
    ] {
        let asked = format!("{ASSESSMENTS}?{query}&count=true").replace("?&", "?");
        let expected: Vec<_> = paths.iter().map(|path| json!(id(path))).collect();
        assert_eq!(
            listed(&world.alpha_expert, &asked).await,
            (expected, json!(paths.len())),
            "{asked}"
        );
    }
    for query in [
        "moment=later",
        "standing=maybe",
        "sort=on",
        "sort=created_at",
        "on=2019-01-10",
    ] {
        let refused = who.get(&format!("{ASSESSMENTS}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
}

#[actix_web::test]
async fn pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let who = &world.coordinator;
    let mut expected = Vec::new();
    let mut last: Option<String> = None;
    for _ in 0..4 {
        let body = match &last {
            None => data("start"),
            Some(standing) => correcting(data("start"), standing),
        };
        let path = assessed(who, body).await;
        expected.insert(0, json!(id(&path)));
        last = Some(path);
    }
    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let page = who.get(&format!("{ASSESSMENTS}?limit=1{next}")).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].clone()));
        let Some(cursor) = page["next"].as_str() else { break };
        next = format!("&cursor={cursor}");
    }
    assert_eq!(seen, expected);
    // There is none of a programme.
    let path = "/v1/programmes/AMI-T/skill-assessments";
    assert_eq!(who.get(path).await.status, 404);
}
