//! Every past state is kept, and no change goes untold.

use diesel_async::SimpleAsyncConnection;
use serde_json::json;

use crate::support::{TestApp, World};

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

/// The indexes of tables with versions that the versions have not alike: the same columns in the same order, then
/// both bounds, under the same condition.
const WITHOUT_MIRROR: &str = "
    select coalesce(string_agg(c.relname, ', '), '') from pg_index x join pg_class c on c.oid = x.indexrelid
    where c.relnamespace = 'public'::regnamespace and not x.indisprimary
      and c.relam = (select oid from pg_am where amname = 'btree')
      and to_regclass('hist.' || (select relname from pg_class where oid = x.indrelid)) is not null
      and not exists (
        select from pg_index h join pg_class m on m.oid = h.indexrelid
        where m.relnamespace = 'hist'::regnamespace and m.relname = c.relname and h.indnkeyatts = x.indnkeyatts + 2
          and h.indrelid = ('hist.' || (select relname from pg_class where oid = x.indrelid))::regclass
          and pg_get_expr(h.indpred, h.indrelid) is not distinct from pg_get_expr(x.indpred, x.indrelid)
          and (select bool_and(pg_get_indexdef(h.indexrelid, n, false) = pg_get_indexdef(x.indexrelid, n, false))
            from generate_series(1, x.indnkeyatts::int) n)
          and h.indoption::text like x.indoption::text || ' 0 0'
          and pg_get_indexdef(h.indexrelid, x.indnkeyatts + 1, false) = 'valid_from'
          and pg_get_indexdef(h.indexrelid, x.indnkeyatts + 2, false) = 'valid_to')";

#[actix_web::test]
async fn versions_are_indexed_as_their_rows_are() {
    let app = TestApp::start().await;
    assert_eq!(app.text(WITHOUT_MIRROR).await, "");
    let mirrored = app
        .text("select count(*) from pg_indexes h join pg_indexes p using (indexname) where h.schemaname = 'hist' and p.schemaname = 'public'")
        .await;
    assert!(mirrored.parse::<i32>().unwrap() > 50, "{mirrored}");
}

#[actix_web::test]
async fn a_table_that_is_tracked_has_its_versions_indexed_without_a_line_for_it() {
    let app = TestApp::start().await;
    app.sql(
        "create table perils (id uuid primary key, project_id uuid not null, code text not null unique, review_on date, closed_on date);
         create index perils_by_review on perils (project_id, review_on desc nulls last, id) include (code) where closed_on is null;
         create index perils_by_word on perils (lower(code), id);
         select hist.track('perils', 'project', 'project_id')",
    )
    .await;
    assert_eq!(app.text(WITHOUT_MIRROR).await, "");
    app.sql("create index perils_later on perils (closed_on)").await;
    assert_eq!(app.text(WITHOUT_MIRROR).await, "perils_later");
    app.sql("select hist.track('perils', 'project', 'project_id')").await;
    assert_eq!(app.text(WITHOUT_MIRROR).await, "");
}
