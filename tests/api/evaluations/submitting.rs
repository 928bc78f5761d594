//! What is submitted is whole, and final: every gap is told first.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{applied, assigned, called, edited, faults, gridded, journal, marks, submitted};

/// Faults of a submission: what is missing of which criterion.
fn gaps(errors: &[Value]) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut gaps: Vec<_> = errors
        .iter()
        .map(|error| (text(&error["code"]), text(&error["params"]["criterion"])))
        .collect();
    gaps.sort();
    gaps
}

#[actix_web::test]
async fn every_gap_is_told_in_both_languages() {
    let (world, [juror, ..]) = called().await;
    let criteria = [("benefits", 1.0), ("data", 1.0), ("team", 1.0), ("ethics", 1.0)];
    gridded(&world, "selection", &criteria).await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    let all = |missing: &str| criteria.map(|(criterion, _)| (missing.to_owned(), criterion.to_owned()));
    let of = |missing: &str, criteria: &[&str]| -> Vec<_> {
        criteria
            .iter()
            .map(|criterion| (missing.to_owned(), (*criterion).to_owned()))
            .collect()
    };
    let some = json!({"scores": [
        {"criterion": "benefits", "score": 4, "reason": "Nets."},
        {"criterion": "data", "score": 0},
        {"criterion": "team", "reason": "Personne n'est nommé."},
    ]});
    let missing = [
        of("reason_missing", &["data", "ethics"]),
        of("score_missing", &["ethics", "team"]),
    ]
    .concat();
    for (edit, expected) in [
        (json!({}), [all("reason_missing"), all("score_missing")].concat()),
        (some, missing),
    ] {
        let before = edited(&juror, &path, edit).await;
        let mut expected = expected;
        expected.sort();
        let mut sentences = Vec::new();
        for language in ["fr", "en"] {
            let speaking = juror.with("Accept-Language", language);
            let refused = speaking.act(&path, "submit", json!({})).await;
            let errors = refused.refused(409, "conflict");
            assert_eq!(gaps(&errors), expected);
            for error in &errors {
                let (criterion, sentence) = (
                    error["params"]["criterion"].as_str().unwrap(),
                    error["message"].as_str(),
                );
                assert!(sentence.unwrap().contains(criterion), "{error}");
                assert_eq!(error["pointer"], "");
            }
            sentences.push(
                errors
                    .iter()
                    .map(|error| error["message"].to_string())
                    .collect::<Vec<_>>(),
            );
        }
        assert!(
            sentences[0].iter().all(|sentence| !sentences[1].contains(sentence)),
            "{sentences:?}"
        );
        assert_eq!(juror.get(&path).await.expect(200), before);
    }
}

#[actix_web::test]
async fn it_is_submitted_as_it_was_written_once() {
    let (world, [juror, ..]) = called().await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    // Neither a comment nor a recommendation is asked for, nor is the highest score.
    let before = edited(&juror, &path, marks(0.0, 3.0)).await;
    let submit = format!("{path}/submit");
    juror
        .post(&submit, json!({}))
        .await
        .refused(428, "precondition_required");
    let more = juror.act(&path, "submit", json!({"comment": "Fini."})).await;
    assert_eq!(
        more.faults(422, "invalid_body"),
        faults(&[("/comment", "unknown_field")])
    );
    let read = juror.get(&path).await;
    let keyed = juror.matching(&read).with("Idempotency-Key", "rendu");
    let replies = join_all([keyed.post(&submit, json!({})), keyed.post(&submit, json!({}))]).await;
    let after = replies[0].expect(200);
    assert_eq!(replies[1].expect(200), after);
    let mut expected = before.clone();
    for (field, value) in [
        ("state", json!("submitted")),
        ("counts", json!(true)),
        ("version", json!(3)),
    ] {
        expected[field] = value;
    }
    for field in ["submitted_at", "updated_at"] {
        assert!(after[field].is_string(), "{field}");
        expected[field] = after[field].clone();
    }
    assert_eq!(after, expected);
    assert_eq!(world.coordinator.get(&path).await.expect(200), after);
    assert_eq!(
        journal(&world, &path).await,
        "evaluation created, evaluation updated, evaluation submitted"
    );
    let stale = juror.matching(&read).post(&submit, json!({})).await;
    stale.refused(412, "stale");
}

#[actix_web::test]
async fn a_grid_that_came_later_asks_nothing_of_it() {
    let (world, [juror, ..]) = called().await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    gridded(&world, "selection", &[("team", 1.0)]).await;
    let done = submitted(&juror, &path, marks(4.0, 3.0)).await;
    assert_eq!(
        (&done["state"], &done["grid"]["number"]),
        (&json!("submitted"), &json!(1))
    );
}
