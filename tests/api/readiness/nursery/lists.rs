//! Who is in the nursery, in which order, and who is shown it.

use serde_json::{Value, json};

use super::{NURSERY, codes, just, shown, with_two_projects};
use crate::readiness::{ASN, CHU, MISSING, ruled, waived};
use crate::support::World;

const RESERVED: &str = "ready_with_reservations";

#[actix_web::test]
async fn those_are_in_it_whose_latest_verdict_says_so() {
    let world = World::new().await;
    let who = &world.coordinator;
    let nothing: &[(&str, &str)] = &[];
    assert_eq!(codes(who, "").await, just(nothing));
    ruled(who, ASN, "not_ready").await;
    assert_eq!(codes(who, "").await, just(nothing));
    ruled(who, ASN, RESERVED).await;
    assert_eq!(codes(who, "").await, just(&[("AMI-T-ASN", RESERVED)]));
    // A later one takes it out, and another one in again.
    ruled(who, ASN, "not_ready").await;
    assert_eq!(codes(who, "").await, just(nothing));
    for gate in MISSING {
        waived(who, gate, json!({})).await;
    }
    ruled(who, ASN, "ready").await;
    assert_eq!(codes(who, "").await, just(&[("AMI-T-ASN", "ready")]));
    // Once, however often it was found ready.
    ruled(who, ASN, RESERVED).await;
    ruled(who, ASN, "ready").await;
    assert_eq!(codes(who, "").await, just(&[("AMI-T-ASN", "ready")]));
    // It stays when a waiver is revoked: the verdict stands.
    let waivers = who.get("/v1/projects/AMI-T-ASN/readiness/waivers").await.expect(200);
    let first = waivers["items"][0]["id"].as_str().unwrap().to_owned();
    let motive = json!({"motive": "Décision du comité."});
    let path = format!("/v1/projects/AMI-T-ASN/readiness/waivers/{first}");
    who.act(&path, "revoke", motive).await.expect(200);
    assert_eq!(codes(who, "").await, just(&[("AMI-T-ASN", "ready")]));
}

#[actix_web::test]
async fn the_newest_verdict_is_the_first_and_some_are_asked_for() {
    let world = with_two_projects().await;
    let who = &world.coordinator;
    ruled(who, ASN, RESERVED).await;
    for gate in MISSING {
        let body = json!({"gate": gate, "motive": "Accord du comité."});
        who.post(&format!("{CHU}/readiness/waivers"), body).await.expect(201);
    }
    ruled(who, CHU, "ready").await;
    let (asn, chu) = (("AMI-T-ASN", RESERVED), ("AMI-T-CHU", "ready"));
    for (query, expected) in [
        ("", &[chu, asn][..]),
        ("&verdict=ready", &[chu]),
        ("&verdict=ready_with_reservations", &[asn]),
        ("&verdict=ready&verdict=ready_with_reservations", &[chu, asn]),
        ("&verdict=not_ready", &[]),
    ] {
        for client in [who, &world.observer] {
            assert_eq!(codes(client, query).await, just(expected), "{query}");
        }
    }
    ruled(who, ASN, RESERVED).await;
    assert_eq!(codes(who, "").await, just(&[asn, chu]));
    let (mut seen, mut next): (Vec<Value>, String) = (Vec::new(), String::new());
    loop {
        let page = who.get(&format!("{NURSERY}?limit=1{next}")).await.expect(200);
        let items = page["items"].as_array().unwrap().iter();
        seen.extend(items.map(|item| item["project"]["code"].clone()));
        let Some(cursor) = page["next"].as_str() else { break };
        next = format!("&cursor={cursor}");
    }
    assert_eq!(seen, ["AMI-T-ASN", "AMI-T-CHU"]);
    for query in ["verdict=nearly", "sort=title", "standing=true"] {
        let refused = who.get(&format!("{NURSERY}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
}

#[actix_web::test]
async fn observers_and_coordinators_are_shown_all_and_others_their_own() {
    let world = with_two_projects().await;
    let who = &world.coordinator;
    ruled(who, ASN, RESERVED).await;
    ruled(who, CHU, RESERVED).await;
    let all = shown(who, "").await;
    assert_eq!(all.len(), 2);
    for client in [&world.observer, &world.technical_coordinator] {
        assert_eq!(shown(client, "").await, all, "field by field");
    }
    for client in [&world.asn_laureate, &world.alpha_expert, &world.alpha_colleague] {
        assert_eq!(shown(client, "").await, all[1..]);
    }
    for client in [&world.chu_laureate, &world.beta_expert] {
        assert_eq!(shown(client, "").await, all[..1]);
    }
    world.administrator.get(NURSERY).await.refused(403, "forbidden");
    world.nobody.get(NURSERY).await.refused(404, "not_found");
    // Why, and with which gates, an observer is not told.
    let page = world.observer.get(NURSERY).await;
    for told in ["Comité du 4 mars.", "Coordination DITP", "gates", "motive"] {
        assert!(!page.text.contains(told), "{told}: {}", page.text);
    }
    // Of two providers of one project each is shown it.
    let mission =
        json!({"provider": world.beta, "tracks": ["strategic_support"], "from": "2019-01-07", "until": "2019-10-01"});
    who.post(&format!("{ASN}/missions"), mission).await.expect(201);
    assert_eq!(shown(&world.beta_expert, "").await, all);
}
