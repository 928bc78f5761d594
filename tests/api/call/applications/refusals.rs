//! What is wrong with an application is told at once.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::call::{APPLICATIONS, application, applied, count, faults, open_call};
use crate::support::{Reply, World};

#[actix_web::test]
async fn every_fault_of_shape_is_told() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let path = applied(&world, json!({})).await;
    let before = who.get(&path).await.expect(200);
    for (wrong, expected) in [
        (
            json!({
                "organisation": "ASN", "title": " ", "summary": "", "submitted_at": "2018-09-14", "reference": 3,
                "source": {"system": "", "number": 48213, "url": "https://demarches.example"}, "state": "admissible", "rank": 1,
                "project": "AMI-T-ASN", "motive": "Bon dossier.",
            }),
            &[
                ("/motive", "unknown_field"),
                ("/organisation", "invalid_format"),
                ("/project", "unknown_field"),
                ("/rank", "unknown_field"),
                ("/reference", "wrong_type"),
                ("/source/number", "wrong_type"),
                ("/source/system", "too_short"),
                ("/source/url", "unknown_field"),
                ("/state", "unknown_field"),
                ("/submitted_at", "invalid_format"),
                ("/summary", "too_short"),
                ("/title", "too_short"),
            ][..],
        ),
        (
            json!({
                "organisation": 3, "title": "x".repeat(301), "summary": "x".repeat(10_001),
                "submitted_at": 1_536_958_770, "reference": "x".repeat(101), "source": "DS-48213",
            }),
            &[
                ("/organisation", "wrong_type"),
                ("/reference", "too_long"),
                ("/source", "wrong_type"),
                ("/submitted_at", "wrong_type"),
                ("/summary", "too_long"),
                ("/title", "too_long"),
            ],
        ),
        (
            json!({"title": "Lettres\nde suite", "submitted_at": "2018-09-14T22:59:59", "reference": " "}),
            &[
                ("/reference", "too_short"),
                ("/submitted_at", "invalid_format"),
                ("/title", "control_character"),
            ],
        ),
    ] {
        for refused in [
            who.post(APPLICATIONS, application(&world, wrong.clone())).await,
            who.patch(&path, wrong.clone()).await,
        ] {
            assert_eq!(refused.faults(422, "invalid_body"), faults(expected), "{wrong}");
        }
    }
    let required = [
        "/organisation",
        "/source/number",
        "/source/system",
        "/submitted_at",
        "/title",
    ];
    let required = required.map(|at| (at, "missing_field"));
    let refused = who.post(APPLICATIONS, json!({"source": {}})).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(&required));
    assert_eq!(who.get(&path).await.expect(200), before);
    assert_eq!(count(&world, "applications").await, "1");
}

#[actix_web::test]
async fn every_fault_of_rule_is_told_and_the_calls_dates_once_they_are_mended() {
    let world = World::new().await;
    open_call(&world, "Europe/Paris", Value::Null, json!("2018-09-15T00:00:00+02:00")).await;
    let who = world.coordinator.with("If-Match", "*");
    applied(&world, json!({"reference": "DS-1"})).await;
    let path = applied(&world, json!({"reference": "DS-2"})).await;
    let before = who.get(&path).await.expect(200);
    let late = "2018-09-15T00:00:00+02:00";
    for (wrong, expected) in [
        (
            json!({"organisation": Uuid::now_v7(), "reference": "DS-1", "submitted_at": late}),
            &[("/organisation", "unknown_reference"), ("/reference", "already_taken")][..],
        ),
        (
            json!({"organisation": world.alpha, "reference": " DS-1 ", "submitted_at": late}),
            &[
                ("/organisation", "wrong_organisation_kind"),
                ("/reference", "already_taken"),
            ],
        ),
    ] {
        for refused in [
            who.post(APPLICATIONS, application(&world, wrong.clone())).await,
            who.patch(&path, wrong.clone()).await,
        ] {
            assert_eq!(refused.faults(422, "invalid_body"), faults(expected), "{wrong}");
        }
    }
    let closed = json!({"reference": "DS-3", "submitted_at": late});
    for refused in [
        who.post(APPLICATIONS, application(&world, closed.clone())).await,
        who.patch(&path, closed).await,
    ] {
        assert_eq!(
            refused.faults(409, "conflict"),
            faults(&[("/submitted_at", "call_closed")])
        );
    }
    assert_eq!(who.get(&path).await.expect(200), before);
    assert_eq!(count(&world, "applications").await, "2");
}

/// Whoever can have a project can apply for one, and nobody else.
#[actix_web::test]
async fn it_comes_from_an_organisation_that_can_be_a_laureate() {
    let world = World::new().await;
    let who = &world.coordinator;
    let kinds = who.get("/v1/vocabulary").await.expect(200)["organisation_kinds"].clone();
    let mut refusing = Vec::new();
    for kind in kinds
        .as_array()
        .unwrap()
        .iter()
        .map(|term| term["code"].as_str().unwrap())
    {
        let organisation = json!({"name": format!("Organisme {kind}"), "kind": kind});
        let organisation = who.post("/v1/organisations", organisation).await;
        organisation.expect(201);
        let project = json!({"organisation": organisation.id(), "title": "Lettres de suite"});
        let project = who.post("/v1/programmes/AMI-T/projects", project).await;
        let body = application(&world, json!({"organisation": organisation.id()}));
        let applied = who.post(APPLICATIONS, body).await;
        assert_eq!(applied.status, project.status, "{kind}: {}", applied.text);
        if applied.status == 201 {
            continue;
        }
        let told = |refused: &Reply| {
            let error = refused.refused(422, "invalid_body").remove(0);
            (error["pointer"].clone(), error["code"].clone(), error["params"].clone())
        };
        assert_eq!(told(&applied), told(&project));
        refusing.push((kind, told(&applied)));
    }
    let firm = (
        json!("/organisation"),
        json!("wrong_organisation_kind"),
        json!({"kind": "private_firm"}),
    );
    assert!(refusing.contains(&("private_firm", firm)), "{refusing:?}");
}

#[actix_web::test]
async fn bounds_are_inside() {
    let world = World::new().await;
    let long = json!({"title": "x".repeat(300), "summary": "x".repeat(10_000), "reference": "x".repeat(100),
        "source": {"system": "x".repeat(300), "number": "x".repeat(300)}});
    let body = application(&world, long.clone());
    let made = world.coordinator.post(APPLICATIONS, body).await.expect(201);
    for (field, value) in long.as_object().unwrap() {
        assert_eq!(&made[field], value, "{field}");
    }
}
