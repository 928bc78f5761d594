//! A dry run changes nothing, and tells what the real thing then does.

use serde_json::{Value, json};

use super::{PROJECT, SUSPENSIONS, planned};
use crate::support::World;

/// Everything that a write could touch, in one text.
async fn everything(world: &World) -> String {
    let tables = [
        "suspensions",
        "extensions",
        "milestones",
        "forecasts",
        "journal",
        "projects",
        "kept_answers",
    ];
    let rows =
        tables.map(|table| format!("coalesce((select string_agg(t::text, ';' order by t::text) from {table} t), '')"));
    world.app.text(&rows.join(" || '/' || ")).await
}

/// The clock as it is, without the ids of suspensions, which a dry run makes for nothing.
fn bare(mut clock: Value) -> Value {
    for suspension in clock["suspensions"].as_array_mut().unwrap() {
        suspension.as_object_mut().unwrap().remove("id");
    }
    clock
}

/// Code and forecast of each milestone.
fn dates(milestones: &Value, field: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let items = milestones.as_array().unwrap();
    items
        .iter()
        .map(|item| (text(&item["code"]), text(&item[field])))
        .collect()
}

async fn stored(world: &World) -> Vec<(String, String)> {
    let rows =
        "select json_agg(json_build_object('code', code, 'forecast_on', forecast_on) order by number) from milestones";
    dates(
        &serde_json::from_str(&world.app.text(rows).await).unwrap(),
        "forecast_on",
    )
}

#[actix_web::test]
async fn of_each_write_equals_what_it_then_does() {
    let world = planned().await;
    let who = &world.coordinator;
    let body = json!({"from": "2019-01-10", "until": "2019-03-01", "motive": "Attente.", "shift_forecasts": true});
    let created = tried_then_done(&world, SUSPENSIONS, "POST", &body, None).await;
    let id = created["id"].as_str().unwrap();
    let path = format!("{SUSPENSIONS}/{id}");
    tried_then_done(&world, &path, "PATCH", &json!({"until": null}), Some(&path)).await;
    tried_then_done(
        &world,
        &format!("{path}/resume"),
        "POST",
        &json!({"on": "2019-02-20"}),
        Some(&path),
    )
    .await;
    tried_then_done(
        &world,
        &format!("{path}/cancel"),
        "POST",
        &json!({"motive": "x"}),
        Some(&path),
    )
    .await;
    let extensions = format!("{PROJECT}/extensions");
    let body = json!({"useful_months": 2, "motive": "Essais prolongés."});
    let created = tried_then_done(&world, &extensions, "POST", &body, None).await;
    let path = format!("{extensions}/{}", created["id"].as_str().unwrap());
    tried_then_done(
        &world,
        &format!("{path}/cancel"),
        "POST",
        &json!({"motive": "x"}),
        Some(&path),
    )
    .await;
    let clock = who.get(&format!("{PROJECT}/clock")).await.expect(200);
    assert_eq!(clock["planned_end"], "2019-09-21", "all is as it was");
}

/// Runs a write dry, sees that nothing changed, runs it, and sees that it did what was told.
async fn tried_then_done(world: &World, path: &str, method: &str, body: &Value, resource: Option<&str>) -> Value {
    let mut client = world
        .coordinator
        .with("Idempotency-Key", &format!("key of {method} {path}"));
    if let Some(resource) = resource {
        client = client.matching(&client.get(resource).await);
    }
    let method = method.parse::<reqwest::Method>().unwrap();
    let (before, forecasts) = (everything(world).await, stored(world).await);
    let reply = client
        .send(method.clone(), &format!("{path}?dry_run=true"), Some(body.clone()))
        .await;
    let effect = reply.expect(200);
    assert_eq!(everything(world).await, before, "{path}");
    assert_eq!(dates(&effect["milestones"], "forecast_on_now"), forecasts);
    let done = client.send(method, path, Some(body.clone())).await;
    assert!(done.status.is_success(), "{}", done.text);
    assert_ne!(everything(world).await, before);
    assert_eq!(
        dates(&effect["milestones"], "forecast_on"),
        stored(world).await,
        "{path}"
    );
    let clock = world.coordinator.get(&format!("{PROJECT}/clock")).await.expect(200);
    assert_eq!(bare(effect["clock"].clone()), bare(clock), "{path}");
    done.json()
}

#[actix_web::test]
async fn shows_lateness_as_it_would_be() {
    let world = planned().await;
    let dry = format!("{SUSPENSIONS}?dry_run=true");
    let body = json!({"from": "2018-11-26", "until": "2019-02-24", "motive": "Attente.", "shift_forecasts": true});
    let effect = world.coordinator.post(&dry, body).await.expect(200);
    let items = effect["milestones"].as_array().unwrap();
    let late: Vec<_> = items
        .iter()
        .map(|item| (item["late_now"].clone(), item["late"].clone()))
        .collect();
    let (yes, no) = (json!(true), json!(false));
    // 1 December moves to 1 March, three useful days ago; 20 January to 20 April.
    assert_eq!(
        late,
        [
            (yes.clone(), yes.clone()),
            (yes, no.clone()),
            (no.clone(), no.clone()),
            (no.clone(), no)
        ]
    );
    assert_eq!(items[0]["forecast_on"], "2019-03-01");
    let effect = world
        .coordinator
        .post(
            &dry,
            json!({"from": "2018-11-26", "until": "2018-11-20", "motive": "x"}),
        )
        .await;
    assert_eq!(
        effect.faults(422, "invalid_body"),
        [("/until".to_owned(), "range_reversed".to_owned())]
    );
    let unknown = world
        .coordinator
        .post(
            &format!("{SUSPENSIONS}?dry_run=1"),
            json!({"from": "2018-11-26", "motive": "x"}),
        )
        .await;
    assert_eq!(
        unknown.faults(400, "invalid_parameters"),
        [("dry_run".to_owned(), "unknown_value".to_owned())]
    );
}
