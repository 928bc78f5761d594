//! Who erases whom.

use diesel_async::SimpleAsyncConnection;
use futures_util::future::join3;
use serde_json::json;
use uuid::Uuid;

use crate::accounts::{PASSWORD, camille};
use crate::support::World;

#[actix_web::test]
async fn only_an_administrator_erases_and_never_itself() {
    let world = World::new().await;
    let expert = world.alpha_expert.account();
    let path = |account: Uuid| format!("/v1/accounts/{account}/erase");
    world
        .coordinator
        .post(&path(expert), json!({}))
        .await
        .refused(403, "forbidden");
    world
        .alpha_expert
        .post(&path(expert), json!({}))
        .await
        .refused(403, "forbidden");
    world
        .beta_expert
        .post(&path(expert), json!({}))
        .await
        .refused(404, "not_found");
    world
        .administrator
        .post(&path(Uuid::now_v7()), json!({}))
        .await
        .refused(404, "not_found");
    world
        .administrator
        .post(&path(jalon::access::SYSTEM_ACCOUNT), json!({}))
        .await
        .refused(404, "not_found");
    let own = world.administrator.account();
    let alone = world.administrator.post(&path(own), json!({})).await;
    assert_eq!(
        alone.faults(409, "conflict"),
        [
            (String::new(), "last_administrator".to_owned()),
            (String::new(), "own_account".to_owned())
        ]
    );
    let grant = json!({"role": "administrator"});
    world
        .administrator
        .post(&format!("/v1/accounts/{expert}/grants"), grant)
        .await
        .expect(201);
    let own = world.administrator.post(&path(own), json!({})).await;
    assert_eq!(own.faults(409, "conflict"), [(String::new(), "own_account".to_owned())]);
    let body = json!({"name": "Tableau", "organisation": world.ditp, "scopes": ["portfolio:read"]});
    let service = world.administrator.post("/v1/service-accounts", body).await.id();
    let service = world
        .administrator
        .post(&path(service.parse().unwrap()), json!({}))
        .await;
    assert_eq!(
        service.faults(409, "conflict"),
        [(String::new(), "not_a_person".to_owned())]
    );
}

#[actix_web::test]
async fn of_two_administrators_that_erase_each_other_one_stays() {
    let world = World::new().await;
    let (one, other) = (&world.administrator, &world.alpha_expert);
    let grant = json!({"role": "administrator"});
    one.post(&format!("/v1/accounts/{}/grants", other.account()), grant)
        .await
        .expect(201);
    let (of_other, of_one) = (
        format!("/v1/accounts/{}/erase", other.account()),
        format!("/v1/accounts/{}/erase", one.account()),
    );
    let (first, second) = tokio::join!(one.post(&of_other, json!({})), other.post(&of_one, json!({})));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401], "{} {}", first.text, second.text);
    let left = "select count(*) from grants g join accounts a on a.id = g.account_id where g.role = 'administrator' and a.deactivated_at is null";
    assert_eq!(world.app.text(left).await, "1");
}

/// Whoever signs in while being erased: the password was right, and then there is nobody.
#[actix_web::test]
async fn a_sign_in_under_way_does_not_outlive_the_erasure() {
    let world = World::new().await;
    let account = camille(&world).await;
    let app = &world.app;
    let mut holder = app.connection().await;
    let hold = format!("begin; select from identities where account_id = '{account}' for update");
    holder.batch_execute(&hold).await.unwrap();
    let path = format!("/v1/accounts/{account}/erase");
    let erasing = world.administrator.post(&path, json!({}));
    let (stranger, body) = (
        app.stranger(),
        json!({"email": "camille@example.test", "password": PASSWORD}),
    );
    let signing_in = async {
        app.waiting(1).await;
        stranger.post("/v1/auth/token", body).await
    };
    let meanwhile = async {
        app.waiting(2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (erased, signed_in, ()) = join3(erasing, signing_in, meanwhile).await;
    erased.expect(200);
    signed_in.refused(401, "invalid_credentials");
    let left = format!("select count(*) from sessions where account_id = '{account}'");
    assert_eq!(app.text(&left).await, "0");
}
