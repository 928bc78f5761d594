//! Who writes a roadmap, who reads it, and what an observer is told of it.

use serde_json::{Value, json};

use super::{ITEMS, PROGRAMME, REORDER, added, body_of, item, led_to, ordered, shown};
use crate::accompaniment::without;
use crate::support::World;

/// What an observer is not told.
const UNTOLD: [&str; 7] = [
    "position",
    "owner",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
];

/// What is left of an item for an observer.
fn observed(whole: &Value) -> Value {
    without(whole, &UNTOLD)
}

#[actix_web::test]
async fn the_laureate_and_the_coordinators_write_it_and_nobody_else() {
    let world = World::new().await;
    for leader in [&world.asn_laureate, &world.coordinator, &world.technical_coordinator] {
        let who = leader.with("If-Match", "*");
        let mistake = added(&who, "Erreur", json!({})).await;
        let edited = who.patch(&mistake, json!({"title": "Erreur corrigée"})).await;
        assert_eq!(edited.expect(200)["updated_by"]["id"], json!(leader.account()));
        assert_eq!(who.delete(&mistake).await.status, 204);
        for state in ["done", "dropped"] {
            let path = led_to(leader, state, state, json!({})).await;
            assert_eq!(leader.get(&path).await.expect(200)["state"], state);
        }
        let items = shown(leader).await;
        let ids: Vec<_> = items.iter().rev().map(|item| item["id"].clone()).collect();
        let asked = json!({"items": ids});
        assert_eq!(leader.post(REORDER, asked.clone()).await.expect(200), asked);
        let stand: Vec<_> = shown(leader).await.iter().map(|item| item["id"].clone()).collect();
        assert_eq!(json!({"items": stand}), asked);
    }
    let path = added(&world.asn_laureate, "Former", json!({})).await;
    let adopted = led_to(&world.asn_laureate, "adopted", "Ouvrir", json!({})).await;
    let before = shown(&world.coordinator).await;
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
        who.post(ITEMS, item("Autre", json!({}))).await.refused(own.0, own.1);
        who.post(REORDER, ordered(&[&adopted, &path]))
            .await
            .refused(own.0, own.1);
        who.patch(&path, json!({"position": 2})).await.refused(child.0, child.1);
        who.patch(&adopted, json!({"position": 1})).await.refused(own.0, own.1);
        for (path, verb, (status, code)) in [
            (&path, "adopt", child),
            (&adopted, "finish", own),
            (&adopted, "drop", own),
        ] {
            let acted = who.post(&format!("{path}/{verb}"), body_of(verb)).await;
            acted.refused(status, code);
        }
        who.delete(&path).await.refused(child.0, child.1);
    }
    assert_eq!(shown(&world.coordinator).await, before);
}

#[actix_web::test]
async fn an_observer_is_told_of_what_was_adopted_and_done_without_accounts() {
    let world = World::new().await;
    let owner = json!({"owner": world.alpha_expert.account(), "due_on": "2019-06-28"});
    let mut paths = Vec::new();
    for state in ["proposed", "adopted", "done", "dropped"] {
        paths.push(led_to(&world.asn_laureate, state, state, owner.clone()).await);
    }
    let whole = shown(&world.coordinator).await;
    for reader in [&world.asn_laureate, &world.alpha_expert, &world.technical_coordinator] {
        assert_eq!(shown(reader).await, whole);
        for (path, item) in paths.iter().zip(&whole) {
            let read = reader.get(path).await;
            assert_eq!(read.expect(200), *item);
            assert!(read.etag().contains('.'), "{}", read.etag());
        }
    }
    let told = [observed(&whole[1]), observed(&whole[2])];
    for (path, expected) in paths[1..3].iter().zip(&told) {
        let read = world.observer.get(path).await;
        assert_eq!(read.expect(200), *expected, "and nothing else, not even null");
        assert!(!read.etag().contains('.'), "no tag tells of an edit: {}", read.etag());
    }
    for path in [&paths[0], &paths[3]] {
        world.observer.get(path).await.refused(404, "not_found");
    }
    for list in [ITEMS, PROGRAMME] {
        for (query, items) in [
            ("", &told[..]),
            ("sort=position", &told),
            ("state=proposed", &[]),
            ("state=dropped&state=done", &told[1..]),
            ("due_before=2019-06-28", &[]),
            ("horizon=short&kind=skills", &told),
            // Of what it is not told it cannot ask.
            (&format!("owner={}", world.nobody.account()), &told),
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
            for name in [
                "Experte Alpha",
                "Laureate ASN",
                &world.alpha_expert.account().to_string(),
            ] {
                assert!(!page.text.contains(name), "{asked}: {}", page.text);
            }
        }
        let asked = format!("{list}?owner={}&count=true", world.nobody.account());
        assert_eq!(world.coordinator.get(&asked).await.expect(200)["total"], 0);
    }
}

#[actix_web::test]
async fn what_is_dropped_is_gone_for_an_observer_whom_no_tag_tells_of_an_edit() {
    let world = World::new().await;
    let path = led_to(&world.asn_laureate, "adopted", "Former", json!({})).await;
    let first = world.observer.get(&path).await;
    let edit = world.asn_laureate.with("If-Match", "*");
    let owner = json!({"owner": world.alpha_expert.account()});
    edit.patch(&path, owner).await.expect(200);
    let second = world.observer.get(&path).await;
    assert_eq!((second.expect(200), second.etag()), (first.expect(200), first.etag()));
    edit.act(&path, "drop", body_of("drop")).await.expect(200);
    world.observer.get(&path).await.refused(404, "not_found");
    assert_eq!(world.observer.get(ITEMS).await.expect(200)["items"], json!([]));
    // Those who work on it read it as before, with why.
    assert_eq!(world.alpha_expert.get(&path).await.expect(200)["state"], "dropped");
}
