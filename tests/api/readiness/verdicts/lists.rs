//! Verdicts, the newest first, which of them stand, and those that are asked for.

use serde_json::{Value, json};

use crate::readiness::{ASN, CHU, VERDICTS, id_of, just, listed, ruled};
use crate::support::World;

const PROGRAMME: &str = "/v1/programmes/AMI-T/verdicts";

/// The world, where CHU's project runs too.
async fn with_two_projects() -> World {
    let world = World::new().await;
    let start = json!({"on": "2019-01-07"});
    world.coordinator.act(CHU, "start", start).await.expect(200);
    world
}

#[actix_web::test]
async fn a_later_one_supersedes_it() {
    let world = with_two_projects().await;
    let who = &world.coordinator;
    let first = ruled(who, ASN, "ready_with_reservations").await;
    let before = who.get(&first).await.expect(200);
    assert_eq!(before["superseded_by"], Value::Null);
    // Of another project it supersedes nothing.
    ruled(who, CHU, "not_ready").await;
    assert_eq!(who.get(&first).await.expect(200), before);
    let second = ruled(who, ASN, "not_ready").await;
    let mut expected = before.clone();
    expected["superseded_by"] = json!(id_of(&second));
    assert_eq!(
        who.get(&first).await.expect(200),
        expected,
        "and else it stays as it was"
    );
    assert_eq!(who.get(&second).await.expect(200)["superseded_by"], Value::Null);
    let third = ruled(who, ASN, "not_ready").await;
    assert_eq!(
        who.get(&second).await.expect(200)["superseded_by"],
        json!(id_of(&third))
    );
    assert!(who.get(&first).await.expect(200)["superseded_by"].is_string());
    let page = who.get(VERDICTS).await.expect(200);
    let superseded: Vec<_> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|told| told["superseded_by"].is_null())
        .collect();
    assert_eq!(superseded, [true, false, false]);
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = with_two_projects().await;
    let who = &world.coordinator;
    let first = ruled(who, ASN, "ready_with_reservations").await;
    let elsewhere = ruled(who, CHU, "not_ready").await;
    let second = ruled(who, ASN, "not_ready").await;
    let third = ruled(who, ASN, "ready_with_reservations").await;
    for (query, own, all) in [
        (
            "",
            &[&third, &second, &first][..],
            &[&third, &second, &elsewhere, &first][..],
        ),
        ("verdict=not_ready", &[&second], &[&second, &elsewhere]),
        ("verdict=ready", &[], &[]),
        (
            "verdict=ready&verdict=ready_with_reservations",
            &[&third, &first],
            &[&third, &first],
        ),
        ("standing=true", &[&third], &[&third, &elsewhere]),
        ("standing=false", &[&second, &first], &[&second, &first]),
        ("standing=true&verdict=not_ready", &[], &[&elsewhere]),
        ("standing=false&verdict=not_ready", &[&second], &[&second]),
    ] {
        let asked = |list: &str| format!("{list}?{query}").trim_end_matches('?').to_owned();
        for reader in [who, &world.asn_laureate, &world.alpha_expert] {
            assert_eq!(listed(reader, &asked(VERDICTS)).await, just(own), "{query}");
        }
        assert_eq!(listed(who, &asked(PROGRAMME)).await, just(all), "{query}");
        // Everybody else is shown those of their own projects.
        for reader in [&world.asn_laureate, &world.alpha_expert] {
            assert_eq!(listed(reader, &asked(PROGRAMME)).await, just(own), "{query}");
        }
    }
    for reader in [&world.chu_laureate, &world.beta_expert] {
        assert_eq!(listed(reader, PROGRAMME).await, just(&[&elsewhere]));
    }
    for query in [
        "verdict=nearly",
        "standing=maybe",
        "sort=verdict",
        "updated_since=2019-03-04T00:00:00Z",
    ] {
        for list in [VERDICTS, PROGRAMME] {
            let refused = who.get(&format!("{list}?{query}")).await;
            refused.refused(400, "invalid_parameters");
        }
    }
}

#[actix_web::test]
async fn pages_neither_repeat_nor_miss_one() {
    let world = with_two_projects().await;
    let who = &world.coordinator;
    let (mut own, mut all) = (Vec::new(), Vec::new());
    for project in [ASN, CHU, ASN, ASN] {
        let path = ruled(who, project, "not_ready").await;
        all.insert(0, json!(id_of(&path)));
        if project == ASN {
            own.insert(0, json!(id_of(&path)));
        }
    }
    for (list, expected) in [(VERDICTS, own), (PROGRAMME, all)] {
        let (mut seen, mut next) = (Vec::new(), String::new());
        loop {
            let page = who.get(&format!("{list}?limit=1{next}")).await.expect(200);
            seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].clone()));
            let Some(cursor) = page["next"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(seen, expected, "{list}");
    }
}
