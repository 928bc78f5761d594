//! The schema keeps the house rules.

use crate::support::TestApp;

/// Tables that are not business data: no history is asked of them.
const WITHOUT_HISTORY: [&str; 11] = [
    "__diesel_schema_migrations",
    "answer_removals",
    "identities",
    "installation",
    "journal",
    "kept_answers",
    "one_time_secrets",
    "persons",
    "refresh_tokens",
    "removals",
    "sessions",
];

#[actix_web::test]
async fn every_business_table_has_a_history() {
    let app = TestApp::start().await;
    let without = app
        .text(
            "select string_agg(tablename, ',' order by tablename) from pg_tables t where schemaname = 'public'
             and not exists (select from pg_trigger g where g.tgrelid = ('public.' || quote_ident(t.tablename))::regclass and g.tgname = 'versions')",
        )
        .await;
    assert_eq!(without, WITHOUT_HISTORY.join(","));
}

#[actix_web::test]
async fn every_foreign_key_is_indexed() {
    let app = TestApp::start().await;
    let bare = app
        .text(
            "select coalesce(string_agg(conname, ','), '') from pg_constraint c
             where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
               select from pg_index i where i.indrelid = c.conrelid
                 and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey and c.conkey @> (i.indkey::int2[])[0:cardinality(c.conkey) - 1])",
        )
        .await;
    assert_eq!(bare, "");
}

#[actix_web::test]
async fn every_constraint_is_named_by_us() {
    let app = TestApp::start().await;
    let unnamed = app
        .text(
            "select coalesce(string_agg(conname, ','), '') from pg_constraint
             where connamespace = 'public'::regnamespace and contype in ('f', 'c', 'x') and conname ~ '_(fkey|check)[0-9]+$'",
        )
        .await;
    assert_eq!(unnamed, "");
}
