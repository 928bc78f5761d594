//! The hour at which an application came is an instant, and is shown beside as the clocks of the programme's zone show it.

use serde_json::{Value, json};

use crate::call::{APPLICATIONS, applied, column, open_call};
use crate::support::World;

#[actix_web::test]
async fn an_hour_is_told_by_the_programmes_clocks() {
    let world = World::new().await;
    let who = &world.coordinator;
    for (zone, sent, instant, local) in [
        (
            "Europe/Paris",
            "2018-09-14T22:59:59+02:00",
            "2018-09-14T20:59:59Z",
            "2018-09-14T22:59",
        ),
        (
            "Europe/Paris",
            "2019-01-15T22:59:59Z",
            "2019-01-15T22:59:59Z",
            "2019-01-15T23:59",
        ),
        // Written by clocks of elsewhere, over midnight.
        (
            "Europe/Paris",
            "2018-09-14T18:30:00-04:00",
            "2018-09-14T22:30:00Z",
            "2018-09-15T00:30",
        ),
        (
            "Europe/Paris",
            "2018-09-15T08:59:00+11:00",
            "2018-09-14T21:59:00Z",
            "2018-09-14T23:59",
        ),
        // The hour that comes twice, and that which is left out.
        (
            "Europe/Paris",
            "2018-10-28T02:30:00+02:00",
            "2018-10-28T00:30:00Z",
            "2018-10-28T02:30",
        ),
        (
            "Europe/Paris",
            "2018-10-28T02:30:00+01:00",
            "2018-10-28T01:30:00Z",
            "2018-10-28T02:30",
        ),
        (
            "Europe/Paris",
            "2019-03-31T01:00:00Z",
            "2019-03-31T01:00:00Z",
            "2019-03-31T03:00",
        ),
        (
            "America/Cayenne",
            "2018-09-15T04:59:59+02:00",
            "2018-09-15T02:59:59Z",
            "2018-09-14T23:59",
        ),
        (
            "Pacific/Noumea",
            "2018-09-14T15:00:00+02:00",
            "2018-09-14T13:00:00Z",
            "2018-09-15T00:00",
        ),
    ] {
        open_call(&world, zone, Value::Null, Value::Null).await;
        let path = applied(&world, json!({"submitted_at": sent})).await;
        let shown = who.get(&path).await.expect(200);
        assert_eq!(
            (&shown["submitted_at"], &shown["submitted_local"]),
            (&json!(instant), &json!(local)),
            "{zone} {sent}"
        );
    }
}

#[actix_web::test]
async fn a_programme_that_moves_shows_the_same_instants_by_its_new_clocks() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = applied(&world, json!({})).await;
    let before = who.get(&path).await;
    open_call(&world, "Pacific/Noumea", Value::Null, Value::Null).await;
    let mut expected = before.expect(200);
    expected["submitted_local"] = json!("2018-09-15T07:59");
    assert_eq!(who.get(&path).await.expect(200), expected, "it was not edited");
    let page = who.get(APPLICATIONS).await.expect(200);
    assert_eq!(column(&page, "submitted_local"), ["2018-09-15T07:59"]);
    // Whoever holds the page of before is shown it anew, and may edit it.
    let held = who.with("If-None-Match", before.etag()).get(&path).await;
    assert_eq!(held.status, 200);
    let edited = who.matching(&before).patch(&path, json!({"title": "Lettres"})).await;
    assert_eq!(edited.expect(200)["submitted_local"], "2018-09-15T07:59");
}
