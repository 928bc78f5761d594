//! Applications in the order in which they came, and those that are asked for.

use serde_json::{Value, json};

use crate::call::{
    APPLICATIONS, LATER, application, applied, column, id_of, just, led_to, listed, made, page_by_page, programme_of,
};
use crate::support::World;

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let second = format!("{}/applications", programme_of(&world, "Europe/Paris").await);
    let elsewhere = json!({"title": "Ailleurs", "submitted_at": LATER, "reference": "DS-02"});
    made(who, &second, application(&world, elsewhere)).await;
    for (title, organisation, day, state) in [
        ("Trois", world.asn, "03", "reserve"),
        ("Un", world.chu, "01", "received"),
        ("Cinq", world.asn, "05", "laureate"),
        ("Deux", world.asn, "02", "received"),
        ("Quatre", world.beta, "04", "refused"),
    ] {
        let at = format!("2018-09-{day}T08:00:00Z");
        let body = json!({"title": title, "organisation": organisation, "submitted_at": at,
            "reference": format!("DS-{day}")});
        led_to(&world, state, body).await;
    }
    let of = |organisation| format!("?organisation={organisation}");
    for (query, titles) in [
        ("", &["Un", "Deux", "Trois", "Quatre", "Cinq"][..]),
        ("?sort=submitted_at", &["Un", "Deux", "Trois", "Quatre", "Cinq"]),
        ("?sort=-submitted_at", &["Cinq", "Quatre", "Trois", "Deux", "Un"]),
        ("?state=received", &["Un", "Deux"]),
        ("?state=laureate&state=reserve", &["Trois", "Cinq"]),
        ("?state=shortlisted", &[]),
        (&of(world.asn), &["Deux", "Trois", "Cinq"]),
        (
            &format!("{}&organisation={}", of(world.chu), world.beta),
            &["Un", "Quatre"],
        ),
        (&format!("{}&state=received", of(world.asn)), &["Deux"]),
        (&of(world.ditp), &[]),
        ("?submitted_from=2018-09-03T08:00:00Z", &["Trois", "Quatre", "Cinq"]),
        ("?submitted_until=2018-09-03T08:00:00Z", &["Un", "Deux"]),
        // Whatever clock it is written by.
        (
            "?submitted_from=2018-09-02T10:00:00%2B02:00&submitted_until=2018-09-04T04:00:01-04:00",
            &["Deux", "Trois", "Quatre"],
        ),
        (
            "?submitted_from=2018-09-02T08:00:01Z&submitted_until=2018-09-05T00:00:00Z&sort=-submitted_at",
            &["Quatre", "Trois"],
        ),
        ("?reference=DS-02", &["Deux"]),
        ("?reference=DS-05&reference=DS-02&reference=DS-99", &["Deux", "Cinq"]),
        ("?reference=DS-04&state=received", &[]),
        // The whole of it, as it was written.
        ("?reference=DS-0", &[]),
        ("?reference=ds-02", &[]),
        ("?updated_since=2000-01-01T00:00:00Z&state=refused", &["Quatre"]),
        ("?updated_since=2100-01-01T00:00:00Z", &[]),
    ] {
        for client in [who, &world.technical_coordinator] {
            let asked = format!("{APPLICATIONS}{query}");
            assert_eq!(listed(client, &asked, "title").await, just(titles), "{asked}");
        }
    }
    for query in [
        "sort=title",
        "sort=rank",
        "state=open",
        "organisation=ASN",
        "submitted_from=2018-09-14",
        "submitted_until=demain",
        "updated_since=hier",
    ] {
        let refused = who.get(&format!("{APPLICATIONS}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
}

/// Several come in one minute, as they do before a call closes.
#[actix_web::test]
async fn pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let who = &world.coordinator;
    let mut expected: Vec<Vec<String>> = Vec::new();
    for day in ["01", "02", "03"] {
        let at = format!("2018-09-{day}T08:00:00Z");
        let mut of_the_day = Vec::new();
        for _ in 0..3 {
            let path = applied(&world, json!({"submitted_at": at})).await;
            of_the_day.push(id_of(&path).to_owned());
        }
        of_the_day.sort();
        expected.push(of_the_day);
    }
    for (query, reversed) in [
        ("", false),
        ("?sort=submitted_at", false),
        ("?sort=-submitted_at", true),
    ] {
        let mut expected = expected.clone();
        if reversed {
            expected.reverse();
        }
        let list = format!("{APPLICATIONS}{query}");
        let seen = page_by_page(who, &list, "id").await;
        assert_eq!(column(&who.get(&list).await.expect(200), "id"), seen, "{query}");
        assert_eq!(seen.len(), 9, "{query}");
        for (of_the_day, seen) in expected.iter().zip(seen.chunks(3)) {
            let mut seen: Vec<&str> = seen.iter().filter_map(Value::as_str).collect();
            seen.sort_unstable();
            assert_eq!(seen, *of_the_day, "{query}");
        }
    }
}

#[actix_web::test]
async fn what_came_meanwhile_moves_no_page() {
    let world = World::new().await;
    let who = &world.coordinator;
    let titled = |title: &str, day: &str| json!({"title": title, "submitted_at": format!("2018-09-{day}T08:00:00Z")});
    for (title, day) in [("Un", "01"), ("Trois", "03"), ("Cinq", "05")] {
        applied(&world, titled(title, day)).await;
    }
    let first = who
        .get(&format!("{APPLICATIONS}?limit=2&fields=title"))
        .await
        .expect(200);
    assert_eq!(first["items"], json!([{"title": "Un"}, {"title": "Trois"}]));
    for (title, day) in [("Deux", "02"), ("Quatre", "04")] {
        applied(&world, titled(title, day)).await;
    }
    let next = first["next"].as_str().unwrap();
    let rest = who
        .get(&format!("{APPLICATIONS}?limit=2&cursor={next}"))
        .await
        .expect(200);
    assert_eq!(column(&rest, "title"), ["Quatre", "Cinq"]);
    assert_eq!(rest["next"], Value::Null);
}
