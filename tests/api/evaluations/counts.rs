//! Whether an evaluation counts: from its submission on, until a correction of it is submitted or recused.

use serde_json::{Value, json};

use super::{
    ASN, CRITERIA, RANKING, applied, assigned, called, column, correcting, edited, gridded, made, marks, recused,
    submitted,
};
use crate::support::{Client, World};

/// Whether each evaluation of an application or a project counts, the oldest first: in the list, by itself, and as many as
/// its ranking knows.
pub async fn counting(world: &World, subject: &str, stage: &str) -> Vec<Value> {
    let who = &world.coordinator;
    let page = who.get(&format!("{subject}/evaluations")).await.expect(200);
    for item in page["items"].as_array().unwrap() {
        let path = format!("/v1/evaluations/{}", item["id"].as_str().unwrap());
        assert_eq!(who.get(&path).await.expect(200), *item);
    }
    let subject = who.get(subject).await.expect(200)["id"].clone();
    let ranking = who.get(&format!("{RANKING}?stage={stage}")).await.expect(200);
    let mut items = ranking["items"].as_array().unwrap().iter();
    let ranked = items.find(|item| [&item["application"]["id"], &item["project"]["id"]].contains(&&subject));
    let known = ranked.map_or(json!(0), |item| item["evaluations"]["known"].clone());
    let counts = column(&page, "counts");
    let counted = counts.iter().filter(|counts| counts.as_bool().unwrap());
    assert_eq!(json!(counted.count()), known, "{ranking}");
    counts
}

/// How somebody is shown that one counts, and by which it was corrected.
async fn shown(client: &Client, evaluation: &str) -> (Value, Value) {
    let shown = client.get(evaluation).await.expect(200);
    (shown["counts"].clone(), shown["corrected_by"].clone())
}

#[actix_web::test]
async fn one_counts_once_it_is_submitted() {
    let (world, [first, second, third]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let mut paths = Vec::new();
    for juror in [&first, &second, &third] {
        paths.push(assigned(&world, &application, juror).await);
    }
    let counting = async || counting(&world, &application, "selection").await;
    assert_eq!(counting().await, [false, false, false]);
    edited(&first, &paths[0], marks(4.0, 3.0)).await;
    assert_eq!(counting().await, [false, false, false]);
    let done = first.act(&paths[0], "submit", json!({})).await.expect(200);
    assert_eq!(done["counts"], true);
    assert_eq!(counting().await, [true, false, false]);
    edited(&second, &paths[1], marks(1.0, 1.0)).await;
    assert_eq!(recused(&second, &paths[1]).await["counts"], false);
    assert_eq!(counting().await, [true, false, false]);
    submitted(&third, &paths[2], marks(2.0, 2.0)).await;
    assert_eq!(counting().await, [true, false, true]);
}

#[actix_web::test]
async fn a_correction_that_is_open_changes_nothing_and_once_submitted_counts_instead() {
    let (world, [juror, ..]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let path = assigned(&world, &application, &juror).await;
    submitted(&juror, &path, marks(4.0, 3.0)).await;
    let counting = async || counting(&world, &application, "selection").await;
    let mistake = correcting(&juror, &application, &path).await;
    assert_eq!(counting().await, [true, false]);
    let deleting = world.coordinator.with("If-Match", "*");
    assert_eq!(deleting.delete(&mistake).await.status, 204);
    assert_eq!(counting().await, [true]);
    let correction = correcting(&juror, &application, &path).await;
    edited(&juror, &correction, marks(2.0, 2.0)).await;
    assert_eq!(counting().await, [true, false]);
    juror.act(&correction, "submit", json!({})).await.expect(200);
    assert_eq!(counting().await, [false, true]);
    // A correction is corrected as anything is.
    let again = correcting(&world.coordinator, &application, &correction).await;
    assert_eq!(counting().await, [false, true, false]);
    submitted(&juror, &again, marks(3.0, 3.0)).await;
    assert_eq!(counting().await, [false, false, true]);
}

/// What it corrects is told to count no more, though nothing corrects it.
#[actix_web::test]
async fn a_correction_that_is_recused_takes_what_it_corrects_out() {
    let (world, [juror, other, _]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let path = assigned(&world, &application, &juror).await;
    submitted(&juror, &path, marks(4.0, 3.0)).await;
    let theirs = assigned(&world, &application, &other).await;
    submitted(&other, &theirs, marks(1.0, 1.0)).await;
    let correction = correcting(&juror, &application, &path).await;
    let before = juror.get(&path).await;
    recused(&juror, &correction).await;
    assert_eq!(counting(&world, &application, "selection").await, [false, true, false]);
    for client in [&juror, &other, &world.coordinator, &world.technical_coordinator] {
        assert_eq!(shown(client, &path).await, (json!(false), Value::Null));
    }
    let held = juror.with("If-None-Match", before.etag()).get(&path).await;
    assert_eq!(held.expect(200)["counts"], false, "whoever holds it is shown it anew");
}

#[actix_web::test]
async fn so_it_is_with_the_parts_of_a_project() {
    let (world, _) = called().await;
    gridded(&world, "mid_term", &CRITERIA).await;
    let who = &world.coordinator;
    let path = made(who, ASN, json!({"stage": "mid_term", "part": "instruction"})).await;
    let counting = async || counting(&world, ASN, "mid_term").await;
    assert_eq!(counting().await, [false]);
    submitted(who, &path, marks(4.0, 3.0)).await;
    assert_eq!(counting().await, [true]);
    assert_eq!(shown(&world.alpha_expert, &path).await, (json!(true), Value::Null));
    let correction = correcting(who, ASN, &path).await;
    assert_eq!(counting().await, [true, false]);
    recused(who, &correction).await;
    assert_eq!(counting().await, [false, false]);
    // Whoever is not told of the correction is told that it does not count.
    world.alpha_expert.get(&correction).await.refused(404, "not_found");
    for client in [&world.alpha_expert, &world.asn_laureate] {
        assert_eq!(shown(client, &path).await, (json!(false), Value::Null));
    }
}
