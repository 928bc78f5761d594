//! What should not have been written of an evaluation: gone from everywhere, submitted or not; what was scored stays.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    EVALUATIONS, RANKING, applied, assigned, called, correcting, edited, faults, id_of, marks, recused, submitted,
};
use crate::redactions::{LEAK, redact};
use crate::support::World;

fn sha256(text: &str) -> Value {
    json!(format!("{:x}", Sha256::digest(text)))
}

/// The evaluation as it is shown on its own and in both lists.
async fn everywhere(world: &World, application: &str, path: &str) -> Vec<Value> {
    let mut shown = vec![world.coordinator.get(path).await.expect(200)];
    for list in [format!("{application}/evaluations"), EVALUATIONS.to_owned()] {
        let page = world.coordinator.get(&list).await.expect(200);
        let mut items = page["items"].as_array().unwrap().iter();
        shown.push(items.find(|item| item["id"] == id_of(path)).unwrap().clone());
    }
    shown
}

#[actix_web::test]
async fn the_reasons_of_a_submitted_one_go_and_its_scores_stay() {
    let (world, [juror, ..]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let path = assigned(&world, &application, &juror).await;
    let [reason, comment] = ["raison", "avis"].map(|what| format!("{LEAK} ({what})"));
    let draft = format!("{LEAK} (brouillon)");
    edited(
        &juror,
        &path,
        json!({"scores": [{"criterion": "data", "reason": draft}]}),
    )
    .await;
    let scores = json!([
        {"criterion": "benefits", "score": 4.0, "reason": reason},
        {"criterion": "data", "score": 3.0, "reason": "Les lettres sont là."},
    ]);
    edited(&juror, &path, json!({"scores": scores, "comment": comment})).await;
    // Answers are kept for retries, and say it too.
    let keyed = juror.with("Idempotency-Key", "rendu").matching(&juror.get(&path).await);
    let submit = format!("{path}/submit");
    let before = keyed.post(&submit, json!({})).await.expect(200);
    world.app.sql("analyze").await;
    let ranked = world
        .coordinator
        .get(&format!("{RANKING}?stage=selection"))
        .await
        .expect(200);
    for text in [&reason, &comment, &draft] {
        assert!(
            !world.app.traces_of(text).await.is_empty(),
            "{text} stands somewhere before"
        );
    }
    let redacted = redact(&world.coordinator, "evaluation", id_of(&path), "scores")
        .await
        .expect(201);
    let kept = redacted["sha256"].as_array().unwrap();
    for text in [reason.as_str(), "Les lettres sont là.", &draft] {
        assert!(kept.contains(&sha256(text)), "{text}: {kept:?}");
        assert_eq!(world.app.traces_of(text).await, Vec::<String>::new(), "{text}");
    }
    assert!(
        !world.app.traces_of(&comment).await.is_empty(),
        "nothing else goes with them"
    );
    let marker = &redacted["marker"];
    let expected = json!([
        {"criterion": "benefits", "score": 4.0, "reason": marker},
        {"criterion": "data", "score": 3.0, "reason": marker},
    ]);
    let said = redact(&world.coordinator, "evaluation", id_of(&path), "comment")
        .await
        .expect(201);
    assert_eq!(said["sha256"], json!([sha256(&comment)]));
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let version = before["version"].as_u64().unwrap() + 2;
    for shown in everywhere(&world, &application, &path).await {
        assert_eq!((&shown["scores"], &shown["comment"]), (&expected, &said["marker"]));
        assert_eq!(shown["version"], json!(version));
        for field in ["state", "submitted_at", "grid", "juror", "recommendation", "created_at"] {
            assert_eq!(shown[field], before[field], "{field}");
        }
    }
    let again = keyed.post(&submit, json!({})).await;
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(
        (&again.json()["scores"], &again.json()["comment"]),
        (&expected, &said["marker"])
    );
    let still = world
        .coordinator
        .get(&format!("{RANKING}?stage=selection"))
        .await
        .expect(200);
    assert_eq!(still, ranked, "what was scored counts as it did");
    for field in ["scores", "comment"] {
        let again = redact(&world.coordinator, "evaluation", id_of(&path), field).await;
        assert_eq!(
            again.faults(409, "conflict"),
            faults(&[("", "nothing_to_redact")]),
            "{field}"
        );
    }
    let edit = juror.with("If-Match", "*").patch(&path, marks(1.0, 1.0)).await;
    assert_eq!(edit.faults(409, "conflict"), faults(&[("", "wrong_state")]));
}

/// What a correction began with stands in it too, by itself.
#[actix_web::test]
async fn a_correction_keeps_its_own_texts() {
    let (world, [juror, ..]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let path = assigned(&world, &application, &juror).await;
    edited(&juror, &path, json!({"comment": LEAK})).await;
    submitted(&juror, &path, marks(4.0, 3.0)).await;
    let correction = correcting(&juror, &application, &path).await;
    submitted(&juror, &correction, marks(2.0, 2.0)).await;
    let mut markers = Vec::new();
    for evaluation in [&path, &correction] {
        assert!(!world.app.traces_of(LEAK).await.is_empty());
        let redacted = redact(&world.coordinator, "evaluation", id_of(evaluation), "comment").await;
        markers.push(redacted.expect(201)["marker"].clone());
    }
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    for (evaluation, marker) in [&path, &correction].iter().zip(&markers) {
        assert_eq!(&juror.get(evaluation).await.expect(200)["comment"], marker);
    }
    let corrected = juror.get(&path).await.expect(200);
    assert_eq!(corrected["corrected_by"], json!(id_of(&correction)));
}

#[actix_web::test]
async fn why_it_was_left_to_others_is_a_marker_wherever_it_is_read() {
    let (world, [juror, ..]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let path = assigned(&world, &application, &juror).await;
    let keyed = juror.with("Idempotency-Key", "recusation");
    let body = json!({"reason": "conflict_of_interest", "motive": LEAK});
    keyed.act(&path, "recuse", body).await.expect(200);
    assert!(!world.app.traces_of(LEAK).await.is_empty());
    let redacted = redact(&world.coordinator, "evaluation", id_of(&path), "motive")
        .await
        .expect(201);
    assert_eq!(redacted["sha256"], json!([sha256(LEAK)]));
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let recusal = json!({"reason": "conflict_of_interest", "motive": redacted["marker"]});
    for shown in everywhere(&world, &application, &path).await {
        assert_eq!((&shown["recusal"], &shown["state"]), (&recusal, &json!("recused")));
    }
    assert_eq!(juror.get(&path).await.expect(200)["recusal"], recusal);
}

/// A draft goes on as it would have.
#[actix_web::test]
async fn an_open_one_is_written_on_once_it_was_redacted() {
    let (world, [juror, ..]) = called().await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    let read = juror.get(&path).await;
    let leaking = json!({"scores": [{"criterion": "data", "score": 3, "reason": LEAK}]});
    let written = juror.matching(&read).patch(&path, leaking).await;
    let redacted = redact(&world.coordinator, "evaluation", id_of(&path), "scores")
        .await
        .expect(201);
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    // Whoever edits what was there is told that it is not any more.
    let stale = juror.matching(&written).patch(&path, json!({"comment": "Relu."})).await;
    stale.refused(412, "stale");
    let shown = edited(&juror, &path, json!({"comment": "Relu."})).await;
    assert_eq!(shown["scores"][0]["reason"], redacted["marker"]);
    let done = submitted(&juror, &path, marks(4.0, 3.0)).await;
    assert_eq!(done["scores"], marks(4.0, 3.0)["scores"]);
}

#[actix_web::test]
async fn coordinators_redact_what_is_a_text_of_it() {
    let (world, [juror, other, third]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let path = assigned(&world, &application, &juror).await;
    let theirs = assigned(&world, &application, &other).await;
    recused(&other, &theirs).await;
    let id = id_of(&path);
    let refused = redact(&world.coordinator, "evaluation", id, "recommendation").await;
    let error = &refused.refused(422, "invalid_body")[0];
    let mut accepted: Vec<_> = error["params"]["accepted"].as_array().unwrap().clone();
    accepted.sort_by_key(Value::to_string);
    assert_eq!(
        (&error["pointer"], &error["code"], accepted),
        (
            &json!("/field"),
            &json!("unknown_value"),
            vec![json!("comment"), json!("motive"), json!("scores")]
        )
    );
    for field in ["scores", "comment", "motive"] {
        let nothing = redact(&world.coordinator, "evaluation", id, field).await;
        assert_eq!(
            nothing.faults(409, "conflict"),
            faults(&[("", "nothing_to_redact")]),
            "{field}"
        );
    }
    edited(&juror, &path, json!({"comment": "Le sien."})).await;
    redact(&juror, "evaluation", id, "comment")
        .await
        .refused(403, "forbidden");
    for stranger in [
        &third,
        &world.asn_laureate,
        &world.alpha_expert,
        &world.observer,
        &world.administrator,
        &world.nobody,
    ] {
        redact(stranger, "evaluation", id, "comment")
            .await
            .refused(404, "not_found");
    }
    assert_eq!(juror.get(&path).await.expect(200)["comment"], "Le sien.");
    // Who has not judged is not told that there is another's.
    redact(&juror, "evaluation", id_of(&theirs), "motive")
        .await
        .refused(404, "not_found");
    let nothing = world
        .coordinator
        .get("/v1/redactions?entity=evaluation&count=true")
        .await;
    assert_eq!(nothing.expect(200)["total"], 0);
}
