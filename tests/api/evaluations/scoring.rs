//! What a juror writes while the evaluation is its own: scores and their reasons, a comment, a recommendation.

use reqwest::Method;
use serde_json::{Value, json};

use super::{JUDGED, applied, assigned, called, edited, faults, label, lead, marks};
use crate::call::applications::STATES;

#[actix_web::test]
async fn what_is_patched_is_all_that_changes_and_edits_are_numbered() {
    let (world, [juror, ..]) = called().await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    let read = juror.get(&path).await;
    let before = read.expect(200);
    let edit = json!({"scores": [{"criterion": "data", "score": 3.5, "reason": "  Les lettres sont là. "}],
        "comment": "À revoir.\nAvec le métier.", "recommendation": "reserved"});
    let untagged = juror.patch(&path, edit.clone()).await;
    untagged.refused(428, "precondition_required");
    let reply = juror.matching(&read).patch(&path, edit.clone()).await;
    let after = reply.expect(200);
    let mut expected = before.clone();
    for (field, value) in [
        (
            "scores",
            json!([{"criterion": "data", "score": 3.5, "reason": "Les lettres sont là."}]),
        ),
        ("comment", edit["comment"].clone()),
        ("recommendation", json!("reserved")),
        ("version", json!(2)),
        ("updated_at", after["updated_at"].clone()),
        ("updated_by", json!({"id": juror.account(), "name": "Jurée Une"})),
    ] {
        expected[field] = value;
    }
    assert_eq!(after, expected);
    assert_eq!(world.coordinator.get(&path).await.expect(200), after);
    let stale = juror.matching(&read).patch(&path, json!({"comment": "Autre."})).await;
    stale.refused(412, "stale");
    assert_eq!(stale.json()["current"]["etag"], reply.etag());
    // What says the same is no edit.
    for same in [
        json!({}),
        json!({"comment": edit["comment"]}),
        json!({"scores": edit["scores"]}),
    ] {
        let again = juror.matching(&reply).patch(&path, same).await;
        assert_eq!((again.expect(200), again.etag()), (after.clone(), reply.etag()));
    }
    // A merge patch by its own name, of one member.
    let merge = json!({"recommendation": "favourable"}).to_string().into_bytes();
    let merge = Some((merge, "application/merge-patch+json"));
    let merged = juror
        .matching(&reply)
        .send_raw(Method::PATCH, &path, merge)
        .await
        .expect(200);
    assert_eq!(
        (&merged["recommendation"], &merged["comment"], &merged["scores"]),
        (&json!("favourable"), &after["comment"], &after["scores"])
    );
}

#[actix_web::test]
async fn null_clears_and_scores_are_replaced_whole() {
    let (world, [juror, ..]) = called().await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    edited(&juror, &path, marks(4.0, 3.0)).await;
    edited(
        &juror,
        &path,
        json!({"comment": "Solide.", "recommendation": "favourable"}),
    )
    .await;
    let cleared = edited(&juror, &path, json!({"comment": null, "recommendation": null})).await;
    assert_eq!(
        (cleared.get("comment"), cleared.get("recommendation")),
        (Some(&Value::Null), Some(&Value::Null))
    );
    assert_eq!(cleared["scores"].as_array().map(Vec::len), Some(2));
    // A score without its reason, a reason without its score, and neither.
    for (sent, shown) in [
        (
            json!({"criterion": "data", "score": 2}),
            json!({"criterion": "data", "score": 2.0, "reason": null}),
        ),
        (
            json!({"criterion": "benefits", "reason": "Peu."}),
            json!({"criterion": "benefits", "score": null, "reason": "Peu."}),
        ),
        (
            json!({"criterion": "benefits", "score": null, "reason": null}),
            json!({"criterion": "benefits", "score": null, "reason": null}),
        ),
    ] {
        let after = edited(&juror, &path, json!({"scores": [sent]})).await;
        assert_eq!(after["scores"], json!([shown]));
    }
    let none = edited(&juror, &path, json!({"scores": []})).await;
    assert_eq!(none["scores"], json!([]));
}

#[actix_web::test]
async fn every_fault_of_shape_is_told() {
    let (world, [juror, ..]) = called().await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    let who = juror.with("If-Match", "*");
    let before = who.get(&path).await.expect(200);
    let long = "x".repeat(10_001);
    for (wrong, expected) in [
        (
            json!({"scores": [{"score": "4"}, {"criterion": 3, "score": 3, "weight": 2}, "data",
                {"criterion": "data", "score": [1], "reason": " "}],
                "comment": " ", "recommendation": "perhaps", "state": "submitted", "juror": world.observer.account()}),
            &[
                ("/comment", "too_short"),
                ("/juror", "unknown_field"),
                ("/recommendation", "unknown_value"),
                ("/scores/0/criterion", "missing_field"),
                ("/scores/0/score", "wrong_type"),
                ("/scores/1/criterion", "wrong_type"),
                ("/scores/1/weight", "unknown_field"),
                ("/scores/2", "wrong_type"),
                ("/scores/3/reason", "too_short"),
                ("/scores/3/score", "wrong_type"),
                ("/state", "unknown_field"),
            ][..],
        ),
        (
            json!({"scores": "4", "comment": 4, "recommendation": 4}),
            &[
                ("/comment", "wrong_type"),
                ("/recommendation", "wrong_type"),
                ("/scores", "wrong_type"),
            ],
        ),
        (
            json!({"scores": [{"criterion": "data", "reason": long}], "comment": long}),
            &[("/comment", "too_long"), ("/scores/0/reason", "too_long")],
        ),
    ] {
        let refused = who.patch(&path, wrong).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(expected));
    }
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn every_fault_of_rule_is_told() {
    let (world, [juror, ..]) = called().await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    let who = juror.with("If-Match", "*");
    let before = who.get(&path).await.expect(200);
    let wrong = json!({"scores": [
        {"criterion": "team", "score": 3},
        {"criterion": "data", "score": 5.5},
        {"criterion": "benefits", "score": -1},
        {"criterion": "data", "score": 6},
        {"criterion": "benefits", "score": 4},
    ]});
    let refused = who.patch(&path, wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/scores/0/criterion", "unknown_reference"),
            ("/scores/1/score", "out_of_range"),
            ("/scores/2/score", "out_of_range"),
            ("/scores/3/criterion", "duplicate"),
            ("/scores/3/score", "out_of_range"),
            ("/scores/4/criterion", "duplicate"),
        ])
    );
    let errors = refused.json()["errors"].as_array().unwrap().clone();
    for error in errors.iter().filter(|error| error["code"] == "out_of_range") {
        assert_eq!(error["params"], json!({"min": 0, "max": 5}), "{error}");
    }
    assert_eq!(who.get(&path).await.expect(200), before);
    // The bounds themselves are inside.
    let bounds = json!({"scores": [{"criterion": "benefits", "score": 0}, {"criterion": "data", "score": 5}]});
    let scores = edited(&juror, &path, bounds).await["scores"].clone();
    assert_eq!((&scores[0]["score"], &scores[1]["score"]), (&json!(0.0), &json!(5.0)));
}

/// In thousandths at the finest, which sums keep exactly.
#[actix_web::test]
async fn a_score_has_three_decimals_at_most() {
    let (world, [juror, ..]) = called().await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    let of = |score: f64| json!({"scores": [{"criterion": "data", "score": score}]});
    let refused = juror.with("If-Match", "*").patch(&path, of(3.0001)).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/scores/0/score", "invalid_format")])
    );
    let kept = edited(&juror, &path, of(3.001)).await;
    assert_eq!(kept["scores"][0]["score"], 3.001);
}

#[actix_web::test]
async fn it_is_written_and_submitted_until_the_application_is_decided_on() {
    let (world, [juror, ..]) = called().await;
    for state in STATES {
        let application = applied(&world, state).await;
        let path = assigned(&world, &application, &juror).await;
        edited(&juror, &path, marks(1.0, 1.0)).await;
        lead(&world, &application, state).await;
        let before = juror.get(&path).await.expect(200);
        let edit = juror.with("If-Match", "*").patch(&path, marks(4.0, 3.0)).await;
        if JUDGED.contains(&state) {
            assert_eq!(edit.expect(200)["scores"], marks(4.0, 3.0)["scores"], "{state}");
            continue;
        }
        let submit = juror.act(&path, "submit", json!({})).await;
        for refused in [edit, submit] {
            assert_eq!(
                refused.faults(409, "conflict"),
                faults(&[("", "wrong_state")]),
                "{state}"
            );
            let error = &refused.json()["errors"][0];
            assert_eq!(error["params"], json!({"state": state, "allowed": JUDGED}));
            let named = label(&world, "application_states", state, "fr").await;
            assert!(error["message"].as_str().unwrap().contains(&named), "{error}");
        }
        assert_eq!(juror.get(&path).await.expect(200), before, "{state}");
    }
}
