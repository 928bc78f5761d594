//! What takes too long ends, and keeps nobody out meanwhile.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use super::{held_up, limits};
use crate::support::{Client, Program, TestApp, World};

async fn connect(base_url: &str) -> TcpStream {
    TcpStream::connect(base_url.trim_start_matches("http://"))
        .await
        .unwrap()
}

/// All that a connection still says until the service closes it.
async fn rest(connection: &mut TcpStream) -> String {
    let mut said = Vec::new();
    let closed = tokio::time::timeout(Duration::from_secs(20), connection.read_to_end(&mut said));
    closed.await.expect("the connection is closed").unwrap();
    String::from_utf8(said).unwrap()
}

/// The head of a sign-in whose body has that length.
fn head(length: usize) -> String {
    format!(
        "POST /v1/auth/token HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    )
}

#[actix_web::test]
async fn a_body_that_trickles_is_refused_and_keeps_nobody_out() {
    let app = TestApp::start().await;
    let twin = app.limited(&limits(|limits| {
        limits.body_seconds = 1;
        limits.requests_at_once = 1;
    }));
    let begun = Instant::now();
    let mut dawdler = connect(&twin.base_url).await;
    dawdler.write_all(head(1000).as_bytes()).await.unwrap();
    dawdler.write_all(b"{").await.unwrap();
    while begun.elapsed() < Duration::from_millis(600) {
        dawdler.write_all(b" ").await.unwrap();
        // The one place is free: who waits for a body does not work.
        let ready = app.stranger().at(&twin.base_url).get("/health/ready").await;
        ready.expect(200);
    }
    let answer = rest(&mut dawdler).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains(r#""code":"request_timeout""#), "{answer}");
    assert!(answer.to_lowercase().contains("connection: close"), "{answer}");
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[actix_web::test]
async fn a_long_body_is_given_the_time_it_needs() {
    let app = TestApp::start().await;
    let twin = app.limited(&limits(|limits| limits.body_seconds = 1));
    let mut client = connect(&twin.base_url).await;
    let part = [b' '; 16 * 1024];
    client.write_all(head(5 * part.len()).as_bytes()).await.unwrap();
    for _ in 0..5 {
        client.write_all(&part).await.unwrap();
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    let mut answer = [0; 12];
    client.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 400", "two seconds for 80 KiB, which are no JSON");
}

/// The time to answer begins when the body is there, not when the client falls silent in it.
#[actix_web::test]
async fn a_body_that_pauses_is_waited_for_as_a_body() {
    let app = TestApp::start().await;
    let twin = app.limited(&limits(|limits| {
        limits.answer_seconds = 1;
        limits.body_seconds = 3;
    }));
    for (pause, status) in [(2, "HTTP/1.1 422"), (5, "HTTP/1.1 408")] {
        let mut client = connect(&twin.base_url).await;
        client.write_all(head(2).as_bytes()).await.unwrap();
        client.write_all(b"{").await.unwrap();
        tokio::time::sleep(Duration::from_secs(pause)).await;
        // The service may have closed it already.
        let _ = client.write_all(b"}").await;
        let mut answer = [0; 12];
        client.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, status.as_bytes(), "after {pause} s");
    }
}

#[actix_web::test]
async fn an_answer_that_takes_too_long_is_given_up_whole() {
    let world = World::new().await;
    let twin = world.app.limited(&limits(|limits| limits.answer_seconds = 1));
    let coordinator = world.coordinator.at(&twin.base_url);
    let path = format!("/v1/organisations/{}", world.asn);
    let seen = coordinator.get(&path).await;
    let holder = held_up(&world).await;
    let late = coordinator.matching(&seen).with("Origin", "https://front.example");
    let late = late.patch(&path, json!({"name": "Trop tard"})).await;
    late.refused(503, "unavailable");
    assert_eq!(late.header("Retry-After"), "1");
    assert_eq!(late.header("X-Content-Type-Options"), "nosniff");
    assert_eq!(late.header("X-Request-Id"), late.json()["request_id"]);
    assert_eq!(late.header("Access-Control-Allow-Origin"), "https://front.example");
    drop(holder);
    let after = coordinator.get(&path).await;
    assert_eq!(after.etag(), seen.etag(), "nothing of it remains");
    let again = coordinator
        .matching(&after)
        .patch(&path, json!({"name": "A temps"}))
        .await;
    again.expect(200);
}

#[actix_web::test]
async fn heads_and_idle_connections_have_their_time() {
    let app = TestApp::start().await;
    let folder = Program::folder("times");
    let settings = [
        ("DATABASE_URL", app.database.url()),
        ("JALON_HEAD_SECONDS", "1"),
        ("JALON_KEEP_ALIVE_SECONDS", "1"),
        ("JALON_ACCOUNT_REQUESTS", "3"),
        ("JALON_ADDRESS_REQUESTS", "2"),
    ];
    let program = Program::serve(&folder, &settings);
    let mut dawdler = connect(&program.base_url).await;
    dawdler.write_all(b"GET /version HTTP/1.1\r\nHost: te").await.unwrap();
    let answer = rest(&mut dawdler).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");

    let mut idle = connect(&program.base_url).await;
    idle.write_all(b"GET /version HTTP/1.1\r\nHost: test\r\n\r\n")
        .await
        .unwrap();
    let answer = rest(&mut idle).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.contains(r#"ratelimit-policy: "address";q=20;w=10"#), "{answer}");
    Client::new(&program.base_url, None)
        .get("/health/ready")
        .await
        .expect(200);
    drop(program);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Connects with little room for answers, asks for the document and reads nothing of it.
async fn deaf(base_url: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let address = base_url.trim_start_matches("http://").parse().unwrap();
    let mut connection = socket.connect(address).await.unwrap();
    let asked = b"GET /openapi.json HTTP/1.1\r\nHost: test\r\n\r\n".repeat(5);
    connection.write_all(&asked).await.unwrap();
    connection
}

#[cfg(target_os = "linux")]
#[actix_web::test]
async fn whoever_reads_nothing_costs_little_and_is_left() {
    let app = TestApp::start().await;
    let settings = [("DATABASE_URL", app.database.url()), ("JALON_UNREAD_SECONDS", "2")];
    let program = Program::serve(&app.folder, &settings);
    let client = Client::new(&program.base_url, None);
    let whole = client.get("/openapi.json").await.text.len();
    let idle = program.idle();
    let mut deaf_ones = Vec::new();
    for _ in 0..100 {
        deaf_ones.push(deaf(&program.base_url).await);
    }
    client.get("/health/ready").await.expect(200);
    let grown = program.memory("VmHWM").saturating_sub(idle);
    let held = u64::try_from(100 * whole / 1024).unwrap();
    assert!(grown < held / 4, "{grown} KiB for 100 times the document, {held} KiB");
    // The kernel has sent what it could; what is left then goes nowhere.
    let mut one = deaf_ones.pop().unwrap();
    tokio::time::sleep(Duration::from_secs(6)).await;
    let mut read = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(20), one.read_to_end(&mut read)).await;
    assert!(ended.is_ok(), "the connection is closed");
    assert!(read.len() < 5 * whole, "{} of {}", read.len(), 5 * whole);
    client.get("/health/ready").await.expect(200);
}
