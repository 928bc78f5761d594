//! Decisions are numbered from 1 in their programme, without gaps, whichever committee takes them.

use std::collections::BTreeSet;

use futures_util::future::{join, join_all};
use serde_json::json;

use super::{committee, decided, decision};
use crate::exchanges::{DECISIONS, column, exchange, made, patient, planned, programme_of};
use crate::support::World;

#[actix_web::test]
async fn committees_count_together_and_programmes_apart() {
    let world = World::new().await;
    let who = &world.coordinator;
    let (march, june) = (committee(&world, "Mars").await, committee(&world, "Juin").await);
    for (committee, number) in [(&march, 1), (&june, 2), (&june, 3), (&march, 4)] {
        let path = decided(&world, committee, json!({})).await;
        assert_eq!(who.get(&path).await.expect(200)["number"], number);
    }
    let second = format!("{}/exchanges", programme_of(&world, "Europe/Paris").await);
    let other = made(who, &second, exchange(json!({"kind": "steering_committee"}))).await;
    for number in 1..3 {
        let path = made(who, &format!("{other}/decisions"), decision(json!({}))).await;
        assert_eq!(who.get(&path).await.expect(200)["number"], number);
    }
    let path = decided(&world, &june, json!({})).await;
    assert_eq!(who.get(&path).await.expect(200)["number"], 5);
    let page = who.get(DECISIONS).await.expect(200);
    assert_eq!(column(&page, "number"), [1, 2, 3, 4, 5]);
    // A number stays what it is.
    who.act(&path, "settle", json!({})).await.expect(200);
    assert_eq!(who.get(&path).await.expect(200)["number"], 5);
}

#[actix_web::test]
async fn what_is_refused_or_sent_again_takes_no_number() {
    let world = World::new().await;
    let who = &world.coordinator;
    let exchange = committee(&world, "Comité").await;
    let decisions = format!("{exchange}/decisions");
    let workshop = planned(&world, json!({})).await;
    for round in 1..4 {
        let stranger = decision(json!({"owner": world.nobody.account()}));
        who.post(&decisions, stranger).await.refused(422, "invalid_body");
        who.post(&decisions, json!({"text": ""}))
            .await
            .refused(422, "invalid_body");
        world
            .alpha_expert
            .post(&decisions, decision(json!({})))
            .await
            .refused(403, "forbidden");
        let misplaced = format!("{workshop}/decisions");
        who.post(&misplaced, decision(json!({}))).await.refused(409, "conflict");
        // Twice at once, and once more.
        let keyed = who.with("Idempotency-Key", &format!("decision-{round}"));
        let send = || keyed.post(&decisions, decision(json!({})));
        let (one, two) = join(send(), send()).await;
        let three = send().await;
        assert_eq!(three.header("Idempotency-Replayed"), "true");
        for reply in [&one, &two, &three] {
            assert_eq!(reply.expect(201), one.json());
            assert_eq!(reply.json()["number"], round);
        }
    }
    let page = who.get(DECISIONS).await.expect(200);
    assert_eq!(column(&page, "number"), [1, 2, 3]);
}

#[actix_web::test]
async fn many_at_once_in_two_committees_leave_no_gap() {
    const EACH: u64 = 30;
    let world = World::new().await;
    let (march, june) = (committee(&world, "Mars").await, committee(&world, "Juin").await);
    let twin = patient(&world);
    let clients = [&world.coordinator, &world.technical_coordinator].map(|client| client.at(&twin.base_url));
    let sent = (0..2 * EACH).map(|turn| {
        let client = &clients[usize::from(turn % 4 < 2)];
        let committee = if turn % 2 == 0 { &march } else { &june };
        let body = decision(json!({"text": format!("Décision de la demande {turn}.")}));
        async move { client.post(&format!("{committee}/decisions"), body).await }
    });
    let replies = join_all(sent).await;
    let numbers: BTreeSet<u64> = replies
        .iter()
        .map(|reply| reply.expect(201)["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, (1..=2 * EACH).collect::<BTreeSet<_>>());
    let page = world
        .coordinator
        .get(&format!("{DECISIONS}?limit=200&count=true"))
        .await
        .expect(200);
    assert_eq!(page["total"], 2 * EACH);
    let numbers: Vec<_> = (1..=2 * EACH).map(|number| json!(number)).collect();
    assert_eq!(column(&page, "number"), numbers);
    // Each is of the committee that it was sent to, as it was sent.
    for (turn, reply) in replies.iter().enumerate() {
        let committee = if turn % 2 == 0 { "Mars" } else { "Juin" };
        let told = reply.json();
        assert_eq!(told["exchange"]["name"], committee);
        assert_eq!(told["text"], format!("Décision de la demande {turn}."));
        let items = page["items"].as_array().unwrap();
        assert!(items.contains(&told), "{told} is not listed");
    }
}
