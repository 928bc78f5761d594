//! A thousand wrong passwords from many addresses on one account.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream;
use serde_json::{Value, json};

use super::limits;
use crate::accounts::{PASSWORD, camille};
use crate::support::{Client, Program, Reply, World, eventually};

const EMAIL: &str = "camille@example.test";
const ADDRESSES: usize = 100;
/// From each: five are looked at, five are not.
const GUESSES: usize = 10;

/// A caller behind the proxy.
fn behind_the_proxy(client: &Client, address: &str) -> Client {
    client.with("X-Forwarded-For", address)
}

async fn attempt(client: &Client, password: &str) -> Reply {
    client
        .post("/v1/auth/token", json!({"email": EMAIL, "password": password}))
        .await
}

/// All that a guesser is told, but for what differs from request to request.
fn told(reply: &Reply) -> String {
    let mut problem = reply.json();
    problem["request_id"] = Value::Null;
    format!("{} {:?} {problem}", reply.status, reply.header("WWW-Authenticate"))
}

#[actix_web::test]
async fn a_thousand_guessers_neither_lock_the_owner_out_nor_learn_anything() {
    let world = World::new().await;
    camille(&world).await;
    let twin = world.app.limited(&limits(|limits| {
        limits.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    }));
    let proxy = &world.app.stranger().at(&twin.base_url);
    let guesses = stream::iter(0..ADDRESSES * GUESSES).map(|number| async move {
        let guesser = behind_the_proxy(proxy, &format!("203.0.113.{}", number % ADDRESSES));
        told(&attempt(&guesser, &format!("une mauvaise phrase {number}")).await)
    });
    let flood = guesses.buffer_unordered(16).collect::<BTreeSet<_>>();
    let owner = async {
        let mut waits = Vec::new();
        for number in 0..5 {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let begun = Instant::now();
            let owner = behind_the_proxy(proxy, &format!("198.51.100.{number}"));
            attempt(&owner, PASSWORD).await.expect(200);
            waits.push(begun.elapsed());
        }
        waits
    };
    let (answers, waits) = futures_util::future::join(flood, owner).await;
    let kinds: Vec<&str> = answers.iter().map(|answer| &answer[..3]).collect();
    assert_eq!(kinds, ["401", "429"], "all guesses were answered alike: {answers:#?}");
    // Five seconds at most for its turn; the rest is a busy machine's.
    assert!(waits.iter().all(|wait| *wait < Duration::from_secs(20)), "{waits:?}");

    // An address that goes on is refused unseen: the right password tells it nothing either.
    let one = behind_the_proxy(proxy, "203.0.113.7");
    eventually("refused", async || {
        attempt(&one, "une mauvaise phrase").await.status == 429
    })
    .await;
    attempt(&one, PASSWORD).await.refused(429, "too_many_requests");
    // The owner, from wherever, is let in after the storm as well.
    attempt(&behind_the_proxy(proxy, "198.51.100.77"), PASSWORD)
        .await
        .expect(200);
}

/// Each check works in 19 MiB, a few at once; as much does not stay with every thread that checked.
#[cfg(target_os = "linux")]
#[actix_web::test]
async fn a_flood_of_guesses_does_not_fill_the_memory() {
    let world = World::new().await;
    let settings = [
        ("DATABASE_URL", world.app.database.url()),
        ("JALON_TRUSTED_PROXIES", "127.0.0.0/8"),
        // A client may open a connection in advance, and a busy machine use it late.
        ("JALON_HEAD_SECONDS", "60"),
    ];
    let program = Program::serve(&world.app.folder, &settings);
    let proxy = &Client::new(&program.base_url, None);
    let idle = program.idle();
    let guesses = stream::iter(0..1000).map(|number| async move {
        let guesser = behind_the_proxy(proxy, &format!("203.0.{}.{}", number / 100, number % 100));
        attempt(&guesser, "une mauvaise phrase").await.status
    });
    let answers = guesses.buffer_unordered(100).collect::<BTreeSet<_>>().await;
    assert!(answers.iter().all(|status| *status != 200), "{answers:?}");
    let grown = program.memory("VmHWM") - idle;
    println!(
        "{grown} KiB more than the {idle} KiB before; afterwards {} KiB",
        program.memory("VmRSS")
    );
    assert!(grown < 160 * 1024, "{grown} KiB more than the {idle} KiB before");
}
