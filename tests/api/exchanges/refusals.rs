//! What is wrong with a body is told at once.

use serde_json::json;
use uuid::Uuid;

use super::{EXCHANGES, exchange, faults, planned, programme_of};
use crate::support::{Laying, World};

#[actix_web::test]
async fn every_fault_of_shape_is_told() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let path = planned(&world, json!({})).await;
    let before = who.get(&path).await.expect(200);
    let wrong = json!({
        "kind": "party", "title": " ", "starts_at": "2019-03-04", "ends_at": "demain", "place": "Salle 3\nau fond",
        "link": "ftp://visio.example/un", "places": 0, "projects": "AMI-T-ASN", "organisations": ["ASN"],
        "state": "held", "outcomes": "Fait.", "attendance": [],
    });
    let expected = faults(&[
        ("/attendance", "unknown_field"),
        ("/ends_at", "invalid_format"),
        ("/kind", "unknown_value"),
        ("/link", "invalid_format"),
        ("/organisations/0", "invalid_format"),
        ("/outcomes", "unknown_field"),
        ("/place", "control_character"),
        ("/places", "out_of_range"),
        ("/projects", "wrong_type"),
        ("/starts_at", "invalid_format"),
        ("/state", "unknown_field"),
        ("/title", "too_short"),
    ]);
    let refused = who.post(EXCHANGES, wrong.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let wrong = json!({"kind": 3, "title": "x".repeat(10_000), "starts_at": 1_551_704_400, "ends_at": ["17:00"],
        "place": "x".repeat(10_000), "link": 3, "places": 100_001});
    let expected = faults(&[
        ("/ends_at", "wrong_type"),
        ("/kind", "wrong_type"),
        ("/link", "wrong_type"),
        ("/place", "too_long"),
        ("/places", "out_of_range"),
        ("/starts_at", "wrong_type"),
        ("/title", "too_long"),
    ]);
    let refused = who.post(EXCHANGES, wrong.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let required = ["/ends_at", "/kind", "/starts_at", "/title"].map(|at| (at, "missing_field"));
    let refused = who.post(EXCHANGES, json!({})).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(&required));
    assert_eq!(who.get(&path).await.expect(200), before);
    let count = world.app.text("select count(*) from exchanges").await;
    assert_eq!(count, "1", "what was refused left nothing");
}

#[actix_web::test]
async fn every_fault_of_rule_is_told() {
    let world = World::new().await;
    let second = programme_of(&world, "Europe/Paris").await;
    let project = json!({"organisation": world.asn, "title": "Second projet"});
    let project = world.coordinator.post(&format!("{second}/projects"), project).await;
    project.expect(201);
    let who = world.coordinator.with("If-Match", "*");
    let path = planned(&world, json!({"projects": ["AMI-T-CHU"]})).await;
    let before = who.get(&path).await.expect(200);
    // A project goes by its code and by its id, and is one of another programme that the caller coordinates too.
    let wrong = json!({
        "starts_at": "2019-03-04T17:00:00Z", "ends_at": "2019-03-04T17:00:00+01:00",
        "projects": [Uuid::now_v7(), project.id(), "AMI-T-ASN", world.asn_project, "AMI-T-NONE"],
        "organisations": [world.asn, Uuid::now_v7(), world.asn],
    });
    let expected = faults(&[
        ("/ends_at", "range_reversed"),
        ("/organisations/1", "unknown_reference"),
        ("/organisations/2", "duplicate"),
        ("/projects/0", "unknown_reference"),
        ("/projects/1", "unknown_reference"),
        ("/projects/3", "duplicate"),
        ("/projects/4", "unknown_reference"),
    ]);
    let refused = who.post(EXCHANGES, exchange(wrong.clone())).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    // What a patch leaves is what the rest is held against.
    for (edit, at) in [
        (json!({"ends_at": "2019-03-04T13:00:00Z"}), "no time at all"),
        (json!({"ends_at": "2019-03-04T12:59:00Z"}), "backwards"),
        (json!({"starts_at": "2019-03-04T16:00:00Z"}), "from its end"),
    ] {
        let refused = who.patch(&path, edit).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/ends_at", "range_reversed")]),
            "{at}"
        );
    }
    assert_eq!(who.get(&path).await.expect(200), before);
    assert_eq!(world.app.text("select count(*) from exchanges").await, "1");
}

#[actix_web::test]
async fn what_is_named_is_two_hundred_at_most() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let mut lay = Laying::default();
    let mut projects = Vec::new();
    let mut organisations = Vec::new();
    for n in 0..201 {
        organisations.push(lay.organisation(&format!("Préfecture {n}"), &format!("P{n}"), "decentralised_service"));
        projects.push(lay.project(world.programme, &format!("AMI-T-P{n}"), world.asn, None));
    }
    world.app.sql(&lay.transaction()).await;
    let naming = |number: usize| json!({"projects": projects[..number], "organisations": organisations[..number]});
    let path = planned(&world, naming(200)).await;
    let whole = who.get(&path).await.expect(200);
    let shown = |field: &str| whole[field].as_array().map(Vec::len);
    assert_eq!((shown("projects"), shown("organisations")), (Some(200), Some(200)));
    let expected = faults(&[("/organisations", "too_long"), ("/projects", "too_long")]);
    let refused = who.post(EXCHANGES, exchange(naming(201))).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, naming(201)).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    assert_eq!(who.get(&path).await.expect(200), whole);
}

#[actix_web::test]
async fn bounds_are_inside() {
    let world = World::new().await;
    for places in [1, 100_000] {
        let made = world
            .coordinator
            .post(EXCHANGES, exchange(json!({"places": places})))
            .await;
        assert_eq!(made.expect(201)["places"], json!(places));
    }
    let refused = world.coordinator.post(EXCHANGES, exchange(json!({"places": -1}))).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/places", "out_of_range")])
    );
    for wrong in [json!("12"), json!(1.5), json!([12])] {
        let body = exchange(json!({"places": wrong}));
        let refused = world.coordinator.post(EXCHANGES, body).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/places", "wrong_type")]),
            "{wrong}"
        );
    }
}
