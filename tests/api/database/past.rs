//! The schema `past`: the same names, as they were; nothing else, and nothing where no instant is said.

use diesel_async::SimpleAsyncConnection;

use crate::support::{TestApp, World};

#[actix_web::test]
async fn what_is_in_the_past_has_the_columns_of_today() {
    let app = TestApp::start().await;
    let columns = |schema: &str| {
        format!(
            "select string_agg(table_name || '.' || column_name || ' ' || udt_name, ', ' order by table_name, ordinal_position)
             from information_schema.columns where table_schema = '{schema}'
               and table_name not in ('__diesel_schema_migrations', 'answer_removals', 'installation', 'kept_answers',
                 'one_time_secrets', 'refresh_tokens', 'removals')"
        )
    };
    assert_eq!(app.text(&columns("past")).await, app.text(&columns("public")).await);
}

/// Rows of today are read where they are meant to be, and nowhere else.
#[actix_web::test]
async fn only_who_asks_and_names_are_of_today() {
    let app = TestApp::start().await;
    let live = "select string_agg(distinct v.relname, ' ' order by v.relname) from pg_depend d
        join pg_rewrite r on r.oid = d.objid join pg_class v on v.oid = r.ev_class join pg_class t on t.oid = d.refobjid
        where v.relnamespace = 'past'::regnamespace and t.relnamespace = 'public'::regnamespace";
    assert_eq!(
        app.text(live).await,
        "callers identities journal jurors persons sessions"
    );
}

#[actix_web::test]
async fn a_table_without_versions_is_refused_until_it_is_said_that_it_has_no_past() {
    let app = TestApp::start().await;
    let mut conn = app.connection().await;
    conn.batch_execute("create table visits (id uuid primary key)")
        .await
        .unwrap();
    let refused = conn
        .batch_execute("select hist.show_past()")
        .await
        .unwrap_err()
        .to_string();
    assert!(refused.contains("the table visits has no past"), "{refused}");
    conn.batch_execute("drop table visits; create view newer as select id from projects; select hist.show_past()")
        .await
        .unwrap();
    assert_eq!(app.text("to_regclass('past.newer')").await, "past.newer");
}

#[actix_web::test]
async fn without_an_instant_there_is_nothing_and_nothing_is_written() {
    let world = World::new().await;
    let connection = world
        .app
        .services
        .pool
        .get_past_within(std::time::Duration::from_secs(5));
    let mut past = connection.await.unwrap();
    for statement in [
        "select * from projects",
        "begin; set local jalon.as_of = '2019-03-04'; commit; select * from projects",
    ] {
        let refused = past.batch_execute(statement).await.unwrap_err().to_string();
        assert!(
            refused.contains("jalon.as_of") || refused.contains("timestamp"),
            "{refused}"
        );
    }
    let write = "begin; set local jalon.as_of = '2019-03-04'; update identities set name = name";
    let refused = past.batch_execute(write).await.unwrap_err().to_string();
    assert!(refused.contains("read-only"), "{refused}");
}
