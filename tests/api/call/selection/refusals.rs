//! What stands in the way of a selection, each thing named.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{path_of, select, withdrawn_laureate};
use crate::call::{
    GRIDS, acted, assigned, count, faults, grid, id_of, is_told, juror, led_to, made, programme_of, project_of,
};
use crate::support::{Client, World};

#[actix_web::test]
async fn every_fault_of_shape_is_told() {
    let world = World::new().await;
    let path = led_to(&world, "reserve", json!({})).await;
    for (wrong, expected) in [
        (
            json!({"title": " ", "code": "é", "useful_months": 0, "replaces": 3, "motive": "", "organisation": world.chu}),
            &[
                ("/code", "invalid_format"),
                ("/motive", "too_short"),
                ("/organisation", "unknown_field"),
                ("/replaces", "wrong_type"),
                ("/title", "too_short"),
                ("/useful_months", "out_of_range"),
            ][..],
        ),
        (
            json!({"title": "x".repeat(301), "code": 7, "useful_months": 121, "replaces": "x".repeat(61), "summary": "Non."}),
            &[
                ("/code", "wrong_type"),
                ("/replaces", "too_long"),
                ("/summary", "unknown_field"),
                ("/title", "too_long"),
                ("/useful_months", "out_of_range"),
            ],
        ),
    ] {
        let refused = select(&world, &path, wrong).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(expected));
    }
    assert_eq!(count(&world, "projects").await, "2");
}

#[actix_web::test]
async fn a_code_that_is_taken_and_a_project_that_is_unknown_are_told_together() {
    let world = World::new().await;
    let second = programme_of(&world, "Europe/Paris").await;
    let foreign = json!({"organisation": world.asn, "title": "Ailleurs", "code": "AILLEURS"});
    let foreign = world.coordinator.post(&format!("{second}/projects"), foreign).await;
    foreign.expect(201);
    acted(&world, &path_of("AILLEURS"), "withdraw").await;
    let path = led_to(&world, "reserve", json!({})).await;
    let before = world.coordinator.get(&path).await.expect(200);
    let (code, replaces) = (("/code", "already_taken"), ("/replaces", "unknown_reference"));
    for (wrong, expected) in [
        (json!({"code": "AMI-T-ASN"}), &[code][..]),
        // Codes are unique over all programmes.
        (json!({"code": "AILLEURS"}), &[code]),
        (json!({"replaces": "AMI-T-NONE"}), &[replaces]),
        (json!({"replaces": Uuid::now_v7()}), &[replaces]),
        (json!({"replaces": "AILLEURS"}), &[replaces]),
        (
            json!({"replaces": foreign.id(), "code": "AMI-T-CHU"}),
            &[code, replaces],
        ),
    ] {
        let refused = select(&world, &path, wrong.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(expected), "{wrong}");
    }
    assert_eq!(world.coordinator.get(&path).await.expect(200), before);
    assert_eq!(count(&world, "projects").await, "3");
}

/// What asks is looked at anew: a firm is no laureate, whatever it was when it applied.
#[actix_web::test]
async fn an_organisation_that_has_become_a_firm_since_it_applied_is_not_selected() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let organisation = format!("/v1/organisations/{}", world.chu);
    let becomes = async |kind: &str| {
        let edit = json!({"kind": kind});
        who.patch(&organisation, edit).await.expect(200);
    };
    let path = led_to(&world, "reserve", json!({"organisation": world.chu})).await;
    becomes("private_firm").await;
    let before = who.get(&path).await.expect(200);
    let mut messages = Vec::new();
    for language in ["fr", "en"] {
        let speaking = world.coordinator.with("Accept-Language", language);
        let refused = speaking.act(&path, "select", json!({})).await;
        let errors = refused.refused(422, "invalid_body");
        let [error] = &errors[..] else { panic!("{errors:?}") };
        assert_eq!(
            (&error["pointer"], &error["code"], &error["params"]),
            (
                &json!(""),
                &json!("wrong_organisation_kind"),
                &json!({"kind": "private_firm"})
            )
        );
        messages.push(error["message"].as_str().unwrap().to_owned());
    }
    assert_ne!(messages[0], messages[1]);
    let wrong = json!({"code": "AMI-T-ASN", "replaces": "AMI-T-NONE"});
    let refused = select(&world, &path, wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("", "wrong_organisation_kind"),
            ("/code", "already_taken"),
            ("/replaces", "unknown_reference"),
        ])
    );
    assert_eq!(who.get(&path).await.expect(200), before);
    assert_eq!(count(&world, "projects").await, "2");
    becomes("hospital").await;
    let after = select(&world, &path, json!({})).await.expect(200);
    assert_eq!(after["state"], "laureate");
}

#[actix_web::test]
async fn only_the_reserve_replaces() {
    let world = World::new().await;
    let (_, withdrawn) = withdrawn_laureate(&world, json!({})).await;
    for state in ["admissible", "shortlisted"] {
        let path = led_to(&world, state, json!({})).await;
        let sent = async |who: &Client| who.act(&path, "select", json!({"replaces": withdrawn})).await;
        let params = json!({"state": state, "allowed": ["reserve"]});
        is_told(&world.coordinator, sent, ("/replaces", "wrong_state", params)).await;
        assert_eq!(world.coordinator.get(&path).await.expect(200)["state"], state);
    }
}

#[actix_web::test]
async fn a_project_that_goes_on_or_was_completed_is_not_replaced() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = led_to(&world, "reserve", json!({})).await;
    let completed = json!({"organisation": world.chu, "title": "Achevé", "code": "ACHEVE"});
    who.post("/v1/programmes/AMI-T/projects", completed).await.expect(201);
    who.act(&path_of("ACHEVE"), "start", json!({"on": "2018-11-21"}))
        .await
        .expect(200);
    who.act(&path_of("ACHEVE"), "complete", json!({"on": "2019-03-01"}))
        .await
        .expect(200);
    for (project, state) in [
        ("AMI-T-CHU", "selected"),
        ("AMI-T-ASN", "running"),
        ("ACHEVE", "completed"),
    ] {
        let sent = async |who: &Client| who.act(&path, "select", json!({"replaces": project})).await;
        let params = json!({"project": project, "state": state});
        is_told(who, sent, ("/replaces", "project_not_withdrawn", params)).await;
    }
    // One that was withdrawn and taken up again goes on.
    acted(&world, &path_of("AMI-T-CHU"), "withdraw").await;
    acted(&world, &path_of("AMI-T-CHU"), "reopen").await;
    let refused = select(&world, &path, json!({"replaces": world.chu_project})).await;
    let error = &refused.refused(409, "conflict")[0];
    assert_eq!(
        (&error["code"], &error["params"]),
        (
            &json!("project_not_withdrawn"),
            &json!({"project": "AMI-T-CHU", "state": "selected"})
        )
    );
    assert_eq!(who.get(&path).await.expect(200)["state"], "reserve");
}

#[actix_web::test]
async fn a_project_is_replaced_once() {
    let world = World::new().await;
    let (_, withdrawn) = withdrawn_laureate(&world, json!({})).await;
    let first = led_to(&world, "reserve", json!({})).await;
    select(&world, &first, json!({"replaces": withdrawn})).await.expect(200);
    let by = project_of(&world, &first).await;
    let second = led_to(&world, "reserve", json!({})).await;
    let params = json!({"project": withdrawn, "by": by});
    for _ in 0..2 {
        let sent = async |who: &Client| who.act(&second, "select", json!({"replaces": withdrawn})).await;
        is_told(
            &world.coordinator,
            sent,
            ("/replaces", "already_replaced", params.clone()),
        )
        .await;
        // That the other one was withdrawn in its turn changes nothing: it is that one that is replaced.
        acted(&world, &path_of(&by), "withdraw").await;
        acted(&world, &path_of(&by), "reopen").await;
    }
    acted(&world, &path_of(&by), "withdraw").await;
    let refused = select(&world, &second, json!({"replaces": withdrawn})).await;
    assert_eq!(
        refused.faults(409, "conflict"),
        faults(&[("/replaces", "already_replaced")])
    );
    let after = select(&world, &second, json!({"replaces": by})).await.expect(200);
    assert_eq!(after["replaces"]["code"], json!(by));
}

#[actix_web::test]
async fn everything_that_the_state_forbids_is_told_at_once() {
    let world = World::new().await;
    let who = &world.coordinator;
    let jurors = [juror(&world, "Jurée").await, juror(&world, "Juré").await];
    made(who, GRIDS, grid(json!({}))).await;
    let path = led_to(&world, "admissible", json!({})).await;
    for juror in &jurors {
        assigned(&world, &path, juror).await;
    }
    let open = ("", "evaluation_open");
    let going_on = ("/replaces", "project_not_withdrawn");
    acted(&world, &path_of("AMI-T-CHU"), "withdraw").await;
    let refused = select(&world, &path, json!({"replaces": "AMI-T-CHU"})).await;
    let wrong = ("/replaces", "wrong_state");
    assert_eq!(refused.faults(409, "conflict"), faults(&[open, open, wrong]));
    acted(&world, &path, "reserve").await;
    let refused = select(&world, &path, json!({"replaces": "AMI-T-ASN"})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[open, open, going_on]));
    let passed_over = json!({"replaces": "AMI-T-ASN", "motive": "Le comité passe outre."});
    let refused = select(&world, &path, passed_over).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[going_on]));
    // What is wrong with the body is told before.
    let taken = json!({"replaces": "AMI-T-ASN", "code": "AMI-T-CHU"});
    let refused = select(&world, &path, taken).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/code", "already_taken")])
    );
    let shown = who.get(&path).await.expect(200);
    assert_eq!((&shown["state"], &shown["project"]), (&json!("reserve"), &Value::Null));
    assert_eq!(id_of(&path), shown["id"]);
    assert_eq!(count(&world, "projects").await, "2");
}
