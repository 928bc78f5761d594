//! Who takes a correction away: a coordinator, and its juror while it is open.

use serde_json::json;

use super::{
    assigned, called, correcting, edited, faults, id_of, journal, judged, just, listed, marks, recused, submitted,
};
use crate::support::Client;

#[actix_web::test]
async fn its_juror_takes_it_away_and_may_correct_again() {
    let (world, [juror, ..]) = called().await;
    let (application, path) = judged(&world, &juror).await;
    let before = juror.get(&path).await.expect(200);
    // Whoever asked for it.
    for by in [&juror, &world.coordinator] {
        let mistake = correcting(by, &application, &path).await;
        edited(&juror, &mistake, marks(1.0, 1.0)).await;
        juror.delete(&mistake).await.refused(428, "precondition_required");
        let deleted = juror.with("If-Match", "*").delete(&mistake).await;
        assert_eq!(deleted.status, 204, "{}", deleted.text);
        for reader in [&juror, &world.coordinator] {
            reader.get(&mistake).await.refused(404, "not_found");
        }
        assert_eq!(
            journal(&world, &mistake).await,
            "evaluation created, evaluation updated, evaluation deleted"
        );
        assert_eq!(juror.get(&path).await.expect(200), before);
    }
    let correction = correcting(&juror, &application, &path).await;
    let done = submitted(&juror, &correction, marks(2.0, 2.0)).await;
    assert_eq!(
        (&done["corrects"], &done["counts"]),
        (&json!(id_of(&path)), &json!(true))
    );
}

#[actix_web::test]
async fn a_juror_takes_nothing_else_away() {
    let (world, [juror, other, stranger]) = called().await;
    let (application, path) = judged(&world, &juror).await;
    let open = assigned(&world, &application, &other).await;
    let correction = correcting(&juror, &application, &path).await;
    let deleting = async |who: &Client, path: &str| who.with("If-Match", "*").delete(path).await;
    // What it was asked for itself, submitted or not.
    deleting(&juror, &path).await.refused(403, "forbidden");
    deleting(&other, &open).await.refused(403, "forbidden");
    // Another's, as far as it is shown.
    for who in [&other, &stranger] {
        for hidden in [&path, &correction] {
            deleting(who, hidden).await.refused(404, "not_found");
        }
    }
    submitted(&other, &open, marks(1.0, 1.0)).await;
    deleting(&other, &correction).await.refused(404, "not_found");
    deleting(&other, &path).await.refused(403, "forbidden");
    submitted(&juror, &correction, marks(2.0, 2.0)).await;
    deleting(&other, &correction).await.refused(403, "forbidden");
    let all = just(&[&path, &open, &correction]);
    assert_eq!(
        listed(&world.coordinator, &format!("{application}/evaluations")).await,
        all
    );
}

#[actix_web::test]
async fn one_that_is_submitted_or_recused_stays() {
    let (world, [juror, ..]) = called().await;
    for end in ["submitted", "recused"] {
        let (application, path) = judged(&world, &juror).await;
        let correction = correcting(&juror, &application, &path).await;
        match end {
            "submitted" => submitted(&juror, &correction, marks(2.0, 2.0)).await,
            _ => recused(&juror, &correction).await,
        };
        for who in [&juror, &world.coordinator] {
            let refused = who.with("If-Match", "*").delete(&correction).await;
            assert_eq!(refused.faults(409, "conflict"), faults(&[("", "in_use")]), "{end}");
            assert_eq!(who.get(&correction).await.expect(200)["state"], end);
        }
    }
}
