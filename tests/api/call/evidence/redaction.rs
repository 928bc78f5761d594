//! What should not have been attached: its texts, its name or its bytes are gone from everywhere.

use serde_json::{Value, json};

use super::{
    TYPE, UNTOLD, applied, assigned, change, code, count, entries, faults, filed, files, id_of, judged, juror, kept,
    link, linked, links, sha256, without,
};
use crate::redactions::{LEAK, redact};
use crate::support::{Client, Form, Reply, World};

const CONTENT: &str = "# Dossier médical de Zéphirine Quasimodo\n";

/// A piece as each of those who may read it is shown it, alone and in the list.
async fn is_shown(world: &World, juror: &Client, application: &str, path: &str, expected: &Value) {
    let told = without(expected, &UNTOLD);
    for (reader, expected) in [
        (&world.coordinator, expected),
        (&world.technical_coordinator, expected),
        (juror, &told),
    ] {
        assert_eq!(reader.get(path).await.expect(200), *expected);
        let page = reader.get(&links(application)).await.expect(200);
        assert_eq!(page["items"], json!([expected]));
    }
}

#[actix_web::test]
async fn the_texts_of_a_link_are_markers_wherever_it_is_read() {
    let (world, application, juror) = judged().await;
    let who = &world.coordinator;
    let keyed = who.with("Idempotency-Key", "dossier");
    let [title, slug] = ["titre", "adresse"].map(|what| format!("{LEAK} ({what})"));
    let url = format!("https://depot.example/{slug}");
    let body = link(json!({"title": title, "url": url}));
    let made = keyed.post(&links(&application), body.clone()).await;
    let mut expected = made.expect(201);
    let path = format!("/v1/evidence/{}", made.id());
    world.app.sql("analyze").await;
    for (field, text) in [("title", &title), ("url", &url)] {
        let redacted = redact(who, "evidence", made.id().as_str(), field).await;
        let redaction = redacted.expect(201);
        assert_eq!(
            (&redaction["entity"], &redaction["field"], &redaction["sha256"]),
            (&json!("evidence"), &json!(field), &json!([sha256(text)]))
        );
        assert_eq!(
            (&redaction["programme"]["id"], &redaction["project"]),
            (&json!(world.programme), &Value::Null)
        );
        expected[field] = redaction["marker"].clone();
        is_shown(&world, &juror, &application, &path, &expected).await;
        let told = change(&world, id_of(&path), "redacted").await;
        let own = redacted.header("Location");
        assert_eq!(
            told,
            entries(&[("evidence", &path, "redacted"), ("redaction", own, "created")])
        );
        let again = redact(who, "evidence", id_of(&path), field).await;
        assert_eq!(again.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
    }
    assert!(
        expected["url"]
            .as_str()
            .unwrap()
            .starts_with("https://redacted.invalid/")
    );
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    // Sent again it is the same piece still.
    let again = keyed.post(&links(&application), body).await;
    assert_eq!(
        (again.expect(201), again.header("Idempotency-Replayed")),
        (expected, "true")
    );
    for field in ["file", "file_name"] {
        let none = redact(who, "evidence", id_of(&path), field).await;
        assert_eq!(none.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
    }
    let page = who.get("/v1/redactions?entity=evidence&count=true").await.expect(200);
    assert_eq!(page["total"], 2);
}

/// A file under a name that says too much, sent with that key.
async fn handed_in(world: &World, application: &str, key: &str) -> Reply {
    let form = Form::of(TYPE, "Dossier").file(&format!("{LEAK}.md"), "text/markdown", CONTENT.as_bytes());
    let keyed = world.coordinator.with("Idempotency-Key", key);
    keyed.upload(&files(application), &form).await
}

#[actix_web::test]
async fn the_bytes_of_a_file_go_with_its_name_and_what_it_was_stays() {
    let (world, application, juror) = judged().await;
    let made = handed_in(&world, &application, "dossier").await;
    let mut expected = made.expect(201);
    let path = format!("/v1/evidence/{}", made.id());
    let content = format!("{path}/content");
    assert_eq!(juror.get(&content).await.text, CONTENT);
    world.app.sql("analyze").await;
    let redaction = redact(&world.coordinator, "evidence", id_of(&path), "file")
        .await
        .expect(201);
    assert_eq!(redaction["sha256"], json!([sha256(CONTENT)]));
    assert_eq!(kept(&world).len(), 0);
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    expected["file"]["name"] = redaction["marker"].clone();
    expected["content"] = Value::Null;
    is_shown(&world, &juror, &application, &path, &expected).await;
    assert_eq!(
        (&expected["title"], &expected["url"], &expected["file"]["sha256"]),
        (&json!("Dossier"), &Value::Null, &json!(sha256(CONTENT)))
    );
    for reader in [&world.coordinator, &juror] {
        let gone = reader.get(&content).await;
        assert_eq!(gone.refused(404, "not_found")[0]["code"], "file_redacted");
    }
    let again = handed_in(&world, &application, "dossier").await;
    assert_eq!(again.expect(201), expected);
    assert_eq!(kept(&world).len(), 0);
    for field in ["file", "file_name"] {
        let again = redact(&world.coordinator, "evidence", id_of(&path), field).await;
        assert_eq!(again.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
    }
}

#[actix_web::test]
async fn the_name_of_a_file_can_go_alone() {
    let (world, application, juror) = judged().await;
    let made = handed_in(&world, &application, "dossier").await;
    let mut expected = made.expect(201);
    let path = format!("/v1/evidence/{}", made.id());
    let redaction = redact(&world.coordinator, "evidence", id_of(&path), "file_name").await;
    let marker = redaction.expect(201)["marker"].clone();
    expected["file"]["name"] = marker.clone();
    is_shown(&world, &juror, &application, &path, &expected).await;
    for reader in [&world.coordinator, &juror] {
        let content = reader.get(&format!("{path}/content")).await;
        assert_eq!((content.status.as_u16(), content.text.as_str()), (200, CONTENT));
        let saved_as = format!("{}.md", marker.as_str().unwrap());
        let disposition = content.header("Content-Disposition");
        assert!(disposition.contains(&saved_as), "{disposition}");
    }
    assert_eq!(kept(&world).len(), 1);
}

/// A piece is shown with what its application is called.
#[actix_web::test]
async fn the_title_of_the_application_is_a_marker_here_too() {
    let (world, _, juror) = judged().await;
    let application = applied(&world, json!({"title": LEAK})).await;
    assigned(&world, &application, &juror).await;
    let keyed = world.coordinator.with("Idempotency-Key", "dossier");
    let made = keyed.post(&links(&application), link(json!({}))).await;
    let mut expected = made.expect(201);
    let path = format!("/v1/evidence/{}", made.id());
    let redaction = redact(&world.coordinator, "application", id_of(&application), "title").await;
    expected["application"]["name"] = redaction.expect(201)["marker"].clone();
    is_shown(&world, &juror, &application, &path, &expected).await;
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let again = keyed.post(&links(&application), link(json!({}))).await;
    assert_eq!(again.expect(201), expected);
}

/// To whoever may not see the application there is nothing to redact; whoever judges it may not.
#[actix_web::test]
async fn coordinators_redact_and_nobody_else() {
    let (world, application, own) = judged().await;
    let (elsewhere, other) = (super::elsewhere(&world).await, juror(&world, "Juré").await);
    let not_its_own = applied(&world, json!({})).await;
    assigned(&world, &not_its_own, &other).await;
    let link = linked(&world, &application, json!({})).await;
    let file = filed(&world, &application, "1;2\n").await;
    for (client, status) in [
        (&own, 403),
        (&other, 404),
        (&world.asn_laureate, 404),
        (&world.alpha_expert, 404),
        (&world.observer, 404),
        (&world.administrator, 404),
        (&elsewhere, 404),
        (&world.nobody, 404),
    ] {
        for (piece, fields) in [(&link, ["title", "url"]), (&file, ["file_name", "file"])] {
            for field in fields {
                let refused = redact(client, "evidence", id_of(piece), field).await;
                refused.refused(status, code(status));
            }
        }
    }
    assert_eq!(
        (count(&world, "redactions").await.as_str(), kept(&world).len()),
        ("0", 1)
    );
    let who = &world.technical_coordinator;
    redact(who, "evidence", id_of(&link), "title").await.expect(201);
    redact(who, "evidence", id_of(&file), "file").await.expect(201);
    let page = own.get("/v1/redactions?count=true").await.expect(200);
    assert_eq!(page["total"], 0, "why is told to coordinators alone");
}

/// Once somebody is erased, what names it is told for redaction.
#[actix_web::test]
async fn a_piece_that_names_somebody_who_is_erased_is_told() {
    let (world, application, _) = judged().await;
    let gone = juror(&world, "Zéphirine").await;
    let piece = linked(&world, &application, json!({"title": "Lettre de zephirine"})).await;
    linked(&world, &application, json!({"title": "Lettre de soutien"})).await;
    let erase = format!("/v1/accounts/{}/erase", gone.account());
    let erased = world.administrator.post(&erase, json!({})).await.expect(200);
    assert_eq!(
        erased["mentions"],
        json!([{"programme": world.programme, "entity": "evidence", "id": id_of(&piece), "field": "title"}])
    );
    redact(&world.coordinator, "evidence", id_of(&piece), "title")
        .await
        .expect(201);
}
