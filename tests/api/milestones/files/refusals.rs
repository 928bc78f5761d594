//! What is refused before there is a file, and what leaves nothing behind.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::json;

use super::{kept, place};
use crate::milestones::plan;
use crate::support::{Form, World, eventually, pdf};

/// The limit of the test's service.
const LIMIT: usize = 1024 * 1024;

#[actix_web::test]
async fn every_fault_of_a_form_is_told_at_once() {
    let world = World::new().await;
    let path = place(&world).await;
    let pairs = |faults: &[(&str, &str)]| -> Vec<(String, String)> {
        let owned = faults
            .iter()
            .map(|(place, code)| ((*place).to_owned(), (*code).to_owned()));
        owned.collect()
    };
    let empty = world.alpha_expert.upload(&path, &Form::default()).await;
    assert_eq!(
        empty.faults(422, "invalid_body"),
        pairs(&[
            ("/file", "missing_field"),
            ("/title", "missing_field"),
            ("/type", "missing_field")
        ])
    );
    let form = Form::of("poem", &"x".repeat(20_000))
        .field("colour", "red")
        .field("title", "again")
        .file("../../etc/passwd", "image/png", &pdf(20));
    assert_eq!(
        world
            .alpha_expert
            .upload(&path, &form)
            .await
            .faults(422, "invalid_body"),
        pairs(&[
            ("/colour", "unknown_field"),
            ("/file", "file_type_mismatch"),
            ("/file", "invalid_file_name"),
            ("/title", "duplicate"),
            ("/title", "too_long"),
            ("/type", "unknown_value"),
        ])
    );
    let two = Form::report(&pdf(20)).file("b.pdf", "application/pdf", &pdf(30));
    assert_eq!(
        world.alpha_expert.upload(&path, &two).await.faults(422, "invalid_body"),
        pairs(&[("/file", "duplicate")])
    );
    let nothing = Form::report(b"");
    assert_eq!(
        world
            .alpha_expert
            .upload(&path, &nothing)
            .await
            .faults(422, "invalid_body"),
        pairs(&[("/file", "too_short")])
    );
    let nul = Form::of("report", "a\0b").file("a.pdf", "application/pdf", &pdf(20));
    assert_eq!(
        world.alpha_expert.upload(&path, &nul).await.faults(422, "invalid_body"),
        pairs(&[("/title", "contains_nul")])
    );
    assert_eq!(kept(&world).len(), 0);
}

#[actix_web::test]
async fn a_name_is_never_a_place() {
    let world = World::new().await;
    let path = place(&world).await;
    for name in [
        "../a.pdf",
        "/etc/a.pdf",
        "a/b.pdf",
        "..",
        ".",
        "C:\\\\a.pdf",
        "C:\\a.pdf",
        "..\\..\\a.pdf",
        "a\u{202e}fdp.pdf",
        "a\tb.pdf",
    ] {
        let form = Form::of("report", "x").file(name, "application/pdf", &pdf(20));
        let faults = world
            .alpha_expert
            .upload(&path, &form)
            .await
            .faults(422, "invalid_body");
        assert!(
            faults.contains(&("/file".to_owned(), "invalid_file_name".to_owned())),
            "{name}: {faults:?}"
        );
    }
    let extended = "form-data; name=\"file\"; filename=\"a.pdf\"; filename*=UTF-8''..%2Fa.pdf";
    let form = Form::of("report", "x").part(extended, Some("application/pdf"), &pdf(20));
    let faults = world
        .alpha_expert
        .upload(&path, &form)
        .await
        .faults(422, "invalid_body");
    assert_eq!(faults, [("/file".to_owned(), "invalid_file_name".to_owned())]);
    let long = format!("{}.pdf", "é".repeat(126));
    let form = Form::of("report", "x").file(&long, "application/pdf", &pdf(20));
    let faults = world
        .alpha_expert
        .upload(&path, &form)
        .await
        .faults(422, "invalid_body");
    assert_eq!(faults, [("/file".to_owned(), "too_long".to_owned())]);
    let unnamed = Form::of("report", "x").part("form-data; name=\"file\"", None, &pdf(20));
    let faults = world
        .alpha_expert
        .upload(&path, &unnamed)
        .await
        .faults(422, "invalid_body");
    assert_eq!(faults, [("/file".to_owned(), "too_short".to_owned())]);
    assert_eq!(kept(&world).len(), 0);
    for name in [
        "é\u{301}tat d'avancement (v2).pdf",
        "a\\\"b.pdf",
        "..a.pdf",
        &"é".repeat(125),
    ] {
        let name = if name.ends_with(".pdf") {
            name.to_owned()
        } else {
            format!("{name}.pdf")
        };
        let form = Form::of("report", "x").file(&name, "application/pdf", &pdf(20));
        world.alpha_expert.upload(&path, &form).await.expect(201);
    }
}

#[actix_web::test]
async fn one_byte_too_many() {
    let world = World::new().await;
    let path = place(&world).await;
    let fits = world.alpha_expert.upload(&path, &Form::report(&pdf(LIMIT))).await;
    assert_eq!(fits.expect(201)["file"]["size"], LIMIT);
    for size in [LIMIT + 1, LIMIT + 100_000, 4 * LIMIT] {
        let refused = world.alpha_expert.upload(&path, &Form::report(&pdf(size))).await;
        refused.refused(413, "payload_too_large");
    }
    let padded = Form::report(&pdf(20)).field("colour", &"x".repeat(2 * LIMIT));
    world
        .alpha_expert
        .upload(&path, &padded)
        .await
        .refused(413, "payload_too_large");
    assert_eq!(kept(&world).len(), 1);
}

#[actix_web::test]
async fn forms_that_cannot_be_read() {
    let world = World::new().await;
    let path = place(&world).await;
    let send = async |body: &[u8], media: &str| {
        let body = Some((body.to_vec(), media));
        world.alpha_expert.send_raw(reqwest::Method::POST, &path, body).await
    };
    let form = Form::report(&pdf(100));
    let cut = &form.body()[..form.body().len() - 30];
    send(cut, &Form::media_type()).await.refused(400, "malformed_request");
    send(b"nothing of the kind", &Form::media_type())
        .await
        .refused(400, "malformed_request");
    send(b"", &Form::media_type()).await.refused(400, "malformed_request");
    send(&form.body(), "multipart/form-data")
        .await
        .refused(400, "malformed_request");
    send(&form.body(), "multipart/mixed; boundary=x")
        .await
        .refused(415, "unsupported_media_type");
    send(&form.body(), "application/pdf")
        .await
        .refused(415, "unsupported_media_type");
    let latin = Form::default().part("form-data; name=\"title\"", None, b"caf\xe9");
    send(&latin.body(), &Form::media_type())
        .await
        .refused(400, "malformed_request");
    let keyed = world.alpha_expert.with("Idempotency-Key", " ");
    keyed.upload(&path, &form).await.refused(400, "malformed_request");
    let asked = world.alpha_expert.upload(&format!("{path}?colour=red"), &form).await;
    asked.refused(400, "invalid_parameters");
    assert_eq!(kept(&world).len(), 0);
    let coded = world.alpha_expert.with("Content-Encoding", "gzip");
    let coded = coded.upload(&path, &Form::report(&pdf(20))).await;
    coded.refused(415, "unsupported_media_type");
}

#[actix_web::test]
async fn who_may_not_is_told_before_the_body_is_read() {
    let world = World::new().await;
    let path = place(&world).await;
    let large = Form::report(&pdf(8 * LIMIT));
    world
        .app
        .stranger()
        .upload(&path, &large)
        .await
        .refused(401, "unauthenticated");
    world.beta_expert.upload(&path, &large).await.refused(404, "not_found");
    world
        .alpha_expert
        .upload("/v1/milestones/nope/evidence", &large)
        .await
        .refused(404, "not_found");
    world.observer.upload(&path, &large).await.refused(403, "forbidden");
    let other = plan(&world, json!({"track": "roadmap"})).await;
    let errors = world.alpha_expert.upload(&format!("{other}/evidence"), &large).await;
    assert_eq!(errors.refused(403, "forbidden")[0]["code"], "not_on_track");
    assert_eq!(kept(&world).len(), 0);
}

#[actix_web::test]
async fn a_stream_cut_in_the_middle_leaves_nothing() {
    let world = World::new().await;
    let path = place(&world).await;
    let form = Form::report(&pdf(900_000));
    let (head, body) = (head(&world, &path, &form, ""), form.body());
    for sent in [0, 10, 300, 600_000, body.len() - 1] {
        let mut stream = TcpStream::connect(world.app.base_url.trim_start_matches("http://")).unwrap();
        stream
            .set_read_timeout(Some(std::time::Duration::from_secs(60)))
            .unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&body[..sent]).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        // The service has seen the end of the stream once it has answered or hung up.
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");
        assert_eq!(kept(&world).len(), 0, "after {sent} bytes");
    }
    assert_eq!(world.app.text("select count(*) from evidence").await, "0");
}

/// Whether the service read all of it before it noticed that nobody waits any more is not for the
/// client to know; the key makes it one.
#[actix_web::test]
async fn a_client_that_is_gone_once_all_is_sent_repeats_itself_to_know() {
    let world = World::new().await;
    let path = place(&world).await;
    let form = Form::report(&pdf(900_000));
    for number in 1..=5 {
        let key = format!("bilan-{number}");
        let mut stream = TcpStream::connect(world.app.base_url.trim_start_matches("http://")).unwrap();
        let head = head(&world, &path, &form, &format!("Idempotency-Key: {key}\r\n"));
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&form.body()).unwrap();
        drop(stream);
        let made = world
            .alpha_expert
            .with("Idempotency-Key", &key)
            .upload(&path, &form)
            .await;
        made.expect(201);
        assert_eq!(
            world.app.text("select count(*) from evidence").await,
            number.to_string()
        );
        eventually("one file for each", async || kept(&world).len() == number).await;
    }
}

/// A body can be under way for minutes: what holds at its end is what its author may do then.
#[actix_web::test]
async fn whoever_is_revoked_while_sending_writes_nothing() {
    let world = World::new().await;
    let path = place(&world).await;
    let form = Form::report(&pdf(600_000));
    let (head, body) = (head(&world, &path, &form, ""), form.body());
    let account = format!("/v1/accounts/{}", world.alpha_expert.account());
    let mut upload = TcpStream::connect(world.app.base_url.trim_start_matches("http://")).unwrap();
    upload.write_all(head.as_bytes()).unwrap();
    upload.write_all(&body[..300_000]).unwrap();
    let comment = json!({"text": "Trop tard."}).to_string();
    let mut line = TcpStream::connect(world.app.base_url.trim_start_matches("http://")).unwrap();
    let comments = path.replace("/evidence", "/comments");
    let asked = format!(
        "POST {comments} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        world.alpha_expert.token(),
        comment.len()
    );
    line.write_all(asked.as_bytes()).unwrap();
    line.write_all(&comment.as_bytes()[..5]).unwrap();
    // Admitted by now, and more than a moment ago.
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    let stopped = world
        .administrator
        .post(&format!("{account}/deactivate"), json!({}))
        .await;
    stopped.expect(200);
    upload.write_all(&body[300_000..]).unwrap();
    line.write_all(&comment.as_bytes()[5..]).unwrap();
    for stream in [&mut upload, &mut line] {
        let mut answer = [0; 12];
        stream
            .set_read_timeout(Some(std::time::Duration::from_secs(60)))
            .unwrap();
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 401");
    }
    assert_eq!(world.app.text("select count(*) from evidence").await, "0");
    assert_eq!(world.app.text("select count(*) from comments").await, "0");
    eventually("no file stays", async || kept(&world).is_empty()).await;
}

/// The head of an upload of that form by hand.
fn head(world: &World, path: &str, form: &Form, more: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{more}\r\n",
        world.alpha_expert.token(),
        Form::media_type(),
        form.body().len()
    )
}
