//! Overload is shed early, and tells when to come back.

use std::time::{Duration, Instant};

use diesel_async::SimpleAsyncConnection;
use futures_util::future::{join, join_all};
use serde_json::json;

use super::{held_up, limits};
use crate::support::{CONNECTIONS, World, eventually};

#[actix_web::test]
async fn one_request_too_many_is_refused_at_once() {
    let world = World::new().await;
    let twin = world.app.limited(&limits(|limits| limits.requests_at_once = 1));
    let (coordinator, stranger) = (
        world.coordinator.at(&twin.base_url),
        world.app.stranger().at(&twin.base_url),
    );
    let path = format!("/v1/organisations/{}", world.asn);
    let seen = coordinator.get(&path).await;
    let holder = held_up(&world).await;
    let waiting = coordinator.matching(&seen);
    let waiting = waiting.patch(&path, json!({"name": "Enfin"}));
    let meanwhile = async {
        eventually("at work", async || twin.services.guard.load.at_work() > 0).await;
        let begun = Instant::now();
        let refused = coordinator.with("Origin", "https://front.example").get(&path).await;
        refused.refused(503, "unavailable");
        assert!(begun.elapsed() < Duration::from_secs(2), "it waits for nothing");
        assert_eq!(refused.header("Retry-After"), "1");
        assert_eq!(refused.header("Access-Control-Allow-Origin"), "https://front.example");
        stranger.get("/health/live").await.expect(200);
        drop(holder);
    };
    let (answered, ()) = join(waiting, meanwhile).await;
    answered.expect(200);
    coordinator.get(&path).await.expect(200);
    let odd = reqwest::Method::from_bytes(b"QUASIMODO").unwrap();
    stranger
        .send(odd, "/v1/me", None)
        .await
        .refused(405, "method_not_allowed");
    let metrics = stranger.get("/metrics").await.text;
    assert!(
        metrics.contains(r#"method="other""#) && !metrics.contains("QUASIMODO"),
        "{metrics}"
    );
    assert!(metrics.contains(r#"turned_away_total{reason="overload"}"#), "{metrics}");
    assert!(metrics.contains("jalon_http_requests_at_work 1"), "{metrics}");
}

#[actix_web::test]
async fn a_busy_database_is_waited_for_a_bounded_time() {
    let world = World::new().await;
    let twin = world.app.limited(&limits(|limits| limits.database_wait_ms = 50));
    let coordinator = world.coordinator.at(&twin.base_url);
    let path = format!("/v1/organisations/{}", world.asn);
    let waiting = coordinator.matching(&coordinator.get(&path).await);
    // Writes that wait for a row hold every connection there is.
    let mut holder = held_up(&world).await;
    let writes = (0..CONNECTIONS).map(|_| waiting.patch(&path, json!({"name": "Enfin"})));
    let stranger = world.app.stranger().at(&twin.base_url);
    let meanwhile = async {
        world.app.waiting(CONNECTIONS).await;
        let refused = stranger.get("/health/ready").await;
        refused.refused(503, "unavailable");
        assert_eq!(refused.header("Retry-After"), "1");
        stranger.get("/health/live").await.expect(200);
        holder.batch_execute("rollback").await.unwrap();
    };
    join(join_all(writes), meanwhile).await;
    stranger.get("/health/ready").await.expect(200);
}
