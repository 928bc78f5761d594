//! Requests of an account, and of an address without one.

use serde_json::json;

use super::{few, limits};
use crate::support::{Client, Reply, World};

/// Sends until it is refused; a busy machine gives some back meanwhile.
async fn exhaust(client: &Client, path: &str) -> Reply {
    for _ in 0..200 {
        let reply = client.get(path).await;
        if reply.status == 429 {
            return reply;
        }
    }
    panic!("never refused");
}

#[actix_web::test]
async fn every_answer_tells_where_its_caller_stands() {
    let world = World::new().await;
    let read = world.coordinator.get("/v1/organisations").await;
    assert_eq!(read.header("RateLimit-Policy"), r#""account";q=100000;w=10"#);
    assert_eq!(read.header("RateLimit"), r#""account";r=99999;t=1"#);
    for reply in [
        world.app.stranger().get("/version").await,
        world.app.stranger().get("/nowhere").await,
        world.app.stranger().get("/v1/organisations").await,
    ] {
        assert_eq!(reply.header("RateLimit-Policy"), r#""address";q=5000;w=10"#);
        assert!(reply.header("RateLimit").starts_with(r#""address";r=49"#), "{reply:?}");
    }
    let browser = world.coordinator.with("Origin", "https://front.example");
    let exposed = browser
        .get("/v1/organisations")
        .await
        .header("Access-Control-Expose-Headers")
        .to_lowercase();
    assert!(
        exposed.contains("ratelimit") && exposed.contains("ratelimit-policy"),
        "{exposed}"
    );
}

#[actix_web::test]
async fn an_account_that_floods_is_refused_alone() {
    let world = World::new().await;
    let twin = world.app.limited(&limits(|limits| limits.account_requests = few(1)));
    let flooder = world.coordinator.at(&twin.base_url);
    let refused = exhaust(&flooder, "/v1/organisations").await;
    refused.refused(429, "too_many_requests");
    assert_eq!(refused.header("Retry-After"), "1");
    assert_eq!(refused.header("RateLimit-Policy"), r#""account";q=10;w=10"#);
    assert_eq!(refused.header("RateLimit"), r#""account";r=0;t=1"#);
    // Another sign-in of the account is the account still.
    let other_sign_in = world.app.client_of(flooder.account()).await.at(&twin.base_url);
    exhaust(&other_sign_in, "/v1/organisations").await;
    world
        .technical_coordinator
        .at(&twin.base_url)
        .get("/v1/organisations")
        .await
        .expect(200);
    world
        .app
        .stranger()
        .at(&twin.base_url)
        .get("/version")
        .await
        .expect(200);
}

#[actix_web::test]
async fn an_address_that_floods_leaves_the_accounts_behind_it_alone() {
    let world = World::new().await;
    let twin = world.app.limited(&limits(|limits| limits.address_requests = few(1)));
    let made = world
        .administrator
        .post(
            "/v1/service-accounts",
            json!({"name": "Automate", "organisation": world.alpha, "scopes": ["organisations:read"]}),
        )
        .await
        .expect(201);
    let stranger = world.app.stranger().at(&twin.base_url);
    let key = made["key"].as_str().unwrap();
    let service = stranger.with("Authorization", &format!("Bearer {key}"));
    for _ in 0..30 {
        let answer = service.get("/v1/organisations").await;
        assert_ne!(answer.status, 429, "a good key is its account's");
        assert!(answer.header("RateLimit").starts_with(r#""account""#), "{answer:?}");
    }
    // What only looks like its key is the address's, and costs the account nothing.
    let forged = stranger.with("Authorization", &format!("Bearer {}x", &key[..key.len() - 1]));
    exhaust(&forged, "/v1/organisations").await;
    exhaust(&stranger, "/v1/organisations").await;
    world
        .coordinator
        .at(&twin.base_url)
        .get("/v1/organisations")
        .await
        .expect(200);
    let live = stranger.get("/health/live").await;
    live.expect(200);
    assert_eq!(live.header("RateLimit"), "", "it is not counted");
}

#[actix_web::test]
async fn a_sign_in_that_is_over_costs_its_account_nothing() {
    let world = World::new().await;
    let twin = world.app.limited(&limits(|limits| limits.account_requests = few(1)));
    let over = world
        .app
        .client_of(world.coordinator.account())
        .await
        .at(&twin.base_url);
    over.post("/v1/auth/logout", json!({})).await.expect(204);
    for _ in 0..30 {
        let refused = over.get("/v1/organisations").await;
        refused.refused(401, "unauthenticated");
        assert!(refused.header("RateLimit").starts_with(r#""address""#), "{refused:?}");
    }
    let owner = world.coordinator.at(&twin.base_url);
    owner.get("/v1/organisations").await.expect(200);
}

#[actix_web::test]
async fn too_many_wrong_passwords_tell_which_quota_is_used_up() {
    let world = World::new().await;
    let stranger = world.app.stranger();
    let guess = json!({"email": "inconnue@example.test", "password": "une mauvaise phrase"});
    for _ in 0..5 {
        stranger
            .post("/v1/auth/token", guess.clone())
            .await
            .refused(401, "invalid_credentials");
    }
    let refused = stranger.post("/v1/auth/token", guess).await;
    refused.refused(429, "too_many_requests");
    let wait = refused.header("Retry-After");
    assert_eq!(refused.header("RateLimit-Policy"), r#""sign-in-account";q=5;w=300"#);
    assert_eq!(
        refused.header("RateLimit"),
        format!(r#""sign-in-account";r=0;t={wait}"#)
    );
}
