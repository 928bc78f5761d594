//! A grid that an evaluation cites never changes: not by a request, and not by any other way.

use diesel_async::SimpleAsyncConnection;
use serde_json::{Value, json};

use crate::call::{GRIDS, applied, assigned, criterion, faults, grid, id_of, juror, made, recused, submitted};
use crate::support::World;

/// The account of what the service does by itself.
const SYSTEM: &str = "00000000-0000-7000-8000-000000000001";

/// Statements on a grid that change what it says, or take it away; each tells the journal.
fn changing(id: &str) -> Vec<String> {
    let told = |action: &str, statement: String| {
        format!(
            "begin; {statement};
             insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
               values (gen_random_uuid(), 0, '{id}', '{SYSTEM}', '{action}', 'grid', '{id}', '{{}}');
             commit"
        )
    };
    let set = |what: &str| told("updated", format!("update grids set {what} where id = '{id}'"));
    let mut statements: Vec<String> = [
        "criteria = '[{\"code\": \"team\", \"label\": {\"fr\": \"Équipe\", \"en\": \"Team\"}, \"weight\": 1}]'",
        "scale_min = -1",
        "scale_max = 100",
        "number = 7",
        "stage = 'end'",
        "updated_at = now()",
    ]
    .map(set)
    .into();
    statements.push(told("deleted", format!("delete from grids where id = '{id}'")));
    statements
}

/// It is told to be cited, refused to every edit and deletion, and stays as it is.
async fn is_kept(world: &World, path: &str) {
    let who = world.coordinator.with("If-Match", "*");
    let before = who.get(path).await.expect(200);
    assert_eq!(before["cited"], true);
    for edit in [
        json!({"criteria": [criterion("team", 1.0)]}),
        json!({"scale": {"min": 0, "max": 9}}),
    ] {
        let refused = who.patch(path, edit).await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "in_use")]));
    }
    let refused = who.delete(path).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "in_use")]));
    let mut conn = world.app.connection().await;
    for statement in changing(id_of(path)) {
        let refused = conn.batch_execute(&statement).await.expect_err(&statement).to_string();
        assert!(refused.contains("an evaluation cites"), "{statement}: {refused}");
        conn.batch_execute("rollback").await.unwrap();
    }
    assert_eq!(who.get(path).await.expect(200), before);
}

#[actix_web::test]
async fn one_that_an_evaluation_cites_is_kept_whatever_becomes_of_that() {
    let world = World::new().await;
    let juror = juror(&world, "Jurée").await;
    let path = made(&world.coordinator, GRIDS, grid(json!({}))).await;
    for end in ["assigned", "submitted", "recused"] {
        let application = applied(&world, json!({"title": end})).await;
        let evaluation = assigned(&world, &application, &juror).await;
        match end {
            "submitted" => submitted(&juror, &evaluation).await,
            "recused" => recused(&juror, &evaluation).await,
            _ => {}
        }
        is_kept(&world, &path).await;
    }
    // What is wrong with a body is told before.
    let who = world.coordinator.with("If-Match", "*");
    let refused = who.patch(&path, json!({"criteria": []})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/criteria", "too_short")])
    );
    // A text that is being taken away elsewhere opens nothing here.
    let statements = changing(id_of(&path));
    let reason = "an evaluation cites";
    world.app.refuses_while_redacting("comment", statements, reason).await;
    is_kept(&world, &path).await;
}

/// A second one is in force from then on: what the first judged, it judges still.
#[actix_web::test]
async fn an_evaluation_stays_with_the_grid_that_was_in_force() {
    let world = World::new().await;
    let who = &world.coordinator;
    let (first_juror, second_juror) = (juror(&world, "Jurée").await, juror(&world, "Juré").await);
    let first = made(who, GRIDS, grid(json!({}))).await;
    let application = applied(&world, json!({})).await;
    let by_first = assigned(&world, &application, &first_juror).await;
    let second = made(who, GRIDS, grid(json!({"scale": {"min": 1, "max": 4}}))).await;
    let by_second = assigned(&world, &application, &second_juror).await;
    for (evaluation, grid, number) in [(&by_first, &first, 1), (&by_second, &second, 2)] {
        let shown = who.get(evaluation).await.expect(200);
        assert_eq!(shown["grid"], json!({"id": id_of(grid), "number": number}));
        is_kept(&world, grid).await;
    }
}

#[actix_web::test]
async fn one_that_nothing_cites_any_more_changes_as_it_did() {
    let world = World::new().await;
    let juror = juror(&world, "Jurée").await;
    let who = world.coordinator.with("If-Match", "*");
    let path = made(&who, GRIDS, grid(json!({}))).await;
    let before = who.get(&path).await.expect(200);
    let application = applied(&world, json!({})).await;
    let evaluation = assigned(&world, &application, &juror).await;
    // To be cited is no edit.
    let mut cited: Value = before.clone();
    cited["cited"] = json!(true);
    assert_eq!(who.get(&path).await.expect(200), cited);
    who.delete(&evaluation).await.expect(204);
    assert_eq!(who.get(&path).await.expect(200), before);
    let statements = changing(id_of(&path));
    world.app.sql(&statements[1]).await;
    assert_eq!(who.get(&path).await.expect(200)["scale"], json!({"min": -1, "max": 5}));
    let edited = who.patch(&path, json!({"scale": {"min": 0, "max": 9}})).await;
    assert_eq!(edited.expect(200)["scale"], json!({"min": 0, "max": 9}));
    who.delete(&path).await.expect(204);
}
