//! Who came, and what came of it.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{faults, planned, signed_up};
use crate::support::World;

/// Who came, by organisation and name.
fn came(whole: &Value) -> Vec<(Value, Value, Value)> {
    let attendance = whole["attendance"].as_array().unwrap().iter();
    let mut came: Vec<_> = attendance
        .map(|it| {
            let organisation = &it["organisation"];
            (
                organisation["id"].clone(),
                organisation["name"].clone(),
                it["people"].clone(),
            )
        })
        .collect();
    came.sort_by_key(|(_, name, _)| name.to_string());
    came
}

#[actix_web::test]
async fn heads_are_counted_by_organisation() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = planned(&world, json!({"places": 30, "organisations": [world.asn]})).await;
    signed_up(&world.asn_laureate, &path, json!({"people": 3})).await;
    // Whoever came came, signed up or not.
    let body = json!({
        "attendance": [
            {"organisation": world.asn, "people": 4}, {"organisation": world.alpha, "people": 0},
            {"organisation": world.beta, "people": 100_000},
        ],
        "outcomes": "  Trois pistes communes.\n\nUne suite en mai.  ",
    });
    let held = who.act(&path, "hold", body).await.expect(200);
    assert_eq!(
        came(&held),
        [
            (json!(world.alpha), json!("Alpha Conseil"), json!(0)),
            (json!(world.asn), json!("Autorité de sûreté nucléaire"), json!(4)),
            (json!(world.beta), json!("Beta Recherche"), json!(100_000)),
        ]
    );
    assert_eq!(
        (&held["state"], &held["outcomes"]),
        (&json!("held"), &json!("Trois pistes communes.\n\nUne suite en mai."))
    );
    assert_eq!(held["signed_up"], json!({"confirmed": 3, "waiting": 0}));
    for reader in [who, &world.asn_laureate, &world.beta_expert] {
        assert_eq!(reader.get(&path).await.expect(200), held);
    }
}

#[actix_web::test]
async fn what_came_of_it_can_be_left_unsaid() {
    let world = World::new().await;
    for outcomes in [json!({}), json!({"outcomes": null})] {
        let path = planned(&world, json!({})).await;
        let mut body = json!({"attendance": [{"organisation": world.chu, "people": 2}]});
        body.as_object_mut()
            .unwrap()
            .extend(outcomes.as_object().unwrap().clone());
        let held = world.coordinator.act(&path, "hold", body).await.expect(200);
        assert_eq!(held.get("outcomes"), Some(&Value::Null));
        assert_eq!(came(&held), [(json!(world.chu), json!("CHU de Toulouse"), json!(2))]);
    }
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = planned(&world, json!({})).await;
    let before = who.get(&path).await.expect(200);
    let wrong = json!({
        "attendance": [
            {"organisation": "ASN", "people": -1}, {"organisation": world.asn, "people": 100_001, "name": "x"},
            {"people": "3"}, 4,
        ],
        "outcomes": " ", "motive": "Fait.",
    });
    let refused = who.act(&path, "hold", wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/attendance/0/organisation", "invalid_format"),
            ("/attendance/0/people", "out_of_range"),
            ("/attendance/1/name", "unknown_field"),
            ("/attendance/1/people", "out_of_range"),
            ("/attendance/2/organisation", "missing_field"),
            ("/attendance/2/people", "wrong_type"),
            ("/attendance/3", "wrong_type"),
            ("/motive", "unknown_field"),
            ("/outcomes", "too_short"),
        ])
    );
    for body in [json!({}), json!({"outcomes": "Trois pistes."})] {
        let refused = who.act(&path, "hold", body).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/attendance", "missing_field")])
        );
    }
    // So is what breaks a rule.
    let of = |organisation: Uuid| json!({"organisation": organisation, "people": 1});
    let wrong = json!({"attendance": [of(world.asn), of(Uuid::now_v7()), of(world.chu), of(world.asn)]});
    let refused = who.act(&path, "hold", wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/attendance/1/organisation", "unknown_reference"),
            ("/attendance/3/organisation", "duplicate"),
        ])
    );
    assert_eq!(who.get(&path).await.expect(200), before);
}
