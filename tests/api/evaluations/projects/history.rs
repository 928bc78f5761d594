//! What a project's history tells of its evaluations: to coordinators all that was done to them, to others nothing.

use serde_json::json;

use super::{PARTS, accompanied, asked, edited, id_of, marks, recused, submitted};
use crate::accounts::service_of;
use crate::call::history::{done, told};
use crate::redactions::{LEAK, redact};
use crate::support::World;

const HISTORY: &str = "/v1/projects/AMI-T-ASN/history";

/// One is deleted, the laureate submits its own, one is left to others, and a text of one is redacted: all of it, as a page
/// tells it.
async fn evaluated(world: &World) -> Vec<String> {
    let who = &world.coordinator;
    let [of_laureate, consolidation, instruction] = PARTS;
    let mistake = asked(world, instruction, json!({})).await;
    edited(who, &mistake, json!({"comment": "Brouillon."})).await;
    assert_eq!(who.with("If-Match", "*").delete(&mistake).await.status, 204);
    let own = asked(world, of_laureate, json!({})).await;
    submitted(&world.asn_laureate, &own, marks(4.0, 3.0)).await;
    let left = asked(world, consolidation, json!({})).await;
    recused(who, &left).await;
    let path = asked(world, instruction, json!({})).await;
    edited(who, &path, json!({"comment": LEAK})).await;
    submitted(who, &path, marks(2.0, 2.0)).await;
    redact(who, "evaluation", id_of(&path), "comment").await.expect(201);
    done(&[
        ("evaluation", &mistake, "created"),
        ("evaluation", &mistake, "updated"),
        ("evaluation", &mistake, "deleted"),
        ("evaluation", &own, "created"),
        ("evaluation", &own, "updated"),
        ("evaluation", &own, "submitted"),
        ("evaluation", &left, "created"),
        ("evaluation", &left, "recused"),
        ("evaluation", &path, "created"),
        ("evaluation", &path, "updated"),
        ("evaluation", &path, "updated"),
        ("evaluation", &path, "submitted"),
        ("evaluation", &path, "redacted"),
    ])
}

#[actix_web::test]
async fn coordinators_are_told_of_all_that_was_done_to_them() {
    let (world, _) = accompanied().await;
    let expected = evaluated(&world).await;
    for client in [&world.coordinator, &world.technical_coordinator] {
        let of_them = format!("{HISTORY}?entity=evaluation&count=true");
        let page = client.get(&of_them).await.expect(200);
        assert_eq!(told(&page), expected);
        assert_eq!(page["total"], expected.len());
        let whole = client.get(&format!("{HISTORY}?limit=200")).await;
        let mut all = told(&whole.expect(200));
        all.retain(|entry| entry.starts_with("evaluation "));
        assert_eq!(all, expected);
        assert!(whole.text.contains("Brouillon."), "{}", whole.text);
        assert!(!whole.text.contains(LEAK), "{}", whole.text);
    }
    let redacted = "/v1/redactions?project=AMI-T-ASN&entity=evaluation&count=true";
    assert_eq!(world.coordinator.get(redacted).await.expect(200)["total"], 1);
}

/// Nor is the laureate of what it wrote itself.
#[actix_web::test]
async fn the_laureate_and_providers_are_told_nothing_of_them() {
    let (world, _) = accompanied().await;
    let readers = [&world.asn_laureate, &world.alpha_expert, &world.alpha_colleague];
    let places = ["", "?count=true", "?limit=200"].map(|query| format!("{HISTORY}{query}"));
    let mut read = Vec::new();
    for client in readers {
        for place in &places {
            read.push((client, place, client.get(place).await));
        }
    }
    evaluated(&world).await;
    for (client, place, before) in &read {
        let again = client.get(place).await;
        assert_eq!(again.expect(200), before.expect(200), "{place}");
        let held = client.with("If-None-Match", before.etag()).get(place).await;
        assert_eq!(held.status, 304, "{place}");
    }
    for client in readers {
        for query in [
            "entity=evaluation",
            "entity=evaluation&action=submitted",
            "action=recused",
            "action=redacted",
            "entity=redaction",
        ] {
            let page = client.get(&format!("{HISTORY}?{query}&count=true")).await.expect(200);
            assert_eq!((&page["items"], &page["total"]), (&json!([]), &json!(0)), "{query}");
        }
    }
    world.observer.get(HISTORY).await.refused(403, "forbidden");
}

/// By what was redacted it would learn which there are, and by its digest what they said.
#[actix_web::test]
async fn a_service_account_is_told_of_redactions_where_it_may_read_them() {
    let (world, _) = accompanied().await;
    evaluated(&world).await;
    for (scopes, told) in [
        (json!(["history:read"]), 0),
        (json!(["history:read", "evaluations:read"]), 0),
        (json!(["history:read", "redactions:read"]), 1),
    ] {
        let service = service_of(&world, "coordinator", scopes.clone()).await;
        let redactions = format!("{HISTORY}?entity=redaction&count=true");
        assert_eq!(service.get(&redactions).await.expect(200)["total"], told, "{scopes}");
        let evaluations = format!("{HISTORY}?entity=evaluation&count=true");
        let page = service.get(&evaluations).await.expect(200);
        assert_eq!(
            page["total"] != 0,
            scopes.to_string().contains("evaluations"),
            "{scopes}"
        );
    }
}
