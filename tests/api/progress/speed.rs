//! A batch is worth sending: many times the lines of as many single requests, in the same time.

use std::time::Instant;

use serde_json::json;

use super::{LOG, entry};
use crate::support::World;

const LINES: u32 = 500;
const SINGLES: u32 = 50;

#[actix_web::test]
async fn a_batch_outruns_single_requests() {
    let world = World::new().await;
    let expert = &world.alpha_expert;
    let said = |n: u32| json!({"done": format!("Ligne {n}"), "person_days": 0});
    expert.post(LOG, entry(said(0))).await.expect(201);
    let begun = Instant::now();
    for n in 0..SINGLES {
        let keyed = expert.with("Idempotency-Key", &format!("single-{n}"));
        keyed.post(LOG, entry(said(n))).await.expect(201);
    }
    let single = begun.elapsed() / SINGLES;
    let lines: Vec<_> = (0..LINES)
        .map(|n| {
            let mut line = entry(said(n));
            line["key"] = json!(format!("line-{n}"));
            line["project"] = json!("AMI-T-ASN");
            line
        })
        .collect();
    let begun = Instant::now();
    let results = expert
        .post("/v1/progress-entries/batch", json!({"entries": lines}))
        .await
        .expect(200);
    let line = begun.elapsed() / LINES;
    let recorded = results["results"].as_array().unwrap();
    assert!(recorded.iter().all(|result| result["status"] == 201));
    let ratio = single.as_secs_f64() / line.as_secs_f64();
    println!("a line of a batch takes 1/{ratio:.1} of a single request");
    assert!(ratio >= 10.0, "only {ratio:.1} times as fast");
}
