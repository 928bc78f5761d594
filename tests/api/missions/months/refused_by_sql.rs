//! What is countersigned is kept by the database itself, whoever asks it.

use diesel_async::SimpleAsyncConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{countersigned, led, logged, month, shown};
use crate::support::{Laying, World};

/// The account of the service itself.
const SYSTEM: &str = "00000000-0000-7000-8000-000000000001";

/// An entry of Alpha's mission as the service would write it, its journal entry with it.
fn entering(world: &World, on: &str, corrects: Option<&str>) -> String {
    let (id, account) = (Uuid::now_v7(), world.alpha_expert.account());
    let corrects = corrects.map_or("null".to_owned(), |id| format!("'{id}'"));
    let mut lay = Laying::default();
    lay.row(
        "progress_entry",
        id,
        "progress_entries",
        "id, project_id, track, mission_id, author_id, person_id, organisation_id, occurred_on, person_days, done, corrects_id, \
         recorded_at",
        &format!(
            "'{id}', '{}', 'prototype', '{}', '{account}', '{account}', '{}', '{on}', 0.25, 'Fait', {corrects}, now()",
            world.asn_project, world.alpha_mission, world.alpha
        ),
    );
    lay.transaction()
}

/// An entry of 1 March that takes another one of half a day back, as the service would write it, but for a column.
fn taking_back(world: &World, entry: &str, but: (&str, &str)) -> (Uuid, String) {
    let (id, account) = (Uuid::now_v7(), world.alpha_expert.account());
    let quoted = |id: Uuid| format!("'{id}'");
    let mut columns = vec![
        ("id", quoted(id)),
        ("project_id", quoted(world.asn_project)),
        ("track", "'technical_support'".to_owned()),
        ("mission_id", quoted(world.alpha_mission)),
        ("author_id", quoted(account)),
        ("person_id", quoted(account)),
        ("organisation_id", quoted(world.alpha)),
        ("occurred_on", "'2019-03-01'".to_owned()),
        ("person_days", "-0.5".to_owned()),
        ("done", "'Compté deux fois.'".to_owned()),
        ("reverses_id", format!("'{entry}'")),
        ("recorded_at", "now()".to_owned()),
    ];
    let column = columns.iter_mut().find(|(name, _)| *name == but.0).unwrap();
    column.1 = but.1.to_owned();
    let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    let mut lay = Laying::default();
    lay.row(
        "progress_entry",
        id,
        "progress_entries",
        &names.join(", "),
        &values.join(", "),
    );
    (id, lay.transaction())
}

/// A change of a month as the service would write it, its journal entry with it.
fn changing(row: &str, statement: &str) -> String {
    let id = Uuid::now_v7();
    format!(
        "begin; {statement};
         insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
           values ('{id}', 0, '{id}', '{SYSTEM}', 'updated', 'mission_month', '{row}', '{{}}');
         commit"
    )
}

/// The row of a month of Alpha's mission.
async fn row(world: &World, called: &str) -> String {
    let query = format!(
        "select id from mission_months where mission_id = '{}' and month = '{called}-01'",
        world.alpha_mission
    );
    world.app.text(&query).await
}

/// The database refuses these statements for what they say, not for a journal that is silent.
async fn is_refused(world: &World, statements: &str) {
    let mut conn = world.app.connection().await;
    let refused = conn.batch_execute(statements).await.expect_err(statements).to_string();
    assert!(!refused.contains("without a journal entry"), "{statements}: {refused}");
}

#[actix_web::test]
async fn the_database_refuses_an_entry_and_a_correction_in_it() {
    let world = World::new().await;
    let kept = logged(&world.alpha_expert, "2019-02-04", json!({})).await;
    let other = logged(&world.alpha_expert, "2019-01-08", json!({})).await;
    // What is refused is refused for the month: while it is open or closed, the same is taken.
    world.app.sql(&entering(&world, "2019-02-05", None)).await;
    led(&world, &month(&world, "2019-02"), &["close"]).await;
    world.app.sql(&entering(&world, "2019-02-06", None)).await;
    countersigned(&world, "2019-02").await;
    let before = world.coordinator.get(&month(&world, "2019-02")).await.expect(200);
    let count = world.app.text("select count(*) from progress_entries").await;
    for (on, corrects) in [
        ("2019-02-07", None),
        ("2019-02-01", None),
        ("2019-02-28", None),
        ("2019-02-04", Some(kept.as_str())),
        // Its time would go into another month.
        ("2019-03-01", Some(kept.as_str())),
        ("2019-02-08", Some(other.as_str())),
    ] {
        is_refused(&world, &entering(&world, on, corrects)).await;
    }
    assert_eq!(world.app.text("select count(*) from progress_entries").await, count);
    assert_eq!(
        world.coordinator.get(&month(&world, "2019-02")).await.expect(200),
        before
    );
    for on in ["2019-01-31", "2019-03-01"] {
        world.app.sql(&entering(&world, on, None)).await;
    }
    led(&world, &month(&world, "2019-02"), &["reopen"]).await;
    world.app.sql(&entering(&world, "2019-02-07", Some(&kept))).await;
}

#[actix_web::test]
async fn the_database_refuses_to_take_back_what_another_entry_says() {
    let world = World::new().await;
    let wrong = logged(&world.alpha_expert, "2019-02-04", json!({})).await;
    let open = logged(&world.alpha_expert, "2019-01-08", json!({})).await;
    let closed = logged(&world.alpha_expert, "2018-12-03", json!({})).await;
    let own = logged(&world.asn_laureate, "2019-02-04", json!({})).await;
    countersigned(&world, "2019-02").await;
    led(&world, &month(&world, "2018-12"), &["close"]).await;
    let quoted = |id: Uuid| format!("'{id}'");
    let (chu, beta) = (quoted(world.chu_project), quoted(world.beta_mission));
    let colleague = quoted(world.alpha_colleague.account());
    let others = [&open, &closed, &own].map(|id| format!("'{id}'"));
    for but in [
        ("project_id", chu.as_str()),
        ("track", "'prototype'"),
        ("mission_id", beta.as_str()),
        ("mission_id", "null"),
        ("person_id", colleague.as_str()),
        ("person_days", "-0.25"),
        ("person_days", "-1"),
        ("person_days", "0"),
        ("person_days", "null"),
        // Of a month that is open, or closed only, and of no mission at all.
        ("reverses_id", others[0].as_str()),
        ("reverses_id", others[1].as_str()),
        ("reverses_id", others[2].as_str()),
    ] {
        let (_, statements) = taking_back(&world, &wrong, but);
        let mut conn = world.app.connection().await;
        let refused = conn.batch_execute(&statements).await.expect_err(&statements);
        let told = match refused {
            diesel::result::Error::DatabaseError(_, told) => told,
            other => panic!("{but:?}: {other}"),
        };
        assert_eq!(
            told.constraint_name(),
            Some("progress_entries_reverses_another"),
            "{but:?}: {}",
            told.message()
        );
    }
    assert_eq!(shown(&world, &wrong).await["reversed_by"], Value::Null);
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "4");
    // What says the same of it, negatively, is taken.
    let (id, statements) = taking_back(&world, &wrong, ("occurred_on", "'2019-03-02'"));
    world.app.sql(&statements).await;
    assert_eq!(shown(&world, &wrong).await["reversed_by"], json!(id));
    assert_eq!(shown(&world, &id.to_string()).await["person_days"], -0.5);
}

#[actix_web::test]
async fn the_database_refuses_every_change_of_it_but_its_reopening() {
    let world = World::new().await;
    logged(&world.alpha_expert, "2019-02-04", json!({})).await;
    countersigned(&world, "2019-02").await;
    countersigned(&world, "2019-01").await;
    let id = row(&world, "2019-02").await;
    let before = world.coordinator.get(&month(&world, "2019-02")).await.expect(200);
    for what in [
        "closed_days = 3",
        "closed_days = null",
        "state = 'closed'",
        "state = 'closed', closed_days = 3",
        "closed_entries = 'Aucune'",
        "closed_order = 3",
        "state = 'open', closed_days = null, closed_entries = null, month = '2019-03-01'",
        "month = '2018-12-01'",
        "mission_id = (select id from missions where provider_id <> (select provider_id from missions m where m.id = mission_id) limit 1)",
        "created_at = now()",
    ] {
        let statement = format!("update mission_months set {what} where id = '{id}'");
        is_refused(&world, &changing(&id, &statement)).await;
    }
    is_refused(
        &world,
        &changing(&id, &format!("delete from mission_months where id = '{id}'")),
    )
    .await;
    assert_eq!(
        world.coordinator.get(&month(&world, "2019-02")).await.expect(200),
        before
    );
    // Which the journal tells, as every change.
    let reopening = format!(
        "update mission_months set state = 'open', closed_days = null, closed_entries = null, version = version + 1,
         updated_at = now(), updated_by = '{SYSTEM}' where id = '{id}'"
    );
    let mut conn = world.app.connection().await;
    let untold = conn.batch_execute(&reopening).await.expect_err("untold").to_string();
    assert!(untold.contains("without a journal entry"), "{untold}");
    world.app.sql(&changing(&id, &reopening)).await;
    let open = world.coordinator.get(&month(&world, "2019-02")).await.expect(200);
    assert_eq!((&open["state"], &open["logged_days"]), (&json!("open"), &json!(0.5)));
    let other = world.coordinator.get(&month(&world, "2019-01")).await.expect(200);
    assert_eq!(other["state"], "countersigned", "each by itself");
}
