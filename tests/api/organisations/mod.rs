//! Organisations.

mod french;
mod names;

use futures_util::future::join;
use serde_json::json;
use uuid::Uuid;

use crate::support::World;

#[actix_web::test]
async fn a_renaming_keeps_the_former_name() {
    let world = World::new().await;
    let path = format!("/v1/organisations/{}", world.asn);
    let before = world.coordinator.get(&path).await;
    before.expect(200);
    let renamed = world
        .coordinator
        .matching(&before)
        .patch(
            &path,
            json!({"name": "Autorité de sûreté nucléaire et de radioprotection", "short_name": "ASNR"}),
        )
        .await
        .expect(200);
    assert_eq!(renamed["short_name"], "ASNR");
    assert_eq!(
        renamed["former_names"],
        json!([{"name": "Autorité de sûreté nucléaire", "short_name": "ASN", "until": "2019-03-04"}])
    );
    assert_eq!(renamed["version"], 2);
    let project = world
        .app
        .text(&format!("select code from projects where id = '{}'", world.asn_project))
        .await;
    assert_eq!(project, "AMI-T-ASN");
}

#[actix_web::test]
async fn a_new_organisation_is_told_every_fault_at_once() {
    let world = World::new().await;
    let reply = world
        .coordinator
        .post(
            "/v1/organisations",
            json!({"short_name": "", "kind": "circus", "colour": "red"}),
        )
        .await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [
            ("/colour".to_owned(), "unknown_field".to_owned()),
            ("/kind".to_owned(), "unknown_value".to_owned()),
            ("/name".to_owned(), "missing_field".to_owned()),
            ("/short_name".to_owned(), "too_short".to_owned()),
        ]
    );
    let reply = world
        .coordinator
        .post(
            "/v1/organisations",
            json!({"name": "X", "kind": "other", "siren": "130025918", "parent": uuid::Uuid::now_v7()}),
        )
        .await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [
            ("/parent".to_owned(), "unknown_reference".to_owned()),
            ("/siren".to_owned(), "invalid_siren".to_owned())
        ]
    );
}

#[actix_web::test]
async fn each_sees_the_organisations_named_in_what_it_sees() {
    let world = World::new().await;
    let names = |reply: serde_json::Value| -> Vec<String> {
        reply["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["short_name"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = names(world.coordinator.get("/v1/organisations").await.expect(200));
    assert_eq!(all.len(), 7);
    let mut alpha = names(world.alpha_expert.get("/v1/organisations").await.expect(200));
    alpha.sort();
    assert_eq!(alpha, ["ASN", "Alpha", "DINSIC", "DITP"]);
    world
        .alpha_expert
        .get(&format!("/v1/organisations/{}", world.beta))
        .await
        .refused(404, "not_found");
    world
        .alpha_expert
        .post("/v1/organisations", json!({"name": "X", "kind": "other"}))
        .await
        .refused(403, "forbidden");
    let seen = world
        .observer
        .get(&format!("/v1/organisations/{}", world.asn))
        .await
        .expect(200);
    assert!(seen.get("updated_by").is_none(), "an observer sees no account's name");
}

#[actix_web::test]
async fn a_parent_is_pointed_to_for_those_who_may_know_of_it() {
    let world = World::new().await;
    let path = format!("/v1/organisations/{}", world.asn);
    let held = world.coordinator.get(&path).await;
    let moved = world
        .coordinator
        .matching(&held)
        .patch(&path, json!({"parent": world.beta}))
        .await;
    assert_eq!(
        moved.expect(200)["parent"],
        json!({"id": world.beta, "name": "Beta Recherche"})
    );
    let seen = world.alpha_expert.get(&path).await.expect(200);
    assert_eq!(seen["parent"], json!({"undisclosed": true}));
    assert!(
        seen.get("updated_by").is_none(),
        "who edits organisations is told to those who see all of them"
    );
}

/// Each of two at once would be the other's parent: neither is lost in a deadlock, and no circle closes.
#[actix_web::test]
async fn two_at_once_close_no_circle() {
    let world = World::new().await;
    let parent = |one: Uuid, other: Uuid| {
        let coordinator = world.coordinator.with("If-Match", "*");
        let body = json!({"parent": other});
        async move { coordinator.patch(&format!("/v1/organisations/{one}"), body).await }
    };
    for _ in 0..5 {
        let (one, two) = join(parent(world.asn, world.chu), parent(world.chu, world.asn)).await;
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422], "{} {}", one.text, two.text);
        for id in [world.asn, world.chu] {
            let coordinator = world.coordinator.with("If-Match", "*");
            let alone = json!({"parent": null});
            coordinator
                .patch(&format!("/v1/organisations/{id}"), alone)
                .await
                .expect(200);
        }
    }
}
