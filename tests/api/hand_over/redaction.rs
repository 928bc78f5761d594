//! What should not have been written of an item, or of what was provided: gone from everywhere, redacted or not with the piece
//! of evidence that it names.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{HISTORY, ITEMS, PROGRAMME, acted, added, attached, faults, id_of, link, milestone, shown_link, uploaded};
use crate::redactions::{LEAK, redact};
use crate::support::World;

fn sha256(text: &str) -> Value {
    json!(format!("{:x}", Sha256::digest(text)))
}

/// The item as it is shown on its own and in both lists.
async fn everywhere(world: &World, path: &str) -> Vec<Value> {
    let mut shown = vec![world.asn_laureate.get(path).await.expect(200)];
    for list in [ITEMS, PROGRAMME] {
        let page = world.asn_laureate.get(list).await.expect(200);
        shown.push(page["items"][0].clone());
    }
    shown
}

#[actix_web::test]
async fn its_title_and_description_are_markers_wherever_it_is_read() {
    let world = World::new().await;
    let [title, description] = ["titre", "texte"].map(|what| format!("{LEAK} ({what})"));
    // Answers are kept for retries, and say it too.
    let keyed = world.coordinator.with("Idempotency-Key", "guide");
    let body = || json!({"kind": "other", "title": title, "description": description});
    let made = keyed.post(ITEMS, body()).await;
    made.expect(201);
    let path = format!("{ITEMS}/{}", made.id());
    for verb in ["provide", "verify"] {
        acted(&world, &path, verb).await;
    }
    let before = world.asn_laureate.get(&path).await.expect(200);
    let mut markers = Vec::new();
    for (field, text) in [("title", &title), ("description", &description)] {
        assert!(
            !world.app.traces_of(text).await.is_empty(),
            "{text} stands somewhere before"
        );
        let redacted = redact(&world.coordinator, "hand_over_item", id_of(&path), field).await;
        let redacted = redacted.expect(201);
        assert_eq!(redacted["sha256"], json!([sha256(text)]));
        assert_eq!(world.app.traces_of(text).await, Vec::<String>::new(), "{field}");
        markers.push(redacted["marker"].clone());
        let again = redact(&world.coordinator, "hand_over_item", id_of(&path), field).await;
        assert_eq!(again.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
    }
    for shown in everywhere(&world, &path).await {
        assert_eq!((&shown["title"], &shown["description"]), (&markers[0], &markers[1]));
        for field in ["kind", "state", "evidence", "provided_on", "verified_on", "created_at"] {
            assert_eq!(shown[field], before[field], "{field}");
        }
    }
    let again = keyed.post(ITEMS, body()).await;
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(
        (&again.json()["title"], &again.json()["description"]),
        (&markers[0], &markers[1])
    );
    let told = world.coordinator.get(HISTORY).await;
    for marker in &markers {
        assert!(told.text.contains(marker.as_str().unwrap()), "{}", told.text);
    }
    // Of no kind of the list, it has a title still.
    acted(&world, &path, "reopen").await;
    let edit = world.coordinator.with("If-Match", "*");
    let edited = edit
        .patch(&path, json!({"title": "Guide de reprise"}))
        .await
        .expect(200);
    assert_eq!(edited["title"], "Guide de reprise");
}

#[actix_web::test]
async fn titles_and_addresses_of_what_was_provided_go_together() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let report = attached(who, &milestone(&world).await, "Bilan de l'essai").await;
    let path = added(&world, "Guide de reprise").await;
    let (titled, called) = (format!("{LEAK} (dépôt)"), "https://depot.example/quasimodo-zephirine");
    let sent = || {
        json!({"evidence": [
            {"title": titled, "url": "https://depot.example/code"}, report, {"title": "Manuel", "url": called},
        ]})
    };
    let keyed = who.with("Idempotency-Key", "remise");
    keyed.act(&path, "provide", sent()).await.expect(200);
    acted(&world, &path, "return").await;
    // What was provided before stands in its versions.
    let second = json!({"evidence": [link("Dépôt relu", "relu"), report]});
    who.act(&path, "provide", second).await.expect(200);
    for text in [titled.as_str(), called] {
        assert!(
            !world.app.traces_of(text).await.is_empty(),
            "{text} stands somewhere before"
        );
    }
    let redacted = redact(&world.coordinator, "hand_over_item", id_of(&path), "evidence").await;
    let redaction = redacted.expect(201);
    let kept = redaction["sha256"].as_array().unwrap();
    for text in [
        titled.as_str(),
        called,
        "Manuel",
        "Dépôt relu",
        "https://depot.example/relu",
    ] {
        assert!(kept.contains(&sha256(text)), "{text}: {kept:?}");
    }
    for text in [titled.as_str(), called, "Dépôt relu", "depot.example/relu"] {
        assert_eq!(world.app.traces_of(text).await, Vec::<String>::new(), "{text}");
    }
    let id = redaction["id"].as_str().unwrap();
    let markers = [format!("[redacted {id}]"), format!("https://redacted.invalid/{id}")];
    for shown in everywhere(&world, &path).await {
        let evidence = shown["evidence"].as_array().unwrap();
        assert_eq!(evidence.len(), 2, "a list keeps its length");
        assert_eq!(
            (&evidence[0]["title"], &evidence[0]["evidence"], &evidence[0]["content"]),
            (&json!(markers[0]), &Value::Null, &Value::Null)
        );
        let address = evidence[0]["url"].as_str().unwrap().to_owned();
        assert!(markers.contains(&address), "{address}");
        // The piece of evidence is another resource's.
        assert_eq!(
            evidence[1],
            json!({"evidence": report, "title": "Bilan de l'essai", "url": "https://depot.example/bilan", "content": null})
        );
        assert_eq!(
            (&shown["state"], &shown["provided_on"], &shown["title"]),
            (&json!("provided"), &json!("2019-03-04"), &json!("Guide de reprise"))
        );
    }
    let again = redact(&world.coordinator, "hand_over_item", id_of(&path), "evidence").await;
    assert_eq!(again.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
    // It goes on as it would have.
    assert_eq!(acted(&world, &path, "return").await["state"], "missing");
    let again = acted(&world, &path, "provide").await;
    assert_eq!(again["evidence"], json!([shown_link("Dépôt du code", "code")]));
}

#[actix_web::test]
async fn what_was_redacted_of_a_piece_of_evidence_is_shown_of_it_no_more() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let begun = milestone(&world).await;
    let report = attached(who, &begun, LEAK).await;
    let file = uploaded(who, &begun).await;
    let path = added(&world, "Rapport d'évaluation").await;
    let keyed = who.with("Idempotency-Key", "remise");
    let sent = json!({"evidence": [report, file]});
    keyed.act(&path, "provide", sent).await.expect(200);
    let nothing = redact(&world.coordinator, "hand_over_item", id_of(&path), "evidence").await;
    assert_eq!(
        nothing.faults(409, "conflict"),
        faults(&[("", "nothing_to_redact")]),
        "an id is no text"
    );
    let title = redact(&world.coordinator, "evidence", &report, "title")
        .await
        .expect(201);
    let url = redact(&world.coordinator, "evidence", &report, "url").await.expect(201);
    redact(&world.coordinator, "evidence", &file, "file").await.expect(201);
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    for shown in everywhere(&world, &path).await {
        assert_eq!(
            shown["evidence"],
            json!([
                {"evidence": report, "title": title["marker"], "url": url["marker"], "content": null},
                {"evidence": file, "title": "Bilan", "url": null, "content": null},
            ])
        );
    }
}

#[actix_web::test]
async fn coordinators_redact_what_is_a_text_of_it() {
    let world = World::new().await;
    let path = added(&world, "Guide de reprise").await;
    let id = id_of(&path);
    let refused = redact(&world.coordinator, "hand_over_item", id, "state").await;
    let error = &refused.refused(422, "invalid_body")[0];
    assert_eq!(
        (&error["pointer"], &error["code"], &error["params"]["accepted"]),
        (
            &json!("/field"),
            &json!("unknown_value"),
            &json!(["title", "description", "evidence"])
        )
    );
    for field in ["description", "evidence"] {
        let nothing = redact(&world.coordinator, "hand_over_item", id, field).await;
        assert_eq!(nothing.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
    }
    for reader in [&world.asn_laureate, &world.alpha_expert] {
        redact(reader, "hand_over_item", id, "title")
            .await
            .refused(403, "forbidden");
    }
    for stranger in [&world.chu_laureate, &world.beta_expert, &world.nobody] {
        redact(stranger, "hand_over_item", id, "title")
            .await
            .refused(404, "not_found");
    }
    assert_eq!(
        world.coordinator.get(&path).await.expect(200)["title"],
        "Guide de reprise"
    );
}
