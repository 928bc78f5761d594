//! What is said of a version: its name, its licence, what is shown of it, whose edit it is.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{PROTOTYPES, added, faults, version};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole_and_the_number_of_the_edit_is_in_its_tag_alone() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let body = version(
        "0.3",
        json!({
            "description": "Cherche dans les lettres.\nSans les pièces jointes.", "licence": "MIT",
            "source_url": "https://code.example/recherche",
        }),
    );
    let made = who.post(PROTOTYPES, body.clone()).await;
    let shown = made.expect(201);
    for (field, sent) in body.as_object().unwrap() {
        assert_eq!(shown[field], *sent, "{field}");
    }
    assert_eq!(
        shown["project"],
        json!({"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"})
    );
    let account = json!({"id": who.account(), "name": "Experte Alpha"});
    assert_eq!((&shown["created_by"], &shown["updated_by"]), (&account, &account));
    assert_eq!(shown["created_at"], shown["updated_at"]);
    assert_eq!(shown["motive"], Value::Null);
    let fields: BTreeSet<&str> = shown.as_object().unwrap().keys().map(String::as_str).collect();
    let known = [
        "id",
        "project",
        "version",
        "maturity",
        "description",
        "source_url",
        "licence",
        "motive",
        "edit",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ];
    assert_eq!(fields, BTreeSet::from(known));
    let path = format!("{PROTOTYPES}/{}", made.id());
    let read = who.get(&path).await;
    assert_eq!((read.expect(200), read.etag()), (shown.clone(), made.etag()));
    assert!(read.etag().starts_with("\"1."), "{}", read.etag());
    let edited = world.asn_laureate.matching(&read);
    let edited = edited.patch(&path, json!({"version": "0.4", "licence": null})).await;
    let after = edited.expect(200);
    assert!(edited.etag().starts_with("\"2."), "{}", edited.etag());
    assert_eq!(
        (&after["version"], &after["licence"], &after["description"]),
        (&json!("0.4"), &Value::Null, &body["description"])
    );
    assert_eq!(
        (&after["created_by"], &after["updated_by"]["name"]),
        (&account, &json!("Laureate ASN"))
    );
    assert_eq!(who.get(&path).await.expect(200), after);
}

#[actix_web::test]
async fn an_edit_names_the_one_it_changes() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let path = added(who, "0.3", json!({})).await;
    let read = who.get(&path).await;
    let refused = who.patch(&path, json!({"version": "0.4"})).await;
    refused.refused(428, "precondition_required");
    let first = world.asn_laureate.matching(&read);
    first.patch(&path, json!({"version": "0.4"})).await.expect(200);
    for stale in [
        who.matching(&read).patch(&path, json!({"version": "0.5"})).await,
        // The version of the prototype is no number of an edit.
        who.with("If-Match", "\"0.4\"")
            .patch(&path, json!({"version": "0.5"}))
            .await,
        who.matching(&read).delete(&path).await,
    ] {
        stale.refused(412, "stale");
        let current = &stale.json()["current"];
        assert_eq!(
            current["updated_by"],
            json!({"id": world.asn_laureate.account(), "name": "Laureate ASN"})
        );
        assert_eq!(current["etag"], stale.etag());
        assert!(stale.etag().starts_with("\"2."), "{}", stale.etag());
    }
    let now = who.get(&path).await;
    assert_eq!(now.expect(200)["version"], "0.4");
    let edited = who.matching(&now).patch(&path, json!({"version": "0.5"})).await;
    assert_eq!(edited.expect(200)["version"], "0.5");
}

#[actix_web::test]
async fn a_licence_is_one_of_the_spdx_list_and_shown_as_the_list_writes_it() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let path = added(&who, "0.0", json!({})).await;
    for (place, (sent, shown)) in [
        ("MIT", "MIT"),
        ("mit", "MIT"),
        ("etalab-2.0", "etalab-2.0"),
        ("ETALAB-2.0", "etalab-2.0"),
        ("EUPL-1.2", "EUPL-1.2"),
        ("eupl-1.2", "EUPL-1.2"),
        ("agpl-3.0-OR-LATER", "AGPL-3.0-or-later"),
        ("cecill-2.1", "CECILL-2.1"),
    ]
    .into_iter()
    .enumerate()
    {
        let body = version(&format!("1.{place}"), json!({"licence": sent}));
        let made = who.post(PROTOTYPES, body).await.expect(201);
        assert_eq!(made["licence"], shown, "{sent}");
        let edited = who.patch(&path, json!({"licence": sent})).await.expect(200);
        assert_eq!(edited["licence"], shown, "{sent}");
        assert_eq!(who.get(&path).await.expect(200)["licence"], shown, "{sent}");
    }
    let before = who.get(&path).await.expect(200);
    for wrong in [
        "",
        "EUPL-9.9",
        "etalab",
        "MIT License",
        "MIT OR Apache-2.0",
        "apache 2.0",
        "LicenseRef-etat",
        "NOASSERTION",
        "NONE",
        "libre",
    ] {
        let expected = faults(&[("/licence", "invalid_format")]);
        let refused = who.post(PROTOTYPES, version("2.0", json!({"licence": wrong}))).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
        let refused = who.patch(&path, json!({"licence": wrong})).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
    }
    let refused = who.patch(&path, json!({"licence": 3})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/licence", "wrong_type")])
    );
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn a_version_has_a_name_of_its_own_in_its_project() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let longest = "1".repeat(40);
    for name in ["0", "0.3", "v2_beta+build-7", "A", "2019-03-04.1", &longest] {
        let made = who.post(PROTOTYPES, version(name, json!({}))).await.expect(201);
        assert_eq!(made["version"], name);
    }
    let path = added(&who, "0.9", json!({})).await;
    let too_long = "1".repeat(41);
    for wrong in [
        "", ".1", "-1", "_1", "+1", "1 0", "1/0", "1,0", "é1", "1é", "v1!", &too_long,
    ] {
        let expected = faults(&[("/version", "invalid_format")]);
        let refused = who.post(PROTOTYPES, version(wrong, json!({}))).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
        let refused = who.patch(&path, json!({"version": wrong})).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
    }
    let taken = faults(&[("/version", "already_taken")]);
    let refused = who.post(PROTOTYPES, version("0.3", json!({}))).await;
    assert_eq!(refused.faults(422, "invalid_body"), taken);
    let refused = who.patch(&path, json!({"version": "0.3"})).await;
    assert_eq!(refused.faults(422, "invalid_body"), taken);
    assert_eq!(who.get(&path).await.expect(200)["version"], "0.9");
    // Its own is not another's, another project has its own, and one that is given up can be taken.
    who.patch(&path, json!({"version": "0.9"})).await.expect(200);
    let elsewhere = "/v1/projects/AMI-T-CHU/prototypes";
    let body = version("0.3", json!({}));
    world.beta_expert.post(elsewhere, body).await.expect(201);
    who.patch(&path, json!({"version": "1.0"})).await.expect(200);
    let again = added(&who, "0.9", json!({})).await;
    assert_eq!(who.delete(&again).await.status, 204);
    added(&who, "0.9", json!({})).await;
}

#[actix_web::test]
async fn null_clears_what_can_be_left_out_and_nothing_else() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let all = json!({"description": "Cherche.", "source_url": "https://code.example/x", "licence": "MIT", "motive": "Essai."});
    let path = added(&who, "0.3", all.clone()).await;
    for field in ["description", "source_url", "licence", "motive"] {
        let cleared = who.patch(&path, json!({field: null})).await.expect(200);
        for (other, sent) in all.as_object().unwrap() {
            let expected = if other == field { &Value::Null } else { sent };
            assert_eq!(cleared[other], *expected, "{field}: {other}");
        }
        who.patch(&path, json!({field: all[field]})).await.expect(200);
    }
    for field in ["version", "maturity"] {
        let at = format!("/{field}");
        let refused = who.patch(&path, json!({field: null})).await;
        let expected = faults(&[(at.as_str(), "not_nullable")]);
        assert_eq!(refused.faults(422, "invalid_body"), expected);
        let mut lacking = version("0.4", json!({}));
        lacking.as_object_mut().unwrap().remove(field);
        let refused = who.post(PROTOTYPES, lacking).await;
        let expected = faults(&[(at.as_str(), "missing_field")]);
        assert_eq!(refused.faults(422, "invalid_body"), expected);
    }
    let wrong = json!({"version": 3, "maturity": "almost", "source_url": "ftp://code.example/x", "state": "built"});
    let expected = faults(&[
        ("/maturity", "unknown_value"),
        ("/source_url", "invalid_format"),
        ("/state", "unknown_field"),
        ("/version", "wrong_type"),
    ]);
    let refused = who.patch(&path, wrong.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.post(PROTOTYPES, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
}
