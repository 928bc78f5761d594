//! What is countersigned is what was closed: the same entries, not only as many days.

use serde_json::{Value, json};

use super::{faults, led, logged, month};
use crate::support::World;

/// How often something was done to a month, as the history tells.
async fn told(world: &World) -> Value {
    let path = "/v1/projects/AMI-T-ASN/history?entity=mission_month&count=true";
    world.coordinator.get(path).await.expect(200)["total"].clone()
}

/// It is not countersigned, though as many days count as when it was closed, until it is closed again.
async fn has_changed(world: &World, month: &str, days: f64, case: &str) {
    let before = world.coordinator.get(month).await.expect(200);
    let refused = world.coordinator.act(month, "countersign", json!({})).await;
    assert_eq!(
        refused.faults(409, "conflict"),
        faults(&[("", "month_changed")]),
        "{case}"
    );
    let params = refused.json()["errors"][0]["params"].clone();
    assert_eq!(
        (&params["closed_days"], &params["logged_days"]),
        (&json!(days), &json!(days)),
        "{case}"
    );
    assert_eq!(world.coordinator.get(month).await.expect(200), before, "{case}");
    let again = led(world, month, &["close"]).await;
    assert_eq!(
        (&again["closed_days"], again["version"].as_i64()),
        (&json!(days), before["version"].as_i64().map(|version| version + 1)),
        "{case}"
    );
}

#[actix_web::test]
async fn other_entries_of_as_many_days_change_it() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let month = month(&world, "2019-02");
    logged(who, "2019-02-04", json!({"person_days": 0.25})).await;
    let mut last = logged(who, "2019-02-05", json!({})).await;
    led(&world, &month, &["close"]).await;
    for (on, mut more, case) in [
        ("2019-02-05", json!({"done": "Mieux dit"}), "said otherwise"),
        ("2019-02-05", json!({"track": "prototype"}), "on another track"),
        ("2019-02-06", json!({"track": "prototype"}), "on another day"),
    ] {
        more["corrects"] = json!(last);
        last = logged(who, on, more).await;
        has_changed(&world, &month, 0.75, case).await;
    }
    for days in [Value::Null, json!(0)] {
        logged(who, "2019-02-07", json!({"person_days": days})).await;
        has_changed(&world, &month, 0.75, "an entry of no days").await;
    }
    let signed = led(&world, &month, &["countersign"]).await;
    assert_eq!(
        (
            &signed["state"],
            &signed["closed_days"],
            &signed["logged_days"],
            &signed["entries"]
        ),
        (&json!("countersigned"), &json!(0.75), &json!(0.75), &json!(4))
    );
}

#[actix_web::test]
async fn closed_again_with_nothing_new_it_is_no_other() {
    let world = World::new().await;
    let month = month(&world, "2019-02");
    let close = format!("{month}/close");
    logged(&world.alpha_expert, "2019-02-04", json!({})).await;
    led(&world, &month, &["close"]).await;
    let closed = world.alpha_expert.get(&month).await;
    assert_eq!(told(&world).await, 1);
    for who in [&world.alpha_expert, &world.alpha_colleague] {
        let again = who.matching(&closed).post(&close, json!({})).await;
        assert_eq!((again.expect(200), again.etag()), (closed.expect(200), closed.etag()));
    }
    assert_eq!(world.coordinator.get(&month).await.expect(200), closed.json());
    assert_eq!(told(&world).await, 1, "nothing was done");
    // What is new is taken in, and told.
    logged(&world.alpha_expert, "2019-02-05", json!({"person_days": null})).await;
    let again = world.alpha_colleague.act(&month, "close", json!({})).await.expect(200);
    assert_eq!(
        (&again["version"], &again["entries"], &again["updated_by"]["id"]),
        (&json!(2), &json!(2), &json!(world.alpha_colleague.account()))
    );
    assert_eq!(told(&world).await, 2);
    // So is the same once it was reopened.
    let anew = led(&world, &month, &["reopen", "close"]).await;
    assert_eq!((&anew["version"], &anew["state"]), (&json!(4), &json!("closed")));
    assert_eq!(told(&world).await, 4);
}
