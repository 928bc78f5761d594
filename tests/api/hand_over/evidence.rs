//! Pieces of evidence of the project's milestones, provided by their ids: links and files.

use serde_json::json;
use uuid::Uuid;

use super::{ITEMS, PROGRAMME, acted, added, attached, faults, link, milestone, shown_link, uploaded};
use crate::milestones::plan;
use crate::missions::of_alpha;
use crate::support::World;

#[actix_web::test]
async fn a_link_and_a_file_are_shown_with_what_they_are_called_and_where_they_are() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let (first, second) = (milestone(&world).await, milestone(&world).await);
    // Of whichever milestone, whoever attached it.
    let report = attached(&world.asn_laureate, &first, "Bilan de l'essai").await;
    let file = uploaded(who, &second).await;
    let path = added(&world, "Rapport d'évaluation").await;
    let sent = json!({"evidence": [report, link("Dépôt du code", "code"), file]});
    let provided = who.act(&path, "provide", sent).await.expect(200);
    let content = format!("/v1/evidence/{file}/content");
    assert_eq!(
        provided["evidence"],
        json!([
            {"evidence": report, "title": "Bilan de l'essai", "url": "https://depot.example/bilan", "content": null},
            shown_link("Dépôt du code", "code"),
            {"evidence": file, "title": "Bilan", "url": null, "content": content},
        ])
    );
    for reader in [&world.coordinator, &world.asn_laureate, &world.alpha_colleague] {
        assert_eq!(reader.get(&path).await.expect(200), provided);
        for list in [ITEMS, PROGRAMME] {
            assert_eq!(reader.get(list).await.expect(200)["items"], json!([provided]), "{list}");
        }
    }
    // The laureate reads what it verifies.
    let read = world.asn_laureate.get(&content).await;
    assert_eq!(read.status, 200);
    assert!(read.text.starts_with("%PDF"), "{}", read.text);
    for verb in ["verify", "reopen", "waive"] {
        acted(&world, &path, verb).await;
    }
}

#[actix_web::test]
async fn a_piece_may_be_provided_for_several_items_and_again() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let report = attached(who, &milestone(&world).await, "Bilan").await;
    let sent = || json!({"evidence": [report]});
    let mut shown = Vec::new();
    for title in ["Rapport d'évaluation", "Supports de formation"] {
        let path = added(&world, title).await;
        let provided = who.act(&path, "provide", sent()).await.expect(200);
        let returned = acted(&world, &path, "return").await;
        assert_eq!(returned["evidence"], provided["evidence"], "it is shown still");
        let again = who.act(&path, "provide", sent()).await.expect(200);
        assert_eq!(
            (&again["state"], &again["evidence"]),
            (&json!("provided"), &provided["evidence"])
        );
        shown.push(again["evidence"].clone());
    }
    assert_eq!(shown[0], shown[1]);
    assert_eq!(shown[0][0]["evidence"], json!(report));
}

#[actix_web::test]
async fn only_what_is_evidence_of_the_project_and_each_once() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let begun = milestone(&world).await;
    let report = attached(who, &begun, "Bilan").await;
    let path = added(&world, "Rapport d'évaluation").await;
    let before = who.get(&path).await.expect(200);
    // Of another project of the programme, on which the provider works too.
    let chu = "/v1/projects/AMI-T-CHU";
    world
        .coordinator
        .post(&format!("{chu}/missions"), of_alpha(&world))
        .await
        .expect(201);
    let start = json!({"on": "2019-03-04"});
    world.coordinator.act(chu, "start", start).await.expect(200);
    let body = json!({"track": "strategic_support", "title": "Ailleurs", "forecast_on": "2019-06-14"});
    let planned = world.coordinator.post(&format!("{chu}/milestones"), body).await.id();
    let elsewhere = format!("/v1/milestones/{planned}");
    who.act(&elsewhere, "start", json!({})).await.expect(200);
    let others = attached(who, &elsewhere, "Bilan d'ailleurs").await;
    who.get(&format!("/v1/evidence/{others}")).await.expect(200);

    let stranger = Uuid::now_v7().to_string();
    let milestone_id = begun.rsplit('/').next().unwrap();
    for unknown in [&*others, &stranger, milestone_id, before["id"].as_str().unwrap()] {
        let refused = who.act(&path, "provide", json!({"evidence": [unknown]})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/evidence/0", "unknown_reference")]),
            "{unknown}"
        );
    }
    // All that is wrong is told at once, each where it stands.
    let sent = json!({"evidence": [report, link("Dépôt", "code"), others, report, stranger]});
    let refused = who.act(&path, "provide", sent).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/evidence/2", "unknown_reference"),
            ("/evidence/3", "duplicate"),
            ("/evidence/4", "unknown_reference"),
        ])
    );
    assert_eq!(
        who.get(&path).await.expect(200),
        before,
        "what was refused left nothing"
    );
    let provided = who.act(&path, "provide", json!({"evidence": [report]})).await;
    assert_eq!(provided.expect(200)["state"], "provided");
}

#[actix_web::test]
async fn what_hangs_from_a_milestone_that_was_decided_on_is_provided_as_well() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let accepted = plan(&world, json!({})).await;
    who.act(&accepted, "start", json!({})).await.expect(200);
    let report = attached(who, &accepted, "Bilan").await;
    who.act(&accepted, "submit", json!({})).await.expect(200);
    let decider = &world.technical_coordinator;
    decider.act(&accepted, "accept", json!({})).await.expect(200);
    let path = added(&world, "Rapport d'évaluation").await;
    let provided = who.act(&path, "provide", json!({"evidence": [report]})).await;
    assert_eq!(provided.expect(200)["evidence"][0]["title"], "Bilan");
}
