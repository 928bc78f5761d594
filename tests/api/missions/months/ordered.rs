//! What of an order falls in each month: the parts add up to it, and those of closed months stay.

use serde_json::{Value, json};

use super::{LOG, countersigned, effort, entry, led, logged, month, of_its_own, reversing};
use crate::support::{Reply, World};

/// What is ordered for each month, by its name.
fn parts(effort: &Value) -> Vec<(String, Value)> {
    let months = effort["months"].as_array().unwrap().iter();
    months
        .map(|it| (it["month"].as_str().unwrap().to_owned(), it["ordered_days"].clone()))
        .collect()
}

/// As many hundredths, and nothing beside them.
fn hundredths(days: f64) -> i64 {
    let hundredths = days * 100.0;
    assert!((hundredths - hundredths.round()).abs() < 1e-6, "{days}");
    format!("{hundredths:.0}").parse().unwrap()
}

#[actix_web::test]
async fn the_parts_add_up_to_the_order() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    for until in ["2019-12-01", "2019-09-18"] {
        for ordered in [20.0, 0.0, 0.01, 0.07, 7.77, 33.33, 365.5, 99_999.99] {
            let edit = json!({"ordered_days": ordered, "until": until});
            who.patch(&mission, edit).await.expect(200);
            let shown = who.get(&effort(&world)).await.expect(200);
            let parts = parts(&shown);
            assert_eq!(parts.len(), if until == "2019-12-01" { 13 } else { 11 });
            let all = parts.iter().map(|(_, days)| hundredths(days.as_f64().unwrap()));
            assert_eq!(
                all.sum::<i64>(),
                hundredths(ordered),
                "{ordered} until {until}: {parts:?}"
            );
        }
    }
}

/// What was closed tells of the order as it was then.
#[actix_web::test]
async fn of_a_closed_month_the_part_stays_until_it_is_reopened() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    let ordered = async |called: &str| {
        let shown = who.get(&month(&world, called)).await.expect(200);
        let all = parts(&who.get(&effort(&world)).await.expect(200));
        let listed = all.into_iter().find(|(month, _)| month == called);
        assert_eq!(listed.unwrap().1, shown["ordered_days"], "{called}");
        shown["ordered_days"].clone()
    };
    countersigned(&world, "2018-12").await;
    led(&world, &month(&world, "2019-01"), &["close"]).await;
    let all = async || {
        let called = ["2018-12", "2019-01", "2019-02"];
        [
            ordered(called[0]).await,
            ordered(called[1]).await,
            ordered(called[2]).await,
        ]
    };
    assert_eq!(all().await, [1.66, 1.65, 1.49].map(|days| json!(days)));
    // 30 days are ordered now, then of a mission that ends four months before.
    who.patch(&mission, json!({"ordered_days": 30})).await.expect(200);
    assert_eq!(all().await, [1.66, 1.65, 2.24].map(|days| json!(days)));
    who.patch(&mission, json!({"until": "2019-08-01"})).await.expect(200);
    assert_eq!(all().await, [1.66, 1.65, 3.32].map(|days| json!(days)));
    led(&world, &month(&world, "2019-01"), &["countersign"]).await;
    assert_eq!(all().await, [1.66, 1.65, 3.32].map(|days| json!(days)));
    who.patch(&mission, json!({"ordered_days": null})).await.expect(200);
    assert_eq!(all().await, [json!(1.66), json!(1.65), Value::Null]);
    // What is open again tells of the order as it is.
    who.patch(&mission, json!({"ordered_days": 30})).await.expect(200);
    for called in ["2018-12", "2019-01"] {
        led(&world, &month(&world, called), &["reopen"]).await;
    }
    assert_eq!(all().await, [3.67, 3.68, 3.32].map(|days| json!(days)));
    led(&world, &month(&world, "2018-12"), &["close"]).await;
    assert_eq!(all().await, [3.67, 3.68, 3.32].map(|days| json!(days)));
}

fn says_no_minus_nothing(reply: &Reply) {
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert!(!reply.text.contains("-0.0"), "{}", reply.text);
}

#[actix_web::test]
async fn nothing_is_never_less_than_nothing() {
    let world = World::new().await;
    let who = &world.coordinator;
    let empty = of_its_own(&world, json!({"ordered_days": 0})).await;
    for path in [format!("{empty}/effort"), format!("{empty}/months/2019-01")] {
        let shown = who.get(&path).await;
        says_no_minus_nothing(&shown);
        assert!(shown.text.contains("\"logged_days\":0.0"), "{}", shown.text);
    }
    for verb in ["close", "countersign"] {
        led(&world, &format!("{empty}/months/2019-01"), &[verb]).await;
        says_no_minus_nothing(&who.get(&format!("{empty}/effort")).await);
    }
    // Nor where an entry of no days is taken back, or where all that was logged is.
    let expert = &world.alpha_expert;
    let wrong = [
        logged(expert, "2019-02-04", json!({"person_days": 0})).await,
        logged(expert, "2019-02-05", json!({})).await,
    ];
    countersigned(&world, "2019-02").await;
    expert
        .post(LOG, entry("2019-03-01", json!({"person_days": 0.5})))
        .await
        .expect(201);
    for wrong in wrong {
        let made = expert.post(LOG, reversing(&wrong, json!({}))).await.id();
        says_no_minus_nothing(&who.get(&format!("/v1/progress-entries/{made}")).await);
    }
    let march = who.get(&month(&world, "2019-03")).await;
    assert_eq!(march.json()["logged_days"], 0.0);
    for path in [effort(&world), month(&world, "2019-03"), LOG.to_owned()] {
        says_no_minus_nothing(&who.get(&path).await);
    }
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    says_no_minus_nothing(&who.get(&mission).await);
}
