//! The SQL function that filters use counts as the clock does.

use chrono::{Days, NaiveDate};
use diesel::sql_types::{Date, Integer, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use jalon::civil::DateRange;
use jalon::useful_months::UsefulMonths;
use proptest::prelude::{ProptestConfig, Strategy, any};
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use uuid::Uuid;

use crate::support::World;

#[derive(diesel::QueryableByName)]
struct Counted {
    #[diesel(sql_type = Integer)]
    days: i32,
}

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 11, 1).unwrap() + Days::new(offset)
}

/// Disjoint suspensions over some 400 days; the last may be open.
fn suspensions() -> impl Strategy<Value = Vec<DateRange>> {
    let gaps = proptest::collection::vec((0_u64..40, 1_u64..40), 0..5);
    (gaps, any::<bool>()).prop_map(|(gaps, open)| {
        let mut at = 0;
        let mut ranges: Vec<DateRange> = gaps
            .into_iter()
            .map(|(gap, length)| {
                let from = at + gap;
                at = from + length;
                DateRange::closed(day(from), day(at))
            })
            .collect();
        if let (true, Some(last)) = (open, ranges.last_mut()) {
            last.until = None;
        }
        ranges
    })
}

#[actix_web::test]
async fn useful_days_between_in_sql_equals_the_clock() {
    let world = World::new().await;
    let mut conn = world.app.connection().await;
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), rng);
    for case in 0..60 {
        let project = Uuid::now_v7();
        let ranges = suspensions().new_tree(&mut runner).unwrap().current();
        world.app.sql(&laid(&world, project, case, &ranges)).await;
        for _ in 0..8 {
            let dates = (0_u64..60, 0_u64..400, 0_u64..400)
                .new_tree(&mut runner)
                .unwrap()
                .current();
            let (start, since, before) = (day(dates.0), day(dates.1), day(dates.2));
            let clock = UsefulMonths::new(start, 10, ranges.clone(), None);
            let counted: Counted = diesel::sql_query("select useful_days_between($1, $2, $3, $4) as days")
                .bind::<SqlUuid, _>(project)
                .bind::<Date, _>(start)
                .bind::<Date, _>(since)
                .bind::<Date, _>(before)
                .get_result(&mut conn)
                .await
                .unwrap();
            let expected = clock.useful_days_between(since, before);
            assert_eq!(
                i64::from(counted.days),
                expected,
                "{start} [{since}, {before}) {ranges:?}"
            );
        }
    }
}

/// A project with these suspensions, and a cancelled one that covers everything and counts for
/// nothing, told to the journal.
fn laid(world: &World, project: Uuid, case: usize, ranges: &[DateRange]) -> String {
    let editor = world.coordinator.account();
    let (programme, organisation) = (world.programme, world.asn);
    let edited = format!("now(), now(), '{editor}'");
    let mut sql = format!(
        "begin; insert into projects (id, programme_id, code, organisation_id, title, useful_months, state, created_at, updated_at, updated_by)
         values ('{project}', '{programme}', 'CASE-{case}', '{organisation}', 'x', 10, 'selected', {edited});"
    );
    let columns = "id, project_id, from_on, until_on, motive, shift_forecasts, cancelled_at, cancel_motive, created_by, created_at, updated_at, updated_by";
    let whole = (day(0), "null".to_owned(), "now(), 'x'");
    let standing = ranges.iter().map(|range| {
        let until = range.until.map_or("null".to_owned(), |until| format!("'{until}'"));
        (range.from, until, "null, null")
    });
    for (from, until, cancelled) in standing.chain([whole]) {
        sql += &format!(
            "insert into suspensions ({columns}) values (gen_random_uuid(), '{project}', '{from}', {until}, 'x', false, {cancelled}, '{editor}', {edited});"
        );
    }
    let tell = "insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)";
    sql += &format!(
        "{tell} select gen_random_uuid(), 0, id, '{editor}', 'created', 'project', id, '{{}}' from projects where id = '{project}';
         {tell} select gen_random_uuid(), row_number() over (), id, '{editor}', 'created', 'suspension', id, '{{}}'
           from suspensions where project_id = '{project}'; commit;"
    );
    sql
}
