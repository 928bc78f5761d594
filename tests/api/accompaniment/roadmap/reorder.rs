//! The order of a roadmap as a whole: every item of it, once.

use futures_util::future::join;
use serde_json::json;
use uuid::Uuid;

use super::{
    HISTORY, ITEMS, REORDER, added, at, faults, id_of, item, led_to, moves, ordered, places, shown, three, versions,
};
use crate::support::World;

#[actix_web::test]
async fn an_order_names_every_item_and_those_that_stand_there_already_stay_as_they_are() {
    let world = World::new().await;
    let (who, coordinator) = (&world.asn_laureate, &world.coordinator);
    let none = who.post(REORDER, json!({"items": []})).await.expect(200);
    assert_eq!(none, json!({"items": []}));
    let mut paths = Vec::new();
    for state in ["proposed", "adopted", "done", "dropped"] {
        paths.push(led_to(who, state, state, json!({})).await);
    }
    assert_eq!(versions(who).await, [1, 2, 3, 2]);
    let asked = ordered(&[&paths[3], &paths[1], &paths[2], &paths[0]]);
    let answered = coordinator.post(REORDER, asked.clone()).await.expect(200);
    assert_eq!(answered, asked);
    let after = shown(who).await;
    assert_eq!(
        places(who).await,
        at(&[("dropped", 1), ("adopted", 2), ("done", 3), ("proposed", 4)])
    );
    assert_eq!(versions(who).await, [3, 2, 3, 2]);
    for item in &after {
        assert_eq!(item["state"], item["title"], "it is moved and no more");
        let mover = if ["dropped", "proposed"].contains(&item["title"].as_str().unwrap()) {
            "Coordination DITP"
        } else {
            "Laureate ASN"
        };
        assert_eq!(item["updated_by"]["name"], mover);
    }
    let told = coordinator
        .get(&format!("{HISTORY}&action=reordered"))
        .await
        .expect(200);
    let told: Vec<_> = told["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            let place = |side: &str| entry[side]["position"].clone();
            (entry["entity_id"].clone(), place("before"), place("after"))
        })
        .collect();
    assert_eq!(
        told,
        [
            (json!(id_of(&paths[0])), json!(1), json!(4)),
            (json!(id_of(&paths[3])), json!(4), json!(1)),
        ]
    );
    // The same order again is no change.
    who.post(REORDER, asked).await.expect(200);
    assert_eq!(shown(who).await, after);
    assert_eq!(moves(coordinator).await, 2);
}

#[actix_web::test]
async fn a_roadmap_has_as_many_items_as_an_order_can_name() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let first = added(who, "A", json!({})).await;
    let fill = format!(
        "alter table roadmap_items disable trigger user;
         insert into roadmap_items (id, project_id, programme_id, kind, title, horizon, position, state, created_at, created_by, updated_at, updated_by)
           select gen_random_uuid(), project_id, programme_id, kind, 'x', horizon, place, state, created_at, created_by, updated_at, updated_by
           from roadmap_items, generate_series(2, 500) place where id = '{}';
         alter table roadmap_items enable trigger user;",
        id_of(&first)
    );
    world.app.sql(&fill).await;
    let refused = who.post(ITEMS, item("B", json!({}))).await;
    assert_eq!(refused.refused(409, "conflict")[0]["code"], "roadmap_full");
    let edit = who.with("If-Match", "*");
    let moved = edit.patch(&first, json!({"position": 500})).await.expect(200);
    assert_eq!(moved["position"], 500);
}

#[actix_web::test]
async fn every_fault_of_an_order_is_told_at_once_and_nothing_is_moved() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let elsewhere = "/v1/projects/AMI-T-CHU/roadmap-items";
    let other = world.chu_laureate.post(elsewhere, item("X", json!({}))).await.id();
    let [a, b, c] = three(who).await;
    let [first, second, third] = [&a, &b, &c].map(|path| id_of(path));
    let never = Uuid::now_v7().to_string();
    let wrong = json!({"items": [second, second, other, third, never, never]});
    let mut messages = Vec::new();
    for language in ["fr", "en"] {
        let refused = who.with("Accept-Language", language).post(REORDER, wrong.clone()).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[
                ("/items", "order_incomplete"),
                ("/items/1", "duplicate"),
                ("/items/2", "unknown_reference"),
                ("/items/4", "unknown_reference"),
                ("/items/5", "unknown_reference"),
            ])
        );
        let errors = refused.json()["errors"].as_array().unwrap().clone();
        let incomplete = errors.iter().find(|error| error["code"] == "order_incomplete").unwrap();
        assert_eq!(incomplete["params"], json!({"missing": [first]}));
        let message = incomplete["message"].as_str().unwrap().to_owned();
        assert!(message.contains(first), "{message}");
        messages.push(message);
    }
    assert_ne!(messages[0], messages[1]);
    let refused = who.post(REORDER, json!({"items": []})).await;
    let errors = refused.refused(422, "invalid_body");
    assert_eq!(
        (errors.len(), &errors[0]["params"]["missing"]),
        (1, &json!([first, second, third]))
    );
    for (body, told) in [
        (json!({}), faults(&[("/items", "missing_field")])),
        (json!({"items": "A"}), faults(&[("/items", "wrong_type")])),
        (
            json!({"items": [first, "A", 3], "by": "hand"}),
            faults(&[
                ("/by", "unknown_field"),
                ("/items/1", "invalid_format"),
                ("/items/2", "wrong_type"),
            ]),
        ),
    ] {
        let refused = who.post(REORDER, body.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), told, "{body}");
    }
    assert_eq!(places(who).await, at(&[("A", 1), ("B", 2), ("C", 3)]));
    assert_eq!(versions(who).await, [1, 1, 1]);
    assert_eq!(moves(&world.coordinator).await, 0);
}

#[actix_web::test]
async fn an_order_sent_twice_with_its_key_is_made_once() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let [a, b, c] = three(who).await;
    let keyed = who.with("Idempotency-Key", "ordre");
    let asked = ordered(&[&c, &b, &a]);
    let first = keyed.post(REORDER, asked.clone()).await;
    first.expect(200);
    who.post(REORDER, ordered(&[&b, &a, &c])).await.expect(200);
    let before = shown(who).await;
    let again = keyed.post(REORDER, asked).await;
    assert_eq!(
        (again.header("Idempotency-Replayed"), &again.text),
        ("true", &first.text)
    );
    assert_eq!(shown(who).await, before);
    assert_eq!(places(who).await, at(&[("B", 1), ("A", 2), ("C", 3)]));
}

#[actix_web::test]
async fn two_orders_at_once_end_in_one_of_the_two() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let [a, b, c] = three(who).await;
    let first = (ordered(&[&c, &b, &a]), at(&[("C", 1), ("B", 2), ("A", 3)]));
    let second = (ordered(&[&b, &a, &c]), at(&[("B", 1), ("A", 2), ("C", 3)]));
    for _ in 0..4 {
        let both = join(
            who.post(REORDER, first.0.clone()),
            world.coordinator.post(REORDER, second.0.clone()),
        );
        let (one, other) = both.await;
        one.expect(200);
        other.expect(200);
        let after = places(who).await;
        assert!(after == first.1 || after == second.1, "{after:?}");
    }
}

#[actix_web::test]
async fn one_added_in_a_place_while_an_order_is_made_is_in_it_or_missing_from_it() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let [a, b, c] = three(who).await;
    let order = ordered(&[&c, &b, &a]);
    let both = join(
        who.post(REORDER, order),
        world.coordinator.post(ITEMS, item("D", json!({"position": 1}))),
    );
    let (reordered, made) = both.await;
    made.expect(201);
    if reordered.status == 200 {
        assert_eq!(places(who).await, at(&[("D", 1), ("C", 2), ("B", 3), ("A", 4)]));
    } else {
        assert_eq!(
            reordered.faults(422, "invalid_body"),
            faults(&[("/items", "order_incomplete")])
        );
        assert_eq!(places(who).await, at(&[("D", 1), ("A", 2), ("B", 3), ("C", 4)]));
    }
}
