//! Once an application was decided on, what it was decided by goes on counting: a correction that is open can only be deleted.

use serde_json::json;

use super::{assigned, called, correcting, faults, id_of, judged, recused};
use crate::evaluations::counts::counting;
use crate::evaluations::{JUDGED, lead, recusal};

/// The states of an application that was decided on.
const DECIDED: [&str; 4] = ["inadmissible", "laureate", "refused", "withdrawn"];

#[actix_web::test]
async fn it_is_not_recused_until_the_application_is_taken_up_again() {
    let (world, [juror, ..]) = called().await;
    for state in DECIDED {
        let (application, path) = judged(&world, &juror).await;
        let correction = correcting(&juror, &application, &path).await;
        lead(&world, &application, state).await;
        let shown = async || {
            let corrected = juror.get(&path).await.expect(200);
            (corrected, juror.get(&correction).await.expect(200))
        };
        let before = shown().await;
        let refused = juror.act(&correction, "recuse", recusal()).await;
        assert_eq!(
            refused.faults(409, "conflict"),
            faults(&[("", "wrong_state")]),
            "{state}"
        );
        let error = &refused.json()["errors"][0];
        assert_eq!(error["params"], json!({"state": state, "allowed": JUDGED}));
        assert_eq!(shown().await, before, "{state}");
        // A laureate is not taken up again.
        if state != "laureate" {
            let motive = json!({"motive": "Reprise du dossier."});
            world.coordinator.act(&application, "reopen", motive).await.expect(200);
            assert_eq!(recused(&juror, &correction).await["state"], "recused", "{state}");
        }
    }
}

#[actix_web::test]
async fn it_is_deleted_and_what_it_corrects_counts_all_the_while() {
    let (world, [juror, ..]) = called().await;
    for state in ["laureate", "refused"] {
        for who in [&juror, &world.coordinator] {
            let (application, path) = judged(&world, &juror).await;
            let correction = correcting(&juror, &application, &path).await;
            lead(&world, &application, state).await;
            let counting = async || counting(&world, &application, "selection").await;
            assert_eq!(counting().await, [true, false], "{state}");
            let recusing = juror.act(&correction, "recuse", recusal()).await;
            recusing.refused(409, "conflict");
            assert_eq!(counting().await, [true, false], "{state}");
            let deleted = who.with("If-Match", "*").delete(&correction).await;
            assert_eq!(deleted.status, 204, "{state}: {}", deleted.text);
            assert_eq!(counting().await, [true], "{state}");
            // None is begun any more.
            let to = format!("{application}/evaluations");
            let again = who.post(&to, json!({"corrects": id_of(&path)})).await;
            assert_eq!(again.faults(409, "conflict"), faults(&[("", "wrong_state")]), "{state}");
        }
    }
}

/// Who had not judged by then leaves it to those who did.
#[actix_web::test]
async fn an_evaluation_that_corrects_none_is_recused_still() {
    let (world, [juror, other, _]) = called().await;
    for state in DECIDED {
        let (application, path) = judged(&world, &juror).await;
        let open = assigned(&world, &application, &other).await;
        lead(&world, &application, state).await;
        assert_eq!(recused(&other, &open).await["state"], "recused", "{state}");
        let shown = juror.get(&path).await.expect(200);
        assert_eq!(shown["counts"], true, "{state}");
    }
}
