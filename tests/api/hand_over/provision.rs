//! What provides an item: one link or more, up to fifty; what stands in the way.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{acted, added, faults, led_to, link, shown_link};
use crate::support::World;

#[actix_web::test]
async fn links_are_shown_in_their_order_and_replaced_whole() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let path = added(&world, "Guide de reprise").await;
    let sent =
        json!({"evidence": [link("  Manuel  ", "manuel"), link("Dépôt du code", "code"), link("Manuel", "manuel")]});
    let provided = who.act(&path, "provide", sent).await;
    let after = provided.expect(200);
    assert_eq!(
        after["evidence"],
        json!([
            shown_link("Manuel", "manuel"),
            shown_link("Dépôt du code", "code"),
            shown_link("Manuel", "manuel")
        ])
    );
    assert_eq!(
        (&after["state"], &after["provided_on"], &after["version"]),
        (&json!("provided"), &json!("2019-03-04"), &json!(2))
    );
    assert_eq!(after["updated_by"]["name"], "Experte Alpha");
    let read = world.asn_laureate.get(&path).await;
    assert_eq!((read.expect(200), read.etag()), (after, provided.etag()));
    acted(&world, &path, "return").await;
    let sent = json!({"evidence": [link("Modèle", "modele")]});
    let again = world.alpha_colleague.act(&path, "provide", sent).await.expect(200);
    assert_eq!(again["evidence"], json!([shown_link("Modèle", "modele")]));
}

#[actix_web::test]
async fn there_are_one_to_fifty_pieces() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let path = added(&world, "Guide de reprise").await;
    let before = who.get(&path).await.expect(200);
    let pieces = |number: usize| -> Value {
        let pieces: Vec<Value> = (0..number)
            .map(|page| link(&format!("Page {page}"), &page.to_string()))
            .collect();
        json!({"evidence": pieces})
    };
    for (number, code, bound, most) in [(0, "too_short", "min", 1), (51, "too_long", "max", 50)] {
        let refused = who.act(&path, "provide", pieces(number)).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/evidence", code)]));
        let params = &refused.json()["errors"][0]["params"];
        assert_eq!((&params[bound], &params["unit"]), (&json!(most), &json!("items")));
        assert_eq!(who.get(&path).await.expect(200), before);
    }
    let provided = who.act(&path, "provide", pieces(50)).await.expect(200);
    let evidence = provided["evidence"].as_array().unwrap();
    assert_eq!((evidence.len(), &evidence[49]), (50, &shown_link("Page 49", "49")));
    assert_eq!(who.get(&path).await.expect(200), provided);
    let single = added(&world, "Carnet de bord").await;
    let provided = who.act(&single, "provide", pieces(1)).await.expect(200);
    assert_eq!(provided["evidence"], json!([shown_link("Page 0", "0")]));
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let path = added(&world, "Guide de reprise").await;
    let before = who.get(&path).await.expect(200);
    let wrong = json!({
        "evidence": [
            {"title": " ", "url": "ftp://depot.example/code"},
            {"title": "Dépôt"},
            {"url": "https://depot.example/code", "content": "/v1/evidence"},
            "le dépôt",
            link("Dépôt", "code"),
            {"title": "x".repeat(10_000), "url": 3},
        ],
        "provided_on": "2019-03-01",
    });
    let refused = who.act(&path, "provide", wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/evidence/0/title", "too_short"),
            ("/evidence/0/url", "invalid_format"),
            ("/evidence/1/url", "missing_field"),
            ("/evidence/2/content", "unknown_field"),
            ("/evidence/2/title", "missing_field"),
            ("/evidence/3", "invalid_format"),
            ("/evidence/5/title", "too_long"),
            ("/evidence/5/url", "wrong_type"),
            ("/provided_on", "unknown_field"),
        ])
    );
    for (body, at, code) in [
        (json!({}), "/evidence", "missing_field"),
        (
            json!({"evidence": "https://depot.example/code"}),
            "/evidence",
            "wrong_type",
        ),
        (json!({"evidence": link("Dépôt", "code")}), "/evidence", "wrong_type"),
        (json!({"evidence": [3]}), "/evidence/0", "wrong_type"),
    ] {
        let refused = who.act(&path, "provide", body.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(&[(at, code)]), "{body}");
    }
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn what_breaks_a_rule_is_told_before_what_the_state_forbids() {
    let world = World::new().await;
    let path = led_to(&world, "verified").await;
    let unknown = json!({"evidence": [Uuid::now_v7()]});
    let refused = world.alpha_expert.act(&path, "provide", unknown.clone()).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/evidence/0", "unknown_reference")])
    );
    // And who may not is told that, whatever it sends.
    let who = world.asn_laureate.with("If-Match", "*");
    let refused = who.post(&format!("{path}/provide"), unknown).await;
    refused.refused(403, "forbidden");
}
