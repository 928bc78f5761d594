//! Rights while a write waits for its turn.

use diesel_async::SimpleAsyncConnection;
use futures_util::future::join;
use serde_json::json;

use crate::support::World;

const LOG: &str = "/v1/projects/AMI-T-ASN/progress-entries";

/// Holds the project while an entry waits for it, for longer than a caller stays what it was.
async fn meanwhile(world: &World, done: impl AsyncFnOnce()) -> crate::support::Reply {
    let mut holder = world.app.connection().await;
    let hold = format!(
        "begin; select from projects where id = '{}' for update",
        world.asn_project
    );
    holder.batch_execute(&hold).await.unwrap();
    let entry = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Fait"});
    let releasing = async {
        world.app.waiting(1).await;
        done().await;
        tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
        holder.batch_execute("commit").await.unwrap();
    };
    join(world.alpha_expert.post(LOG, entry), releasing).await.0
}

#[actix_web::test]
async fn whoever_is_deactivated_meanwhile_does_not_write() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/deactivate", world.alpha_expert.account());
    let deactivate = async || drop(world.administrator.post(&path, json!({})).await.expect(200));
    meanwhile(&world, deactivate).await.refused(401, "unauthenticated");
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "0");
}

#[actix_web::test]
async fn whose_rights_are_others_meanwhile_asks_again() {
    let world = World::new().await;
    // The mission itself waits for the project: it is changed beside the service.
    let sql = format!(
        "begin; update missions set tracks = '{{prototype}}', version = version + 1 where id = '{0}';
         insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, after)
         select gen_random_uuid(), 0, id, updated_by, 'updated', 'mission', id, project_id, '{{}}' from missions where id = '{0}'; commit;",
        world.alpha_mission
    );
    let changed = async || world.app.sql(&sql).await;
    let asked_again = meanwhile(&world, changed).await;
    asked_again.refused(503, "unavailable");
    assert_eq!(asked_again.header("Retry-After"), "1");
    let entry = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Fait"});
    world.alpha_expert.post(LOG, entry).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn whoever_is_still_the_same_writes() {
    let world = World::new().await;
    meanwhile(&world, async || ()).await.expect(201);
}

/// Whatever row it waits for.
#[actix_web::test]
async fn nor_does_whoever_waits_for_another_row() {
    let world = World::new().await;
    let mut holder = world.app.connection().await;
    let hold = format!("begin; select from organisations where id = '{}' for update", world.asn);
    holder.batch_execute(&hold).await.unwrap();
    let path = format!("/v1/accounts/{}/deactivate", world.coordinator.account());
    let coordinator = world.coordinator.with("If-Match", "*");
    let organisation = format!("/v1/organisations/{}", world.asn);
    let renaming = coordinator.patch(&organisation, json!({"name": "Autrement"}));
    let releasing = async {
        world.app.waiting(1).await;
        world.administrator.post(&path, json!({})).await.expect(200);
        tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
        holder.batch_execute("commit").await.unwrap();
    };
    join(renaming, releasing).await.0.refused(401, "unauthenticated");
}
