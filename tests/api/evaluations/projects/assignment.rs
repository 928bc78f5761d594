//! Which part, at which stage, by whom: said by coordinators, and by the laureate of its own.

use serde_json::json;
use uuid::Uuid;

use super::{PARTS, TO, accompanied, asked, code, faults, just, listed, part};
use crate::evaluations::account_of;
use crate::support::{Client, Laying, World};

#[actix_web::test]
async fn it_is_shown_whole() {
    let (world, _) = accompanied().await;
    let who = &world.coordinator;
    for of in PARTS {
        let reply = who.post(TO, part(of, json!({}))).await;
        let whole = reply.expect(201);
        let account = json!({"id": who.account(), "name": "Coordination DITP"});
        let expected = json!({
            "id": whole["id"], "application": null,
            "project": {"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"},
            "stage": "mid_term", "part": of, "grid": {"id": whole["grid"]["id"], "number": 1}, "juror": null,
            "scores": [], "comment": null, "recommendation": null, "state": "assigned", "recusal": null,
            "submitted_at": null, "corrects": null, "corrected_by": null, "counts": false, "version": 1,
            "created_at": whole["created_at"], "created_by": account, "updated_at": whole["created_at"],
            "updated_by": account,
        });
        assert_eq!(whole, expected);
        let path = format!("/v1/evaluations/{}", reply.id());
        assert_eq!(reply.header("Location"), path);
        assert_eq!(who.get(&path).await.expect(200), whole);
        let told = crate::evaluations::journal(&world, &path).await;
        assert_eq!(told, "evaluation created");
    }
    assert_eq!(listed(who, TO).await.1, json!(3));
    assert_eq!(
        listed(who, &format!("/v1/projects/{}/evaluations", world.asn_project))
            .await
            .1,
        json!(3)
    );
}

#[actix_web::test]
async fn every_fault_is_told() {
    let (world, _) = accompanied().await;
    let unknown = Uuid::now_v7();
    let [stage, part] = ["/stage", "/part"].map(|at| (at, "missing_field"));
    for (body, expected) in [
        (json!({}), &[part, stage][..]),
        (json!({"stage": "end"}), &[part]),
        (json!({"part": "instruction"}), &[stage]),
        (
            json!({"stage": "selection", "part": "instruction"}),
            &[("/stage", "not_in_list")],
        ),
        (json!({"stage": "selection"}), &[part, ("/stage", "not_in_list")]),
        (
            json!({"stage": "selection", "part": "instruction", "juror": unknown}),
            &[("/juror", "unknown_reference"), ("/stage", "not_in_list")],
        ),
        (
            json!({"stage": "jury", "part": "all", "juror": 3, "grid": unknown}),
            &[
                ("/grid", "unknown_field"),
                ("/juror", "wrong_type"),
                ("/part", "unknown_value"),
                ("/stage", "unknown_value"),
            ],
        ),
    ] {
        let refused = world.coordinator.post(TO, body.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(expected), "{body}");
    }
    assert_eq!(listed(&world.coordinator, TO).await, just(&[]));
}

#[actix_web::test]
async fn who_is_named_could_write_it() {
    let (world, [juror, ..]) = accompanied().await;
    let colleague = super::colleague(&world).await;
    let foreign = account_of(&world, "Sans Part", "observer", world.programme).await;
    let (laureates, coordinators) = (
        [&world.asn_laureate, &colleague],
        [&world.coordinator, &world.technical_coordinator],
    );
    let others = [
        &world.chu_laureate,
        &world.alpha_expert,
        &juror,
        &foreign,
        &world.nobody,
    ];
    for of in PARTS {
        let (fit, unfit) = match of {
            "self_assessment" => (laureates, coordinators),
            _ => (coordinators, laureates),
        };
        for client in unfit.iter().chain(&others) {
            let refused = world
                .coordinator
                .post(TO, part(of, json!({"juror": client.account()})))
                .await;
            assert_eq!(
                refused.faults(422, "invalid_body"),
                faults(&[("/juror", "unknown_reference")]),
                "{of}"
            );
        }
        for (client, stage) in fit.iter().zip(["mid_term", "end"]) {
            let body = part(of, json!({"stage": stage, "juror": client.account()}));
            let made = world.coordinator.post(TO, body).await.expect(201);
            assert_eq!(made["juror"]["id"], json!(client.account()), "{of}");
        }
    }
}

/// A coordinator of the programme whose organisation has authority over the tracks of another one.
async fn with_authority_elsewhere(world: &World) -> Client {
    let mut lay = Laying::default();
    let body = lay.organisation("Direction des entreprises", "DGE", "steering_body");
    lay.programme("AMI-U", body, body);
    let role = Some(("coordinator", Some(world.programme)));
    let account = lay.account("Coordination DGE", body, role);
    world.app.sql(&lay.transaction()).await;
    world.app.client_of(account).await
}

#[actix_web::test]
async fn who_instructs_is_of_an_organisation_with_authority_over_a_track_of_the_programme() {
    let (world, _) = accompanied().await;
    let trackless = account_of(&world, "Sans Volet", "coordinator", world.programme).await;
    let elsewhere = with_authority_elsewhere(&world).await;
    let ask = async |of: &str, stage: &str, client: &Client| {
        let body = part(of, json!({"stage": stage, "juror": client.account()}));
        world.coordinator.post(TO, body).await
    };
    for client in [&trackless, &elsewhere] {
        let refused = ask("instruction", "mid_term", client).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/juror", "unknown_reference")])
        );
    }
    assert_eq!(listed(&world.coordinator, TO).await, just(&[]));
    for (of, stage, client) in [
        ("instruction", "mid_term", &world.coordinator),
        ("instruction", "end", &world.technical_coordinator),
        // Any coordinator consolidates.
        ("consolidation", "mid_term", &trackless),
        ("consolidation", "end", &elsewhere),
    ] {
        let made = ask(of, stage, client).await.expect(201);
        assert_eq!(made["juror"]["id"], json!(client.account()), "{of}");
    }
}

#[actix_web::test]
async fn coordinators_ask_for_all_and_the_laureate_for_its_own() {
    let (world, [juror, ..]) = accompanied().await;
    let who = world.coordinator.with("If-Match", "*");
    for of in PARTS {
        let path = asked(&world, of, json!({"stage": "end"})).await;
        let laureate = if of == "self_assessment" { 201 } else { 403 };
        for (client, status) in [
            (&world.coordinator, 201),
            (&world.technical_coordinator, 201),
            (&world.asn_laureate, laureate),
            (&world.alpha_expert, 403),
            (&world.observer, 403),
            (&world.beta_expert, 404),
            (&world.chu_laureate, 404),
            (&juror, 404),
            (&world.administrator, 404),
            (&world.nobody, 404),
        ] {
            let reply = client.post(TO, part(of, json!({}))).await;
            if status == 201 {
                assert_eq!(reply.expect(201)["created_by"]["id"], json!(client.account()), "{of}");
                let own = format!("/v1/evaluations/{}", reply.id());
                assert_eq!(who.delete(&own).await.status, 204);
                continue;
            }
            reply.refused(status, code(status));
            // To whom it is not shown there is nothing to take away.
            let deleted = client.with("If-Match", "*").delete(&path).await;
            let reads = client.get(&path).await.status == 200;
            assert_eq!(deleted.status.as_u16(), if reads { 403 } else { 404 }, "{of}");
        }
        assert_eq!(who.delete(&path).await.status, 204, "it is there still");
    }
    assert_eq!(listed(&world.coordinator, TO).await, just(&[]));
    let stranger = world.app.stranger();
    stranger
        .post(TO, part("instruction", json!({})))
        .await
        .refused(401, "unauthenticated");
}
