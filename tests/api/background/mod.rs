//! What the service does by itself: throwing away what is worth nothing any more.

mod scrub;

use jalon::background::sweep::sweep;
use serde_json::json;

use crate::accounts::{PASSWORD, camille};
use crate::support::World;

async fn swept(world: &World) -> usize {
    sweep(&world.app.services).await.unwrap()
}

#[actix_web::test]
async fn kept_answers_go_when_they_have_been_kept_long_enough() {
    let world = World::new().await;
    let body = json!({"name": "Une fois", "kind": "other"});
    let client = world.coordinator.with("Idempotency-Key", "une-fois");
    let first = client.post("/v1/organisations", body.clone()).await.id();
    for (age, gone) in [("47 hours", 0), ("49 hours", 1)] {
        let sql = format!("update kept_answers set created_at = now() - interval '{age}'");
        world.app.sql(&sql).await;
        assert_eq!(swept(&world).await, gone, "{age}");
        let again = client.post("/v1/organisations", body.clone()).await;
        again.expect(201);
        assert_eq!(again.id() == first, gone == 0, "{age}");
        assert_eq!(again.header("Idempotency-Replayed") == "true", gone == 0, "{age}");
    }
    // A full batch is followed by another.
    let many = "insert into kept_answers (scope, account_id, request_hash, created_at)
        select sha256(n::text::bytea), account_id, '', now() - interval '3 days'
        from kept_answers, generate_series(1, 1100) as n";
    world.app.sql(many).await;
    assert_eq!(swept(&world).await, 1100);
    assert_eq!(world.app.text("select count(*) from kept_answers").await, "1");
}

#[actix_web::test]
async fn the_keys_of_progress_entries_stay_for_ever() {
    let world = World::new().await;
    let path = format!("/v1/projects/{}/progress-entries", world.asn_project);
    let entry = json!({"track": "technical_support", "occurred_on": "2019-03-04", "done": "Un essai"});
    let client = world.alpha_expert.with("Idempotency-Key", "essai");
    let first = client.post(&path, entry.clone()).await;
    first.expect(201);
    world
        .app
        .sql("update kept_answers set created_at = now() - interval '1 year'")
        .await;
    swept(&world).await;
    let again = client.post(&path, entry).await;
    assert_eq!(again.id(), first.id());
    assert_eq!(again.header("Idempotency-Replayed"), "true");
}

#[actix_web::test]
async fn sign_ins_that_are_over_go_with_their_tokens() {
    let world = World::new().await;
    camille(&world).await;
    let stranger = world.app.stranger();
    let sign_in = async || {
        let body = json!({"email": "camille@example.test", "password": PASSWORD});
        let tokens = stranger.post("/v1/auth/token", body).await.expect(200);
        tokens["refresh_token"].as_str().unwrap().to_owned()
    };
    let refresh = async |token: &str| stranger.post("/v1/auth/refresh", json!({"refresh_token": token})).await;
    let count = async |table: &str| world.app.text(&format!("select count(*) from {table}")).await;
    // Of two sign-ins one is used: its first token has run out, its second has not.
    let used = sign_in().await;
    world
        .app
        .sql(
            "update sessions set created_at = now() - interval '16 days';
             update refresh_tokens set expires_at = now() + interval '1 minute'",
        )
        .await;
    let next = refresh(&used).await.expect(200)["refresh_token"]
        .as_str()
        .unwrap()
        .to_owned();
    world
        .app
        .sql("update refresh_tokens set expires_at = now() - interval '2 days', used_at = now() - interval '1 minute' where used_at is not null")
        .await;
    let before: usize = count("sessions").await.parse().unwrap();
    // The world's own sign-ins have no refresh token, and are as old.
    assert_eq!(swept(&world).await, before - 1);
    assert_eq!(
        (count("sessions").await, count("refresh_tokens").await),
        ("1".to_owned(), "2".to_owned())
    );
    // A used token of a sign-in that goes on still tells a thief.
    refresh(&used).await.refused(401, "invalid_credentials");
    refresh(&next).await.refused(401, "invalid_credentials");
    // Ended just now: it stays a day.
    assert_eq!(swept(&world).await, 0);
    world
        .app
        .sql("update sessions set ended_at = now() - interval '25 hours'")
        .await;
    assert_eq!(swept(&world).await, 1);
    assert_eq!(
        (count("sessions").await, count("refresh_tokens").await),
        ("0".to_owned(), "0".to_owned())
    );
}

#[actix_web::test]
async fn one_time_secrets_go_when_they_serve_no_more() {
    let world = World::new().await;
    let account = world.nobody.account();
    let secret = |hash: &str, expires: &str, used: &str| {
        format!(
            "insert into one_time_secrets values (gen_random_uuid(), '{account}', '{hash}', now() - interval '9 days',
             now() + interval '{expires}', now() + {used}::interval);"
        )
    };
    let sql = [
        secret("open", "1 day", "null"),
        secret("used lately", "1 day", "'-1 hour'"),
        secret("used", "1 day", "'-25 hours'"),
        secret("run out lately", "-1 hour", "null"),
        secret("run out", "-25 hours", "null"),
    ];
    world.app.sql(&sql.concat()).await;
    assert_eq!(swept(&world).await, 2);
    let left = world
        .app
        .text("select string_agg(convert_from(secret_hash, 'UTF8'), ', ' order by secret_hash) from one_time_secrets")
        .await;
    assert_eq!(left, "open, run out lately, used lately");
}
