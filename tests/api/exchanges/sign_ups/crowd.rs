//! Many at once: places are given once, in the order in which sign-ups were recorded.

use std::collections::BTreeSet;

use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use super::{cancel, counted, stand};
use crate::exchanges::{change, column, entries, patient, planned, signed_up};
use crate::support::{Client, World};

const CROWD: usize = 200;

/// Those who were recorded, in that order, by the journal.
async fn recorded(world: &World) -> Vec<String> {
    let told = "select coalesce(string_agg(entity_id::text, ',' order by seq), '') from journal
        where entity = 'sign_up' and action = 'created'";
    world.app.text(told).await.split(',').map(str::to_owned).collect()
}

/// The items of the whole list.
async fn all(world: &World, exchange: &str) -> Vec<Value> {
    let page = world.coordinator.get(&format!("{exchange}/sign-ups?limit=200")).await;
    let page = page.expect(200);
    assert_eq!(page["next"], Value::Null);
    page["items"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn two_hundred_at_once_for_one_place_are_one_who_comes_and_a_queue() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 1})).await;
    let sign_ups = format!("{exchange}/sign-ups");
    let twin = patient(&world);
    let callers: [Client; 6] = [
        &world.alpha_expert,
        &world.beta_expert,
        &world.asn_laureate,
        &world.chu_laureate,
        &world.observer,
        &world.coordinator,
    ]
    .map(|client| client.at(&twin.base_url));
    let sent = (0..CROWD).map(|number| {
        let client = &callers[number % callers.len()];
        client.post(&sign_ups, json!({}))
    });
    let replies = join_all(sent).await;
    // What each is answered is where it stands: nobody came or went since.
    let mut answered: Vec<(String, Value, Value)> = Vec::new();
    for reply in &replies {
        let told = reply.expect(201);
        answered.push((reply.id(), told["state"].clone(), told["position"].clone()));
    }
    let inside: Vec<_> = answered.iter().filter(|(_, state, _)| *state == "confirmed").collect();
    assert_eq!(inside.len(), 1, "one of them comes");
    assert_eq!(inside[0].2, 1);
    let positions: BTreeSet<u64> = answered
        .iter()
        .filter(|(_, state, _)| *state == "waiting")
        .map(|(.., position)| position.as_u64().unwrap())
        .collect();
    assert_eq!(positions, (1..CROWD as u64).collect::<BTreeSet<_>>());

    let order = recorded(&world).await;
    assert_eq!(order.len(), CROWD);
    let listed = all(&world, &exchange).await;
    assert_eq!(column(&json!({"items": listed}), "id"), order);
    for (place, item) in listed.iter().enumerate() {
        let (state, position) = match place {
            0 => ("confirmed", 1),
            place => ("waiting", place),
        };
        assert_eq!(
            (&item["state"], &item["position"]),
            (&json!(state), &json!(position)),
            "{place}: {item}"
        );
        let told = (order[place].clone(), json!(state), json!(position));
        assert!(answered.contains(&told), "{told:?} was answered");
    }
    assert_eq!(counted(&world, &exchange).await, (json!(1), json!(199)));

    // The one who comes does not: the first of those who wait does, and nobody else.
    let path = |place: usize| format!("{sign_ups}/{}", order[place]);
    cancel(&world.coordinator, &path(0)).await;
    let told = change(&world, &order[0], "cancelled").await;
    assert_eq!(
        told,
        entries(&[("sign_up", &path(0), "cancelled"), ("sign_up", &path(1), "confirmed")])
    );
    let listed = all(&world, &exchange).await;
    assert_eq!(column(&json!({"items": listed}), "id"), order);
    for (place, item) in listed.iter().enumerate() {
        let expected = match place {
            0 => (json!("cancelled"), Value::Null, json!(2)),
            1 => (json!("confirmed"), json!(1), json!(2)),
            place => (json!("waiting"), json!(place - 1), json!(1)),
        };
        assert_eq!(
            (&item["state"], &item["position"], &item["version"]),
            (&expected.0, &expected.1, &expected.2),
            "{place}: {item}"
        );
    }
    assert_eq!(counted(&world, &exchange).await, (json!(1), json!(198)));
}

#[actix_web::test]
async fn as_many_as_give_up_at_once_are_followed_by_as_many_in_order() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 12})).await;
    let mut paths = Vec::new();
    for _ in 0..30 {
        paths.push(signed_up(&world.coordinator, &exchange, json!({})).await);
    }
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url).with("If-Match", "*");
    let gone = paths[..12].iter().map(|path| {
        let who = &who;
        async move { who.post(&format!("{path}/cancel"), json!({})).await }
    });
    for reply in join_all(gone).await {
        assert_eq!(reply.expect(200)["state"], "cancelled");
    }
    for (place, path) in paths.iter().enumerate() {
        let place = u32::try_from(place).unwrap();
        let expected = match place {
            0..12 => ("cancelled", None),
            12..24 => ("confirmed", Some(place - 11)),
            _ => ("waiting", Some(place - 23)),
        };
        stand(&world, &[(path, expected.0, expected.1)]).await;
    }
    assert_eq!(counted(&world, &exchange).await, (json!(12), json!(6)));
    // Each cancellation moved one up, by its own change.
    let pairs = "select string_agg(number::text, ',') from (select count(*) as number from journal
        where entity = 'sign_up' and change_id in (select change_id from journal where entity = 'sign_up' and action = 'cancelled')
        group by change_id) each";
    assert_eq!(world.app.text(pairs).await, ["2"; 12].join(","));
}

/// Some come, some go, and places are added, all at once: never more come than there are places, and nobody waits who is
/// first and would fit.
#[actix_web::test]
async fn whatever_happens_at_once_places_are_full_and_not_overfull() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 4})).await;
    let mut paths = Vec::new();
    for _ in 0..10 {
        paths.push(signed_up(&world.coordinator, &exchange, json!({})).await);
    }
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url).with("If-Match", "*");
    let sign_ups = format!("{exchange}/sign-ups");
    let coming = join_all((0..20).map(|_| who.post(&sign_ups, json!({}))));
    let going = join_all(paths[..6].iter().map(|path| {
        let who = &who;
        async move { who.post(&format!("{path}/cancel"), json!({})).await }
    }));
    let widening = who.patch(&exchange, json!({"places": 7}));
    let (came, (went, widened)) = join(coming, join(going, widening)).await;
    came.iter().for_each(|reply| drop(reply.expect(201)));
    went.iter().for_each(|reply| drop(reply.expect(200)));
    widened.expect(200);
    let listed = all(&world, &exchange).await;
    let [inside, waiting, gone] = ["confirmed", "waiting", "cancelled"].map(|state| {
        let of = listed.iter().filter(|item| item["state"] == state);
        of.collect::<Vec<_>>()
    });
    assert_eq!((inside.len(), waiting.len(), gone.len()), (7, 17, 6));
    for queue in [inside, waiting] {
        let positions: Vec<_> = queue.iter().map(|item| item["position"].clone()).collect();
        let counted: Vec<_> = (1..=queue.len()).map(|position| json!(position)).collect();
        assert_eq!(positions, counted);
    }
    // Those who come signed up before those who wait.
    let last = listed.iter().rposition(|item| item["state"] == "confirmed");
    let first = listed.iter().position(|item| item["state"] == "waiting");
    assert!(last < first, "{last:?} {first:?}");
}
