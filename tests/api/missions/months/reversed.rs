//! What was reversed counts no more: its time of the day is free, its percent is no progress.

use serde_json::{Value, json};

use super::{BATCH, LOG, countersigned, entry, line, logged, reversing};
use crate::support::{Client, NewMilestone, World};

const CHU: &str = "/v1/projects/AMI-T-CHU/progress-entries";

/// The world, where Alpha works on CHU's project too.
async fn with_two_projects() -> World {
    let world = World::new().await;
    let mission =
        json!({"provider": world.alpha, "tracks": ["technical_support"], "from": "2019-02-01", "until": "2019-09-01"});
    let missions = "/v1/projects/AMI-T-CHU/missions";
    world.coordinator.post(missions, mission).await.expect(201);
    let start = json!({"on": "2019-02-01"});
    let started = world.coordinator.act("/v1/projects/AMI-T-CHU", "start", start).await;
    started.expect(200);
    world
}

/// A whole day.
fn whole(on: &str) -> Value {
    entry(on, json!({"person_days": 1}))
}

/// Nothing remains of a person's day.
async fn is_full(client: &Client, on: &str) {
    let refused = client.post(CHU, entry(on, json!({"person_days": 0.25}))).await;
    let errors = refused.refused(422, "invalid_body");
    assert_eq!(
        (errors.len(), &errors[0]["code"], &errors[0]["params"]["remaining"]),
        (1, &json!("over_one_person_day"), &json!(0.0)),
        "{on}"
    );
}

#[actix_web::test]
async fn its_time_of_the_day_is_free_again() {
    let world = with_two_projects().await;
    let who = &world.alpha_expert;
    let wrong = logged(who, "2019-02-04", json!({"person_days": 1})).await;
    let kept = logged(who, "2019-02-05", json!({"person_days": 1})).await;
    countersigned(&world, "2019-02").await;
    is_full(who, "2019-02-04").await;
    who.post(LOG, reversing(&wrong, json!({}))).await.expect(201);
    let made = who.post(CHU, whole("2019-02-04")).await.expect(201);
    assert_eq!(
        (&made["occurred_on"], &made["person_days"], &made["person"]["id"]),
        (&json!("2019-02-04"), &json!(1.0), &json!(who.account()))
    );
    // Once, and of that day alone.
    is_full(who, "2019-02-04").await;
    is_full(who, "2019-02-05").await;
    // Part of a day is as much as it was; a colleague gives back whose time it was.
    let body = reversing(&kept, json!({}));
    world.alpha_colleague.post(LOG, body).await.expect(201);
    for days in [0.75, 0.25] {
        let body = entry("2019-02-05", json!({"person_days": days}));
        who.post(CHU, body).await.expect(201);
    }
    is_full(who, "2019-02-05").await;
}

#[actix_web::test]
async fn in_a_batch_it_is_free_from_the_reversal_on() {
    let world = with_two_projects().await;
    let who = &world.alpha_expert;
    let wrong = logged(who, "2019-02-04", json!({"person_days": 1})).await;
    countersigned(&world, "2019-02").await;
    let elsewhere = |key: &str| {
        let mut line = line(key, whole("2019-02-04"));
        line["project"] = json!("AMI-T-CHU");
        line
    };
    let lines = json!({"entries": [
        elsewhere("before"),
        line("reversal", reversing(&wrong, json!({}))),
        elsewhere("after"),
        elsewhere("again"),
    ]});
    let reply = who.post(BATCH, lines).await.expect(200);
    let results = reply["results"].as_array().unwrap().iter();
    let told: Vec<_> = results
        .map(|it| (it["status"].clone(), it["problem"]["errors"][0]["code"].clone()))
        .collect();
    let (made, refused) = ((json!(201), Value::Null), (json!(422), json!("over_one_person_day")));
    assert_eq!(told, [refused.clone(), made.clone(), made, refused]);
    is_full(who, "2019-02-04").await;
}

/// How far the milestone is, and the project on the dashboard.
async fn progress(world: &World) -> (Value, Value) {
    let milestone = world.coordinator.get("/v1/milestones/AMI-T-ASN-M01").await.expect(200);
    let portfolio = world
        .coordinator
        .get("/v1/programmes/AMI-T/portfolio")
        .await
        .expect(200);
    let projects = portfolio["projects"].as_array().unwrap();
    let asn = projects.iter().find(|project| project["code"] == "AMI-T-ASN").unwrap();
    (milestone["percent"].clone(), asn["progress"].clone())
}

#[actix_web::test]
async fn its_percent_is_no_progress() {
    let world = World::new().await;
    world.milestone(&NewMilestone::default()).await;
    let who = &world.alpha_expert;
    let on_it = |percent: u32| json!({"milestone": "AMI-T-ASN-M01", "percent": percent});
    let first = logged(who, "2019-01-08", on_it(30)).await;
    let second = logged(who, "2019-02-04", on_it(80)).await;
    for called in ["2019-01", "2019-02"] {
        countersigned(&world, called).await;
    }
    assert_eq!(progress(&world).await, (json!(80), json!(80.0)));
    // It falls back to what was told before, then to nothing; of what reverses it there is none.
    for (wrong, left) in [(second, 30), (first, 0)] {
        let body = reversing(&wrong, json!({"milestone": "AMI-T-ASN-M01"}));
        who.post(LOG, body).await.expect(201);
        assert_eq!(progress(&world).await, (json!(left), json!(f64::from(left))));
    }
    logged(who, "2019-03-02", on_it(45)).await;
    assert_eq!(progress(&world).await, (json!(45), json!(45.0)));
}
