//! The places of a roadmap's items: those that are asked for, and moves.

use serde_json::{Value, json};

use super::{ITEMS, added, at, item, moves, places, shown, three, versions};
use crate::support::World;

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
