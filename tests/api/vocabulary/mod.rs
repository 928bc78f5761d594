//! The code lists.

use std::collections::BTreeSet;

use jalon::openapi::{all_operations, document};

use crate::support::World;

#[actix_web::test]
async fn every_code_is_labelled_once_in_both_languages() {
    let world = World::new().await;
    let reply = world.nobody.get("/v1/vocabulary").await;
    let vocabulary = reply.expect(200);
    for (name, list) in vocabulary.as_object().unwrap() {
        let list = list.as_array().unwrap();
        assert!(!list.is_empty(), "{name}");
        let codes: BTreeSet<_> = list.iter().map(|term| term["code"].as_str().unwrap()).collect();
        assert_eq!(codes.len(), list.len(), "{name} has a code twice");
        for term in list {
            for language in ["fr", "en"] {
                assert!(!term["label"][language].as_str().unwrap().is_empty(), "{name}: {term}");
            }
        }
    }
    let health: Vec<_> = vocabulary["health"]
        .as_array()
        .unwrap()
        .iter()
        .map(|term| {
            (
                term["order"].as_u64().unwrap(),
                term["code"].as_str().unwrap(),
                term["label"]["fr"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        health,
        [
            (0, "sunny", "Soleil"),
            (1, "overcast", "Couvert"),
            (2, "cloudy", "Nuage"),
            (3, "stormy", "Orage")
        ]
    );
    let held = world
        .nobody
        .with("If-None-Match", reply.etag())
        .get("/v1/vocabulary")
        .await;
    assert_eq!(held.status, 304);
    world
        .app
        .stranger()
        .get("/v1/vocabulary")
        .await
        .refused(401, "unauthenticated");
}

/// What comes of a call, and whether its order means something.
#[actix_web::test]
async fn the_lists_of_the_call_are_those_of_its_rules() {
    let world = World::new().await;
    let vocabulary = world.nobody.get("/v1/vocabulary").await.expect(200);
    let lists: [(&str, bool, &[&str]); 7] = [
        (
            "application_states",
            false,
            &[
                "received",
                "admissible",
                "inadmissible",
                "shortlisted",
                "reserve",
                "laureate",
                "refused",
                "withdrawn",
            ],
        ),
        ("evaluation_stages", true, &["selection", "mid_term", "end"]),
        (
            "evaluation_parts",
            true,
            &["self_assessment", "consolidation", "instruction"],
        ),
        ("evaluation_states", false, &["assigned", "submitted", "recused"]),
        (
            "recusal_reasons",
            false,
            &["conflict_of_interest", "unavailable", "other"],
        ),
        ("recommendations", true, &["favourable", "reserved", "unfavourable"]),
        (
            "missing_score_reasons",
            false,
            &["not_assigned", "not_submitted", "other_grid"],
        ),
    ];
    for (name, is_ordered, codes) in lists {
        let list = vocabulary[name].as_array().unwrap();
        let told: Vec<_> = list.iter().map(|term| term["code"].as_str().unwrap()).collect();
        assert_eq!(told, codes, "{name}");
        let ordered = list.iter().all(|term| term["order"].is_u64());
        assert_eq!(ordered, is_ordered, "{name}");
    }
}

/// A scope that no operation asks for binds nothing; an operation whose scope cannot be given is
/// closed to every service.
#[test]
fn every_tag_has_its_scopes() {
    let given: BTreeSet<String> = <jalon::access::Scope as jalon::vocabulary::CodeList>::CODES
        .iter()
        .map(|code| (*code).to_owned())
        .collect();
    for (path, method, operation) in all_operations(&document()) {
        let tag = operation.tags.as_ref().unwrap().first().unwrap().clone();
        if ["platform", "auth", "me", "vocabulary"].contains(&tag.as_str()) {
            continue;
        }
        let verb = if method == "GET" { "read" } else { "write" };
        assert!(
            given.contains(&format!("{tag}:{verb}")),
            "{method} {path} asks for {tag}:{verb}, which src/access/scope.rs lacks"
        );
    }
}
