//! Guessing is slow; being guessed at locks nobody out.

use serde_json::{Value, json};

use super::{PASSWORD, camille};
use crate::support::{Client, Reply, World};

async fn attempt(client: &Client, email: &str, password: &str) -> Reply {
    client
        .post("/v1/auth/token", json!({"email": email, "password": password}))
        .await
}

/// A refusal without what differs from request to request.
fn told(reply: &Reply) -> Value {
    let mut problem = reply.json();
    problem["request_id"] = Value::Null;
    problem
}

#[actix_web::test]
async fn an_unknown_address_is_answered_like_a_wrong_password() {
    let world = World::new().await;
    camille(&world).await;
    let stranger = world.app.stranger();
    // The experts of the world have chosen no password.
    let none = attempt(&stranger, "experte.alpha@example.test", PASSWORD).await;
    let unknown = attempt(&stranger, "personne@ailleurs.test", PASSWORD).await;
    let wrong = attempt(&stranger, "camille@example.test", "une mauvaise phrase").await;
    wrong.refused(401, "invalid_credentials");
    assert_eq!(wrong.header("WWW-Authenticate"), r#"Bearer realm="jalon""#);
    assert_eq!(told(&wrong), told(&unknown));
    assert_eq!(told(&wrong), told(&none));
}

#[actix_web::test]
async fn every_attempt_is_one_hash_whoever_it_is_about() {
    let world = World::new().await;
    camille(&world).await;
    let gone = super::invite(&world, "partie@example.test").await["id"].clone();
    let erased = super::invite(&world, "effacee@example.test").await["id"].clone();
    for (id, verb) in [(gone, "deactivate"), (erased, "erase")] {
        let path = format!("/v1/accounts/{}/{verb}", id.as_str().unwrap());
        world.administrator.post(&path, json!({})).await.expect(200);
    }
    let stranger = world.app.stranger();
    for (who, email) in [
        ("an account, a wrong password", "camille@example.test"),
        ("nobody", "personne@ailleurs.test"),
        ("an account without a password", "experte.alpha@example.test"),
        ("a deactivated account", "partie@example.test"),
        ("an erased one", "effacee@example.test"),
    ] {
        let before = world.app.services.passwords.checked();
        let reply = attempt(&stranger, email, "une mauvaise phrase").await;
        reply.refused(401, "invalid_credentials");
        assert_eq!(world.app.services.passwords.checked(), before + 1, "{who}");
    }
}

#[actix_web::test]
async fn a_guesser_is_refused_and_the_owner_is_not() {
    let world = World::new().await;
    camille(&world).await;
    let guesser = world.app.stranger().from("127.0.0.2");
    for _ in 0..5 {
        attempt(&guesser, "camille@example.test", "une mauvaise phrase")
            .await
            .refused(401, "invalid_credentials");
    }
    let refused = attempt(&guesser, "Camille@example.test", "une mauvaise phrase").await;
    refused.refused(429, "too_many_requests");
    let seconds: u64 = refused.header("Retry-After").parse().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
    // Even the right password tells the guesser nothing now; X-Forwarded-For is nobody's word.
    attempt(&guesser, "camille@example.test", PASSWORD)
        .await
        .refused(429, "too_many_requests");
    let disguised = guesser
        .with("X-Forwarded-For", "192.0.2.7")
        .with("Forwarded", "for=192.0.2.7");
    attempt(&disguised, "camille@example.test", PASSWORD)
        .await
        .refused(429, "too_many_requests");
    attempt(&guesser, "beta@example.test", "une mauvaise phrase")
        .await
        .refused(401, "invalid_credentials");

    attempt(&world.app.stranger(), "camille@example.test", PASSWORD)
        .await
        .expect(200);
}

#[actix_web::test]
async fn right_passwords_count_for_nothing() {
    let world = World::new().await;
    camille(&world).await;
    let stranger = world.app.stranger();
    for _ in 0..8 {
        attempt(&stranger, "camille@example.test", PASSWORD).await.expect(200);
    }
}

#[actix_web::test]
async fn one_address_cannot_try_many_accounts() {
    let guessing = jalon::access::Guessing::default();
    let peer = |text: &str| text.parse().unwrap();
    let tried = (0..80).filter(|number| {
        guessing
            .attempt(&format!("{number}@example.test"), peer("2001:db8::1"))
            .is_ok()
    });
    assert_eq!(tried.count(), 50);
    assert!(
        guessing.attempt("other@example.test", peer("2001:db8::ffff")).is_err(),
        "the same network"
    );
    assert!(
        guessing.attempt("other@example.test", peer("2001:db8:0:1::1")).is_ok(),
        "another one"
    );
    // A refusal by account does not eat what is left to the others at the address.
    let fresh = jalon::access::Guessing::default();
    let at_one = (0..60)
        .filter(|_| fresh.attempt("one@example.test", peer("192.0.2.1")).is_ok())
        .count();
    let at_others = (0..60)
        .filter(|number| {
            fresh
                .attempt(&format!("{number}@example.test"), peer("192.0.2.1"))
                .is_ok()
        })
        .count();
    assert_eq!((at_one, at_others), (5, 45));
}
