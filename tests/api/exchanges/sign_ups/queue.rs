//! Who waits moves up in order when somebody does not come: the first, while it fits, and nobody past another.

use serde_json::{Value, json};

use super::{cancel, counted, stand, version};
use crate::exchanges::{EXCHANGES, change, entries, id_of, planned, signed_up};
use crate::support::World;

#[actix_web::test]
async fn places_are_given_in_order_while_they_last() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 5})).await;
    let one = signed_up(&world.alpha_expert, &exchange, json!({"people": 3})).await;
    let two = signed_up(&world.asn_laureate, &exchange, json!({"people": 2})).await;
    let three = signed_up(&world.chu_laureate, &exchange, json!({})).await;
    let four = signed_up(&world.beta_expert, &exchange, json!({"people": 4})).await;
    let expected = [
        (&one, "confirmed", Some(1)),
        (&two, "confirmed", Some(2)),
        (&three, "waiting", Some(1)),
        (&four, "waiting", Some(2)),
    ];
    stand(&world, &expected).await;
    assert_eq!(counted(&world, &exchange).await, (json!(5), json!(5)));
    // Who would fit waits behind who waits already.
    let other = planned(&world, json!({"places": 5})).await;
    let one = signed_up(&world.alpha_expert, &other, json!({"people": 4})).await;
    let two = signed_up(&world.asn_laureate, &other, json!({"people": 2})).await;
    let three = signed_up(&world.chu_laureate, &other, json!({"people": 1})).await;
    let expected = [
        (&one, "confirmed", Some(1)),
        (&two, "waiting", Some(1)),
        (&three, "waiting", Some(2)),
    ];
    stand(&world, &expected).await;
    assert_eq!(counted(&world, &other).await, (json!(4), json!(3)));
}

#[actix_web::test]
async fn a_cancellation_moves_the_first_up_in_the_same_change() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 2})).await;
    let one = signed_up(&world.alpha_expert, &exchange, json!({})).await;
    let two = signed_up(&world.asn_laureate, &exchange, json!({})).await;
    let three = signed_up(&world.chu_laureate, &exchange, json!({})).await;
    let four = signed_up(&world.beta_expert, &exchange, json!({})).await;
    let (before, fourth) = (
        world.coordinator.get(&three).await.expect(200),
        world.coordinator.get(&four).await.expect(200),
    );
    let cancelled = cancel(&world.alpha_expert, &one).await;
    assert_eq!(
        (&cancelled["state"], &cancelled["position"], &cancelled["version"]),
        (&json!("cancelled"), &Value::Null, &json!(2))
    );
    let expected = [
        (&one, "cancelled", None),
        (&two, "confirmed", Some(1)),
        (&three, "confirmed", Some(2)),
        (&four, "waiting", Some(1)),
    ];
    stand(&world, &expected).await;
    assert_eq!(counted(&world, &exchange).await, (json!(2), json!(1)));
    let after = world.coordinator.get(&three).await.expect(200);
    assert_eq!((&before["version"], &after["version"]), (&json!(1), &json!(2)));
    for field in ["organisation", "people", "exchange", "created_at", "created_by"] {
        assert_eq!(after[field], before[field], "{field}");
    }
    // Who has not moved was not edited, nor was the exchange.
    assert_eq!(
        world.coordinator.get(&four).await.expect(200)["updated_at"],
        fourth["updated_at"]
    );
    for (path, number) in [(&two, 1), (&four, 1), (&exchange, 1)] {
        assert_eq!(version(&world, path).await, number, "{path}");
    }
    let told = change(&world, id_of(&one), "cancelled").await;
    assert_eq!(
        told,
        entries(&[("sign_up", &one, "cancelled"), ("sign_up", &three, "confirmed")])
    );
    let states = format!(
        "select (before->>'state') || ' ' || (after->>'state') from journal where entity_id = '{}' and action = 'confirmed'",
        id_of(&three)
    );
    assert_eq!(world.app.text(&states).await, "waiting confirmed");
}

#[actix_web::test]
async fn nobody_is_skipped_and_as_many_move_up_as_fit() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 6})).await;
    let sign = async |people: u32| signed_up(&world.coordinator, &exchange, json!({"people": people})).await;
    let (small, large) = (sign(1).await, sign(5).await);
    let (first, second, third, fourth, fifth) = (
        sign(3).await,
        sign(1).await,
        sign(1).await,
        sign(2).await,
        sign(1).await,
    );
    // One place is free, which the first of those who wait does not fit in.
    cancel(&world.coordinator, &small).await;
    let expected = [
        (&large, "confirmed", Some(1)),
        (&first, "waiting", Some(1)),
        (&second, "waiting", Some(2)),
        (&third, "waiting", Some(3)),
        (&fourth, "waiting", Some(4)),
        (&fifth, "waiting", Some(5)),
    ];
    stand(&world, &expected).await;
    let told = change(&world, id_of(&small), "cancelled").await;
    assert_eq!(told, entries(&[("sign_up", &small, "cancelled")]));
    assert_eq!(counted(&world, &exchange).await, (json!(5), json!(8)));
    // Six are free: 3, 1 and 1 fit, then 2 does not, and the last, who would, is behind it.
    cancel(&world.coordinator, &large).await;
    let expected = [
        (&large, "cancelled", None),
        (&first, "confirmed", Some(1)),
        (&second, "confirmed", Some(2)),
        (&third, "confirmed", Some(3)),
        (&fourth, "waiting", Some(1)),
        (&fifth, "waiting", Some(2)),
    ];
    stand(&world, &expected).await;
    let told = change(&world, id_of(&large), "cancelled").await;
    assert_eq!(
        told,
        entries(&[
            ("sign_up", &large, "cancelled"),
            ("sign_up", &first, "confirmed"),
            ("sign_up", &second, "confirmed"),
            ("sign_up", &third, "confirmed"),
        ])
    );
    assert_eq!(counted(&world, &exchange).await, (json!(5), json!(3)));
}

#[actix_web::test]
async fn whoever_waits_in_front_and_comes_no_more_makes_way() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 4})).await;
    let sign = async |people: u32| signed_up(&world.coordinator, &exchange, json!({"people": people})).await;
    let (inside, large, small, last) = (sign(3).await, sign(2).await, sign(1).await, sign(1).await);
    let expected = [
        (&inside, "confirmed", Some(1)),
        (&large, "waiting", Some(1)),
        (&small, "waiting", Some(2)),
        (&last, "waiting", Some(3)),
    ];
    stand(&world, &expected).await;
    cancel(&world.coordinator, &large).await;
    let expected = [
        (&inside, "confirmed", Some(1)),
        (&large, "cancelled", None),
        (&small, "confirmed", Some(2)),
        (&last, "waiting", Some(1)),
    ];
    stand(&world, &expected).await;
    let told = change(&world, id_of(&large), "cancelled").await;
    assert_eq!(
        told,
        entries(&[("sign_up", &large, "cancelled"), ("sign_up", &small, "confirmed")])
    );
    // One from the middle of those who wait: those behind it count anew, and nobody moves up.
    let (next, end) = (sign(1).await, sign(1).await);
    cancel(&world.coordinator, &next).await;
    let expected = [
        (&last, "waiting", Some(1)),
        (&next, "cancelled", None),
        (&end, "waiting", Some(2)),
    ];
    stand(&world, &expected).await;
    let told = change(&world, id_of(&next), "cancelled").await;
    assert_eq!(told, entries(&[("sign_up", &next, "cancelled")]));
    // A place is a place of its exchange.
    let other = planned(&world, json!({"places": 1})).await;
    let elsewhere = signed_up(&world.coordinator, &other, json!({})).await;
    cancel(&world.coordinator, &elsewhere).await;
    stand(&world, &[(&last, "waiting", Some(1))]).await;
}

/// Whoever holds an exchange's tag may edit it, whoever signed up since.
#[actix_web::test]
async fn signing_up_is_no_edit_of_the_exchange() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 1})).await;
    let before = world.coordinator.get(&exchange).await;
    let one = signed_up(&world.alpha_expert, &exchange, json!({})).await;
    signed_up(&world.asn_laureate, &exchange, json!({})).await;
    cancel(&world.alpha_expert, &one).await;
    let after = world.coordinator.get(&exchange).await;
    assert_eq!(after.expect(200)["signed_up"], json!({"confirmed": 1, "waiting": 0}));
    for field in ["version", "updated_at", "updated_by"] {
        assert_eq!(after.json()[field], before.json()[field], "{field}");
    }
    let page = world.observer.get(EXCHANGES).await.expect(200);
    assert_eq!(page["items"][0]["signed_up"], json!({"confirmed": 1, "waiting": 0}));
    let held = world.coordinator.with("If-None-Match", before.etag());
    assert_eq!(held.get(&exchange).await.status, 200, "who comes is shown");
    let edited = world.coordinator.matching(&before);
    let edited = edited.patch(&exchange, json!({"title": "Autre"})).await;
    assert_eq!(edited.expect(200)["version"], 2);
}
