//! A juror leaves an application to others, and says why.

use serde_json::{Value, json};

use super::{applied, assigned, called, edited, faults, journal, marks, recused};

#[actix_web::test]
async fn it_says_why_to_coordinators_and_to_the_juror() {
    let (world, [juror, ..]) = called().await;
    for reason in ["conflict_of_interest", "unavailable", "other"] {
        let path = assigned(&world, &applied(&world, reason).await, &juror).await;
        let before = edited(&juror, &path, marks(1.0, 1.0)).await;
        let body = json!({"reason": reason, "motive": "  Ancien de la maison.\nDepuis mars. "});
        let after = juror.act(&path, "recuse", body).await.expect(200);
        let mut expected = before.clone();
        expected["state"] = json!("recused");
        expected["recusal"] = json!({"reason": reason, "motive": "Ancien de la maison.\nDepuis mars."});
        expected["version"] = json!(3);
        expected["updated_at"] = after["updated_at"].clone();
        assert_eq!(after, expected);
        assert_eq!(world.coordinator.get(&path).await.expect(200), after);
        assert_eq!(
            journal(&world, &path).await,
            "evaluation created, evaluation updated, evaluation recused"
        );
    }
}

#[actix_web::test]
async fn it_takes_a_reason_and_a_motive() {
    let (world, [juror, ..]) = called().await;
    let path = assigned(&world, &applied(&world, "Lettres de suites").await, &juror).await;
    let read = juror.get(&path).await;
    for (body, expected) in [
        (json!({"motive": "Absent."}), &[("/reason", "missing_field")][..]),
        (
            json!({}),
            &[("/motive", "motive_required"), ("/reason", "missing_field")],
        ),
        (json!({"reason": "other"}), &[("/motive", "motive_required")]),
        (
            json!({"reason": "other", "motive": null}),
            &[("/motive", "motive_required")],
        ),
        (json!({"reason": "other", "motive": " "}), &[("/motive", "too_short")]),
        (
            json!({"reason": "tired", "motive": "", "scores": []}),
            &[
                ("/motive", "too_short"),
                ("/reason", "unknown_value"),
                ("/scores", "unknown_field"),
            ],
        ),
        (
            json!({"reason": 3, "motive": 4}),
            &[("/motive", "wrong_type"), ("/reason", "wrong_type")],
        ),
    ] {
        let refused = juror.act(&path, "recuse", body.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(expected), "{body}");
    }
    let untagged = juror.post(&format!("{path}/recuse"), super::recusal()).await;
    untagged.refused(428, "precondition_required");
    assert_eq!(juror.get(&path).await.expect(200), read.expect(200));
}

/// Nothing need be scored, and who judges in its stead is another.
#[actix_web::test]
async fn another_judges_in_its_stead() {
    let (world, [first, second, _]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let path = assigned(&world, &application, &first).await;
    let left = recused(&first, &path).await;
    assert_eq!((&left["scores"], &left["submitted_at"]), (&json!([]), &Value::Null));
    let instead = assigned(&world, &application, &second).await;
    let page = world
        .coordinator
        .get(&format!("{application}/evaluations"))
        .await
        .expect(200);
    assert_eq!(super::column(&page, "state"), ["recused", "assigned"]);
    assert_eq!(
        super::column(&page, "id"),
        [super::id_of(&path), super::id_of(&instead)]
    );
}
