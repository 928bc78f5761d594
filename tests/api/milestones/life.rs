//! Every row of the life cycle, through HTTP.

use serde_json::json;

use super::{accepted, attach, begun, plan, submitted};
use crate::support::World;

#[actix_web::test]
async fn a_milestone_is_started_submitted_and_accepted() {
    let world = World::new().await;
    let path = plan(&world, json!({"required_evidence": ["report"]})).await;
    let started = world.alpha_expert.act(&path, "start", json!({})).await.expect(200);
    assert_eq!(
        (&started["state"], &started["started_on"]),
        (&json!("in_progress"), &json!("2019-03-04"))
    );
    assert_eq!(started["missing_evidence"], json!(["report"]));
    attach(&world.asn_laureate, &path, "report").await.expect(201);
    let submitted = world.alpha_expert.act(&path, "submit", json!({})).await.expect(200);
    assert_eq!(
        (&submitted["state"], &submitted["submitted_on"]),
        (&json!("submitted"), &json!("2019-03-04"))
    );
    assert_eq!(
        (&submitted["missing_evidence"], &submitted["percent"]),
        (&json!([]), &json!(0))
    );
    let reply = world
        .technical_coordinator
        .act(&path, "accept", json!({"motive": "Conforme."}))
        .await;
    let done = reply.expect(200);
    assert_eq!((&done["state"], &done["percent"]), (&json!("accepted"), &json!(100)));
    assert_eq!(
        (&done["submitted_on"], &done["decided_on"]),
        (&json!("2019-03-04"), &json!("2019-03-04"))
    );
    assert_eq!(done["version"], 4);
    assert_eq!(done["updated_by"]["name"], "Coordination DINSIC");
    let decisions = world.alpha_expert.get(&format!("{path}/decisions")).await.expect(200);
    let submissions = world.alpha_expert.get(&format!("{path}/submissions")).await.expect(200);
    assert_eq!(decisions["items"][0]["submission"], submissions["items"][0]["id"]);
    assert_eq!(
        (&decisions["items"][0]["outcome"], &decisions["items"][0]["motive"]),
        (&json!("accepted"), &json!("Conforme."))
    );
    assert_eq!(decisions["items"][0]["tacit"], false);
    let told = "select string_agg(entity || ' ' || action, ', ' order by seq) from journal where entity <> 'evidence' and milestone_id is not null";
    assert_eq!(
        world.app.text(told).await,
        "milestone created, milestone started, submission created, milestone submitted, decision created, milestone accepted"
    );
}

#[actix_web::test]
async fn a_submission_is_withdrawn_by_the_organisation_that_made_it() {
    let world = World::new().await;
    let path = submitted(&world, json!({})).await;
    let errors = world
        .asn_laureate
        .act(&path, "withdraw", json!({}))
        .await
        .refused(403, "forbidden");
    assert_eq!(errors[0]["code"], "not_submitter");
    let withdrawn = world
        .alpha_colleague
        .act(&path, "withdraw", json!({}))
        .await
        .expect(200);
    assert_eq!(
        (&withdrawn["state"], &withdrawn["submitted_on"]),
        (&json!("in_progress"), &json!(null))
    );
    let submissions = world.coordinator.get(&format!("{path}/submissions")).await.expect(200);
    assert_eq!(submissions["items"][0]["withdrawn_on"], "2019-03-04");
    let again = world.alpha_expert.act(&path, "submit", json!({})).await.expect(200);
    assert_eq!(again["state"], "submitted");
    let numbers = world
        .app
        .text("select string_agg(number::text, ',' order by number) from submissions")
        .await;
    assert_eq!(numbers, "1,2");
}

#[actix_web::test]
async fn a_deferred_milestone_is_resubmitted_with_what_was_missing() {
    let world = World::new().await;
    let path = submitted(&world, json!({})).await;
    let body = json!({"motive": "Bilan incomplet.", "resubmit_by": "2019-04-01"});
    let deferred = world.technical_coordinator.act(&path, "defer", body).await.expect(200);
    assert_eq!(
        (&deferred["state"], &deferred["resubmit_by"]),
        (&json!("deferred"), &json!("2019-04-01"))
    );
    attach(&world.alpha_expert, &path, "report").await.expect(201);
    let again = world.alpha_expert.act(&path, "submit", json!({})).await.expect(200);
    assert_eq!(
        (&again["resubmit_by"], &again["decided_on"]),
        (&json!(null), &json!(null))
    );
    let body = json!({"motive": "Retard.", "reduction_percent": 5});
    let reduced = world
        .technical_coordinator
        .act(&path, "accept_with_reduction", body)
        .await
        .expect(200);
    assert_eq!(
        (&reduced["state"], &reduced["reduction_percent"]),
        (&json!("accepted_with_reduction"), &json!(5))
    );
    assert_eq!(reduced["percent"], 100);
    let submissions = world.coordinator.get(&format!("{path}/submissions")).await.expect(200);
    let frozen: Vec<usize> = submissions["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["evidence"].as_array().unwrap().len())
        .collect();
    assert_eq!(
        frozen,
        [1, 0],
        "the first submission keeps the evidence it was made with"
    );
    assert_eq!(
        world
            .coordinator
            .get(&format!("{path}/decisions?count=true"))
            .await
            .expect(200)["total"],
        2
    );
}

#[actix_web::test]
async fn what_was_decided_or_cancelled_can_be_reopened() {
    let world = World::new().await;
    let rejected = submitted(&world, json!({})).await;
    let after = world
        .technical_coordinator
        .act(&rejected, "reject", json!({"motive": "Hors sujet."}))
        .await
        .expect(200);
    assert_eq!(
        (&after["state"], &after["decided_on"]),
        (&json!("rejected"), &json!("2019-03-04"))
    );
    let accepted = accepted(&world, json!({})).await;
    let cancelled = plan(&world, json!({})).await;
    let after = world
        .coordinator
        .act(&cancelled, "cancel", json!({"motive": "Sans objet."}))
        .await
        .expect(200);
    assert_eq!(after["state"], "cancelled");
    let kept = "select after ->> 'motive' from journal where action = 'cancelled'";
    assert_eq!(world.app.text(kept).await, "Sans objet.");
    for path in [rejected, accepted, cancelled] {
        let open = world
            .coordinator
            .act(&path, "reopen", json!({"motive": "Erreur."}))
            .await
            .expect(200);
        assert_eq!(open["state"], "in_progress");
        assert_eq!(
            (&open["submitted_on"], &open["decided_on"]),
            (&json!(null), &json!(null))
        );
        assert_eq!(open["started_on"], "2019-03-04");
        world.alpha_expert.act(&path, "submit", json!({})).await.expect(200);
        world
            .technical_coordinator
            .act(&path, "accept", json!({}))
            .await
            .expect(200);
    }
}

#[actix_web::test]
async fn a_repeated_submission_happens_once() {
    let world = World::new().await;
    let path = begun(&world, json!({})).await;
    let current = world.alpha_expert.get(&path).await;
    let client = world
        .alpha_expert
        .matching(&current)
        .with("Idempotency-Key", "submit-1");
    let first = client.post(&format!("{path}/submit"), json!({})).await;
    let second = client.post(&format!("{path}/submit"), json!({})).await;
    assert_eq!(first.expect(200), second.expect(200));
    assert_eq!(second.header("Idempotency-Replayed"), "true");
    assert_eq!(world.app.text("select count(*) from submissions").await, "1");
    world
        .alpha_expert
        .post(&format!("{path}/withdraw"), json!({}))
        .await
        .refused(428, "precondition_required");
    let stale = world
        .alpha_expert
        .matching(&current)
        .post(&format!("{path}/withdraw"), json!({}))
        .await;
    stale.refused(412, "stale");
    assert_eq!(
        stale.json()["current"]["updated_by"],
        json!({"id": world.alpha_expert.account(), "name": "Experte Alpha"})
    );
    assert_eq!(stale.etag(), world.alpha_expert.get(&path).await.etag());
}
