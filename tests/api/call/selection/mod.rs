//! Selection: a laureate's project is made of its application; the next of the reserve takes the place of one that was
//! withdrawn.

mod crowd;
mod project;
mod refusals;
mod replacement;
mod undisclosed;

use serde_json::{Value, json};

use super::{acted, id_of, led_to, project_of};
use crate::support::{Reply, World};

/// A laureate whose project was withdrawn: its application, and the project's code.
async fn withdrawn_laureate(world: &World, more: Value) -> (String, String) {
    let application = led_to(world, "laureate", more).await;
    let project = project_of(world, &application).await;
    acted(world, &path_of(&project), "withdraw").await;
    (application, project)
}

/// Where a project stands.
fn path_of(code: &str) -> String {
    format!("/v1/projects/{code}")
}

async fn select(world: &World, application: &str, body: Value) -> Reply {
    world.coordinator.act(application, "select", body).await
}

/// How an answer points to a project that is shown.
async fn reference(world: &World, code: &str) -> Value {
    let shown = world.coordinator.get(&path_of(code)).await.expect(200);
    json!({"id": shown["id"], "code": code, "name": shown["title"]})
}

/// All that the journal tells of the change in which an application was selected: "entity id action" each.
async fn told(world: &World, application: &str) -> Vec<String> {
    let of = format!(
        "select change_id from journal where entity_id = '{}' and action = 'selected'",
        id_of(application)
    );
    let told = format!(
        "select string_agg(concat_ws(' ', entity, entity_id, action), ',') from journal where change_id = ({of})"
    );
    let mut told: Vec<String> = world.app.text(&told).await.split(',').map(str::to_owned).collect();
    told.sort();
    told
}
