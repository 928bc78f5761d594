//! A place in the reserve is one application's in its programme.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::call::{APPLICATIONS, LATER, acted, application, faults, led_to, patient, programme_of};
use crate::support::{Client, Reply, World};

async fn reserve(who: &Client, path: &str, rank: u32) -> Reply {
    who.act(path, "reserve", json!({"rank": rank})).await
}

#[actix_web::test]
async fn it_is_taken_by_one_in_reserve_or_selected_from_it() {
    let world = World::new().await;
    let who = &world.coordinator;
    let taken = faults(&[("/rank", "already_taken")]);
    let first = led_to(&world, "shortlisted", json!({})).await;
    assert_eq!(reserve(who, &first, 1).await.expect(200)["rank"], 1);
    let second = led_to(&world, "admissible", json!({})).await;
    let before = who.get(&second).await.expect(200);
    let refused = reserve(who, &second, 1).await;
    assert_eq!(refused.faults(422, "invalid_body"), taken);
    assert_eq!(who.get(&second).await.expect(200), before);
    // Ranks need not follow each other.
    assert_eq!(reserve(who, &second, 7).await.expect(200)["rank"], 7);
    let selected = acted(&world, &first, "select").await;
    assert_eq!((&selected["state"], &selected["rank"]), (&json!("laureate"), &json!(1)));
    let third = led_to(&world, "admissible", json!({})).await;
    let refused = reserve(who, &third, 1).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        taken,
        "it was the first of the reserve"
    );
    // One that was never in reserve has none.
    let other = led_to(&world, "shortlisted", json!({})).await;
    assert_eq!(acted(&world, &other, "select").await["rank"], Value::Null);
    // Given back, it is another's.
    acted(&world, &second, "withdraw").await;
    assert_eq!(reserve(who, &third, 7).await.expect(200)["rank"], 7);
    // What a body asks for is refused before the state is.
    let refused = reserve(who, &first, 7).await;
    assert_eq!(refused.faults(422, "invalid_body"), taken);
    let refused = reserve(who, &first, 8).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
}

#[actix_web::test]
async fn another_programme_has_ranks_of_its_own() {
    let world = World::new().await;
    let who = &world.coordinator;
    let own = led_to(&world, "admissible", json!({})).await;
    reserve(who, &own, 1).await.expect(200);
    let second = format!("{}/applications", programme_of(&world, "Europe/Paris").await);
    let there = who
        .post(&second, application(&world, json!({"submitted_at": LATER})))
        .await;
    let there = format!("/v1/applications/{}", there.id());
    acted(&world, &there, "admit").await;
    assert_eq!(reserve(who, &there, 1).await.expect(200)["rank"], 1);
}

#[actix_web::test]
async fn of_many_at_once_one_has_it() {
    let world = World::new().await;
    let mut paths = Vec::new();
    for _ in 0..6 {
        paths.push(led_to(&world, "admissible", json!({})).await);
    }
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    let replies = join_all(paths.iter().map(|path| reserve(&who, path, 1))).await;
    let (given, refused): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 200);
    assert_eq!((given.len(), refused.len()), (1, 5));
    for refused in refused {
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/rank", "already_taken")])
        );
    }
    let page = who.get(&format!("{APPLICATIONS}?state=reserve")).await.expect(200);
    assert_eq!(page["items"], json!([given[0].json()]));
}
