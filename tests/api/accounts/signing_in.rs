//! From an invitation to the last token.

use serde_json::json;

use super::{PASSWORD, accept, camille, holding, invite, refresh, sign_in};
use crate::support::World;

#[actix_web::test]
async fn an_invitation_serves_once_and_then_signs_in() {
    let world = World::new().await;
    let made = invite(&world, "Camille@example.test").await;
    let secret = made["invitation"]["secret"].as_str().unwrap().to_owned();
    let stranger = world.app.stranger();
    let weak = stranger
        .post("/v1/auth/invitation", json!({"secret": secret, "password": "court"}))
        .await;
    assert_eq!(
        weak.faults(422, "invalid_body"),
        [("/password".to_owned(), "weak_password".to_owned())]
    );
    let own = stranger
        .post(
            "/v1/auth/invitation",
            json!({"secret": secret, "password": "camille@EXAMPLE.test"}),
        )
        .await;
    assert_eq!(
        own.faults(422, "invalid_body"),
        [("/password".to_owned(), "weak_password".to_owned())]
    );
    accept(&world, &secret, PASSWORD).await;
    let again = stranger
        .post(
            "/v1/auth/invitation",
            json!({"secret": secret, "password": "une autre phrase"}),
        )
        .await;
    again.refused(401, "invalid_credentials");

    let answer = stranger
        .post(
            "/v1/auth/token",
            json!({"email": " CAMILLE@example.test ", "password": PASSWORD}),
        )
        .await;
    let tokens = answer.expect(200);
    assert_eq!(answer.header("Cache-Control"), "no-store");
    assert_eq!(
        (&tokens["token_type"], &tokens["expires_in"]),
        (&json!("Bearer"), &json!(900))
    );
    let me = holding(&world, &tokens).get("/v1/me").await.expect(200);
    assert_eq!(me["account"]["email"], "Camille@example.test");
    assert_eq!(me["organisation"]["kind"], "independent_authority");
    assert_eq!(
        (&me["grants"], &me["may"], &me["scopes"]),
        (&json!([]), &json!([]), &json!(null))
    );
}

#[actix_web::test]
async fn an_invitation_ends_with_its_days_or_with_the_next_one() {
    let world = World::new().await;
    let made = invite(&world, "camille@example.test").await;
    let first = made["invitation"]["secret"].as_str().unwrap().to_owned();
    let path = format!("/v1/accounts/{}/invitation", made["id"].as_str().unwrap());
    let second = world.administrator.post(&path, json!({})).await.expect(200);
    let stranger = world.app.stranger();
    let accept = |secret: &str| json!({"secret": secret, "password": PASSWORD});
    stranger
        .post("/v1/auth/invitation", accept(&first))
        .await
        .refused(401, "invalid_credentials");
    world
        .app
        .sql("update one_time_secrets set expires_at = now() - interval '1 second'")
        .await;
    let second = second["secret"].as_str().unwrap();
    stranger
        .post("/v1/auth/invitation", accept(second))
        .await
        .refused(401, "invalid_credentials");
}

#[actix_web::test]
async fn a_refresh_token_used_twice_ends_its_sign_in_and_no_other() {
    let world = World::new().await;
    camille(&world).await;
    let first = sign_in(&world, "camille@example.test", PASSWORD).await;
    let other = sign_in(&world, "camille@example.test", PASSWORD).await;
    let second = refresh(&world, &first).await.expect(200);
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    holding(&world, &second).get("/v1/me").await.expect(200);
    let again = refresh(&world, &first).await.expect(200);
    assert_eq!(
        again["refresh_token"], second["refresh_token"],
        "an answer that was lost"
    );
    holding(&world, &again).get("/v1/me").await.expect(200);
    world
        .app
        .sql("update refresh_tokens set used_at = used_at - interval '10 seconds'")
        .await;
    refresh(&world, &first).await.refused(401, "invalid_credentials");
    refresh(&world, &second).await.refused(401, "invalid_credentials");
    holding(&world, &second)
        .get("/v1/me")
        .await
        .refused(401, "unauthenticated");
    holding(&world, &other).get("/v1/me").await.expect(200);
    refresh(&world, &other).await.expect(200);
    let body = json!({"refresh_token": "of nobody"});
    world
        .app
        .stranger()
        .post("/v1/auth/refresh", body)
        .await
        .refused(401, "invalid_credentials");
}

#[actix_web::test]
async fn two_tabs_that_refresh_at_once_stay_signed_in_with_the_same_token() {
    let world = World::new().await;
    camille(&world).await;
    let tokens = sign_in(&world, "camille@example.test", PASSWORD).await;
    let (one, two) = tokio::join!(refresh(&world, &tokens), refresh(&world, &tokens));
    let (one, two) = (one.expect(200), two.expect(200));
    assert_eq!(one["refresh_token"], two["refresh_token"]);
    for tab in [&one, &two] {
        holding(&world, tab).get("/v1/me").await.expect(200);
    }
    let next = refresh(&world, &two).await.expect(200);
    assert_ne!(next["refresh_token"], one["refresh_token"]);
    let kept = world.app.text("select count(*) from refresh_tokens").await;
    assert_eq!(kept, "3", "no second successor was made");
    // Whoever signs out does so for every tab, grace or not.
    holding(&world, &next)
        .post("/v1/auth/logout", json!({}))
        .await
        .expect(204);
    for tab in [&tokens, &one, &next] {
        refresh(&world, tab).await.refused(401, "invalid_credentials");
    }
}

#[actix_web::test]
async fn an_expired_refresh_token_is_worth_nothing() {
    let world = World::new().await;
    camille(&world).await;
    let tokens = sign_in(&world, "camille@example.test", PASSWORD).await;
    world
        .app
        .sql("update refresh_tokens set expires_at = now() - interval '1 second'")
        .await;
    refresh(&world, &tokens).await.refused(401, "invalid_credentials");
}

#[actix_web::test]
async fn signing_out_works_at_once() {
    let world = World::new().await;
    camille(&world).await;
    let tokens = sign_in(&world, "camille@example.test", PASSWORD).await;
    let client = holding(&world, &tokens);
    client.post("/v1/auth/logout", json!({})).await.expect(204);
    client.get("/v1/me").await.refused(401, "unauthenticated");
    refresh(&world, &tokens).await.refused(401, "invalid_credentials");
    world
        .app
        .stranger()
        .post("/v1/auth/logout", json!({}))
        .await
        .refused(401, "unauthenticated");
}

#[actix_web::test]
async fn another_password_ends_the_other_sign_ins() {
    let world = World::new().await;
    camille(&world).await;
    let here = holding(&world, &sign_in(&world, "camille@example.test", PASSWORD).await);
    let there = holding(&world, &sign_in(&world, "camille@example.test", PASSWORD).await);
    let body = json!({"current_password": "pas la bonne phrase", "new_password": "court"});
    let refused = here.post("/v1/auth/password", body).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [
            ("/current_password".to_owned(), "wrong_password".to_owned()),
            ("/new_password".to_owned(), "weak_password".to_owned()),
        ]
    );
    let body = json!({"current_password": PASSWORD, "new_password": "une phrase plus neuve"});
    here.post("/v1/auth/password", body).await.expect(204);
    here.get("/v1/me").await.expect(200);
    there.get("/v1/me").await.refused(401, "unauthenticated");
    let old = json!({"email": "camille@example.test", "password": PASSWORD});
    world
        .app
        .stranger()
        .post("/v1/auth/token", old)
        .await
        .refused(401, "invalid_credentials");
    sign_in(&world, "camille@example.test", "une phrase plus neuve").await;
}

#[actix_web::test]
async fn what_is_sent_to_sign_in_is_told_all_its_faults() {
    let world = World::new().await;
    let reply = world
        .app
        .stranger()
        .post("/v1/auth/token", json!({"email": "camille", "passwort": "x"}))
        .await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [
            ("/email".to_owned(), "invalid_format".to_owned()),
            ("/password".to_owned(), "missing_field".to_owned()),
            ("/passwort".to_owned(), "unknown_field".to_owned()),
        ]
    );
}
