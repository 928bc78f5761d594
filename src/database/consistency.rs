//! Whether what the database keeps twice agrees: rows with their versions, versions with the journal, copies with what they
//! are copies of. Triggers see to it (`docs/adr/0002-history.md`); this says whether they did, whatever happened to the
//! server. It changes nothing, and reads everything at one instant.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

/// How many of what differs are named.
const NAMED: usize = 5;

/// The tables whose versions are kept, with their columns.
const TRACKED: &str =
    "select c.relname::text as name, array_agg(quote_ident(a.attname) order by a.attnum)::text[] as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and to_regclass('hist.' || quote_ident(c.relname)) is not null
    group by c.relname order by c.relname";

/// The tables that have a copy of their project's programme.
const COPYING: &str = "select c.relname::text as name, '{}'::text[] as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'journal'
      and (select count(*) from pg_attribute a
        where a.attrelid = c.oid and not a.attisdropped and a.attname in ('id', 'project_id', 'programme_id')) = 3
    order by c.relname";

/// What is compared besides: a name, and the ids of what differs.
const OTHERS: [(&str, &str); 4] = [
    (
        "numbers and instants of the journal ascend together",
        "select id::text from (select id, at, lag(at) over (order by seq) as before from public.journal) j where at < before",
    ),
    (
        "entries of the journal are in the programme of their project",
        "select j.id::text from public.journal j join public.projects p on p.id = j.project_id
          where j.programme_id is distinct from p.programme_id",
    ),
    (
        "a milestone's forecast is the one that was recorded last",
        "select m.id::text from public.milestones m join lateral (
            select forecast_on from public.forecasts f where f.milestone_id = m.id order by recorded_at desc, id desc limit 1
          ) f on f.forecast_on <> m.forecast_on",
    ),
    (
        "a milestone's baseline is the one that was approved last",
        "select m.id::text from public.milestones m join lateral (
            select d.baseline_on from public.baseline_dates d join public.baselines b on b.id = d.baseline_id
            where d.milestone_id = m.id order by b.number desc limit 1
          ) d on d.baseline_on is distinct from m.baseline_on",
    ),
];

/// Something that is compared, and what differs.
#[derive(Debug)]
pub struct Comparison {
    /// What is compared.
    pub what: String,
    /// How much differs.
    pub differing: i64,
    /// The ids of some of it.
    pub some: Vec<String>,
}

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Array<Text>)]
    columns: Vec<String>,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Array<Text>)]
    some: Vec<String>,
}

/// Compares everything, in the transaction that the connection is in.
pub async fn compare(conn: &mut AsyncPgConnection) -> QueryResult<Vec<Comparison>> {
    let mut comparisons = Vec::new();
    for Table { name, columns } in tables(conn, TRACKED).await? {
        let of = |row: &str| {
            let all: Vec<String> = columns.iter().map(|column| format!("{row}.{column}")).collect();
            all.join(", ")
        };
        let (is, told) = (of("t"), of("v"));
        let differing = format!(
            "select coalesce(t.id, v.id)::text as id from public.{name} t
             full join (select * from hist.{name} where valid_to = 'infinity') v using (id)
             where t.id is null or v.id is null or row({is}) is distinct from row({told})"
        );
        let torn = format!(
            "select id::text from (select id, valid_to, lead(valid_from) over (partition by id order by valid_from) as next
               from hist.{name}) v where next <> valid_to"
        );
        comparisons.push(found(conn, format!("{name}: rows are their newest versions"), &differing).await?);
        comparisons.push(found(conn, format!("{name}: each version ends where the next begins"), &torn).await?);
    }
    for Table { name, .. } in tables(conn, COPYING).await? {
        let differing = format!(
            "select t.id::text from public.{name} t join public.projects p on p.id = t.project_id
             where t.programme_id is distinct from p.programme_id"
        );
        let what = format!("{name}: in the programme of their project");
        comparisons.push(found(conn, what, &differing).await?);
    }
    for (what, differing) in OTHERS {
        comparisons.push(found(conn, what.to_owned(), differing).await?);
    }
    Ok(comparisons)
}

async fn tables(conn: &mut AsyncPgConnection, query: &str) -> QueryResult<Vec<Table>> {
    diesel::sql_query(query).load(conn).await
}

async fn found(conn: &mut AsyncPgConnection, what: String, differing: &str) -> QueryResult<Comparison> {
    let counted = format!(
        "select count(*) as number, coalesce((array_agg(id))[1:{NAMED}], '{{}}') as some from ({differing}) as differing (id)"
    );
    let Found { number, some } = diesel::sql_query(counted).get_result(conn).await?;
    Ok(Comparison {
        what,
        differing: number,
        some,
    })
}
