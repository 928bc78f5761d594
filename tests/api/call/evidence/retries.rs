//! What is sent again with its key is attached once.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{TYPE, acted, applied, column, count, files, form, id_of, kept, link, links};
use crate::support::{Form, World};

#[actix_web::test]
async fn an_upload_that_is_sent_again_happens_once() {
    let world = World::new().await;
    let application = applied(&world, json!({})).await;
    let to = files(&application);
    let keyed = world.coordinator.with("Idempotency-Key", "dossier-1");
    let first = keyed.upload(&to, &form("1;2\n")).await;
    first.expect(201);
    // Decided on since: it was attached before.
    acted(&world, &application, "refuse").await;
    // Another order of fields and another declared type make no other request.
    let again = Form::default()
        .file("chiffres.csv", "application/octet-stream", b"1;2\n")
        .field("title", "Chiffres")
        .field("type", TYPE);
    for again in [again, form("1;2\n")] {
        let again = keyed.upload(&to, &again).await;
        again.expect(201);
        assert_eq!(again.header("Idempotency-Replayed"), "true");
        assert_eq!(
            (&again.text, again.header("Location")),
            (&first.text, first.header("Location"))
        );
    }
    for other in [
        form("1;3\n"),
        Form::of(TYPE, "Chiffres").file("autres.csv", "text/csv", b"1;2\n"),
        Form::of(TYPE, "Autres").file("chiffres.csv", "text/csv", b"1;2\n"),
        Form::of("report", "Chiffres").file("chiffres.csv", "text/csv", b"1;2\n"),
    ] {
        let refused = keyed.upload(&to, &other).await;
        refused.refused(422, "idempotency_key_reused");
    }
    assert_eq!(kept(&world).len(), 1, "what was not needed is gone");
    assert_eq!(count(&world, "evidence").await, "1");
}

#[actix_web::test]
async fn so_does_a_link() {
    let world = World::new().await;
    let application = applied(&world, json!({})).await;
    let keyed = world.coordinator.with("Idempotency-Key", "dossier-1");
    let first = keyed.post(&links(&application), link(json!({}))).await;
    let again = keyed.post(&links(&application), link(json!({}))).await;
    assert_eq!(
        (again.expect(201), again.header("Idempotency-Replayed")),
        (first.expect(201), "true")
    );
    let other = keyed.post(&links(&application), link(json!({"title": "Annexe"}))).await;
    other.refused(422, "idempotency_key_reused");
    // Each application, each way and each account has its own keys.
    let second = applied(&world, json!({})).await;
    for made in [
        keyed.post(&links(&second), link(json!({}))).await,
        keyed.upload(&files(&application), &form("1;2\n")).await,
        world
            .technical_coordinator
            .with("Idempotency-Key", "dossier-1")
            .post(&links(&application), link(json!({})))
            .await,
    ] {
        made.expect(201);
        assert_eq!(made.header("Idempotency-Replayed"), "");
    }
    assert_eq!(count(&world, "evidence").await, "4");
    let page = world.coordinator.get(&links(&second)).await.expect(200);
    let of: Vec<Value> = column(&page, "application");
    assert_eq!(of, [json!({"id": id_of(&second), "name": "Lettres de suite"})]);
}

#[actix_web::test]
async fn twins_at_once_make_one() {
    let world = World::new().await;
    let application = applied(&world, json!({})).await;
    let (to, form) = (files(&application), form(&"0123456789\n".repeat(20_000)));
    let keyed = world.coordinator.with("Idempotency-Key", "jumeaux");
    let replies = join_all((0..6).map(|_| keyed.upload(&to, &form))).await;
    for reply in &replies {
        reply.expect(201);
        assert_eq!(reply.text, replies[0].text);
    }
    assert_eq!((count(&world, "evidence").await.as_str(), kept(&world).len()), ("1", 1));
}
