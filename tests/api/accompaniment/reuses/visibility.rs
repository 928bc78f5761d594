//! Who writes reuses, who reads them, and what an observer is told of them.

use serde_json::{Value, json};

use super::{PROGRAMME, REUSES, added, body_of, led_to, reuse};
use crate::accompaniment::without;
use crate::support::{Client, World};

/// What an observer is not told.
const UNTOLD: [&str; 5] = ["version", "created_at", "created_by", "updated_at", "updated_by"];

/// What is left of a reuse for an observer.
fn observed(whole: &Value) -> Value {
    without(whole, &UNTOLD)
}

#[actix_web::test]
async fn the_laureate_and_the_coordinators_write_them_and_nobody_else() {
    let world = World::new().await;
    for leader in [&world.asn_laureate, &world.coordinator, &world.technical_coordinator] {
        let who = leader.with("If-Match", "*");
        let mistake = added(&who, json!({})).await;
        let edited = who.patch(&mistake, json!({"what": "code"})).await.expect(200);
        assert_eq!(edited["updated_by"]["id"], json!(leader.account()));
        assert_eq!(who.delete(&mistake).await.status, 204);
        for state in ["adopted", "abandoned"] {
            let path = led_to(leader, state, json!({})).await;
            assert_eq!(leader.get(&path).await.expect(200)["state"], state);
        }
    }
    let path = added(&world.asn_laureate, json!({})).await;
    let adopted = led_to(&world.asn_laureate, "adopted", json!({})).await;
    let before = world.coordinator.get(REUSES).await.expect(200);
    for (client, own, child) in [
        (&world.alpha_expert, (403, "forbidden"), (403, "forbidden")),
        (&world.alpha_colleague, (403, "forbidden"), (403, "forbidden")),
        // What it is not shown does not exist for it.
        (&world.observer, (403, "forbidden"), (404, "not_found")),
        (&world.beta_expert, (404, "not_found"), (404, "not_found")),
        (&world.chu_laureate, (404, "not_found"), (404, "not_found")),
        (&world.administrator, (404, "not_found"), (404, "not_found")),
        (&world.nobody, (404, "not_found"), (404, "not_found")),
    ] {
        let who = client.with("If-Match", "*");
        who.post(REUSES, reuse(json!({}))).await.refused(own.0, own.1);
        who.patch(&path, json!({"what": "code"}))
            .await
            .refused(child.0, child.1);
        who.patch(&adopted, json!({"what": "code"})).await.refused(own.0, own.1);
        for (path, verb, (status, code)) in [
            (&path, "try", child),
            (&path, "abandon", child),
            (&adopted, "abandon", own),
        ] {
            let acted = who.post(&format!("{path}/{verb}"), body_of(verb)).await;
            acted.refused(status, code);
        }
        who.delete(&path).await.refused(child.0, child.1);
    }
    assert_eq!(world.coordinator.get(REUSES).await.expect(200), before);
}

#[actix_web::test]
async fn an_observer_is_told_of_those_that_were_adopted_without_accounts() {
    let world = World::new().await;
    let mut paths = Vec::new();
    for state in ["contact", "trial", "abandoned", "adopted"] {
        let more = json!({"by": {"organisation": world.alpha}, "url": "https://code.example/x"});
        paths.push(led_to(&world.asn_laureate, state, more).await);
    }
    let whole = world.coordinator.get(REUSES).await.expect(200)["items"].clone();
    for reader in [&world.asn_laureate, &world.alpha_expert, &world.technical_coordinator] {
        assert_eq!(reader.get(REUSES).await.expect(200)["items"], whole);
        let read = reader.get(&paths[3]).await;
        assert_eq!(read.expect(200), whole[0]);
        assert!(read.etag().contains('.'), "{}", read.etag());
    }
    let told = [observed(&whole[0])];
    let read = world.observer.get(&paths[3]).await;
    assert_eq!(read.expect(200), told[0], "and nothing else, not even null");
    assert!(!read.etag().contains('.'), "no tag tells of an edit: {}", read.etag());
    for path in &paths[..3] {
        world.observer.get(path).await.refused(404, "not_found");
    }
    for list in [REUSES, PROGRAMME] {
        for (query, items) in [
            ("", &told[..]),
            ("state=adopted", &told),
            ("state=contact&state=trial&state=abandoned", &[]),
            ("what=code", &[]),
            (&format!("organisation={}", world.alpha), &told),
            (&format!("organisation={}", world.beta), &[]),
            // Of what it is not told it cannot ask.
            ("updated_since=2100-01-01T00:00:00Z", &told),
        ] {
            let asked = format!("{list}?{query}&count=true").replace("?&", "?");
            let page = world.observer.get(&asked).await;
            let answered = page.expect(200);
            assert_eq!(
                (&answered["items"], &answered["total"]),
                (&json!(items), &json!(items.len())),
                "{asked}"
            );
            for name in ["Laureate ASN", &world.asn_laureate.account().to_string()] {
                assert!(!page.text.contains(name), "{asked}: {}", page.text);
            }
        }
    }
    // Whom it is shown it knows of; what is only tried tells an observer of nobody.
    let elsewhere = json!({"name": "Ville de Lyon", "kind": "other"});
    let city = world.coordinator.post("/v1/organisations", elsewhere).await.id();
    let address = format!("/v1/organisations/{city}");
    let known = async |reader: &Client| reader.get(&address).await.status == 200;
    let more = json!({"by": {"organisation": city}});
    assert!(!known(&world.asn_laureate).await && !known(&world.observer).await);
    let tried = led_to(&world.coordinator, "trial", more).await;
    assert!(known(&world.asn_laureate).await && known(&world.alpha_expert).await && !known(&world.observer).await);
    let adopt = world.coordinator.with("If-Match", "*");
    adopt.act(&tried, "adopt", json!({})).await.expect(200);
    assert!(known(&world.observer).await);
    adopt.act(&tried, "abandon", body_of("abandon")).await.expect(200);
    assert!(!known(&world.observer).await);
    // What is given up after all is gone for it.
    let motive = body_of("abandon");
    world.asn_laureate.act(&paths[3], "abandon", motive).await.expect(200);
    world.observer.get(&paths[3]).await.refused(404, "not_found");
    assert_eq!(world.observer.get(REUSES).await.expect(200)["items"], json!([]));
}
