//! A file is received, named by a row, frozen with a submission; a retry happens once.

use serde_json::json;

use super::{kept, place, sha256};
use crate::milestones::{attach, column};
use crate::support::{Form, World, pdf};

#[actix_web::test]
async fn a_file_is_evidence_with_its_sum() {
    let world = World::new().await;
    let path = place(&world).await;
    let bytes = pdf(3000);
    let form = Form::of("user_trial_report", "  Bilan de l'essai ").file("Bilan été.pdf", "application/pdf", &bytes);
    let made = world.alpha_expert.upload(&path, &form).await;
    let shown = made.expect(201);
    let file =
        json!({"name": "Bilan été.pdf", "media_type": "application/pdf", "size": 3000, "sha256": sha256(&bytes)});
    assert_eq!(
        (&shown["type"], &shown["title"], &shown["url"], &shown["file"]),
        (
            &json!("user_trial_report"),
            &json!("Bilan de l'essai"),
            &json!(null),
            &file
        )
    );
    assert_eq!(made.header("Location"), format!("/v1/evidence/{}", made.id()));
    assert_eq!(shown["content"], format!("/v1/evidence/{}/content", made.id()));
    assert_eq!(world.asn_laureate.get(made.header("Location")).await.expect(200), shown);
    assert_eq!(
        world.coordinator.get(&links(&path)).await.expect(200)["items"][0],
        shown
    );
    assert_eq!(kept(&world).len(), 1);
    let history =
        "select (after->>'file_sha256') || ' ' || (after ? 'file_key') from journal where entity = 'evidence'";
    assert_eq!(world.app.text(history).await, format!("{} false", sha256(&bytes)));
    let version = "select file_name || file_size from hist.evidence where valid_to = 'infinity'";
    assert_eq!(world.app.text(version).await, "Bilan été.pdf3000");
}

/// Where the milestone's evidence is listed, and links are attached.
fn links(path: &str) -> String {
    path.replace("/files", "")
}

#[actix_web::test]
async fn a_link_is_evidence_as_before() {
    let world = World::new().await;
    let path = place(&world).await;
    let link = attach(&world.alpha_expert, &path.replace("/evidence/files", ""), "report").await;
    let shown = link.expect(201);
    assert_eq!(
        (&shown["url"], &shown["file"], &shown["content"]),
        (&json!("https://depot.example/piece"), &json!(null), &json!(null))
    );
    let both = json!({"type": "report", "title": "Pièce", "url": "https://depot.example/piece", "file": "x"});
    let reply = world.alpha_expert.post(&links(&path), both).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [("/file".to_owned(), "unknown_field".to_owned())]
    );
    let both = Form::report(&pdf(10)).field("url", "https://depot.example/piece");
    let reply = world.alpha_expert.upload(&path, &both).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [("/url".to_owned(), "unknown_field".to_owned())]
    );
    assert_eq!(kept(&world).len(), 0);
    let none = "insert into evidence (id, milestone_id, type, title, added_by, added_at)
        select gen_random_uuid(), id, 'report', 'x', updated_by, now() from milestones";
    let mut conn = world.app.connection().await;
    let refused = diesel_async::SimpleAsyncConnection::batch_execute(&mut conn, none).await;
    assert!(refused.unwrap_err().to_string().contains("evidence_file_or_link"));
}

#[actix_web::test]
async fn a_retry_with_the_same_key_happens_once() {
    let world = World::new().await;
    let path = place(&world).await;
    let client = world.alpha_expert.with("Idempotency-Key", "upload-1");
    let first = client.upload(&path, &Form::report(&pdf(100))).await;
    first.expect(201);
    let milestone = path.replace("/evidence/files", "");
    world
        .alpha_expert
        .act(&milestone, "submit", json!({}))
        .await
        .expect(200);
    // Another order of fields and another declared type make no other request; nor does the state since.
    let again = Form::default()
        .file("bilan.pdf", "application/octet-stream", &pdf(100))
        .field("title", "Bilan")
        .field("type", "report");
    let again = client.upload(&path, &again).await;
    again.expect(201);
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(
        (&again.text, again.header("Location")),
        (&first.text, first.header("Location"))
    );
    for other in [
        Form::report(&pdf(101)),
        Form::of("report", "Bilan").file("autre.pdf", "application/pdf", &pdf(100)),
        Form::of("report", "Autre").file("bilan.pdf", "application/pdf", &pdf(100)),
        Form::of("minutes", "Bilan").file("bilan.pdf", "application/pdf", &pdf(100)),
    ] {
        client
            .upload(&path, &other)
            .await
            .refused(422, "idempotency_key_reused");
    }
    assert_eq!(kept(&world).len(), 1, "what was not needed is gone");
    assert_eq!(world.app.text("select count(*) from evidence").await, "1");
}

/// Some clients send each text in a charset of their own, and say which.
#[actix_web::test]
async fn a_text_is_read_in_the_charset_that_it_names() {
    let world = World::new().await;
    let path = place(&world).await;
    let title = "form-data; name=\"title\"";
    for (media, sent) in [
        ("text/plain; charset=ISO-8859-1", &b"Bilan de l'\xe9t\xe9"[..]),
        ("text/plain; charset=utf-8", "Bilan de l'été".as_bytes()),
        ("text/plain", "Bilan de l'été".as_bytes()),
        ("text/plain", "\u{feff}Bilan de l'été \u{200b}".as_bytes()),
    ] {
        let form = Form::default().field("type", "report").part(title, Some(media), sent);
        let form = form.file("bilan.pdf", "application/pdf", &pdf(20));
        let made = world.alpha_expert.upload(&path, &form).await.expect(201);
        assert_eq!(made["title"], "Bilan de l'été", "{media}");
    }
    // A form may name the charset once for the texts that follow (RFC 7578, 4.6).
    let latin = Form::default()
        .field("_charset_", "windows-1252")
        .field("type", "report");
    let latin = latin.part(title, None, b"Co\xfbts : 3 \x80");
    let named = "form-data; name=\"file\"; filename*=ISO-8859-1''r%E9sum%E9.pdf";
    let latin = latin.part(named, Some("application/pdf"), &pdf(20));
    let made = world.alpha_expert.upload(&path, &latin).await.expect(201);
    assert_eq!(
        (&made["title"], &made["file"]["name"]),
        (&json!("Coûts : 3 €"), &json!("résumé.pdf"))
    );
}

/// Nothing is kept of a text that could be read by halves, and all that is wrong is told.
#[actix_web::test]
async fn a_text_that_is_not_what_it_says_is_refused_by_name() {
    let world = World::new().await;
    let path = place(&world).await;
    let title = "form-data; name=\"title\"";
    let file = "form-data; name=\"file\"; filename*=nobody-knows''a.pdf";
    let form = Form::default()
        .field("type", "report")
        .part(title, None, b"Bilan de l'\xe9t\xe9");
    let form = form.part(file, Some("application/pdf"), &pdf(20));
    let reply = world.alpha_expert.upload(&path, &form).await;
    let told: Vec<_> = reply.refused(422, "invalid_body").to_vec();
    let told: Vec<_> = told
        .iter()
        .map(|fault| json!([fault["pointer"], fault["message"]]))
        .collect();
    let expected = [
        json!(["/title", "Ce texte n'est pas écrit en UTF-8."]),
        json!(["/file", "Jeu de caractères inconnu : NOBODY-KNOWS."]),
    ];
    assert_eq!(told, expected);
    let encoded = "form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Transfer-Encoding: base64";
    let encoded = Form::of("report", "Bilan").part(encoded, Some("application/pdf"), &pdf(20));
    let reply = world.alpha_expert.upload(&path, &encoded).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [("/file".to_owned(), "transfer_encoding".to_owned())]
    );
    let ascii = Form::default()
        .field("type", "report")
        .part(title, Some("text/plain; charset=us-ascii"), b"caf\xe9");
    let ascii = ascii.file("bilan.pdf", "application/pdf", &pdf(20));
    let reply = world.alpha_expert.upload(&path, &ascii).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [("/title".to_owned(), "invalid_text".to_owned())]
    );
    let unknown = Form::default().field("_charset_", "ebcdic-gp").field("type", "report");
    let unknown = unknown
        .field("title", "Bilan")
        .file("bilan.pdf", "application/pdf", &pdf(20));
    let reply = world.alpha_expert.upload(&path, &unknown).await;
    let expected = ["/title", "/type"].map(|at| (at.to_owned(), "unknown_charset".to_owned()));
    assert_eq!(reply.faults(422, "invalid_body"), expected);
    assert_eq!(kept(&world).len(), 0);
}

#[actix_web::test]
async fn twins_at_once_make_one() {
    let world = World::new().await;
    let path = place(&world).await;
    let form = Form::report(&pdf(300_000));
    let sent = (0..8).map(|_| {
        let client = world.alpha_expert.with("Idempotency-Key", "twin");
        let (path, form) = (path.clone(), form.clone());
        async move { client.upload(&path, &form).await }
    });
    let replies = futures_util::future::join_all(sent).await;
    for reply in &replies {
        reply.expect(201);
        assert_eq!(reply.text, replies[0].text);
    }
    assert_eq!(kept(&world).len(), 1);
}

#[actix_web::test]
async fn a_submission_freezes_its_files() {
    let world = World::new().await;
    let path = place(&world).await;
    let milestone = path.replace("/evidence/files", "");
    let before = world.alpha_expert.upload(&path, &Form::report(&pdf(20))).await.id();
    world
        .alpha_expert
        .act(&milestone, "submit", json!({}))
        .await
        .expect(200);
    let frozen = world.alpha_expert.upload(&path, &Form::report(&pdf(30))).await;
    let errors = frozen.refused(409, "conflict");
    assert_eq!(
        (&errors[0]["code"], &errors[0]["params"]["state"]),
        (&json!("wrong_state"), &json!("submitted"))
    );
    assert_eq!(kept(&world).len(), 1, "nothing of the refused one");
    let body = json!({"motive": "Incomplet.", "resubmit_by": "2019-04-01"});
    world
        .technical_coordinator
        .act(&milestone, "defer", body)
        .await
        .expect(200);
    let later = world.alpha_expert.upload(&path, &Form::report(&pdf(30))).await.id();
    let list = world
        .alpha_expert
        .get(&format!("{milestone}/submissions"))
        .await
        .expect(200);
    let of_first = json!({"items": list["items"][0]["evidence"]});
    assert_eq!(column(&of_first, "id"), [before.as_str()]);
    assert_eq!(of_first["items"][0]["file"]["size"], 20);
    let all = world.alpha_expert.get(&links(&path)).await.expect(200);
    assert_eq!(column(&all, "id"), [later, before]);
}
