//! The order of a roadmap: places that are asked for, moves, and whole orders.

use futures_util::future::join;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{HISTORY, ITEMS, REORDER, added, at, faults, id_of, item, led_to, ordered, places, shown};
use crate::support::{Client, World};

/// A, B and C, in this order.
async fn three(client: &Client) -> [String; 3] {
    [
        added(client, "A", json!({})).await,
        added(client, "B", json!({})).await,
        added(client, "C", json!({})).await,
    ]
}

/// The versions, in the roadmap's order.
async fn versions(client: &Client) -> Vec<i64> {
    let items = shown(client).await;
    items.iter().map(|item| item["version"].as_i64().unwrap()).collect()
}

/// How often the history tells of a move.
async fn moves(client: &Client) -> Value {
    let told = client.get(&format!("{HISTORY}&action=reordered&count=true")).await;
    told.expect(200)["total"].clone()
}

#[actix_web::test]
async fn one_that_asks_for_no_place_is_the_last_and_for_one_that_asks_the_others_make_room() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    three(who).await;
    assert_eq!(places(who).await, at(&[("A", 1), ("B", 2), ("C", 3)]));
    let made = who.post(ITEMS, item("D", json!({"position": 2}))).await.expect(201);
    assert_eq!(made["position"], 2);
    assert_eq!(places(who).await, at(&[("A", 1), ("D", 2), ("B", 3), ("C", 4)]));
    // Those before it stay as they are.
    assert_eq!(versions(who).await, [1, 1, 2, 2]);
    assert_eq!(moves(&world.coordinator).await, 2);
    for (title, position) in [("E", Value::Null), ("F", json!(1_000_000))] {
        added(who, title, json!({"position": position})).await;
    }
    added(who, "G", json!({"position": 1})).await;
    assert_eq!(
        places(who).await,
        at(&[("G", 1), ("A", 2), ("D", 3), ("B", 4), ("C", 5), ("E", 6), ("F", 7)])
    );
    // Another project's have places of their own.
    let elsewhere = "/v1/projects/AMI-T-CHU/roadmap-items";
    let made = world.chu_laureate.post(elsewhere, item("A", json!({}))).await;
    assert_eq!(made.expect(201)["position"], 1);
}

#[actix_web::test]
async fn a_patch_moves_one_and_the_same_place_moves_none() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let [a, b, c] = three(&who).await;
    let known = who.get(&a).await;
    let moved = who.patch(&c, json!({"position": 1})).await.expect(200);
    assert_eq!(moved["position"], 1);
    assert_eq!(places(&who).await, at(&[("C", 1), ("A", 2), ("B", 3)]));
    assert_eq!(versions(&who).await, [2, 2, 2]);
    // What made room is another version.
    let stale = world.asn_laureate.matching(&known);
    stale.patch(&a, json!({"title": "A'"})).await.refused(412, "stale");
    let before = (shown(&who).await, moves(&world.coordinator).await);
    let same = who.patch(&a, json!({"position": 2})).await.expect(200);
    assert_eq!(same["version"], 2);
    assert_eq!((shown(&who).await, moves(&world.coordinator).await), before);
    let edited = who.patch(&a, json!({"position": 2, "title": "A'"})).await.expect(200);
    assert_eq!(edited["version"], 3);
    assert_eq!(places(&who).await, at(&[("C", 1), ("A'", 2), ("B", 3)]));
    assert_eq!(moves(&world.coordinator).await, before.1);
    // An edit of something else moves nothing, and a verb neither.
    who.patch(&b, json!({"horizon": "long"})).await.expect(200);
    world.asn_laureate.act(&b, "adopt", json!({})).await.expect(200);
    assert_eq!(places(&who).await, at(&[("C", 1), ("A'", 2), ("B", 3)]));
}

#[actix_web::test]
async fn null_and_a_place_beyond_the_last_are_the_end() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let [a, b, _] = three(&who).await;
    let moved = who.patch(&a, json!({"position": null})).await.expect(200);
    assert_eq!((&moved["position"], &moved["version"]), (&json!(3), &json!(2)));
    assert_eq!(places(&who).await, at(&[("B", 1), ("C", 2), ("A", 3)]));
    for end in [Value::Null, json!(4), json!(1_000_000)] {
        let last = who.patch(&a, json!({"position": end})).await.expect(200);
        assert_eq!(last, moved, "it stands there");
    }
    assert_eq!(moves(&world.coordinator).await, 2);
    let moved = who.patch(&b, json!({"position": 1_000_000})).await.expect(200);
    assert_eq!(moved["position"], 3);
    assert_eq!(places(&who).await, at(&[("C", 1), ("A", 2), ("B", 3)]));
}

#[actix_web::test]
async fn one_moved_to_the_place_of_the_last_stands_there() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let [a, ..] = three(&who).await;
    let moved = who.patch(&a, json!({"position": 3})).await.expect(200);
    assert_eq!(moved["position"], 3);
    assert_eq!(places(&who).await, at(&[("B", 1), ("C", 2), ("A", 3)]));
}

#[actix_web::test]
async fn those_behind_one_that_is_deleted_move_up() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let [_, b, _] = three(&who).await;
    assert_eq!(who.delete(&b).await.status, 204);
    assert_eq!(places(&who).await, at(&[("A", 1), ("C", 2)]));
    assert_eq!(versions(&who).await, [1, 2]);
    assert_eq!(moves(&world.coordinator).await, 1);
    added(&who, "D", json!({})).await;
    assert_eq!(places(&who).await, at(&[("A", 1), ("C", 2), ("D", 3)]));
}

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

/// Whatever is added, moved and deleted: the places are 1 to the last, and those that were not moved keep their order.
#[actix_web::test]
async fn after_any_series_of_moves_there_is_one_in_each_place() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    three(&who).await;
    let mut seed = 20_190_304_u64;
    let mut drawn = |bound: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % bound
    };
    let id = |item: &Value| item["id"].as_str().unwrap().to_owned();
    for step in 0..40 {
        let before = shown(&who).await;
        let place = 1 + drawn(before.len() + 2);
        let one = id(&before[drawn(before.len())]);
        let path = format!("{ITEMS}/{one}");
        let moved = match drawn(6) {
            0 => who.post(ITEMS, item("x", json!({"position": place}))).await.id(),
            1 if before.len() > 3 => {
                assert_eq!(who.delete(&path).await.status, 204);
                one
            }
            2 => {
                who.patch(&path, json!({"position": null})).await.expect(200);
                one
            }
            _ => {
                who.patch(&path, json!({"position": place})).await.expect(200);
                one
            }
        };
        let after = shown(&who).await;
        let stand: Vec<_> = after.iter().map(|item| item["position"].as_i64().unwrap()).collect();
        assert!(stand.iter().copied().eq((1..).take(stand.len())), "{step}: {stand:?}");
        let others =
            |items: &[Value]| -> Vec<String> { items.iter().map(id).filter(|other| *other != moved).collect() };
        assert_eq!(others(&after), others(&before), "{step}: {stand:?}");
    }
}
