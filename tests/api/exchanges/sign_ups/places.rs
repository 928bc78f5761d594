//! More places move those who wait up.

use serde_json::{Value, json};

use super::{counted, stand, version};
use crate::exchanges::{change, entries, id_of, planned, signed_up};
use crate::support::World;

#[actix_web::test]
async fn more_places_move_up_those_who_fit_in_their_order() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 2})).await;
    let who = world.coordinator.with("If-Match", "*");
    let sign = async |people: u32| signed_up(&world.coordinator, &exchange, json!({"people": people})).await;
    let (one, two, three, four, five) = (
        sign(2).await,
        sign(2).await,
        sign(1).await,
        sign(2).await,
        sign(1).await,
    );
    // One more is too few for the first, and nobody is skipped.
    let edited = who.patch(&exchange, json!({"places": 3})).await.expect(200);
    assert_eq!(edited["signed_up"], json!({"confirmed": 2, "waiting": 6}));
    assert_eq!(
        change(&world, id_of(&exchange), "updated").await,
        entries(&[("exchange", &exchange, "updated")])
    );
    let expected = [
        (&one, "confirmed", Some(1)),
        (&two, "waiting", Some(1)),
        (&three, "waiting", Some(2)),
        (&four, "waiting", Some(3)),
        (&five, "waiting", Some(4)),
    ];
    stand(&world, &expected).await;
    // Three more than that are enough for two of them; what is left is too little for the third.
    let edited = who
        .patch(&exchange, json!({"places": 6, "title": "Grande salle"}))
        .await
        .expect(200);
    assert_eq!(
        (&edited["signed_up"], &edited["version"], &edited["title"]),
        (
            &json!({"confirmed": 5, "waiting": 3}),
            &json!(3),
            &json!("Grande salle")
        )
    );
    let expected = [
        (&one, "confirmed", Some(1)),
        (&two, "confirmed", Some(2)),
        (&three, "confirmed", Some(3)),
        (&four, "waiting", Some(1)),
        (&five, "waiting", Some(2)),
    ];
    stand(&world, &expected).await;
    assert_eq!(
        change(&world, id_of(&exchange), "updated").await,
        entries(&[
            ("exchange", &exchange, "updated"),
            ("sign_up", &two, "confirmed"),
            ("sign_up", &three, "confirmed"),
        ])
    );
    for (path, number) in [(&one, 1), (&two, 2), (&three, 2), (&four, 1), (&five, 1)] {
        assert_eq!(version(&world, path).await, number, "{path}");
    }
}

#[actix_web::test]
async fn without_a_number_of_places_everybody_comes() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 1})).await;
    let mut paths = Vec::new();
    for people in [1, 1, 1, 1] {
        paths.push(signed_up(&world.coordinator, &exchange, json!({"people": people})).await);
    }
    assert_eq!(counted(&world, &exchange).await, (json!(1), json!(3)));
    let who = world.coordinator.with("If-Match", "*");
    let edited = who.patch(&exchange, json!({"places": null})).await.expect(200);
    assert_eq!(
        (&edited["places"], &edited["signed_up"]),
        (&Value::Null, &json!({"confirmed": 4, "waiting": 0}))
    );
    for (path, position) in paths.iter().zip(1..) {
        stand(&world, &[(path, "confirmed", Some(position))]).await;
    }
    let mut told = vec![("exchange", exchange.as_str(), "updated")];
    told.extend(paths[1..].iter().map(|path| ("sign_up", path.as_str(), "confirmed")));
    assert_eq!(change(&world, id_of(&exchange), "updated").await, entries(&told));
    let more = who.post(&format!("{exchange}/sign-ups"), json!({"people": 1000})).await;
    assert_eq!(more.expect(201)["state"], "confirmed");
}

#[actix_web::test]
async fn an_edit_of_anything_else_moves_nobody() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 3})).await;
    let sign = async |people: u32| signed_up(&world.coordinator, &exchange, json!({"people": people})).await;
    let (one, two, three) = (sign(2).await, sign(2).await, sign(1).await);
    let who = world.coordinator.with("If-Match", "*");
    for edit in [
        json!({"title": "Autre", "place": "Salle 4"}),
        json!({"places": 3}),
        json!({"ends_at": "2019-03-04T18:00:00Z"}),
    ] {
        who.patch(&exchange, edit).await.expect(200);
        let expected = [
            (&one, "confirmed", Some(1)),
            (&two, "waiting", Some(1)),
            (&three, "waiting", Some(2)),
        ];
        stand(&world, &expected).await;
    }
    assert_eq!(
        world
            .app
            .text("select count(*) from journal where action = 'confirmed'")
            .await,
        "0"
    );
}
