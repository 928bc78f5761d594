//! How the state's refusal stands among the others.

use serde_json::json;

use crate::support::{Form, NewMilestone, World, pdf};

const ASN: &str = "/v1/projects/AMI-T-ASN";
const MILESTONE: &str = "/v1/milestones/AMI-T-ASN-M01";

/// ASN's project, withdrawn with the milestone that was open.
async fn withdrawn() -> World {
    let world = World::new().await;
    world.milestone(&NewMilestone::default()).await;
    let motive = json!({"motive": "Départ de l'équipe."});
    world.coordinator.act(ASN, "withdraw", motive).await.expect(200);
    world
}

fn told(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = expected.iter().map(|(pointer, code)| (*pointer, *code));
    owned
        .map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
        .collect()
}

#[actix_web::test]
async fn a_milestone_of_an_ended_project_is_not_opened_again() {
    let world = withdrawn().await;
    let motive = || json!({"motive": "Recette incomplète."});
    let refused = world.coordinator.act(MILESTONE, "reopen", motive()).await;
    assert_eq!(refused.faults(409, "conflict"), told(&[("", "project_ended")]));
    assert_eq!(
        refused.json()["errors"][0]["params"],
        json!({"state": "withdrawn", "ended_on": "2019-03-04"})
    );
    assert_eq!(
        refused.json()["detail"],
        "Le projet est clos (état : Abandonné) ; il peut être rouvert."
    );
    let english = world.coordinator.with("Accept-Language", "en");
    let refused = english.act(MILESTONE, "reopen", motive()).await;
    assert_eq!(
        refused.json()["detail"],
        "The project has ended (state: Withdrawn); it can be reopened."
    );
    // The project first, then the milestone.
    world.coordinator.act(ASN, "reopen", motive()).await.expect(200);
    world.coordinator.act(MILESTONE, "reopen", motive()).await.expect(200);
}

#[actix_web::test]
async fn every_unmet_condition_is_told_with_it() {
    let world = withdrawn().await;
    let expected = told(&[("", "project_ended"), ("", "wrong_state")]);
    let evidence = json!({"type": "report", "title": "Bilan", "url": "https://example.test/bilan"});
    let path = format!("{MILESTONE}/evidence");
    let attached = world.alpha_expert.post(&path, evidence).await;
    assert_eq!(attached.faults(409, "conflict"), expected);
    let form = Form::default().field("type", "report").field("title", "Bilan");
    let form = form.file("bilan.pdf", "application/pdf", &pdf(2000));
    let uploaded = world.alpha_expert.upload(&format!("{path}/files"), &form).await;
    assert_eq!(uploaded.faults(409, "conflict"), expected);
    assert_eq!(world.app.files(), [] as [std::path::PathBuf; 0]);
    let submitted = world.alpha_expert.act(MILESTONE, "submit", json!({})).await;
    assert_eq!(submitted.faults(409, "conflict"), expected);
    let coordinator = world.coordinator.with("If-Match", "*");
    let changed = coordinator.patch(MILESTONE, json!({"title": "Autre"})).await;
    assert_eq!(changed.faults(409, "conflict"), expected);
    let plan = world.coordinator.post(&format!("{ASN}/plan"), json!({})).await;
    assert_eq!(
        plan.faults(409, "conflict"),
        told(&[("", "already_planned"), ("", "project_ended")])
    );
}

#[actix_web::test]
async fn what_the_body_breaks_is_told_before_and_a_dry_run_is_no_way_around() {
    let world = withdrawn().await;
    let new = json!({"track": "juggling", "title": "Nouveau jalon", "forecast_on": "2019-06-14"});
    let planned = world.coordinator.post(&format!("{ASN}/milestones"), new).await;
    assert_eq!(
        planned.faults(422, "invalid_body"),
        told(&[("/track", "unknown_track")])
    );
    let suspensions = format!("{ASN}/suspensions?dry_run=true");
    let reversed = json!({"from": "2019-03-10", "until": "2019-03-10", "motive": "Attente."});
    let refused = world.coordinator.post(&suspensions, reversed).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        told(&[("/until", "range_reversed")])
    );
    let whole = json!({"from": "2019-03-10", "until": "2019-03-20", "motive": "Attente."});
    let refused = world.coordinator.post(&suspensions, whole).await;
    assert_eq!(refused.faults(409, "conflict"), told(&[("", "project_ended")]));
    let stale = world.coordinator.with("If-Match", "\"7.abc\"");
    let refused = stale.post(&format!("{MILESTONE}/reopen"), json!({"motive": "x"})).await;
    assert_eq!(refused.status, 412);
}

/// What was answered once is answered again, whatever became of the project since.
#[actix_web::test]
async fn a_repeated_request_is_the_first_one_still() {
    let world = World::new().await;
    let keyed = world.coordinator.with("Idempotency-Key", "jalon");
    let path = format!("{ASN}/milestones");
    let new = || json!({"track": "prototype", "title": "Prototype", "forecast_on": "2019-06-14"});
    let first = keyed.post(&path, new()).await.id();
    let motive = json!({"motive": "Départ de l'équipe."});
    world.coordinator.act(ASN, "withdraw", motive).await.expect(200);
    assert_eq!(keyed.post(&path, new()).await.id(), first);
}
