//! Uploads that are cut, left or no longer allowed while they are under way.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::json;

use super::{kept, place};
use crate::support::{Form, World, eventually, pdf};

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

/// Of much that was sent, the rest has long to come; but not after a long silence.
#[actix_web::test]
async fn whoever_falls_silent_in_a_form_is_told_so_and_left() {
    let world = World::new().await;
    let path = place(&world).await;
    let form = Form::report(&pdf(900_000));
    let mut stream = TcpStream::connect(world.app.base_url.trim_start_matches("http://")).unwrap();
    stream
        .set_read_timeout(Some(std::time::Duration::from_secs(60)))
        .unwrap();
    stream.write_all(head(&world, &path, &form, "").as_bytes()).unwrap();
    stream.write_all(&form.body()[..800_000]).unwrap();
    let silent_since = std::time::Instant::now();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.to_lowercase().contains("connection: close"), "{answer}");
    assert!(silent_since.elapsed().as_secs() >= 29);
    assert_eq!(kept(&world).len(), 0);
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
    let comments = path.replace("/evidence/files", "/comments");
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
