//! Exchanges from the earliest to the latest, and those that are asked for.

use serde_json::{Value, json};

use super::{EXCHANGES, column, exchange, id_of, just, led_to, listed, made, page_by_page, planned, programme_of};
use crate::support::World;

/// Hours of a day of June.
fn on(day: &str) -> (String, String) {
    (format!("2019-06-{day}T08:00:00Z"), format!("2019-06-{day}T10:00:00Z"))
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let second = programme_of(&world, "Europe/Paris").await;
    made(
        who,
        &format!("{second}/exchanges"),
        exchange(json!({"title": "Ailleurs"})),
    )
    .await;
    for (title, kind, day, state, projects) in [
        ("Quatre", "workshop", "18", "planned", json!(["AMI-T-CHU"])),
        ("Un", "information_meeting", "03", "planned", json!([])),
        (
            "Trois",
            "workshop",
            "11",
            "cancelled",
            json!(["AMI-T-ASN", "AMI-T-CHU"]),
        ),
        ("Cinq", "steering_committee", "25", "planned", json!(["AMI-T-ASN"])),
    ] {
        let (starts, ends) = on(day);
        let body = json!({"title": title, "kind": kind, "starts_at": starts, "ends_at": ends, "projects": projects});
        led_to(&world, state, body).await;
    }
    // Of its own day, so that it can be held: the first of all.
    led_to(&world, "held", json!({"title": "Zéro", "kind": "peer_exchange"})).await;
    let all = &["Zéro", "Un", "Trois", "Quatre", "Cinq"][..];
    for (query, titles) in [
        ("", all),
        ("?sort=starts_at", all),
        ("?sort=-starts_at", &["Cinq", "Quatre", "Trois", "Un", "Zéro"]),
        ("?kind=workshop", &["Trois", "Quatre"]),
        ("?kind=workshop&kind=peer_exchange", &["Zéro", "Trois", "Quatre"]),
        ("?kind=restitution", &[]),
        ("?state=planned", &["Un", "Quatre", "Cinq"]),
        ("?state=held&state=cancelled", &["Zéro", "Trois"]),
        ("?state=planned&kind=workshop", &["Quatre"]),
        ("?project=AMI-T-ASN", &["Trois", "Cinq"]),
        (
            &format!("?project={}&sort=-starts_at", world.chu_project),
            &["Quatre", "Trois"],
        ),
        (
            &format!("?project=AMI-T-ASN&project={}", world.chu_project),
            &["Trois", "Quatre", "Cinq"],
        ),
        ("?project=AMI-T-ASN&state=planned", &["Cinq"]),
        ("?project=AMI-T-NONE", &[]),
        ("?starts_after=2019-06-10T00:00:00Z", &["Trois", "Quatre", "Cinq"]),
        ("?starts_before=2019-06-10T00:00:00Z", &["Zéro", "Un"]),
        // Whatever clock it is written by.
        (
            "?starts_after=2019-06-11T09:30:00%2B02:00&starts_before=2019-06-18T12:00:00%2B02:00",
            &["Trois", "Quatre"],
        ),
        (
            "?starts_after=2019-06-11T08:30:00Z&starts_before=2019-06-18T07:30:00Z",
            &[],
        ),
        (
            "?starts_before=2019-06-20T00:00:00Z&kind=workshop&sort=-starts_at",
            &["Quatre", "Trois"],
        ),
        (
            "?updated_since=2000-01-01T00:00:00Z&kind=workshop",
            &["Trois", "Quatre"],
        ),
        ("?updated_since=2100-01-01T00:00:00Z", &[]),
    ] {
        for client in [who, &world.technical_coordinator] {
            let asked = format!("{EXCHANGES}{query}");
            assert_eq!(listed(client, &asked, "title").await, just(titles), "{asked}");
        }
    }
    for query in [
        "sort=title",
        "sort=created_at",
        "kind=party",
        "state=open",
        "starts_after=2019-06-11",
        "starts_before=demain",
        "updated_since=hier",
        "organisation=x",
    ] {
        let refused = who.get(&format!("{EXCHANGES}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
}

/// Several begin at one time, as workshops do.
#[actix_web::test]
async fn pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let mut expected = Vec::new();
    for day in ["03", "04", "05"] {
        let (starts, ends) = on(day);
        let mut of_the_day = Vec::new();
        for _ in 0..3 {
            let path = planned(&world, json!({"starts_at": starts, "ends_at": ends})).await;
            of_the_day.push(id_of(&path).to_owned());
        }
        of_the_day.sort();
        expected.push(of_the_day);
    }
    for (sort, reversed) in [("", false), ("?sort=starts_at", false), ("?sort=-starts_at", true)] {
        let mut expected = expected.clone();
        if reversed {
            expected.reverse();
        }
        let seen = page_by_page(who, &format!("{EXCHANGES}{sort}"), "id").await;
        assert_eq!(seen.len(), 9, "{sort}");
        for (of_the_day, seen) in expected.iter().zip(seen.chunks(3)) {
            let mut seen: Vec<_> = seen.iter().map(|id| id.as_str().unwrap().to_owned()).collect();
            seen.sort();
            assert_eq!(seen, *of_the_day, "{sort}");
        }
        let first = who.get(&format!("{EXCHANGES}{sort}")).await.expect(200);
        assert_eq!(
            column(&first, "id"),
            page_by_page(who, &format!("{EXCHANGES}{sort}"), "id").await
        );
    }
}

#[actix_web::test]
async fn the_code_lists_are_in_the_vocabulary() {
    let world = World::new().await;
    let vocabulary = world.nobody.get("/v1/vocabulary").await.expect(200);
    let codes = |list: &str| -> Vec<Value> {
        let terms = vocabulary[list].as_array().unwrap().iter();
        terms.map(|term| term["code"].clone()).collect()
    };
    assert_eq!(
        codes("exchange_kinds"),
        [
            "information_meeting",
            "workshop",
            "peer_exchange",
            "research_meeting",
            "restitution",
            "steering_committee"
        ]
    );
    assert_eq!(codes("exchange_states"), ["planned", "held", "cancelled"]);
    assert_eq!(codes("sign_up_states"), ["confirmed", "waiting", "cancelled"]);
    assert_eq!(codes("committee_decision_states"), ["open", "settled"]);
}
