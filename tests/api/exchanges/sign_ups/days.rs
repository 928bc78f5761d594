//! Until when somebody signs up and cancels: while the exchange is planned, until the day on which it ends.

use serde_json::{Value, json};

use super::{cancel, counted, stand};
use crate::exchanges::{EXCHANGES, body_of, exchange, faults, made, planned, programme_of, signed_up};
use crate::support::World;

#[actix_web::test]
async fn one_signs_up_until_the_day_on_which_it_ends_by_the_programmes_calendar() {
    let world = World::new().await;
    let who = &world.coordinator;
    let second = format!("{}/exchanges", programme_of(&world, "Indian/Reunion").await);
    // It ends in the first hour of 6 March in Paris.
    let night = exchange(json!({"starts_at": "2019-03-05T20:00:00Z", "ends_at": "2019-03-05T23:30:00Z"}));
    let here = made(who, EXCHANGES, night).await;
    // In the evening of 5 March in Paris, in the first hour of the 6th there.
    let evening = exchange(json!({"starts_at": "2019-03-05T18:00:00Z", "ends_at": "2019-03-05T20:30:00Z"}));
    let earlier = made(who, EXCHANGES, evening.clone()).await;
    let there = made(who, &second, evening).await;
    for (today, path, over) in [
        ("2019-03-05", &here, None),
        ("2019-03-05", &earlier, None),
        ("2019-03-05", &there, None),
        ("2019-03-06", &here, None),
        ("2019-03-06", &earlier, Some("2019-03-05")),
        ("2019-03-06", &there, None),
        ("2019-03-07", &here, Some("2019-03-06")),
        ("2019-03-07", &there, Some("2019-03-06")),
        ("2019-12-02", &earlier, Some("2019-03-05")),
    ] {
        let later = world.app.on(today);
        let who = who.at(&later.base_url);
        let reply = who.post(&format!("{path}/sign-ups"), json!({})).await;
        let Some(until) = over else {
            reply.expect(201);
            continue;
        };
        let error = &reply.refused(409, "conflict")[0];
        assert_eq!(
            (&error["pointer"], &error["code"], &error["params"]),
            (&json!(""), &json!("exchange_over"), &json!({"until": until})),
            "{today}"
        );
    }
    for (path, number) in [(&here, 2), (&earlier, 1), (&there, 2)] {
        assert_eq!(counted(&world, path).await, (json!(number), json!(0)));
    }
}

#[actix_web::test]
async fn nobody_signs_up_for_what_was_held_or_cancelled() {
    let world = World::new().await;
    let who = &world.coordinator;
    for verb in ["hold", "cancel"] {
        let exchange = planned(&world, json!({"places": 1})).await;
        let inside = signed_up(&world.asn_laureate, &exchange, json!({})).await;
        let waiting = signed_up(&world.alpha_expert, &exchange, json!({})).await;
        who.act(&exchange, verb, body_of(&world, verb)).await.expect(200);
        for client in [who, &world.asn_laureate, &world.observer] {
            let refused = client.post(&format!("{exchange}/sign-ups"), json!({})).await;
            assert_eq!(
                refused.faults(409, "conflict"),
                faults(&[("", "wrong_state")]),
                "{verb}"
            );
        }
        // Who came and who did not is said otherwise from then on.
        for (client, path) in [
            (&world.asn_laureate, &inside),
            (&world.alpha_expert, &waiting),
            (who, &inside),
        ] {
            let before = client.get(path).await.expect(200);
            let refused = client.act(path, "cancel", json!({})).await;
            assert_eq!(
                refused.faults(409, "conflict"),
                faults(&[("", "wrong_state")]),
                "{verb}"
            );
            assert_eq!(client.get(path).await.expect(200), before);
        }
    }
}

#[actix_web::test]
async fn what_is_cancelled_is_not_cancelled_again() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 1})).await;
    let one = signed_up(&world.asn_laureate, &exchange, json!({})).await;
    let two = signed_up(&world.asn_laureate, &exchange, json!({})).await;
    let three = signed_up(&world.asn_laureate, &exchange, json!({})).await;
    let who = &world.asn_laureate;
    for path in [&two, &one] {
        let cancelled = cancel(who, path).await;
        assert_eq!(
            (&cancelled["state"], cancelled.get("position")),
            (&json!("cancelled"), Some(&Value::Null))
        );
        assert_eq!(who.get(path).await.expect(200), cancelled);
        let again = who.act(path, "cancel", json!({})).await;
        assert_eq!(again.faults(409, "conflict"), faults(&[("", "wrong_state")]));
        assert_eq!(who.get(path).await.expect(200), cancelled);
    }
    stand(&world, &[(&three, "confirmed", Some(1))]).await;
    assert_eq!(counted(&world, &exchange).await, (json!(1), json!(0)));
}

#[actix_web::test]
async fn a_cancellation_takes_the_edit_that_it_acts_on() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 1})).await;
    let inside = signed_up(&world.asn_laureate, &exchange, json!({})).await;
    let waiting = signed_up(&world.alpha_expert, &exchange, json!({})).await;
    let who = &world.alpha_expert;
    let read = who.get(&waiting).await;
    let acted = format!("{waiting}/cancel");
    who.post(&acted, json!({})).await.refused(428, "precondition_required");
    let refused = who.matching(&read).post(&acted, json!({"motive": "Malade."})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/motive", "unknown_field")])
    );
    // It moves up meanwhile: whoever meant to give up a place in the queue is told.
    cancel(&world.asn_laureate, &inside).await;
    let stale = who.matching(&read).post(&acted, json!({})).await;
    stale.refused(412, "stale");
    let now = who.get(&waiting).await;
    assert_eq!(now.expect(200)["state"], "confirmed");
    assert_eq!(stale.json()["current"]["etag"], now.etag());
    who.matching(&now).post(&acted, json!({})).await.expect(200);
    // It is not edited otherwise, and not deleted.
    for method in [reqwest::Method::PATCH, reqwest::Method::DELETE] {
        let any = who.with("If-Match", "*");
        let refused = any.send(method, &waiting, Some(json!({}))).await;
        refused.refused(405, "method_not_allowed");
    }
}
