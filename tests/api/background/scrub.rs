//! What was taken away is noted until no transaction can see it any more.

use std::cell::RefCell;
use std::collections::BTreeSet;

use diesel_async::SimpleAsyncConnection;
use futures_util::future::join;

use crate::support::{World, eventually};

/// Returns when the scrubber has looked so many times more who runs.
async fn looks(world: &World, times: usize) {
    // Written in two, so that this query is none of those it looks for.
    let look = "select coalesce(max(query_start)::text, '') from pg_stat_activity
        where datname = current_database() and query like '%from pg_locks ' || 'join%'";
    let seen = RefCell::new(BTreeSet::new());
    let enough = async || {
        let last = world.app.text(look).await;
        let mut seen = seen.borrow_mut();
        seen.insert(last);
        seen.len() > times
    };
    eventually("looked at so often", enough).await;
}

#[actix_web::test]
async fn older_transactions_and_those_beside_them_are_waited_for() {
    let world = World::new().await;
    let app = &world.app;
    let path = format!("/v1/accounts/{}/erase", world.nobody.account());
    // One that wrote before the erasure, and one that begins beside it: its snapshot reaches as far back.
    let (mut older, mut beside) = (app.connection().await, app.connection().await);
    older.batch_execute("begin; select pg_current_xact_id()").await.unwrap();
    world.administrator.post(&path, serde_json::json!({})).await.expect(200);
    let file = "select pg_relation_filenode('identities')";
    let before = app.text(file).await;
    let scrubbing = app.services.scrubber.scrub();
    let ending = async {
        looks(&world, 3).await;
        beside
            .batch_execute("begin isolation level repeatable read; select 1")
            .await
            .unwrap();
        older.batch_execute("commit").await.unwrap();
        looks(&world, 3).await;
        assert_eq!(app.text(file).await, before, "it still waits");
        beside.batch_execute("commit").await.unwrap();
    };
    let (scrubbed, ()) = join(scrubbing, ending).await;
    assert_eq!(scrubbed.unwrap(), 2);
    assert_ne!(app.text(file).await, before, "written anew");
    assert_eq!(app.text("select count(*) from removals").await, "0");
}
