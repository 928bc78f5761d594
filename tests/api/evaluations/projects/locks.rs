//! Who waits for what of a project's evaluation.

use diesel_async::SimpleAsyncConnection;
use futures_util::future::join;
use serde_json::json;

use super::{accompanied, asked};
use crate::call::holding_the_programme;

/// Whoever waits for the programme keeps nobody from the project.
#[actix_web::test]
async fn its_programme_is_locked_first_and_its_project_then() {
    let (world, _) = accompanied().await;
    let path = asked(&world, "consolidation", json!({})).await;
    let mut holder = holding_the_programme(&world).await;
    let who = world.coordinator.with("If-Match", "*");
    let editing = who.patch(&path, json!({"comment": "Relu."}));
    let meanwhile = async {
        world.app.waiting(1).await;
        let free = format!(
            "select from projects where id = '{}' for update nowait",
            world.asn_project
        );
        world.app.sql(&free).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (edited, ()) = join(editing, meanwhile).await;
    assert_eq!(edited.expect(200)["comment"], "Relu.");
}
