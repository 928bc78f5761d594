//! What is wrong with a grid is told at once.

use serde_json::{Value, json};

use crate::call::{GRIDS, count, criterion, faults, grid, made};
use crate::support::World;

/// A body that is no grid, and what each of its faults is.
fn shapes() -> [(Value, Vec<(String, String)>); 3] {
    let criteria = json!([
        {"code": "Bénéfices", "label": {"fr": " ", "en": 3}, "weight": 0, "colour": "red"},
        {"label": {"fr": "Équipe"}, "weight": "1"},
        "data",
        {"code": "ethics", "label": "Éthique", "weight": 1000.5},
    ]);
    let of_criteria = faults(&[
        ("/criteria/0/code", "invalid_format"),
        ("/criteria/0/colour", "unknown_field"),
        ("/criteria/0/label/en", "wrong_type"),
        ("/criteria/0/label/fr", "too_short"),
        ("/criteria/0/weight", "out_of_range"),
        ("/criteria/1/code", "missing_field"),
        ("/criteria/1/label/en", "missing_field"),
        ("/criteria/1/weight", "wrong_type"),
        ("/criteria/2", "wrong_type"),
        ("/criteria/3/label", "wrong_type"),
        ("/criteria/3/weight", "out_of_range"),
        ("/scale/max", "out_of_range"),
        ("/scale/min", "wrong_type"),
        ("/scale/step", "unknown_field"),
    ]);
    [
        (
            json!({"criteria": criteria, "scale": {"min": "0", "max": 1001, "step": 1}}),
            of_criteria,
        ),
        (
            json!({"criteria": {}, "scale": {"min": -1}}),
            faults(&[
                ("/criteria", "wrong_type"),
                ("/scale/max", "missing_field"),
                ("/scale/min", "out_of_range"),
            ]),
        ),
        (
            json!({"criteria": [criterion("data", 1.0)], "scale": [0, 5]}),
            faults(&[("/scale", "wrong_type")]),
        ),
    ]
}

#[actix_web::test]
async fn every_fault_of_shape_is_told() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let path = made(&who, GRIDS, grid(json!({}))).await;
    let before = who.get(&path).await.expect(200);
    for (wrong, expected) in shapes() {
        let refused = who.post(GRIDS, grid(wrong.clone())).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
        let refused = who.patch(&path, wrong.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
    }
    for (wrong, expected) in [
        (
            json!({}),
            &[
                ("/criteria", "missing_field"),
                ("/scale", "missing_field"),
                ("/stage", "missing_field"),
            ][..],
        ),
        (
            grid(json!({"stage": "start", "number": 1})),
            &[("/number", "unknown_field"), ("/stage", "unknown_value")],
        ),
    ] {
        let refused = who.post(GRIDS, wrong).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(expected));
    }
    assert_eq!(who.get(&path).await.expect(200), before);
    assert_eq!(count(&world, "grids").await, "1");
}

#[actix_web::test]
async fn every_fault_of_rule_is_told() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let path = made(&who, GRIDS, grid(json!({}))).await;
    let before = who.get(&path).await.expect(200);
    let codes = ["team", "data", "team", "ethics", "data", "team"].map(|code| criterion(code, 1.0));
    let many: Vec<_> = (0..51).map(|number| criterion(&format!("c{number}"), 1.0)).collect();
    let reversed = ("/scale/max", "out_of_range");
    for (wrong, expected) in [
        (
            json!({"criteria": codes, "scale": {"min": 5, "max": 5}}),
            &[
                ("/criteria/2/code", "duplicate"),
                ("/criteria/4/code", "duplicate"),
                ("/criteria/5/code", "duplicate"),
                reversed,
            ][..],
        ),
        (
            json!({"criteria": [], "scale": {"min": 5, "max": 0}}),
            &[("/criteria", "too_short"), reversed],
        ),
        (json!({"criteria": many}), &[("/criteria", "too_long")]),
    ] {
        for refused in [
            who.post(GRIDS, grid(wrong.clone())).await,
            who.patch(&path, wrong.clone()).await,
        ] {
            assert_eq!(refused.faults(422, "invalid_body"), faults(expected), "{wrong}");
            let bounds = refused.json()["errors"].as_array().unwrap().clone();
            let mut bounds = bounds.iter().filter(|error| error["pointer"] == "/scale/max");
            let bounds = bounds.next().map(|error| error["params"].clone());
            let expected = expected.contains(&reversed).then(|| json!({"min": 6, "max": 1000}));
            assert_eq!(bounds, expected, "{wrong}");
        }
    }
    assert_eq!(who.get(&path).await.expect(200), before);
    assert_eq!(count(&world, "grids").await, "1");
}

#[actix_web::test]
async fn bounds_are_inside() {
    let world = World::new().await;
    let fifty: Vec<_> = (0..50).map(|number| criterion(&format!("c{number}"), 1.0)).collect();
    for more in [
        json!({"criteria": fifty}),
        json!({"criteria": [criterion("data", 0.001), criterion("ethics", 1000.0)]}),
        json!({"scale": {"min": 0, "max": 1000}}),
        json!({"scale": {"min": 999, "max": 1000}}),
    ] {
        let made = world.coordinator.post(GRIDS, grid(more.clone())).await.expect(201);
        for (field, value) in more.as_object().unwrap() {
            assert_eq!(&made[field], value);
        }
    }
}
