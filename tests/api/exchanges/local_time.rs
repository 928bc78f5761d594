//! Hours are instants, and are shown beside as the clocks of the programme's zone show them.

use serde_json::{Value, json};

use super::{EXCHANGES, PROGRAMME, body_of, exchange, faults, made, planned, programme_of};
use crate::support::World;

/// The times of an exchange, as it is shown.
fn times(shown: &Value) -> [Value; 5] {
    ["time_zone", "starts_at", "ends_at", "starts_local", "ends_local"].map(|field| shown[field].clone())
}

#[actix_web::test]
async fn summer_and_winter_are_told_by_the_programmes_clocks() {
    let world = World::new().await;
    let who = &world.coordinator;
    for (sent, instants, local) in [
        (
            ["2019-01-15T14:00:00+01:00", "2019-01-15T16:30:00+01:00"],
            ["2019-01-15T13:00:00Z", "2019-01-15T15:30:00Z"],
            ["2019-01-15T14:00", "2019-01-15T16:30"],
        ),
        (
            ["2018-06-27T12:00:00Z", "2018-06-27T15:00:00Z"],
            ["2018-06-27T12:00:00Z", "2018-06-27T15:00:00Z"],
            ["2018-06-27T14:00", "2018-06-27T17:00"],
        ),
        // Written by clocks of elsewhere.
        (
            ["2019-06-27T08:00:00-04:00", "2019-06-27T23:30:00+11:00"],
            ["2019-06-27T12:00:00Z", "2019-06-27T12:30:00Z"],
            ["2019-06-27T14:00", "2019-06-27T14:30"],
        ),
        // Over midnight, and over the end of a year.
        (
            ["2019-12-31T22:30:00Z", "2019-12-31T23:45:00Z"],
            ["2019-12-31T22:30:00Z", "2019-12-31T23:45:00Z"],
            ["2019-12-31T23:30", "2020-01-01T00:45"],
        ),
        // The night in which an hour is left out.
        (
            ["2019-03-31T00:30:00Z", "2019-03-31T01:30:00Z"],
            ["2019-03-31T00:30:00Z", "2019-03-31T01:30:00Z"],
            ["2019-03-31T01:30", "2019-03-31T03:30"],
        ),
        // The night in which an hour comes twice: an hour lies between two hours of one name.
        (
            ["2019-10-27T00:30:00Z", "2019-10-27T01:30:00Z"],
            ["2019-10-27T00:30:00Z", "2019-10-27T01:30:00Z"],
            ["2019-10-27T02:30", "2019-10-27T02:30"],
        ),
    ] {
        let body = exchange(json!({"starts_at": sent[0], "ends_at": sent[1]}));
        let path = made(who, EXCHANGES, body).await;
        let expected = ["Europe/Paris", instants[0], instants[1], local[0], local[1]].map(|told| json!(told));
        for reader in [who, &world.beta_expert, &world.observer] {
            assert_eq!(times(&reader.get(&path).await.expect(200)), expected, "{sent:?}");
        }
    }
}

#[actix_web::test]
async fn another_programme_has_other_clocks() {
    let world = World::new().await;
    let who = &world.coordinator;
    // Summer time begins three weeks earlier there.
    let second = programme_of(&world, "America/Miquelon").await;
    let exchanges = format!("{second}/exchanges");
    for (starts, ends, local) in [
        (
            "2019-01-15T13:00:00Z",
            "2019-01-15T15:30:00Z",
            ["2019-01-15T10:00", "2019-01-15T12:30"],
        ),
        (
            "2019-03-20T13:00:00Z",
            "2019-03-20T15:30:00Z",
            ["2019-03-20T11:00", "2019-03-20T13:30"],
        ),
        (
            "2019-06-27T01:00:00Z",
            "2019-06-27T03:00:00Z",
            ["2019-06-26T23:00", "2019-06-27T01:00"],
        ),
    ] {
        let body = exchange(json!({"starts_at": starts, "ends_at": ends}));
        let path = made(who, &exchanges, body.clone()).await;
        let expected = ["America/Miquelon", starts, ends, local[0], local[1]].map(|told| json!(told));
        assert_eq!(times(&who.get(&path).await.expect(200)), expected);
        let page = who.get(&exchanges).await.expect(200);
        let items = page["items"].as_array().unwrap();
        assert!(
            items.iter().any(|item| times(item) == expected),
            "a list shows the same: {page}"
        );
        // The first programme goes on by its own.
        let path = made(who, EXCHANGES, body).await;
        assert_eq!(who.get(&path).await.expect(200)["time_zone"], "Europe/Paris");
    }
}

#[actix_web::test]
async fn a_programme_that_moves_shows_the_same_instants_by_its_new_clocks() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = planned(&world, json!({})).await;
    let before = who.get(&path).await;
    let edit = json!({"time_zone": "Indian/Reunion"});
    who.with("If-Match", "*").patch(PROGRAMME, edit).await.expect(200);
    let after = who.get(&path).await;
    let told = [
        "Indian/Reunion",
        "2019-03-04T13:00:00Z",
        "2019-03-04T16:00:00Z",
        "2019-03-04T17:00",
        "2019-03-04T20:00",
    ];
    assert_eq!(times(&after.expect(200)), told.map(|told| json!(told)));
    assert_eq!(after.json()["version"], before.json()["version"], "it was not edited");
    // Whoever holds the page of before is shown it anew, and may edit it.
    let held = who.with("If-None-Match", before.etag()).get(&path).await;
    assert_eq!(held.status, 200);
    let edited = who.matching(&before).patch(&path, json!({"title": "Autre"})).await;
    assert_eq!(edited.expect(200)["starts_local"], "2019-03-04T17:00");
}

#[actix_web::test]
async fn it_is_held_from_its_day_on_by_the_programmes_calendar() {
    let world = World::new().await;
    let who = &world.coordinator;
    let second = format!("{}/exchanges", programme_of(&world, "Indian/Reunion").await);
    let held = body_of(&world, "hold");
    // The first hour of 5 March on La Réunion, the evening of the 4th in Paris.
    let evening = exchange(json!({"starts_at": "2019-03-04T20:30:00Z", "ends_at": "2019-03-04T22:00:00Z"}));
    let there = made(who, &second, evening.clone()).await;
    let here = made(who, EXCHANGES, evening).await;
    // The first hour of 5 March in Paris.
    let night = exchange(json!({"starts_at": "2019-03-04T23:30:00Z", "ends_at": "2019-03-05T01:00:00Z"}));
    let night = made(who, EXCHANGES, night).await;
    let later = exchange(json!({"starts_at": "2019-06-27T12:00:00Z", "ends_at": "2019-06-27T15:00:00Z"}));
    let later = made(who, EXCHANGES, later).await;
    for (path, day) in [(&there, "2019-03-05"), (&night, "2019-03-05"), (&later, "2019-06-27")] {
        let before = who.get(path).await.expect(200);
        let refused = who.act(path, "hold", held.clone()).await;
        let error = &refused.refused(409, "conflict")[0];
        assert_eq!(
            (&error["pointer"], &error["code"], &error["params"]),
            (&json!(""), &json!("exchange_ahead"), &json!({"from": day}))
        );
        assert_eq!(who.get(path).await.expect(200), before);
    }
    who.act(&here, "hold", held.clone()).await.expect(200);
    // On its very day, whatever the hour, and any day after.
    let next = world.app.on("2019-03-05");
    let who = who.at(&next.base_url);
    for path in [&there, &night] {
        assert_eq!(who.act(path, "hold", held.clone()).await.expect(200)["state"], "held");
    }
    let refused = who.act(&later, "hold", held.clone()).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "exchange_ahead")]));
    let eve = world.app.on("2019-06-26");
    let refused = who.at(&eve.base_url).act(&later, "hold", held.clone()).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "exchange_ahead")]));
    let after = world.app.on("2019-08-01");
    let held = who.at(&after.base_url).act(&later, "hold", held).await;
    assert_eq!(held.expect(200)["state"], "held");
}

/// It is ahead, and what is said of who came is wrong: what is wrong with a body is told first.
#[actix_web::test]
async fn what_a_body_lacks_is_told_before_its_day() {
    let world = World::new().await;
    let ahead = json!({"starts_at": "2019-06-27T12:00:00Z", "ends_at": "2019-06-27T15:00:00Z"});
    let path = planned(&world, ahead).await;
    let twice = json!({"organisation": world.asn, "people": 3});
    let body = json!({"attendance": [twice, twice]});
    let refused = world.coordinator.act(&path, "hold", body).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/attendance/1/organisation", "duplicate")])
    );
}
