//! What is told of a project in the nursery: what an observer may know of what outlasts it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{NURSERY, shown};
use crate::readiness::{ASN, id_of, made, ruled};
use crate::redactions::{LEAK, redact};
use crate::support::{Client, World};

/// Adds an item of a roadmap, and does these to it; gives its path.
async fn item(by: &Client, title: &str, body: Value, verbs: &[&str]) -> String {
    let mut whole = json!({"kind": "skills", "title": title, "horizon": "short"});
    whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    led(by, "roadmap-items", whole, verbs).await
}

/// Adds something to ASN's project, and does these to it; gives its path.
async fn led(by: &Client, collection: &str, body: Value, verbs: &[&str]) -> String {
    let path = made(by, &format!("{ASN}/{collection}"), body).await;
    for verb in verbs {
        let body = match *verb {
            "drop" | "set_aside" | "abandon" => json!({"motive": "Sans suite."}),
            _ => json!({}),
        };
        by.act(&path, verb, body).await.expect(200);
    }
    path
}

#[actix_web::test]
async fn a_project_of_which_nothing_is_left_says_so() {
    let world = World::new().await;
    ruled(&world.coordinator, ASN, "ready_with_reservations").await;
    let items = shown(&world.observer, "").await;
    let [told] = &items[..] else { panic!("{items:?}") };
    let fields: BTreeSet<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
    let known = [
        "project",
        "laureate",
        "title",
        "verdict",
        "on",
        "maturity",
        "roadmap_items",
        "topics",
        "reuses",
    ];
    assert_eq!(fields, BTreeSet::from(known));
    assert_eq!(
        told["project"],
        json!({"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"})
    );
    assert_eq!(
        (&told["laureate"]["id"], &told["laureate"]["name"]),
        (&json!(world.asn), &json!("Autorité de sûreté nucléaire"))
    );
    assert_eq!(
        (&told["title"], &told["verdict"], &told["maturity"]),
        (
            &json!("Projet AMI-T-ASN"),
            &json!("ready_with_reservations"),
            &Value::Null
        )
    );
    for list in ["roadmap_items", "topics", "reuses"] {
        assert_eq!(told[list], json!([]), "{list}");
    }
}

/// A civil date is the service's, as that of a decision is.
#[actix_web::test]
async fn it_tells_on_which_day_the_verdict_was_given() {
    let world = World::new().await;
    ruled(&world.coordinator, ASN, "ready_with_reservations").await;
    assert_eq!(shown(&world.observer, "").await[0]["on"], "2019-03-04");
    let later = world.app.on("2019-04-08");
    ruled(&world.coordinator.at(&later.base_url), ASN, "ready_with_reservations").await;
    assert_eq!(shown(&world.observer, "").await[0]["on"], "2019-04-08");
}

#[actix_web::test]
async fn it_tells_what_was_adopted_retained_and_taken_over() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    ruled(&world.coordinator, ASN, "ready_with_reservations").await;
    let last = item(who, "Former", json!({}), &["adopt"]).await;
    let first = item(
        who,
        "Ouvrir les données",
        json!({"kind": "data", "horizon": "long", "position": 1}),
        &["adopt", "finish"],
    )
    .await;
    item(who, "Seulement proposé", json!({}), &[]).await;
    item(who, "Abandonné", json!({}), &["drop"]).await;
    let topic = |title: &str| json!({"title": title, "benefit": "Des délais plus courts.", "maturity": "studied"});
    let retained = led(who, "topics", topic("Avis des exploitants"), &["retain"]).await;
    led(who, "topics", topic("Encore ouvert"), &[]).await;
    led(who, "topics", topic("Mis de côté"), &["set_aside"]).await;
    let named = json!({"by": {"name": "Inspection du travail"}, "what": "method", "url": "https://code.example/x"});
    let taken = led(who, "reuses", named.clone(), &["try", "adopt"]).await;
    led(who, "reuses", named.clone(), &["try"]).await;
    led(who, "reuses", named, &["abandon"]).await;
    let expected = [
        (
            "roadmap_items",
            json!([
                {"id": id_of(&first), "title": "Ouvrir les données", "kind": "data", "horizon": "long", "state": "done"},
                {"id": id_of(&last), "title": "Former", "kind": "skills", "horizon": "short", "state": "adopted"},
            ]),
        ),
        (
            "topics",
            json!([{"id": id_of(&retained), "title": "Avis des exploitants", "maturity": "studied"}]),
        ),
        (
            "reuses",
            json!([{"id": id_of(&taken), "by": {"organisation": null, "name": "Inspection du travail"}, "what": "method"}]),
        ),
    ];
    for client in [&world.observer, &world.coordinator, who, &world.alpha_expert] {
        let items = shown(client, "").await;
        for (list, expected) in &expected {
            assert_eq!(items[0][list], *expected, "{list}");
        }
    }
    // What it shows is what stands now: by hand in another order, and given up.
    let edit = who.with("If-Match", "*");
    edit.patch(&last, json!({"position": 1})).await.expect(200);
    who.act(&taken, "abandon", json!({"motive": "Sans suite."}))
        .await
        .expect(200);
    let items = shown(&world.observer, "").await;
    let titles: Vec<_> = items[0]["roadmap_items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["title"])
        .collect();
    assert_eq!(titles, ["Former", "Ouvrir les données"]);
    assert_eq!(items[0]["reuses"], json!([]));
    // Nobody's account is told of, and no other project's.
    let page = world.observer.get(NURSERY).await;
    for hidden in [
        "Laureate ASN",
        "Des délais plus courts.",
        "Encore ouvert",
        "Seulement proposé",
    ] {
        assert!(!page.text.contains(hidden), "{hidden}: {}", page.text);
    }
}

#[actix_web::test]
async fn whoever_takes_something_over_is_named_to_those_who_are_shown_it() {
    let world = World::new().await;
    ruled(&world.coordinator, ASN, "ready_with_reservations").await;
    let body = json!({"by": {"organisation": world.alpha}, "what": "model"});
    led(&world.asn_laureate, "reuses", body, &["try", "adopt"]).await;
    let shown_by = async |client: &Client| shown(client, "").await[0]["reuses"][0]["by"].clone();
    let by = shown_by(&world.coordinator).await;
    assert_eq!(
        (&by["name"], &by["organisation"]["id"]),
        (&json!("Alpha Conseil"), &json!(world.alpha))
    );
    for client in [&world.observer, &world.asn_laureate, &world.alpha_expert] {
        assert_eq!(shown_by(client).await, by);
    }
}

#[actix_web::test]
async fn it_is_as_mature_as_the_latest_version() {
    let world = World::new().await;
    ruled(&world.coordinator, ASN, "ready_with_reservations").await;
    let mut paths = Vec::new();
    for (name, maturity) in [("0.1", "mock_up"), ("0.2", "in_production"), ("1.0", "functional")] {
        let body = json!({"version": name, "maturity": maturity, "motive": "Reprise du code."});
        paths.push(made(&world.alpha_expert, &format!("{ASN}/prototypes"), body).await);
        assert_eq!(shown(&world.observer, "").await[0]["maturity"], maturity);
    }
    // The latest is the one that was added last, whatever is edited since.
    let edit = world.alpha_expert.with("If-Match", "*");
    edit.patch(&paths[0], json!({"maturity": "proof_of_concept"}))
        .await
        .expect(200);
    assert_eq!(shown(&world.observer, "").await[0]["maturity"], "functional");
    edit.patch(&paths[2], json!({"maturity": "in_production"}))
        .await
        .expect(200);
    assert_eq!(shown(&world.observer, "").await[0]["maturity"], "in_production");
}

#[actix_web::test]
async fn what_was_redacted_is_a_marker_there_too() {
    let world = World::new().await;
    ruled(&world.coordinator, ASN, "ready_with_reservations").await;
    let path = item(&world.asn_laureate, LEAK, json!({}), &["adopt"]).await;
    let page = world.observer.get(NURSERY).await;
    assert!(page.text.contains(LEAK), "{}", page.text);
    let redacted = redact(&world.coordinator, "roadmap_item", id_of(&path), "title").await;
    let marker = redacted.expect(201)["marker"].clone();
    assert_eq!(shown(&world.observer, "").await[0]["roadmap_items"][0]["title"], marker);
}
