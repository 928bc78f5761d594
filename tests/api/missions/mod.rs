//! Missions.

mod leaving;
mod months;
mod overrun;
mod planning;
mod seeing;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Laying, World};

/// A mission of Alpha on the strategic track of CHU's project.
pub fn of_alpha(world: &World) -> Value {
    json!({"provider": world.alpha, "tracks": ["strategic_support"], "from": "2019-02-01", "until": "2019-06-01",
           "purchase_order": "BC-42", "ordered_days": 2})
}

/// Lays progress entries of an account on Alpha's mission: id, day, person-days, what it corrects.
pub async fn log(world: &World, author: Uuid, entries: &[(Uuid, &str, f64, Option<Uuid>)]) {
    let mut lay = Laying::default();
    for (id, day, days, corrects) in entries {
        let corrects = corrects.map_or("null".to_owned(), |id| format!("'{id}'"));
        let values = format!(
            "'{id}', '{}', 'prototype', '{}', '{author}', '{author}', '{day}', {days}, 'Fait', {corrects}, now()",
            world.asn_project, world.alpha_mission
        );
        let columns = "id, project_id, track, mission_id, author_id, person_id, occurred_on, person_days, done, corrects_id, recorded_at";
        lay.row("progress_entry", *id, "progress_entries", columns, &values);
    }
    world.app.sql(&lay.transaction()).await;
}
