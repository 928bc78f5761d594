//! What is said of an exchange, and its edits.

use serde_json::{Value, json};

use super::{EXCHANGES, OPTIONAL, change, entries, exchange, faults, id_of, in_order, planned, without};
use crate::support::World;

/// Names of organisations, as a view refers to them.
fn called(references: &Value) -> Vec<(Value, Value)> {
    let references = references.as_array().unwrap().iter();
    let mut called: Vec<_> = references.map(|it| (it["id"].clone(), it["name"].clone())).collect();
    called.sort_by_key(|(_, name)| name.to_string());
    called
}

#[actix_web::test]
async fn it_is_shown_whole() {
    let world = World::new().await;
    let who = &world.coordinator;
    let sent = json!({
        "kind": "research_meeting", "title": "  Rencontre avec les chercheurs ", "starts_at": "2019-06-27T14:00:00+02:00",
        "ends_at": "2019-06-27T15:00:00Z", "place": "Salle 3, ministère", "link": "https://visio.example/rencontre",
        "places": 40, "projects": ["AMI-T-ASN", world.chu_project], "organisations": [world.alpha, world.asn],
    });
    let reply = who.post(EXCHANGES, sent).await;
    let whole = reply.expect(201);
    let account = json!({"id": who.account(), "name": "Coordination DITP"});
    let project = |id: uuid::Uuid, code: &str| json!({"id": id, "code": code, "name": format!("Projet {code}")});
    let expected = json!({
        "id": whole["id"], "programme": {"id": world.programme, "code": "AMI-T", "name": "AMI de test"},
        "kind": "research_meeting", "title": "Rencontre avec les chercheurs",
        "starts_at": "2019-06-27T12:00:00Z", "ends_at": "2019-06-27T15:00:00Z", "time_zone": "Europe/Paris",
        "starts_local": "2019-06-27T14:00", "ends_local": "2019-06-27T17:00",
        "place": "Salle 3, ministère", "link": "https://visio.example/rencontre", "places": 40,
        "state": "planned", "signed_up": {"confirmed": 0, "waiting": 0}, "attendance": [], "outcomes": null,
        "version": 1, "created_at": whole["created_at"], "created_by": account, "updated_at": whole["created_at"],
        "updated_by": account,
    });
    assert_eq!(without(&whole, &["projects", "organisations"]), expected);
    assert_eq!(
        in_order(&whole["projects"]),
        in_order(&json!([
            project(world.asn_project, "AMI-T-ASN"),
            project(world.chu_project, "AMI-T-CHU")
        ]))
    );
    assert_eq!(
        called(&whole["organisations"]),
        [
            (json!(world.alpha), json!("Alpha Conseil")),
            (json!(world.asn), json!("Autorité de sûreté nucléaire")),
        ]
    );
    assert_eq!(
        reply.header("Location"),
        format!("/v1/programmes/{}/exchanges/{}", world.programme, reply.id())
    );
    for path in [
        reply.header("Location").to_owned(),
        format!("{EXCHANGES}/{}", reply.id()),
    ] {
        let read = who.get(&path).await;
        assert_eq!((read.expect(200), read.etag()), (whole.clone(), reply.etag()), "{path}");
    }
    let page = who.get(EXCHANGES).await.expect(200);
    assert_eq!(page["items"], json!([whole]));
}

#[actix_web::test]
async fn a_title_and_two_hours_are_enough() {
    let world = World::new().await;
    let whole = world.coordinator.post(EXCHANGES, exchange(json!({}))).await.expect(201);
    for field in OPTIONAL {
        assert_eq!(whole.get(field), Some(&Value::Null), "{field}");
    }
    assert_eq!((&whole["projects"], &whole["organisations"]), (&json!([]), &json!([])));
    // Null is none, and none is none.
    let nulls = json!({"place": null, "link": null, "places": null, "projects": [], "organisations": []});
    let same = world.coordinator.post(EXCHANGES, exchange(nulls)).await.expect(201);
    let own = ["id", "created_at", "updated_at"];
    assert_eq!(without(&same, &own), without(&whole, &own));
}

#[actix_web::test]
async fn what_is_patched_is_all_that_changes_and_edits_are_numbered() {
    let world = World::new().await;
    let who = &world.coordinator;
    let more = json!({"place": "Salle 3", "link": "https://visio.example/un", "places": 12, "projects": ["AMI-T-ASN"],
        "organisations": [world.asn, world.alpha]});
    let path = planned(&world, more).await;
    let read = who.get(&path).await;
    let before = read.expect(200);
    let edit = json!({"kind": "restitution", "title": "Restitution", "ends_at": "2019-03-04T18:30:00+01:00"});
    who.patch(&path, edit.clone())
        .await
        .refused(428, "precondition_required");
    let edited = world.technical_coordinator.matching(&read).patch(&path, edit).await;
    let after = edited.expect(200);
    let mut expected = before.clone();
    for (field, value) in [
        ("kind", json!("restitution")),
        ("title", json!("Restitution")),
        ("ends_at", json!("2019-03-04T17:30:00Z")),
        ("ends_local", json!("2019-03-04T18:30")),
        ("version", json!(2)),
        ("updated_at", after["updated_at"].clone()),
        (
            "updated_by",
            json!({"id": world.technical_coordinator.account(), "name": "Coordination DINSIC"}),
        ),
    ] {
        expected[field] = value;
    }
    assert_eq!(after, expected);
    let stale = who.matching(&read).patch(&path, json!({"title": "Autre"})).await;
    stale.refused(412, "stale");
    assert_eq!(stale.json()["current"]["etag"], edited.etag());
    assert_eq!(who.get(&path).await.expect(200), after);
    let same = who.matching(&edited).patch(&path, json!({})).await;
    assert_eq!(same.expect(200), after, "an edit that says nothing is none");
    assert_eq!(same.etag(), edited.etag());
    // An hour is the same however it is written.
    let hour = json!({"starts_at": "2019-03-04T13:00:00Z", "projects": [world.asn_project]});
    assert_eq!(who.matching(&edited).patch(&path, hour).await.expect(200), after);
}

#[actix_web::test]
async fn null_clears_what_is_optional_and_lists_are_replaced_whole() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let more = json!({"place": "Salle 3", "link": "https://visio.example/un", "places": 12,
        "projects": ["AMI-T-ASN", "AMI-T-CHU"], "organisations": [world.asn, world.alpha]});
    let path = planned(&world, more).await;
    let cleared = who
        .patch(&path, json!({"place": null, "link": null, "places": null}))
        .await
        .expect(200);
    for field in OPTIONAL {
        assert_eq!(cleared.get(field), Some(&Value::Null), "{field}");
    }
    assert_eq!(cleared["projects"].as_array().unwrap().len(), 2);
    let replaced = json!({"projects": ["AMI-T-CHU"], "organisations": [world.beta, world.chu]});
    let replaced = who.patch(&path, replaced).await.expect(200);
    assert_eq!(replaced["projects"][0]["code"], "AMI-T-CHU");
    assert_eq!(replaced["projects"].as_array().unwrap().len(), 1);
    assert_eq!(
        called(&replaced["organisations"]),
        [
            (json!(world.beta), json!("Beta Recherche")),
            (json!(world.chu), json!("CHU de Toulouse")),
        ]
    );
    let emptied = who
        .patch(&path, json!({"projects": [], "organisations": []}))
        .await
        .expect(200);
    assert_eq!(
        (&emptied["projects"], &emptied["organisations"]),
        (&json!([]), &json!([]))
    );
    let required = ["kind", "title", "starts_at", "ends_at"];
    let nulls: Value = required
        .iter()
        .map(|field| ((*field).to_owned(), Value::Null))
        .collect();
    let refused = who.patch(&path, nulls).await;
    let mut expected: Vec<_> = required.iter().map(|field| format!("/{field}")).collect();
    expected.sort();
    let expected: Vec<_> = expected.iter().map(|at| (at.as_str(), "not_nullable")).collect();
    assert_eq!(refused.faults(422, "invalid_body"), faults(&expected));
    assert_eq!(who.get(&path).await.expect(200), emptied);
}

#[actix_web::test]
async fn the_same_request_again_plans_no_other() {
    let world = World::new().await;
    let who = world.coordinator.with("Idempotency-Key", "atelier");
    let first = who.post(EXCHANGES, exchange(json!({"places": 3}))).await;
    first.expect(201);
    let again = who.post(EXCHANGES, exchange(json!({"places": 3}))).await;
    again.expect(201);
    assert_eq!(
        (
            again.header("Idempotency-Replayed"),
            &again.text,
            again.header("Location")
        ),
        ("true", &first.text, first.header("Location"))
    );
    // The programme goes by its id too.
    let by_id = format!("/v1/programmes/{}/exchanges", world.programme);
    let again = who.post(&by_id, exchange(json!({"places": 3}))).await;
    assert_eq!((again.id(), again.header("Idempotency-Replayed")), (first.id(), "true"));
    let other = who.post(EXCHANGES, exchange(json!({"places": 4}))).await;
    other.refused(422, "idempotency_key_reused");
    assert_eq!(world.app.text("select count(*) from exchanges").await, "1");
    let told = change(&world, id_of(first.header("Location")), "created").await;
    assert_eq!(told, entries(&[("exchange", first.header("Location"), "created")]));
}
