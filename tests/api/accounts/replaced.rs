//! A password that is replaced while another request still works with it.

use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use futures_util::future::join;
use serde_json::json;
use uuid::Uuid;

use super::{PASSWORD, camille};
use crate::support::{Client, Reply, World};

/// A reset that has yet to commit: it holds the account, and its password is another already.
async fn resetting(world: &World, account: Uuid) -> AsyncPgConnection {
    let mut reset = world.app.connection().await;
    let sql = format!(
        "begin; select from accounts where id = '{account}' for update;
         update identities set secret_hash = 'another' where account_id = '{account}';
         update sessions set ended_at = now() where account_id = '{account}'"
    );
    reset.batch_execute(&sql).await.unwrap();
    reset
}

/// The answer to a request that waits for the reset, which then commits.
async fn after(world: &World, mut reset: AsyncPgConnection, request: impl Future<Output = Reply>) -> Reply {
    let committing = async {
        world.app.waiting(1).await;
        reset.batch_execute("commit").await.unwrap();
    };
    join(request, committing).await.0
}

#[actix_web::test]
async fn a_change_under_way_does_not_undo_a_reset() {
    let world = World::new().await;
    let account = camille(&world).await;
    let old: Client = world.app.client_of(account).await;
    let reset = resetting(&world, account).await;
    let body = json!({"current_password": PASSWORD, "new_password": "une phrase de voleur"});
    let changed = after(&world, reset, old.post("/v1/auth/password", body)).await;
    changed.refused(401, "unauthenticated");
    let hash = format!("select secret_hash from identities where account_id = '{account}'");
    assert_eq!(world.app.text(&hash).await, "another");
}

#[actix_web::test]
async fn a_sign_in_under_way_does_not_outlive_a_reset() {
    let world = World::new().await;
    let account = camille(&world).await;
    let reset = resetting(&world, account).await;
    let body = json!({"email": "camille@example.test", "password": PASSWORD});
    let stranger = world.app.stranger();
    let signed_in = after(&world, reset, stranger.post("/v1/auth/token", body)).await;
    signed_in.refused(401, "invalid_credentials");
    let open = format!("select count(*) from sessions where account_id = '{account}' and ended_at is null");
    assert_eq!(world.app.text(&open).await, "0");
}

/// Of several at once one is the password, and its sign-in goes on.
#[actix_web::test]
async fn of_several_changes_at_once_one_is_made() {
    let world = World::new().await;
    let account = camille(&world).await;
    // Signed in before: whoever signs in afterwards has nothing to do with it.
    let mut clients = Vec::new();
    for _ in 0..4 {
        clients.push(world.app.client_of(account).await);
    }
    let change = async |client: Client| {
        let body =
            json!({"current_password": PASSWORD, "new_password": format!("une autre phrase {}", Uuid::now_v7())});
        let reply = client.post("/v1/auth/password", body).await;
        (client, reply)
    };
    let all = futures_util::future::join_all(clients.into_iter().map(change)).await;
    let (done, refused): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, reply)| reply.status == 204);
    assert_eq!(done.len(), 1);
    done[0].0.get("/v1/me").await.expect(200);
    for (client, reply) in &refused {
        // Its sign-in was ended, or its password was wrong by then.
        assert!([401, 422].contains(&reply.status.as_u16()), "{}", reply.text);
        client.get("/v1/me").await.refused(401, "unauthenticated");
    }
}
