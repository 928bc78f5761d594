//! What an application says.

use serde_json::{Value, json};

use crate::call::{APPLICATIONS, application, applied, change, entries, faults, id_of, without};
use crate::support::World;

/// What a body can do without, and a patch clears.
const OPTIONAL: [&str; 3] = ["summary", "reference", "source"];

#[actix_web::test]
async fn it_is_shown_whole() {
    let world = World::new().await;
    let who = &world.coordinator;
    let source = json!({"system": "demarches-simplifiees.fr", "number": "48213"});
    let sent = json!({
        "organisation": world.asn, "title": "  Lettres de suite ", "summary": "Retrouver une lettre.\nLa relire.",
        "submitted_at": "2018-09-14T22:59:30+02:00", "reference": " DS-48213 ", "source": source,
    });
    let reply = who.post(APPLICATIONS, sent).await;
    let whole = reply.expect(201);
    let account = json!({"id": who.account(), "name": "Coordination DITP"});
    let expected = json!({
        "id": whole["id"], "programme": {"id": world.programme, "code": "AMI-T", "name": "AMI de test"},
        "title": "Lettres de suite", "summary": "Retrouver une lettre.\nLa relire.",
        "submitted_at": "2018-09-14T20:59:30Z", "submitted_local": "2018-09-14T22:59", "reference": "DS-48213",
        "source": source, "state": "received", "rank": null, "project": null, "replaces": null, "replaced_by": null,
        "motive": null, "evaluations": {"assigned": 0, "submitted": 0, "recused": 0}, "version": 1,
        "created_at": whole["created_at"], "created_by": account, "updated_at": whole["created_at"], "updated_by": account,
    });
    assert_eq!(without(&whole, &["organisation"]), expected);
    assert_eq!(
        (&whole["organisation"]["id"], &whole["organisation"]["name"]),
        (&json!(world.asn), &json!("Autorité de sûreté nucléaire"))
    );
    let path = reply.header("Location");
    assert_eq!(path, format!("/v1/applications/{}", reply.id()));
    for reader in [who, &world.technical_coordinator] {
        let read = reader.get(path).await;
        assert_eq!((read.expect(200), read.etag()), (whole.clone(), reply.etag()));
        assert_eq!(reader.get(APPLICATIONS).await.expect(200)["items"], json!([whole]));
    }
    assert!(reply.etag().starts_with("\"1."), "{}", reply.etag());
    let told = change(&world, id_of(path), "created").await;
    assert_eq!(told, entries(&[("application", path, "created")]));
}

#[actix_web::test]
async fn an_organisation_a_title_and_an_hour_are_enough() {
    let world = World::new().await;
    let post = async |more: Value| world.coordinator.post(APPLICATIONS, application(&world, more)).await;
    let whole = post(json!({})).await.expect(201);
    for field in OPTIONAL {
        assert_eq!(whole.get(field), Some(&Value::Null), "{field}");
    }
    let nulls = post(json!({"summary": null, "reference": null, "source": null})).await;
    let own = ["id", "created_at", "updated_at"];
    assert_eq!(without(&nulls.expect(201), &own), without(&whole, &own));
}

#[actix_web::test]
async fn what_is_patched_is_all_that_changes_and_edits_are_numbered() {
    let world = World::new().await;
    let who = &world.coordinator;
    let source = json!({"system": "Courrier", "number": "12"});
    let path = applied(&world, json!({"summary": "Un essai.", "source": source})).await;
    let read = who.get(&path).await;
    let mut expected = read.expect(200);
    let edit = json!({"organisation": world.chu, "title": "Tri des urgences", "submitted_at": "2018-09-01T08:00:00Z",
        "reference": "DS-7"});
    who.patch(&path, edit.clone())
        .await
        .refused(428, "precondition_required");
    let edited = world.technical_coordinator.matching(&read).patch(&path, edit).await;
    let after = edited.expect(200);
    assert_eq!(after["organisation"]["name"], "CHU de Toulouse");
    let editor = json!({"id": world.technical_coordinator.account(), "name": "Coordination DINSIC"});
    for (field, value) in [
        ("organisation", after["organisation"].clone()),
        ("title", json!("Tri des urgences")),
        ("submitted_at", json!("2018-09-01T08:00:00Z")),
        ("submitted_local", json!("2018-09-01T10:00")),
        ("reference", json!("DS-7")),
        ("version", json!(2)),
        ("updated_at", after["updated_at"].clone()),
        ("updated_by", editor),
    ] {
        expected[field] = value;
    }
    assert_eq!(after, expected);
    let stale = who.matching(&read).patch(&path, json!({"title": "Autre"})).await;
    stale.refused(412, "stale");
    assert_eq!(stale.json()["current"]["etag"], edited.etag());
    // What says nothing, or the same in other words, is no edit.
    for edit in [
        json!({}),
        json!({"submitted_at": "2018-09-01T10:00:00+02:00", "reference": "DS-7 "}),
    ] {
        let same = who.matching(&edited).patch(&path, edit).await;
        assert_eq!((same.expect(200), same.etag()), (expected.clone(), edited.etag()));
    }
    assert_eq!(who.get(&path).await.expect(200), expected);
    let told = change(&world, id_of(&path), "updated").await;
    assert_eq!(told, entries(&[("application", &path, "updated")]));
}

#[actix_web::test]
async fn null_clears_what_is_optional_and_nothing_else() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let source = json!({"system": "Courrier", "number": "12"});
    let path = applied(
        &world,
        json!({"summary": "Un essai.", "reference": "DS-7", "source": source}),
    )
    .await;
    let nulls = json!({"organisation": null, "title": null, "submitted_at": null});
    let refused = who.patch(&path, nulls).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&["/organisation", "/submitted_at", "/title"].map(|at| (at, "not_nullable")))
    );
    for field in OPTIONAL {
        let before = who.get(&path).await.expect(200);
        assert_ne!(before[field], Value::Null, "{field}");
        let cleared = who.patch(&path, json!({field: null})).await.expect(200);
        let edits = [field, "version", "updated_at"];
        assert_eq!(cleared.get(field), Some(&Value::Null), "{field}");
        assert_eq!(without(&cleared, &edits), without(&before, &edits), "{field}");
    }
}

#[actix_web::test]
async fn a_patch_of_the_source_changes_its_members() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let source = |system: &str, number: &str| json!({"system": system, "number": number});
    let path = applied(&world, json!({"source": source("Courrier", "12")})).await;
    for (edit, expected) in [
        (json!({"number": "13"}), source("Courrier", "13")),
        (json!({"system": "Guichet"}), source("Guichet", "13")),
        (json!({}), source("Guichet", "13")),
        (source("Dépôt", "1"), source("Dépôt", "1")),
    ] {
        let edited = who.patch(&path, json!({"source": edit})).await;
        assert_eq!(edited.expect(200)["source"], expected, "{edit}");
    }
    let refused = who.patch(&path, json!({"source": {"number": null}})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/source/number", "not_nullable")])
    );
    // What was not there before is whole.
    let path = applied(&world, json!({})).await;
    let refused = who.patch(&path, json!({"source": {"number": "13"}})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/source/system", "missing_field")])
    );
}

#[actix_web::test]
async fn the_code_lists_are_in_the_vocabulary() {
    let world = World::new().await;
    let vocabulary = world.nobody.get("/v1/vocabulary").await.expect(200);
    let terms = vocabulary["application_states"].as_array().unwrap().iter();
    let codes: Vec<_> = terms.map(|term| term["code"].clone()).collect();
    assert_eq!(codes, super::STATES);
}
