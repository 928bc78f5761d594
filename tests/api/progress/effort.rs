//! Effort by organisation, track and month.

use serde_json::json;

use super::{LOG, entry};
use crate::support::World;

const EFFORT: &str = "/v1/projects/AMI-T-ASN/effort";

#[actix_web::test]
async fn it_is_told_by_month_track_and_organisation() {
    let world = World::new().await;
    let expert = &world.alpha_expert;
    for (on, track, days) in [
        ("2019-01-31", "technical_support", json!(0.5)),
        ("2019-02-01", "technical_support", json!(1)),
        ("2019-02-28", "technical_support", json!(0.25)),
        ("2019-02-04", "prototype", json!(0.75)),
        ("2019-02-05", "prototype", json!(null)),
    ] {
        let body = entry(json!({"occurred_on": on, "track": track, "person_days": days}));
        expert.post(LOG, body).await.expect(201);
    }
    let wrong = entry(json!({"occurred_on": "2019-03-01", "person_days": 1}));
    let wrong = expert.post(LOG, wrong).await.id();
    let right = entry(json!({"occurred_on": "2019-03-01", "person_days": 0.25, "corrects": wrong}));
    expert.post(LOG, right).await.expect(201);
    let own = entry(json!({"occurred_on": "2019-02-01", "person_days": 0.5}));
    world.asn_laureate.post(LOG, own).await.expect(201);

    let effort = world.beta_expert.get(EFFORT).await;
    effort.refused(404, "not_found");
    world.observer.get(EFFORT).await.refused(403, "forbidden");
    let effort = world.alpha_colleague.get(EFFORT).await.expect(200);
    let told: Vec<_> = effort["months"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            format!(
                "{} {} {} {} {}/{}",
                it["month"].as_str().unwrap(),
                it["track"].as_str().unwrap(),
                it["organisation"]["short_name"].as_str().unwrap(),
                it["logged_days"],
                it["logged_over"]["known"],
                it["logged_over"]["of"],
            )
        })
        .collect();
    let mut sorted = told.clone();
    sorted.sort();
    assert_eq!(
        sorted,
        [
            "2019-01 technical_support Alpha 0.5 1/1",
            "2019-02 prototype Alpha 0.75 1/2",
            "2019-02 technical_support ASN 0.5 1/1",
            "2019-02 technical_support Alpha 1.25 2/2",
            "2019-03 technical_support Alpha 0.25 1/1",
        ]
    );
    assert_eq!(effort["logged_days"], 3.25);
    assert_eq!(effort["logged_over"], json!({"known": 6, "of": 7}));
    let part = format!(
        "{EFFORT}?track=technical_support&since=2019-02-01&until=2019-02-28&organisation={}",
        world.alpha
    );
    let part = world.coordinator.get(&part).await.expect(200);
    assert_eq!(part["logged_days"], 1.0);

    let whole = world.coordinator.get("/v1/programmes/AMI-T/effort").await.expect(200);
    assert_eq!(whole["months"], effort["months"]);
    let refused = world.alpha_expert.get("/v1/programmes/AMI-T/effort").await;
    refused.refused(403, "forbidden");
}
