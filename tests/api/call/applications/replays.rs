//! The same request, sent again: an application is recorded once, and its key is kept for ever.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::call::{LATER, acted, application, count, faults, open_call, patient, programme_of};
use crate::support::{Client, Reply, World};

/// Sends it with that key.
async fn sent(who: &Client, programme: &str, key: &str, body: Value) -> Reply {
    let keyed = who.with("Idempotency-Key", key);
    keyed
        .post(&format!("/v1/programmes/{programme}/applications"), body)
        .await
}

/// It is the first one, told again.
fn is_replayed(again: &Reply, first: &Reply) {
    assert_eq!(again.status, 201, "{}", again.text);
    assert_eq!(
        (
            again.id(),
            again.header("Location"),
            again.header("Idempotency-Replayed")
        ),
        (first.id(), first.header("Location"), "true")
    );
}

#[actix_web::test]
async fn the_same_key_records_once_and_answers_the_same() {
    let world = World::new().await;
    let who = &world.coordinator;
    let body = || application(&world, json!({"summary": "Un essai."}));
    let first = sent(who, "AMI-T", "k-1", body()).await;
    first.expect(201);
    assert_eq!(first.header("Idempotency-Replayed"), "");
    // By the programme's id, and with its fields in another order, it is the same request still.
    let by_id = world.programme.to_string();
    let same = json!({"summary": "Un essai.", "submitted_at": "2018-09-14T22:59:59+02:00", "reference": null,
        "title": "Lettres de suite", "organisation": world.asn});
    for (programme, body) in [("AMI-T", body()), (&by_id, same)] {
        let again = sent(who, programme, "k-1", body).await;
        is_replayed(&again, &first);
        assert_eq!((&again.text, again.etag()), (&first.text, first.etag()));
    }
    for other in [json!({"summary": "Un autre."}), json!({})] {
        let refused = sent(who, "AMI-T", "k-1", application(&world, other)).await;
        assert_eq!(
            refused.faults(422, "idempotency_key_reused"),
            faults(&[("", "idempotency_mismatch")])
        );
    }
    assert_eq!(count(&world, "applications").await, "1");
    let told = count(&world, "journal where entity = 'application'").await;
    assert_eq!(told, "1");
}

#[actix_web::test]
async fn its_scope_is_the_account_and_the_programme() {
    let world = World::new().await;
    let second = programme_of(&world, "Europe/Paris").await;
    let second = second.rsplit('/').next().unwrap();
    let body = || application(&world, json!({"submitted_at": LATER}));
    let mut ids = Vec::new();
    for (who, programme) in [
        (&world.coordinator, "AMI-T"),
        (&world.technical_coordinator, "AMI-T"),
        (&world.coordinator, second),
    ] {
        let made = sent(who, programme, "k-1", body()).await;
        assert_eq!(made.header("Idempotency-Replayed"), "");
        made.expect(201);
        assert!(!ids.contains(&made.id()));
        ids.push(made.id());
        is_replayed(&sent(who, programme, "k-1", body()).await, &made);
    }
    assert_eq!(count(&world, "applications").await, "3");
}

/// Answers are kept for a while; that it was recorded is known for ever, whatever became of it and of the call.
#[actix_web::test]
async fn it_is_kept_longer_than_answers() {
    let world = World::new().await;
    let who = &world.coordinator;
    let body = || application(&world, json!({"reference": "DS-1"}));
    let first = sent(who, "AMI-T", "k-1", body()).await;
    let path = first.header("Location");
    world.app.sql("delete from kept_answers").await;
    is_replayed(&sent(who, "AMI-T", "k-1", body()).await, &first);
    let edit = json!({"title": "Relu", "reference": "DS-2"});
    who.with("If-Match", "*").patch(path, edit).await.expect(200);
    is_replayed(&sent(who, "AMI-T", "k-1", body()).await, &first);
    acted(&world, path, "refuse").await;
    open_call(&world, "Europe/Paris", Value::Null, json!("2018-09-01T00:00:00+02:00")).await;
    world.app.sql("delete from kept_answers").await;
    is_replayed(&sent(who, "AMI-T", "k-1", body()).await, &first);
    let other = sent(who, "AMI-T", "k-1", application(&world, json!({"reference": "DS-2"}))).await;
    other.refused(422, "idempotency_key_reused");
    let shown = who.get(path).await.expect(200);
    assert_eq!((&shown["title"], &shown["state"]), (&json!("Relu"), &json!("refused")));
    assert_eq!(count(&world, "applications").await, "1");
}

/// Its tag is that of what it shows: the application as it stands, not as it was recorded.
#[actix_web::test]
async fn it_is_told_with_the_tag_of_its_present_version() {
    let world = World::new().await;
    let who = &world.coordinator;
    let body = || application(&world, json!({"reference": "DS-1"}));
    let first = sent(who, "AMI-T", "k-1", body()).await;
    let path = first.header("Location");
    let edit = json!({"title": "Relu"});
    who.matching(&first).patch(path, edit).await.expect(200);
    world.app.sql("delete from kept_answers").await;
    let again = sent(who, "AMI-T", "k-1", body()).await;
    is_replayed(&again, &first);
    let read = who.get(path).await;
    assert_eq!((again.json(), again.etag()), (read.expect(200), read.etag()));
    let edit = json!({"title": "Relu encore"});
    let stale = who.matching(&first).patch(path, edit.clone()).await;
    stale.refused(412, "stale");
    let edited = who.matching(&again).patch(path, edit).await.expect(200);
    assert_eq!(
        (&edited["title"], &edited["version"]),
        (&json!("Relu encore"), &json!(3))
    );
}

#[actix_web::test]
async fn a_refusal_is_not_kept() {
    let world = World::new().await;
    let who = &world.coordinator;
    let firm = application(&world, json!({"organisation": world.alpha}));
    let refused = sent(who, "AMI-T", "k-1", firm).await;
    refused.refused(422, "invalid_body");
    let made = sent(who, "AMI-T", "k-1", application(&world, json!({}))).await;
    assert_eq!(made.expect(201)["organisation"]["id"], json!(world.asn));
    assert_eq!(made.header("Idempotency-Replayed"), "");
}

/// Who may not record one is told so, whatever the key.
#[actix_web::test]
async fn a_key_opens_nothing() {
    let world = World::new().await;
    let body = || application(&world, json!({}));
    sent(&world.coordinator, "AMI-T", "k-1", body()).await.expect(201);
    let others = [
        (&world.asn_laureate, 403, "forbidden"),
        (&world.nobody, 404, "not_found"),
    ];
    for (who, status, code) in others {
        sent(who, "AMI-T", "k-1", body()).await.refused(status, code);
    }
}

#[actix_web::test]
async fn twenty_equal_ones_at_once_are_one() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    let body = || application(&world, json!({"reference": "DS-1"}));
    let replies = join_all((0..20).map(|_| sent(&who, "AMI-T", "k-1", body()))).await;
    let first = replies[0].expect(201);
    for reply in &replies {
        assert_eq!(reply.expect(201), first);
    }
    let replayed = replies
        .iter()
        .filter(|reply| reply.header("Idempotency-Replayed") == "true");
    assert_eq!(replayed.count(), 19);
    assert_eq!(count(&world, "applications").await, "1");
    assert_eq!(count(&world, "journal where entity = 'application'").await, "1");
}
