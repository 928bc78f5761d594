//! What was submitted is corrected by a new evaluation that names it: once that is submitted, it counts alone.

mod decided;
mod deletion;
mod jurors;

use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    applied, assigned, called, correcting, edited, faults, gridded, id_of, journal, just, listed, marks, patient,
    recused, submitted,
};
use crate::support::{Client, World};

/// How a correction of what cannot be corrected is refused.
async fn is_refused(who: &Client, application: &str, corrects: &str) {
    let refused = who
        .post(&format!("{application}/evaluations"), json!({"corrects": corrects}))
        .await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/corrects", "correction_of_other_evaluation")])
    );
}

/// An application with an evaluation of that juror, submitted.
async fn judged(world: &World, juror: &Client) -> (String, String) {
    let application = applied(world, "Lettres de suites").await;
    let path = assigned(world, &application, juror).await;
    let more = json!({"comment": "Solide.", "recommendation": "favourable"});
    edited(juror, &path, more).await;
    submitted(juror, &path, marks(4.0, 3.0)).await;
    (application, path)
}

#[actix_web::test]
async fn it_begins_with_what_it_corrects_and_counts_once_it_is_submitted() {
    let (world, [juror, ..]) = called().await;
    let (one, two) = (judged(&world, &juror).await, judged(&world, &juror).await);
    // A correction is scored by the grid of what it corrects.
    gridded(&world, "selection", &[("team", 1.0)]).await;
    for (who, name, (application, path)) in [
        (&juror, "Jurée Une", one),
        (&world.coordinator, "Coordination DITP", two),
    ] {
        let before = juror.get(&path).await.expect(200);
        let correction = correcting(who, &application, &path).await;
        let begun = juror.get(&correction).await.expect(200);
        let author = json!({"id": who.account(), "name": name});
        let mut expected = before.clone();
        for (field, value) in [
            ("id", json!(id_of(&correction))),
            ("state", json!("assigned")),
            ("submitted_at", Value::Null),
            ("corrects", json!(id_of(&path))),
            ("counts", json!(false)),
            ("version", json!(1)),
            ("created_at", begun["created_at"].clone()),
            ("created_by", author.clone()),
            ("updated_at", begun["created_at"].clone()),
            ("updated_by", author),
        ] {
            expected[field] = value;
        }
        assert_eq!(begun, expected);
        assert_eq!(
            juror.get(&path).await.expect(200),
            before,
            "it is corrected by nothing yet"
        );
        let done = submitted(&juror, &correction, marks(2.0, 3.0)).await;
        assert_eq!(
            (&done["state"], &done["corrects"]),
            (&json!("submitted"), &json!(id_of(&path)))
        );
        let mut corrected = before.clone();
        corrected["corrected_by"] = json!(id_of(&correction));
        corrected["counts"] = json!(false);
        for reader in [&juror, &world.coordinator] {
            assert_eq!(reader.get(&path).await.expect(200), corrected);
        }
        assert_eq!(
            journal(&world, &correction).await,
            "evaluation created, evaluation updated, evaluation submitted"
        );
        // A correction is corrected as anything is.
        let again = correcting(&juror, &application, &correction).await;
        assert_eq!(juror.get(&again).await.expect(200)["scores"], marks(2.0, 3.0)["scores"]);
        let all = listed(&world.coordinator, &format!("{application}/evaluations")).await;
        assert_eq!(all, just(&[&path, &correction, &again]));
    }
}

#[actix_web::test]
async fn it_names_what_it_corrects_and_nothing_else() {
    let (world, [juror, ..]) = called().await;
    let (application, path) = judged(&world, &juror).await;
    let to = format!("{application}/evaluations");
    let body = json!({"corrects": id_of(&path), "juror": juror.account(), "stage": "selection", "part": "instruction"});
    let refused = world.coordinator.post(&to, body).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&["/juror", "/part", "/stage"].map(|at| (at, "one_of_two")))
    );
    for error in refused.json()["errors"].as_array().unwrap() {
        let member = error["pointer"].as_str().unwrap().trim_start_matches('/');
        assert_eq!(error["params"], json!({"members": ["corrects", member]}), "{error}");
    }
    let nulls = json!({"corrects": id_of(&path), "juror": null, "stage": null, "part": null});
    juror.post(&to, nulls).await.expect(201);
}

#[actix_web::test]
async fn it_corrects_what_was_submitted_of_the_same_subject_and_was_not_corrected() {
    let (world, [juror, second, third]) = called().await;
    let (application, path) = judged(&world, &juror).await;
    let (_, elsewhere) = judged(&world, &juror).await;
    let waiting = assigned(&world, &application, &second).await;
    let left = assigned(&world, &application, &third).await;
    recused(&third, &left).await;
    let who = &world.coordinator;
    let never = Uuid::now_v7().to_string();
    for other in [
        id_of(&elsewhere),
        id_of(&waiting),
        id_of(&left),
        id_of(&application),
        &never,
    ] {
        is_refused(who, &application, other).await;
    }
    for (juror, own) in [(&second, &waiting), (&third, &left)] {
        is_refused(juror, &application, id_of(own)).await;
    }
    // While one is open there is no other; once it is deleted there may be.
    let mistake = correcting(&juror, &application, &path).await;
    for client in [who, &juror] {
        is_refused(client, &application, id_of(&path)).await;
    }
    assert_eq!(who.with("If-Match", "*").delete(&mistake).await.status, 204);
    let correction = correcting(&juror, &application, &path).await;
    submitted(&juror, &correction, marks(2.0, 3.0)).await;
    for client in [who, &juror] {
        is_refused(client, &application, id_of(&path)).await;
    }
    // Nor is the correction one that somebody is asked for anew.
    let again = who
        .post(&format!("{application}/evaluations"), json!({"juror": juror.account()}))
        .await;
    assert_eq!(again.faults(409, "conflict"), faults(&[("", "already_assigned")]));
}

/// Its juror corrects it, or a coordinator; to another juror it is answered as what never was.
#[actix_web::test]
async fn nobody_else_corrects_it() {
    let (world, [juror, second, third]) = called().await;
    let (application, path) = judged(&world, &juror).await;
    let to = format!("{application}/evaluations");
    let own = assigned(&world, &application, &second).await;
    let never = Uuid::now_v7().to_string();
    let answers = async |corrects: &str| {
        let refused = second.post(&to, json!({"corrects": corrects})).await;
        let mut told = refused.json();
        told.as_object_mut().unwrap().remove("request_id");
        (refused.status.as_u16(), told)
    };
    let hidden = answers(id_of(&path)).await;
    assert_eq!(hidden, answers(&never).await);
    assert!(hidden.0 == 403 || hidden.0 == 422, "{hidden:?}");
    // What she is shown since is still another's.
    submitted(&second, &own, marks(1.0, 1.0)).await;
    second.get(&path).await.expect(200);
    let refused = second.post(&to, json!({"corrects": id_of(&path)})).await;
    assert!([403, 422].contains(&refused.status.as_u16()), "{}", refused.text);
    third
        .post(&to, json!({"corrects": id_of(&path)}))
        .await
        .refused(404, "not_found");
    for client in [&world.asn_laureate, &world.observer, &world.nobody] {
        let refused = client.post(&to, json!({"corrects": id_of(&path)})).await;
        refused.refused(404, "not_found");
    }
    assert_eq!(listed(&world.coordinator, &to).await, just(&[&path, &own]));
}

#[actix_web::test]
async fn of_two_at_once_one_corrects_it() {
    let (world, [juror, ..]) = called().await;
    let (application, path) = judged(&world, &juror).await;
    let to = format!("{application}/evaluations");
    let service = patient(&world);
    let callers = [&juror, &world.coordinator, &world.technical_coordinator].map(|client| client.at(&service.base_url));
    let body = json!({"corrects": id_of(&path)});
    let replies = join_all((0..9).map(|turn| callers[turn % 3].post(&to, body.clone()))).await;
    let (made, refused): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 201);
    assert_eq!((made.len(), refused.len()), (1, 8));
    for reply in refused {
        assert_eq!(
            reply.faults(422, "invalid_body"),
            faults(&[("/corrects", "correction_of_other_evaluation")])
        );
    }
    let correction = format!("/v1/evaluations/{}", made[0].id());
    assert_eq!(listed(&world.coordinator, &to).await, just(&[&path, &correction]));
}

#[actix_web::test]
async fn one_that_is_recused_says_so_and_corrects_nothing() {
    let (world, [juror, ..]) = called().await;
    let (application, path) = judged(&world, &juror).await;
    let mut expected = juror.get(&path).await.expect(200);
    let correction = correcting(&juror, &application, &path).await;
    let left = recused(&juror, &correction).await;
    assert_eq!(
        (&left["state"], &left["corrects"], &left["recusal"]["reason"]),
        (&json!("recused"), &json!(id_of(&path)), &json!("conflict_of_interest"))
    );
    expected["counts"] = json!(false);
    assert_eq!(
        juror.get(&path).await.expect(200),
        expected,
        "what was submitted stays, counts no more, and says so"
    );
}
