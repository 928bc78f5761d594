//! A refusal says why: every unmet condition, in both languages.

use serde_json::json;

use super::{ASN, attach, begun, plan, submitted, suspend};
use crate::support::World;

#[actix_web::test]
async fn a_submission_is_told_every_condition_it_does_not_meet() {
    let world = World::new().await;
    let first = plan(&world, json!({})).await;
    let first_code = world.coordinator.get(&first).await.json()["code"]
        .as_str()
        .unwrap()
        .to_owned();
    let second = begun(
        &world,
        json!({"required_evidence": ["report", "model"], "depends_on": [first_code]}),
    )
    .await;
    let reply = world.alpha_expert.act(&second, "submit", json!({})).await;
    assert_eq!(
        reply.faults(409, "conflict"),
        [
            (String::new(), "dependency_not_accepted".to_owned()),
            (String::new(), "evidence_missing".to_owned()),
            (String::new(), "evidence_missing".to_owned()),
        ]
    );
    let errors = reply.json()["errors"].clone();
    assert_eq!(errors[0]["params"], json!({"evidence_type": "report"}));
    assert_eq!(errors[0]["message"], "Pièce exigée manquante : Rapport.");
    assert_eq!(
        errors[2]["params"],
        json!({"milestone": first_code, "state": "planned"})
    );
    let english = world
        .alpha_expert
        .with("Accept-Language", "en")
        .act(&second, "submit", json!({}))
        .await;
    assert_eq!(
        english.refused(409, "conflict")[1]["message"],
        "Required evidence is missing: Trained model."
    );
    let planned = plan(&world, json!({"required_evidence": ["report"]})).await;
    let reply = world.alpha_expert.act(&planned, "submit", json!({})).await;
    let codes: Vec<_> = reply
        .faults(409, "conflict")
        .into_iter()
        .map(|(_, code)| code)
        .collect();
    assert_eq!(codes, ["evidence_missing", "wrong_state"]);
}

#[actix_web::test]
async fn work_starts_only_in_a_project_that_runs_and_is_not_suspended() {
    let world = World::new().await;
    let body = json!({"track": "strategic_support", "title": "Cadrage", "forecast_on": "2019-06-14"});
    let waiting = world
        .coordinator
        .post("/v1/projects/AMI-T-CHU/milestones", body)
        .await
        .id();
    let path = format!("/v1/milestones/{waiting}");
    let errors = world
        .beta_expert
        .act(&path, "start", json!({}))
        .await
        .refused(409, "conflict");
    assert_eq!(
        (&errors[0]["code"], &errors[0]["params"]["state"]),
        (&json!("project_not_running"), &json!("selected"))
    );
    let path = plan(&world, json!({})).await;
    suspend(&world, "2019-03-01").await;
    let errors = world
        .alpha_expert
        .act(&path, "start", json!({}))
        .await
        .refused(409, "conflict");
    assert_eq!(
        (&errors[0]["code"], &errors[0]["params"]["since"]),
        (&json!("project_suspended"), &json!("2019-03-01"))
    );
}

#[actix_web::test]
async fn a_decision_says_what_it_must() {
    let world = World::new().await;
    let path = submitted(&world, json!({})).await;
    let technical = &world.technical_coordinator;
    let reply = technical.act(&path, "defer", json!({"motive": "  "})).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [("/motive".to_owned(), "too_short".to_owned())]
    );
    let reply = technical
        .act(&path, "defer", json!({"resubmit_by": "2019-03-03"}))
        .await;
    let motive = ("/motive".to_owned(), "motive_required".to_owned());
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [
            motive.clone(),
            ("/resubmit_by".to_owned(), "resubmit_by_past".to_owned())
        ]
    );
    let reply = technical.act(&path, "accept_with_reduction", json!({})).await;
    let reduction = ("/reduction_percent".to_owned(), "reduction_percent_required".to_owned());
    assert_eq!(reply.faults(422, "invalid_body"), [motive.clone(), reduction]);
    assert_eq!(
        technical
            .act(&path, "reject", json!({}))
            .await
            .faults(422, "invalid_body"),
        std::slice::from_ref(&motive)
    );
    assert_eq!(
        technical
            .act(&path, "reopen", json!({}))
            .await
            .faults(422, "invalid_body"),
        [motive]
    );
    let reply = technical.act(&path, "cancel", json!({"motive": "x"})).await;
    assert_eq!(
        reply.refused(409, "conflict")[0]["params"]["allowed"],
        json!(["planned", "in_progress", "deferred"])
    );
    assert_eq!(
        technical.get(&path).await.json()["version"],
        3,
        "nothing refused has left a trace"
    );
}

#[actix_web::test]
async fn who_submits_may_not_decide_and_only_the_authority_does() {
    let world = World::new().await;
    let path = begun(&world, json!({})).await;
    world
        .technical_coordinator
        .act(&path, "submit", json!({}))
        .await
        .expect(200);
    let errors = world
        .technical_coordinator
        .act(&path, "accept", json!({}))
        .await
        .refused(409, "conflict");
    assert_eq!(errors[0]["code"], "decider_is_submitter");
    for verb in ["accept", "accept_with_reduction", "defer", "reject"] {
        let errors = world
            .coordinator
            .act(&path, verb, json!({}))
            .await
            .refused(403, "forbidden");
        assert_eq!(
            (&errors[0]["code"], &errors[0]["params"]["track"]),
            (&json!("not_authority"), &json!("technical_support"))
        );
        world
            .alpha_expert
            .act(&path, verb, json!({}))
            .await
            .refused(403, "forbidden");
    }
}

#[actix_web::test]
async fn evidence_is_frozen_once_submitted() {
    let world = World::new().await;
    let path = submitted(&world, json!({})).await;
    let errors = attach(&world.alpha_expert, &path, "report")
        .await
        .refused(409, "conflict");
    assert_eq!(
        errors[0]["params"]["allowed"],
        json!(["planned", "in_progress", "deferred"])
    );
    let reply = world
        .alpha_expert
        .send_raw(
            reqwest::Method::POST,
            &format!("{path}/evidence"),
            Some((b"%PDF-1.4".to_vec(), "application/pdf")),
        )
        .await;
    reply.refused(415, "unsupported_media_type");
    let body = json!({"type": "poem", "url": "ftp://depot.example/x", "size": 3});
    let reply = world.alpha_expert.post(&format!("{path}/evidence"), body).await;
    let codes: Vec<_> = reply
        .faults(422, "invalid_body")
        .into_iter()
        .map(|(_, code)| code)
        .collect();
    assert_eq!(
        codes,
        ["unknown_field", "missing_field", "unknown_value", "invalid_format"]
    );
}

#[actix_web::test]
async fn a_plan_is_told_every_rule_it_breaks() {
    let world = World::new().await;
    let body = json!({"track": "astrology", "title": "X", "forecast_on": "2019-06-14",
        "required_evidence": ["report", "report", "application_file"], "depends_on": ["AMI-T-CHU-M01", "AMI-T-CHU-M01"]});
    let reply = world.coordinator.post(ASN, body).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [
            ("/depends_on/0".to_owned(), "foreign_dependency".to_owned()),
            ("/depends_on/1".to_owned(), "foreign_dependency".to_owned()),
            ("/required_evidence/1".to_owned(), "duplicate".to_owned()),
            ("/required_evidence/2".to_owned(), "not_in_list".to_owned()),
            ("/track".to_owned(), "unknown_track".to_owned()),
        ]
    );
    assert_eq!(reply.json()["errors"][3]["params"]["milestone"], "AMI-T-CHU-M01");
}
