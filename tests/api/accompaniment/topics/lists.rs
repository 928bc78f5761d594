//! Topics from the newest to the oldest, and those that are asked for.

use serde_json::json;

use super::{PROGRAMME, TOPICS, added, just, led_to, listed, topic};
use crate::support::World;

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let owner = world.asn_laureate.account();
    for (title, state, maturity, more) in [
        ("Un", "set_aside", "idea", json!({})),
        ("Deux", "open", "ready", json!({"owner": owner})),
        ("Trois", "retained", "studied", json!({"owner": who.account()})),
        ("Quatre", "retained", "ready", json!({"owner": owner})),
        ("Cinq", "open", "idea", json!({})),
    ] {
        let mut more = more;
        more["title"] = json!(title);
        more["maturity"] = json!(maturity);
        led_to(who, state, more).await;
    }
    let all = &["Cinq", "Quatre", "Trois", "Deux", "Un"][..];
    for list in [TOPICS, PROGRAMME] {
        for (query, titles) in [
            ("", all),
            ("?sort=-created_at", all),
            ("?state=open", &["Cinq", "Deux"]),
            ("?state=retained", &["Quatre", "Trois"]),
            ("?state=open&state=set_aside", &["Cinq", "Deux", "Un"]),
            ("?maturity=ready", &["Quatre", "Deux"]),
            ("?maturity=studied&maturity=ready", &["Quatre", "Trois", "Deux"]),
            ("?maturity=ready&state=retained", &["Quatre"]),
            (&format!("?owner={owner}"), &["Quatre", "Deux"]),
            (
                &format!("?owner={owner}&owner={}", who.account()),
                &["Quatre", "Trois", "Deux"],
            ),
            (&format!("?owner={owner}&state=open"), &["Deux"]),
            (&format!("?owner={}", world.observer.account()), &[]),
            ("?updated_since=2000-01-01T00:00:00Z&maturity=idea", &["Cinq", "Un"]),
            ("?updated_since=2100-01-01T00:00:00Z", &[]),
        ] {
            let asked = format!("{list}{query}");
            assert_eq!(listed(who, &asked).await, just(titles), "{asked}");
        }
        for query in [
            "sort=created_at",
            "sort=title",
            "state=closed",
            "maturity=mature",
            "owner=Laureate",
            "title=Un",
        ] {
            let refused = who.get(&format!("{list}?{query}")).await;
            refused.refused(400, "invalid_parameters");
        }
    }
}

#[actix_web::test]
async fn pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    for title in ["A", "B", "C", "D"] {
        added(who, json!({"title": title})).await;
    }
    for list in [TOPICS, PROGRAMME] {
        let mut seen = Vec::new();
        let mut next = String::new();
        loop {
            let page = who.get(&format!("{list}?limit=1{next}")).await.expect(200);
            let items = page["items"].as_array().unwrap();
            seen.extend(items.iter().map(|topic| topic["title"].clone()));
            let Some(cursor) = page["next"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(seen, ["D", "C", "B", "A"], "{list}");
    }
}

#[actix_web::test]
async fn a_programmes_list_shows_everybody_their_own_projects() {
    let world = World::new().await;
    led_to(&world.asn_laureate, "open", json!({"title": "Un"})).await;
    led_to(&world.alpha_expert, "retained", json!({"title": "Deux"})).await;
    let others = "/v1/projects/AMI-T-CHU/topics";
    let body = topic(json!({"title": "Ailleurs", "owner": world.beta_expert.account()}));
    let elsewhere = world.chu_laureate.post(others, body).await;
    elsewhere.expect(201);
    for (client, titles) in [
        (&world.coordinator, &["Ailleurs", "Deux", "Un"][..]),
        (&world.technical_coordinator, &["Ailleurs", "Deux", "Un"]),
        (&world.asn_laureate, &["Deux", "Un"]),
        (&world.alpha_expert, &["Deux", "Un"]),
        (&world.chu_laureate, &["Ailleurs"]),
        (&world.beta_expert, &["Ailleurs"]),
        (&world.observer, &["Deux"]),
    ] {
        assert_eq!(listed(client, PROGRAMME).await, just(titles));
    }
    // A filter by what is hidden finds nothing.
    let hidden = format!("{PROGRAMME}?owner={}", world.beta_expert.account());
    assert_eq!(listed(&world.asn_laureate, &hidden).await, just(&[]));
    world.nobody.get(PROGRAMME).await.refused(404, "not_found");
    // It is found in its own project alone.
    let misplaced = format!("{TOPICS}/{}", elsewhere.id());
    world.coordinator.get(&misplaced).await.refused(404, "not_found");
    let there = format!("{others}/{}", elsewhere.id());
    world.alpha_expert.get(&there).await.refused(404, "not_found");
    let shown = world.coordinator.get(&there).await.expect(200);
    assert_eq!(shown["project"]["code"], "AMI-T-CHU");
}
