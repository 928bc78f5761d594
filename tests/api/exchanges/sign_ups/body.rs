//! What is said of a sign-up.

use serde_json::{Value, json};
use uuid::Uuid;

use super::counted;
use crate::exchanges::{change, entries, faults, id_of, planned, signed_up, without};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 10})).await;
    let who = &world.asn_laureate;
    let made = who.post(&format!("{exchange}/sign-ups"), json!({"people": 3})).await;
    let whole = made.expect(201);
    let account = json!({"id": who.account(), "name": "Laureate ASN"});
    let expected = json!({
        "id": whole["id"], "exchange": id_of(&exchange), "people": 3, "state": "confirmed", "position": 1, "version": 1,
        "created_at": whole["created_at"], "created_by": account, "updated_at": whole["created_at"], "updated_by": account,
    });
    assert_eq!(without(&whole, &["organisation"]), expected);
    assert_eq!(
        (&whole["organisation"]["id"], &whole["organisation"]["name"]),
        (&json!(world.asn), &json!("Autorité de sûreté nucléaire"))
    );
    let path = format!("{exchange}/sign-ups/{}", made.id());
    let read = who.get(&path).await;
    assert_eq!((read.expect(200), read.etag()), (whole.clone(), made.etag()));
    assert_eq!(who.get(made.header("Location")).await.expect(200), whole);
    let page = who.get(&format!("{exchange}/sign-ups")).await.expect(200);
    assert_eq!(page["items"], json!([whole]));
    let told = change(&world, &made.id(), "created").await;
    assert_eq!(told, entries(&[("sign_up", &path, "created")]));
}

#[actix_web::test]
async fn it_is_of_one_person_of_the_callers_organisation_unless_it_says_otherwise() {
    let world = World::new().await;
    let exchange = planned(&world, json!({})).await;
    let sign_ups = format!("{exchange}/sign-ups");
    for (client, body, organisation, people) in [
        (&world.alpha_expert, json!({}), world.alpha, 1),
        (
            &world.alpha_expert,
            json!({"organisation": world.alpha}),
            world.alpha,
            1,
        ),
        (&world.asn_laureate, json!({"people": 1000}), world.asn, 1000),
        (
            &world.asn_laureate,
            json!({"people": null, "organisation": null}),
            world.asn,
            1,
        ),
        (&world.coordinator, json!({"people": 2}), world.ditp, 2),
        (
            &world.coordinator,
            json!({"organisation": world.chu, "people": 4}),
            world.chu,
            4,
        ),
    ] {
        let shown = client.post(&sign_ups, body).await.expect(201);
        assert_eq!(
            (&shown["organisation"]["id"], &shown["people"], &shown["state"]),
            (&json!(organisation), &json!(people), &json!("confirmed"))
        );
        assert_eq!(shown["created_by"]["id"], json!(client.account()));
    }
    // Without places, everybody comes; an organisation signs up as often as it likes.
    assert_eq!(counted(&world, &exchange).await, (json!(1009), json!(0)));
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 8})).await;
    let sign_ups = format!("{exchange}/sign-ups");
    let who = &world.coordinator;
    for (body, expected) in [
        (
            json!({"organisation": "ASN", "people": 0, "state": "confirmed", "position": 1}),
            &[
                ("/organisation", "invalid_format"),
                ("/people", "out_of_range"),
                ("/position", "unknown_field"),
                ("/state", "unknown_field"),
            ][..],
        ),
        (json!({"people": 1001}), &[("/people", "out_of_range")]),
        (json!({"people": -1}), &[("/people", "out_of_range")]),
        (json!({"people": "2"}), &[("/people", "wrong_type")]),
        (json!({"people": 1.5}), &[("/people", "wrong_type")]),
        (
            json!({"organisation": 3, "people": [1]}),
            &[("/organisation", "wrong_type"), ("/people", "wrong_type")],
        ),
        // More than would ever fit.
        (json!({"people": 9}), &[("/people", "out_of_range")]),
        (
            json!({"organisation": Uuid::now_v7(), "people": 9}),
            &[("/organisation", "unknown_reference"), ("/people", "out_of_range")],
        ),
    ] {
        let refused = who.post(&sign_ups, body.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(expected), "{body}");
    }
    assert_eq!(world.app.text("select count(*) from sign_ups").await, "0");
    let whole = who.post(&sign_ups, json!({"people": 8})).await.expect(201);
    assert_eq!(whole["state"], "confirmed");
    // What is too many is so whatever is left.
    let refused = who.post(&sign_ups, json!({"people": 9})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/people", "out_of_range")])
    );
}

#[actix_web::test]
async fn the_same_request_again_takes_no_other_place() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 1})).await;
    let sign_ups = format!("{exchange}/sign-ups");
    let who = world.alpha_expert.with("Idempotency-Key", "inscription");
    let first = who.post(&sign_ups, json!({})).await;
    assert_eq!(first.expect(201)["state"], "confirmed");
    let again = who.post(&sign_ups, json!({})).await;
    assert_eq!(
        (again.header("Idempotency-Replayed"), &again.text),
        ("true", &first.text)
    );
    who.post(&sign_ups, json!({"people": 1}))
        .await
        .refused(422, "idempotency_key_reused");
    assert_eq!(world.app.text("select count(*) from sign_ups").await, "1");
    // Somebody else's key is another one; without a key it is another sign-up.
    let other = world.asn_laureate.with("Idempotency-Key", "inscription");
    assert_eq!(other.post(&sign_ups, json!({})).await.expect(201)["state"], "waiting");
    let path = signed_up(&world.alpha_expert, &exchange, json!({})).await;
    let shown = world.alpha_expert.get(&path).await.expect(200);
    assert_eq!((&shown["state"], &shown["position"]), (&json!("waiting"), &json!(2)));
    // Cancelled twice with one key it is cancelled once.
    let read = world.alpha_expert.get(&path).await;
    let keyed = world
        .alpha_expert
        .matching(&read)
        .with("Idempotency-Key", "desistement");
    let done = keyed.post(&format!("{path}/cancel"), json!({})).await;
    let again = keyed.post(&format!("{path}/cancel"), json!({})).await;
    assert_eq!(
        (done.status.as_u16(), again.header("Idempotency-Replayed"), &again.text),
        (200, "true", &done.text)
    );
    assert_eq!(done.json().get("position"), Some(&Value::Null));
}
