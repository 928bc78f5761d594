//! A part is corrected as any evaluation is, and stands once all the same.

use serde_json::json;

use super::{
    ASN, TO, accompanied, asked, code, colleague, correcting, faults, id_of, just, listed, marks, part, recused,
    submitted,
};
use crate::evaluations::grant_ends;

#[actix_web::test]
async fn a_correction_is_of_the_same_part() {
    let (world, _) = accompanied().await;
    let who = &world.technical_coordinator;
    let path = asked(&world, "instruction", json!({"juror": who.account()})).await;
    submitted(who, &path, marks(4.0, 3.0)).await;
    let correction = correcting(who, ASN, &path).await;
    let begun = who.get(&correction).await.expect(200);
    let before = who.get(&path).await.expect(200);
    for field in ["project", "stage", "part", "grid", "juror", "scores"] {
        assert_eq!(begun[field], before[field], "{field}");
    }
    // It is whoever wrote the first that writes it.
    let other = world.coordinator.with("If-Match", "*");
    other
        .patch(&correction, marks(1.0, 1.0))
        .await
        .refused(403, "forbidden");
    // Until it is submitted the first is what others read.
    assert_eq!(listed(&world.alpha_expert, TO).await, just(&[&path]));
    submitted(who, &correction, marks(2.0, 2.0)).await;
    assert_eq!(listed(&world.alpha_expert, TO).await, just(&[&path, &correction]));
    let corrected = world.alpha_expert.get(&path).await.expect(200);
    assert_eq!(corrected["corrected_by"], json!(id_of(&correction)));
    let again = world.coordinator.post(TO, part("instruction", json!({}))).await;
    assert_eq!(again.faults(409, "conflict"), faults(&[("", "already_assigned")]));
}

#[actix_web::test]
async fn it_is_of_no_other_subject() {
    let (world, [juror, ..]) = accompanied().await;
    let application = crate::evaluations::applied(&world, "Lettres de suites").await;
    let judged = crate::evaluations::assigned(&world, &application, &juror).await;
    submitted(&juror, &judged, marks(4.0, 3.0)).await;
    let own = asked(&world, "consolidation", json!({})).await;
    submitted(&world.coordinator, &own, marks(4.0, 3.0)).await;
    for (to, corrects) in [(TO.to_owned(), &judged), (format!("{application}/evaluations"), &own)] {
        let refused = world.coordinator.post(&to, json!({"corrects": id_of(corrects)})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/corrects", "correction_of_other_evaluation")])
        );
    }
}

/// Neither counts then: the part stands no more.
#[actix_web::test]
async fn once_a_correction_is_recused_the_part_is_asked_for_anew() {
    let (world, _) = accompanied().await;
    let who = &world.coordinator;
    let path = asked(&world, "consolidation", json!({})).await;
    submitted(who, &path, marks(4.0, 3.0)).await;
    let correction = correcting(who, ASN, &path).await;
    recused(who, &correction).await;
    let again = asked(&world, "consolidation", json!({})).await;
    assert_eq!(listed(who, TO).await, just(&[&path, &correction, &again]));
}

/// It is whoever wrote the first that writes it: one who coordinates no more does not.
#[actix_web::test]
async fn it_is_asked_of_nobody_who_could_not_write_that_part() {
    let (world, _) = accompanied().await;
    let who = &world.technical_coordinator;
    let path = asked(&world, "instruction", json!({"juror": who.account()})).await;
    submitted(who, &path, marks(4.0, 3.0)).await;
    grant_ends(&world, who).await;
    let refused = world.coordinator.post(TO, json!({"corrects": id_of(&path)})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/corrects", "unknown_reference")])
    );
    assert_eq!(listed(&world.coordinator, TO).await, just(&[&path]));
}

#[actix_web::test]
async fn whoever_is_named_takes_its_own_away() {
    let (world, _) = accompanied().await;
    let named = colleague(&world).await;
    let path = asked(&world, "self_assessment", json!({"juror": named.account()})).await;
    submitted(&named, &path, marks(4.0, 3.0)).await;
    let correction = correcting(&named, ASN, &path).await;
    for (client, evaluation, status) in [
        (&named, &path, 403),
        (&world.asn_laureate, &correction, 403),
        (&world.alpha_expert, &correction, 404),
    ] {
        let refused = client.with("If-Match", "*").delete(evaluation).await;
        refused.refused(status, code(status));
    }
    let deleted = named.with("If-Match", "*").delete(&correction).await;
    assert_eq!(deleted.status, 204, "{}", deleted.text);
    let again = correcting(&named, ASN, &path).await;
    assert_eq!(listed(&world.coordinator, TO).await, just(&[&path, &again]));
}
