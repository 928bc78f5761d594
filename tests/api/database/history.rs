//! Every past state is kept, and no change goes untold.

use diesel_async::SimpleAsyncConnection;
use serde_json::json;

use crate::support::World;

#[actix_web::test]
async fn every_past_state_of_an_organisation_can_be_read_again() {
    let world = World::new().await;
    let path = format!("/v1/organisations/{}", world.asn);
    for name in ["Premier", "Deuxième", "Troisième"] {
        world
            .coordinator
            .with("If-Match", "*")
            .patch(&path, json!({"name": name}))
            .await
            .expect(200);
    }
    let past = world
        .app
        .text(&format!(
            "select string_agg(coalesce((select v.name from hist.organisations v
                where v.id = j.entity_id and v.valid_from <= j.at and v.valid_to > j.at), '?'), ' | ' order by j.seq)
             from journal j where j.entity_id = '{}'",
            world.asn
        ))
        .await;
    assert_eq!(past, "Autorité de sûreté nucléaire | Premier | Deuxième | Troisième");
    let told = world
        .app
        .text(&format!(
            "select string_agg(action || ' by ' || actor_id || ': ' || (before->>'name') || ' -> ' || (after->>'name'), ', ' order by seq)
             from journal where entity_id = '{}' and before is not null",
            world.asn
        ))
        .await;
    let who = world.coordinator.account();
    assert_eq!(
        told,
        format!(
            "updated by {who}: Autorité de sûreté nucléaire -> Premier, updated by {who}: Premier -> Deuxième, updated by {who}: Deuxième -> Troisième"
        )
    );
}

#[actix_web::test]
async fn a_change_without_its_entry_is_refused() {
    let world = World::new().await;
    let mut conn = world.app.connection().await;
    let untold = conn
        .batch_execute(&format!(
            "update organisations set name = 'X' where id = '{}'",
            world.asn
        ))
        .await;
    assert!(untold.unwrap_err().to_string().contains("without a journal entry"));
    let truncated = conn.batch_execute("truncate organisations cascade").await;
    assert!(truncated.unwrap_err().to_string().contains("kept as they were written"));
    for statement in ["update journal set action = 'x'", "delete from journal"] {
        assert!(
            conn.batch_execute(statement)
                .await
                .unwrap_err()
                .to_string()
                .contains("kept as they were written"),
            "{statement}"
        );
    }
    let name = world
        .app
        .text(&format!("select name from organisations where id = '{}'", world.asn))
        .await;
    assert_eq!(name, "Autorité de sûreté nucléaire");
}

#[actix_web::test]
async fn the_versions_in_force_are_the_rows() {
    let world = World::new().await;
    let tables = world
        .app
        .text("select string_agg(tablename, ',') from pg_tables where schemaname = 'hist'")
        .await;
    let mut compared = 0;
    for table in tables.split(',') {
        let columns = world
            .app
            .text(&format!(
                "select string_agg(quote_ident(column_name), ', ' order by ordinal_position) from information_schema.columns
                 where table_schema = 'public' and table_name = '{table}'"
            ))
            .await;
        let current = format!("select {columns} from hist.{table} where valid_to = 'infinity'");
        let live = format!("select {columns} from public.{table}");
        let drift = world
            .app
            .text(&format!("select (select count(*) from ({live} except {current}) a) + (select count(*) from ({current} except {live}) b)"))
            .await;
        assert_eq!(drift, "0", "{table}");
        compared += 1;
    }
    assert!(compared >= 20, "{tables}");
}
