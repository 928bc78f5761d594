//! What is said of an evaluation.

use serde_json::{Value, json};

use super::{CRITERIA, applied, assigned, called, edited, gridded, id_of, journal, just, listed, marks, submitted};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole() {
    let (world, [juror, ..]) = called().await;
    let who = &world.coordinator;
    let application = applied(&world, "Lettres de suites").await;
    let grids = who.get("/v1/programmes/AMI-T/grids").await.expect(200);
    let body = json!({"juror": juror.account()});
    let reply = who.post(&format!("{application}/evaluations"), body).await;
    let whole = reply.expect(201);
    let account = json!({"id": who.account(), "name": "Coordination DITP"});
    let expected = json!({
        "id": whole["id"], "application": {"id": id_of(&application), "name": "Lettres de suites"}, "project": null,
        "stage": "selection", "part": null, "grid": {"id": grids["items"][0]["id"], "number": 1},
        "juror": {"id": juror.account(), "name": "Jurée Une"}, "scores": [], "comment": null, "recommendation": null,
        "state": "assigned", "recusal": null, "submitted_at": null, "corrects": null, "corrected_by": null,
        "counts": false, "version": 1, "created_at": whole["created_at"], "created_by": account, "updated_at": whole["created_at"],
        "updated_by": account,
    });
    assert_eq!(whole, expected);
    let path = format!("/v1/evaluations/{}", reply.id());
    assert_eq!(reply.header("Location"), path);
    for reader in [who, &world.technical_coordinator, &juror] {
        let read = reader.get(&path).await;
        assert_eq!((read.expect(200), read.etag()), (whole.clone(), reply.etag()));
        for list in [format!("{application}/evaluations"), super::EVALUATIONS.to_owned()] {
            let page = reader.get(&list).await.expect(200);
            assert_eq!(page["items"], json!([whole]), "{list}");
        }
    }
    assert_eq!(journal(&world, &path).await, "evaluation created");
}

#[actix_web::test]
async fn it_keeps_the_grid_that_was_the_latest_when_it_was_assigned() {
    let (world, [first, second, _]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let early = assigned(&world, &application, &first).await;
    gridded(&world, "selection", &[("team", 1.0)]).await;
    // Of another stage.
    gridded(&world, "end", &[("reach", 1.0)]).await;
    let late = assigned(&world, &application, &second).await;
    let numbers = async |path: &str| world.coordinator.get(path).await.expect(200)["grid"]["number"].clone();
    assert_eq!((numbers(&early).await, numbers(&late).await), (json!(1), json!(2)));
    // Each is scored by its own.
    let other = json!({"scores": [{"criterion": "team", "score": 1}]});
    for (juror, path, known) in [(&first, &early, marks(4.0, 3.0)), (&second, &late, other.clone())] {
        let scores = edited(juror, path, known).await["scores"].clone();
        assert_eq!(
            scores.as_array().map(Vec::len),
            Some(if path == &early { CRITERIA.len() } else { 1 })
        );
    }
    let refused = first.with("If-Match", "*").patch(&early, other).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        super::faults(&[("/scores/0/criterion", "unknown_reference")])
    );
}

#[actix_web::test]
async fn an_application_counts_those_that_are_made_of_it() {
    let (world, jurors) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let counts = async || world.coordinator.get(&application).await.expect(200)["evaluations"].clone();
    let counted = |assigned: u32, submitted: u32, recused: u32| json!({"assigned": assigned, "submitted": submitted, "recused": recused});
    assert_eq!(counts().await, counted(0, 0, 0));
    let mut paths = Vec::new();
    for juror in &jurors {
        paths.push(assigned(&world, &application, juror).await);
    }
    assert_eq!(counts().await, counted(3, 0, 0));
    submitted(&jurors[0], &paths[0], marks(4.0, 3.0)).await;
    super::recused(&jurors[1], &paths[1]).await;
    assert_eq!(counts().await, counted(1, 1, 1));
    // That the application itself was not edited.
    assert_eq!(world.coordinator.get(&application).await.expect(200)["version"], 1);
}

#[actix_web::test]
async fn sent_twice_with_one_key_it_is_assigned_once() {
    let (world, [juror, ..]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let keyed = world.coordinator.with("Idempotency-Key", "jury");
    let (to, body) = (format!("{application}/evaluations"), json!({"juror": juror.account()}));
    let first = keyed.post(&to, body.clone()).await;
    let again = keyed.post(&to, body).await;
    assert_eq!(
        (again.expect(201), again.header("Idempotency-Replayed")),
        (first.expect(201), "true")
    );
    let other = keyed.post(&to, json!({"juror": world.observer.account()})).await;
    assert_eq!(other.status, 422, "{}", other.text);
    assert_eq!(listed(&world.coordinator, &to).await.1, json!(1));
}

#[actix_web::test]
async fn one_that_was_a_mistake_is_deleted_until_it_is_submitted_or_recused() {
    let (world, [first, second, third]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let who = world.coordinator.with("If-Match", "*");
    let mistake = assigned(&world, &application, &first).await;
    world
        .coordinator
        .delete(&mistake)
        .await
        .refused(428, "precondition_required");
    edited(&first, &mistake, marks(1.0, 1.0)).await;
    first
        .with("If-Match", "*")
        .delete(&mistake)
        .await
        .refused(403, "forbidden");
    assert_eq!(who.delete(&mistake).await.status, 204);
    who.get(&mistake).await.refused(404, "not_found");
    assert_eq!(
        journal(&world, &mistake).await,
        "evaluation created, evaluation updated, evaluation deleted"
    );
    // She may be asked again.
    assigned(&world, &application, &first).await;
    let kept = assigned(&world, &application, &second).await;
    submitted(&second, &kept, marks(4.0, 3.0)).await;
    let left = assigned(&world, &application, &third).await;
    super::recused(&third, &left).await;
    for path in [&kept, &left] {
        let refused = who.delete(path).await;
        assert_eq!(refused.faults(409, "conflict"), super::faults(&[("", "in_use")]));
        who.get(path).await.expect(200);
    }
}

/// What hangs from an application is found there alone.
#[actix_web::test]
async fn it_goes_by_its_id_alone() {
    let (world, [juror, ..]) = called().await;
    let who = &world.coordinator;
    let application = applied(&world, "Lettres de suites").await;
    let other = applied(&world, "Autre candidature").await;
    let path = assigned(&world, &application, &juror).await;
    let own = format!("{application}/evaluations");
    assert_eq!(listed(who, &own).await, just(&[&path]));
    assert_eq!(listed(who, &format!("{other}/evaluations")).await, just(&[]));
    for nowhere in [
        format!("{path}x"),
        "/v1/evaluations/no-id".to_owned(),
        format!("/v1/evaluations/{}", id_of(&application)),
        "/v1/applications/no-id/evaluations".to_owned(),
        format!("/v1/applications/{}/evaluations", id_of(&path)),
        "/v1/projects/AMI-T-NONE/evaluations".to_owned(),
    ] {
        who.get(&nowhere).await.refused(404, "not_found");
    }
}

#[actix_web::test]
async fn the_code_lists_are_in_the_vocabulary() {
    let world = World::new().await;
    let vocabulary = world.nobody.get("/v1/vocabulary").await.expect(200);
    for (list, expected) in [
        ("evaluation_stages", &["selection", "mid_term", "end"][..]),
        ("evaluation_parts", &["self_assessment", "consolidation", "instruction"]),
        ("evaluation_states", &["assigned", "submitted", "recused"]),
        ("recusal_reasons", &["conflict_of_interest", "unavailable", "other"]),
        ("recommendations", &["favourable", "reserved", "unfavourable"]),
        (
            "missing_score_reasons",
            &["not_assigned", "not_submitted", "other_grid"],
        ),
    ] {
        let terms = vocabulary[list]
            .as_array()
            .unwrap_or_else(|| panic!("no {list}"))
            .iter();
        let codes: Vec<Value> = terms.map(|term| term["code"].clone()).collect();
        assert_eq!(codes, expected, "{list}");
    }
}
