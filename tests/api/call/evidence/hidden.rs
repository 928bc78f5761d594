//! What an application was handed in with is no evidence of a project: it stands in no other room, by no name.

use serde_json::json;
use uuid::Uuid;

use super::{applied, faults, filed, files, form, id_of, judged, link, linked, links};
use crate::support::{NewMilestone, World};

#[actix_web::test]
async fn it_goes_by_its_id_alone() {
    let world = World::new().await;
    let who = &world.coordinator;
    let (application, other) = (applied(&world, json!({})).await, applied(&world, json!({})).await);
    let piece = linked(&world, &application, json!({})).await;
    let page = who.get(&links(&other)).await.expect(200);
    assert_eq!(page["items"], json!([]));
    for nowhere in [
        format!("{}/{}", links(&application), id_of(&piece)),
        format!("/v1/evidence/{}", id_of(&application)),
        "/v1/evidence/no-id".to_owned(),
        format!("/v1/evidence/{}", Uuid::now_v7()),
        "/v1/applications/no-id/evidence".to_owned(),
        format!("/v1/applications/{}/evidence", id_of(&piece)),
        format!("/v1/applications/{}/evidence", Uuid::now_v7()),
        format!("/v1/milestones/{}/evidence", id_of(&application)),
    ] {
        who.get(&nowhere).await.refused(404, "not_found");
    }
    for application in ["no-id".to_owned(), Uuid::now_v7().to_string(), id_of(&piece).to_owned()] {
        let application = format!("/v1/applications/{application}");
        let refused = who.post(&links(&application), link(json!({}))).await;
        refused.refused(404, "not_found");
        let refused = who.upload(&files(&application), &form("1;2\n")).await;
        refused.refused(404, "not_found");
    }
}

/// A milestone neither has it nor counts it, and nothing is provided by it.
#[actix_web::test]
async fn no_milestone_and_no_hand_over_knows_it() {
    let world = World::new().await;
    let application = applied(&world, json!({})).await;
    let pieces = [
        linked(&world, &application, json!({})).await,
        filed(&world, &application, "1;2\n").await,
    ];
    let milestone = world.milestone(&NewMilestone::default()).await;
    let page = world
        .coordinator
        .get(&format!("/v1/milestones/{milestone}/evidence"))
        .await;
    assert_eq!(page.expect(200)["items"], json!([]));
    let item = json!({"kind": "operations_guide", "description": "Par un agent de permanence."});
    let items = "/v1/projects/AMI-T-ASN/hand-over";
    let item = world.coordinator.post(items, item).await.expect(201);
    let item = format!("{items}/{}", item["id"].as_str().unwrap());
    for piece in &pieces {
        let evidence = json!({"evidence": [id_of(piece)]});
        let refused = world.alpha_expert.act(&item, "provide", evidence).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/evidence/0", "unknown_reference")])
        );
        assert!(!refused.text.contains("Dossier"), "{}", refused.text);
    }
}

/// Lists and views of what else there is in the programme.
#[actix_web::test]
async fn no_other_list_tells_of_it() {
    let (world, application, juror) = judged().await;
    let piece = linked(&world, &application, json!({"title": "Confidentiel"})).await;
    let programme = [
        "",
        "/applications",
        "/evaluations",
        "/milestones",
        "/projects",
        "/portfolio",
        "/hand-over",
        "/exchanges",
    ];
    let places: Vec<String> = programme
        .iter()
        .map(|place| format!("/v1/programmes/AMI-T{place}"))
        .chain(["/v1/me/export", "/v1/redactions", "/v1/projects/AMI-T-ASN/history"].map(str::to_owned))
        .chain([format!("{application}/history")])
        .collect();
    for client in [&juror, &world.asn_laureate, &world.alpha_expert, &world.observer] {
        for place in &places {
            let told = client.get(place).await.text;
            assert!(
                !told.contains(id_of(&piece)) && !told.contains("Confidentiel"),
                "{place}: {told}"
            );
        }
    }
}
