//! What is wrong with a piece is told at once; and its type is of applications alone.

use serde_json::{Value, json};

use super::{TYPE, applied, count, faults, files, form, kept, led_to, link, links};
use crate::support::{Client, Form, NewMilestone, Reply, World, pdf};

/// The codes of the types of evidence, less that of applications.
async fn other_types(world: &World) -> Vec<String> {
    let vocabulary = world.nobody.get("/v1/vocabulary").await.expect(200);
    let terms = vocabulary["evidence_types"].as_array().unwrap().iter();
    let codes = terms.map(|term| term["code"].as_str().unwrap().to_owned());
    codes.filter(|code| code != TYPE).collect()
}

/// A link and a file of that type, attached there.
async fn both(who: &Client, to: &str, kind: &str) -> [Reply; 2] {
    let link = link(json!({"type": kind}));
    let form = Form::of(kind, "Chiffres").file("chiffres.csv", "text/csv", b"1;2\n");
    [
        who.post(to, link).await,
        who.upload(&format!("{to}/files"), &form).await,
    ]
}

#[actix_web::test]
async fn an_application_takes_no_other_type() {
    let world = World::new().await;
    let application = applied(&world, json!({})).await;
    let others = other_types(&world).await;
    assert!(others.len() > 5, "{others:?}");
    for kind in others {
        for refused in both(&world.coordinator, &links(&application), &kind).await {
            assert_eq!(
                refused.faults(422, "invalid_body"),
                faults(&[("/type", "not_in_list")]),
                "{kind}"
            );
        }
    }
    assert_eq!((count(&world, "evidence").await.as_str(), kept(&world).len()), ("0", 0));
    for made in both(&world.coordinator, &links(&application), TYPE).await {
        assert_eq!(made.expect(201)["type"], TYPE);
    }
}

#[actix_web::test]
async fn a_milestone_takes_all_others_and_not_that() {
    let world = World::new().await;
    let milestone = world.milestone(&NewMilestone::default()).await;
    let to = format!("/v1/milestones/{milestone}/evidence");
    for client in [&world.alpha_expert, &world.coordinator] {
        for refused in both(client, &to, TYPE).await {
            assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/type", "not_in_list")]));
        }
    }
    assert_eq!((count(&world, "evidence").await.as_str(), kept(&world).len()), ("0", 0));
    for made in both(&world.alpha_expert, &to, "report").await {
        let made = made.expect(201);
        assert_eq!(
            (&made["milestone"]["id"], made.get("application")),
            (&json!(milestone), None)
        );
    }
}

/// As the order of refusals has it, whatever became of the application.
#[actix_web::test]
async fn what_is_wrong_with_its_type_is_told_before_the_state() {
    let world = World::new().await;
    let application = led_to(&world, "refused", json!({})).await;
    for refused in both(&world.coordinator, &links(&application), "report").await {
        assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/type", "not_in_list")]));
    }
    for refused in both(&world.coordinator, &links(&application), TYPE).await {
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
    }
    assert_eq!(kept(&world).len(), 0);
}

#[actix_web::test]
async fn every_fault_of_a_link_is_told() {
    let world = World::new().await;
    let application = applied(&world, json!({})).await;
    let long = "x".repeat(301);
    for (body, expected) in [
        (
            json!({}),
            &[
                ("/title", "missing_field"),
                ("/type", "missing_field"),
                ("/url", "missing_field"),
            ][..],
        ),
        (
            json!({"type": "poem", "title": " ", "url": "dossier.pdf", "file": "x", "milestone": "AMI-T-ASN-M01"}),
            &[
                ("/file", "unknown_field"),
                ("/milestone", "unknown_field"),
                ("/title", "too_short"),
                ("/type", "unknown_value"),
                ("/url", "invalid_format"),
            ],
        ),
        (
            json!({"type": 3, "title": long, "url": 4}),
            &[("/title", "too_long"), ("/type", "wrong_type"), ("/url", "wrong_type")],
        ),
    ] {
        let refused = world.coordinator.post(&links(&application), body.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(expected), "{body}");
    }
    assert_eq!(count(&world, "evidence").await, "0");
}

#[actix_web::test]
async fn every_fault_of_a_form_is_told() {
    let world = World::new().await;
    let application = applied(&world, json!({})).await;
    let upload = async |form: &Form| world.coordinator.upload(&files(&application), form).await;
    let of_nothing = faults(&["/file", "/title", "/type"].map(|at| (at, "missing_field")));
    assert_eq!(upload(&Form::default()).await.faults(422, "invalid_body"), of_nothing);
    let wrong = Form::of("poem", " ").field("url", "https://depot.example/x").file(
        "../dossier.pdf",
        "application/pdf",
        &pdf(20),
    );
    let expected = [
        ("/file", "invalid_file_name"),
        ("/title", "too_short"),
        ("/type", "unknown_value"),
        ("/url", "unknown_field"),
    ];
    assert_eq!(upload(&wrong).await.faults(422, "invalid_body"), faults(&expected));
    // A form is a form, and a link no form.
    let as_json: Value = link(json!({}));
    let refused = world.coordinator.post(&files(&application), as_json).await;
    refused.refused(415, "unsupported_media_type");
    let refused = world.coordinator.upload(&links(&application), &form("1;2\n")).await;
    refused.refused(415, "unsupported_media_type");
    let large = "0123456789\n".repeat(100_000);
    upload(&form(&large)).await.refused(413, "payload_too_large");
    assert_eq!((count(&world, "evidence").await.as_str(), kept(&world).len()), ("0", 0));
}
