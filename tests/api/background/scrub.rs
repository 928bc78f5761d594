//! What was taken away goes from kept answers and from the files, and nobody waits for that.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use diesel_async::SimpleAsyncConnection;
use futures_util::future::{join, join_all, join3};
use jalon::background::scrub::scrub;
use serde_json::json;

use crate::redactions::{LEAK, milestone, redact};
use crate::support::{World, eventually};

/// Entries of the journal, and kept answers, beside which a redaction is made.
const ENTRIES: usize = 20_000;
const WRITERS: usize = 8;
/// The strongest locks that let others read and write (PostgreSQL, 13.3.1).
const HARMLESS: [&str; 4] = [
    "AccessShareLock",
    "RowExclusiveLock",
    "RowShareLock",
    "ShareUpdateExclusiveLock",
];

/// Returns when the scrubber has looked so many times more who runs.
async fn looks(world: &World, times: usize) {
    // Written in two, so that this query is none of those it looks for.
    let look = "select coalesce(max(query_start)::text, '') from pg_stat_activity
        where datname = current_database() and query like '%from pg_locks ' || 'join%'";
    let seen = RefCell::new(BTreeSet::new());
    let enough = async || {
        let last = world.app.text(look).await;
        let mut seen = seen.borrow_mut();
        seen.insert(last);
        seen.len() > times
    };
    eventually("looked at so often", enough).await;
}

#[actix_web::test]
async fn older_transactions_and_those_beside_them_are_waited_for() {
    let world = World::new().await;
    let app = &world.app;
    let path = format!("/v1/accounts/{}/erase", world.nobody.account());
    // One that wrote before the erasure, and one that begins beside it: its snapshot reaches as far back.
    let (mut older, mut beside) = (app.connection().await, app.connection().await);
    older.batch_execute("begin; select pg_current_xact_id()").await.unwrap();
    world.administrator.post(&path, json!({})).await.expect(200);
    let waits = "select bool_and(vacuumed_at is null) from removals";
    let ending = async {
        looks(&world, 3).await;
        beside
            .batch_execute("begin isolation level repeatable read; select 1")
            .await
            .unwrap();
        older.batch_execute("commit").await.unwrap();
        looks(&world, 3).await;
        assert_eq!(app.text(waits).await, "true", "it still waits");
        beside.batch_execute("commit").await.unwrap();
    };
    let (scrubbed, ()) = join(scrub(&app.services), ending).await;
    assert_eq!(scrubbed.unwrap(), 1);
    let noted = "select string_agg(relation, ',') from removals where vacuumed_at is not null";
    assert_eq!(app.text(noted).await, "public.identities");
    // A page on which anything dead is left is not.
    let clean = "select relpages = relallvisible from pg_class where oid = 'public.identities'::regclass";
    assert_eq!(app.text(clean).await, "true");
    assert_eq!(scrub(&app.services).await.unwrap(), 0, "once is enough");
}

/// A request that read a text keeps its answer after the text was redacted.
#[actix_web::test]
async fn answers_kept_meanwhile_are_cleared_too_and_nobody_waits_for_them() {
    let world = World::new().await;
    let app = &world.app;
    let id = milestone(&world, LEAK).await;
    let mut keeping = app.connection().await;
    let keep = format!(
        "begin; insert into kept_answers (scope, account_id, request_hash, status, etag, body, created_at)
         values ('late', '{}', '', 201, '\"7.tag\"', convert_to('{{\"mission\": [{{\"name\": \"{LEAK}\"}}], \"text\": \"{LEAK}\"}}', 'UTF8'), now())",
        world.coordinator.account()
    );
    keeping.batch_execute(&keep).await.unwrap();
    let keyed = world.coordinator.with("Idempotency-Key", "k-1");
    let redaction = redact(&keyed, "milestone", &id, "title").await.expect(201);
    let ending = async {
        looks(&world, 3).await;
        keeping.batch_execute("commit").await.unwrap();
    };
    let (scrubbed, ()) = join(scrub(&app.services), ending).await;
    scrubbed.unwrap();
    let late = "select convert_from(body, 'UTF8') || etag from kept_answers where scope = 'late'";
    let late = app.text(late).await;
    let marker = redaction["marker"].as_str().unwrap();
    let expected = format!(r#"{{"mission":[{{"name":"{marker}"}}],"text":"{LEAK}"}}"7."#);
    assert!(
        late.starts_with(&expected),
        "where a title is shown, and nowhere else: {late}"
    );
    assert!(!late.ends_with("tag\""), "{late}");
    assert_eq!(app.text("select count(*) from answer_removals").await, "0");
    // What was rewritten is vacuumed the next time.
    let due = "select string_agg(relation, ',') from removals where vacuumed_at is null";
    assert_eq!(app.text(due).await, "public.kept_answers");
    assert_eq!(scrub(&app.services).await.unwrap(), 1);
}

/// With `JALON_TEST_ENTRIES=300000` and `--nocapture` it is a measurement: docs/adr/0010-less.md has one.
#[actix_web::test]
async fn a_redaction_beside_writers_stops_none_of_them() {
    let world = World::new().await;
    let app = &world.app;
    let id = milestone(&world, LEAK).await;
    let entries = std::env::var("JALON_TEST_ENTRIES").map_or(ENTRIES, |entries| entries.parse().unwrap());
    let account = world.coordinator.account();
    let sql = format!(
        "insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
           select gen_random_uuid(), n, gen_random_uuid(), '{account}', 'updated', 'organisation', gen_random_uuid(),
             jsonb_build_object('title', repeat(md5(n::text), 20), 'text', repeat(md5((-n)::text), 20))
           from generate_series(1, {entries}) as n;
         insert into kept_answers (scope, account_id, request_hash, status, body, created_at)
           select sha256(n::text::bytea), '{account}', '', 201,
             convert_to(format('{{\"id\": %s, \"title\": \"%s\", \"items\": [{{\"text\": \"%s\"}}]}}', n, md5(n::text), repeat(md5((-n)::text), 20)), 'UTF8'), now()
           from generate_series(1, {entries}) as n;"
    );
    app.sql(&sql).await;

    let (stage, done) = (Cell::new("before"), Cell::new(false));
    let taken = RefCell::new(Vec::new());
    let writers = join_all((0..WRITERS).map(async |writer| {
        let mut number = 0;
        while !done.get() {
            number += 1;
            let name = format!("Organisation {writer}.{number}");
            let keyed = world.coordinator.with("Idempotency-Key", &name);
            let (begun, during) = (Instant::now(), stage.get());
            let made = keyed
                .post("/v1/organisations", json!({"name": name, "kind": "other"}))
                .await;
            made.expect(201);
            let during = if stage.get() == during { during } else { "redacting" };
            taken.borrow_mut().push((during, begun.elapsed()));
        }
    }));
    let redacting = async {
        let pause = Duration::from_secs(if entries > ENTRIES { 20 } else { 1 });
        tokio::time::sleep(pause).await;
        stage.set("redacting");
        let begun = Instant::now();
        redact(&world.coordinator, "milestone", &id, "title").await.expect(201);
        let redacted = begun.elapsed();
        // The answers it rewrites are vacuumed the next time.
        let rounds = [(); 2].map(|()| scrub(&app.services));
        for round in rounds {
            round.await.unwrap();
        }
        println!("redacted in {redacted:?}, scrubbed after {:?}", begun.elapsed());
        stage.set("after");
        tokio::time::sleep(pause).await;
        done.set(true);
    };
    let held = RefCell::new(BTreeSet::new());
    let watching = async {
        let locks =
            "select coalesce(string_agg(distinct mode, ','), '') from pg_locks join pg_stat_activity using (pid)
            where locktype = 'relation' and datname = current_database() and query like 'vacuum ' || '%'";
        while !done.get() {
            let modes = app.text(locks).await;
            held.borrow_mut().extend(modes.split(',').map(str::to_owned));
        }
    };
    join3(writers, redacting, watching).await;

    let held = held.into_inner();
    let harmful: Vec<_> = held
        .iter()
        .filter(|mode| !mode.is_empty() && !HARMLESS.contains(&mode.as_str()))
        .collect();
    assert!(harmful.is_empty(), "{harmful:?}");
    assert!(held.contains("ShareUpdateExclusiveLock"), "it was seen: {held:?}");
    let waits = app
        .text("select count(*) from removals where vacuumed_at is null")
        .await;
    assert_eq!(waits, "0");
    assert_eq!(app.traces_of(LEAK).await, Vec::<String>::new());
    let taken = taken.into_inner();
    for stage in ["before", "redacting", "after"] {
        let mut times: Vec<Duration> = taken
            .iter()
            .filter(|(during, _)| *during == stage)
            .map(|(_, time)| *time)
            .collect();
        times.sort_unstable();
        let Some(slowest) = times.last() else { continue };
        let p99 = times[times.len() * 99 / 100];
        println!(
            "{stage}: {} writes, half in {:?}, p99 {p99:?}, slowest {slowest:?}",
            times.len(),
            times[times.len() / 2]
        );
    }
}
