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

/// What tables hang from, by the column that says from which, where they have a copy of its programme.
const COPYING: &str = "select c.relname::text as name, array[parent.key, parent.name] as columns
    from pg_class c, (values ('project_id', 'projects'), ('exchange_id', 'exchanges'), ('application_id', 'applications')) parent (key, name)
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and (select count(*) from pg_attribute a
        where a.attrelid = c.oid and not a.attisdropped and a.attname in ('id', parent.key, 'programme_id')) = 3
    order by c.relname, parent.key";

/// What is compared besides: a name, and the ids of what differs.
const OTHERS: [(&str, &str); 5] = [
    (
        "numbers and instants of the journal ascend together",
        "select id::text from (select id, at, lag(at) over (order by seq) as before from public.journal) j where at < before",
    ),
    (
        "the next number and the next instant come after the journal's",
        "select j.id::text from (select id, seq, at from public.journal order by seq desc limit 1) j
          where j.seq > (select last_value from hist.seq)
            or j.at > timestamptz 'epoch' + (select last_value from hist.clock) * interval '1 microsecond'",
    ),
    (
        "entries of the journal are in the project of their milestone",
        "select j.id::text from public.journal j join public.milestones m on m.id = j.milestone_id
          where j.project_id is distinct from m.project_id",
    ),
    (
        "a milestone's forecast is the one that was recorded last",
        "select m.id::text from public.milestones m join (
            select distinct on (milestone_id) milestone_id, forecast_on from hist.forecasts where valid_to = 'infinity'
            order by milestone_id, valid_from desc, id desc
          ) f on f.milestone_id = m.id and f.forecast_on <> m.forecast_on",
    ),
    (
        "a milestone's baseline is the one that was approved last",
        "select m.id::text from public.milestones m join (
            select distinct on (d.milestone_id) d.milestone_id, d.baseline_on
            from public.baseline_dates d join public.baselines b on b.id = d.baseline_id order by d.milestone_id, b.number desc
          ) d on d.milestone_id = m.id and d.baseline_on is distinct from m.baseline_on",
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
        let untold = format!(
            "select id::text from hist.{name} v where not exists (select from public.journal j where j.at = v.valid_from)"
        );
        comparisons.push(found(conn, format!("{name}: rows are their newest versions"), &differing).await?);
        comparisons.push(found(conn, format!("{name}: each version was told of"), &untold).await?);
        comparisons.push(found(conn, format!("{name}: each version ends where the next begins"), &torn).await?);
    }
    for Table { name, columns } in tables(conn, COPYING).await? {
        let [key, parent] = &columns[..] else { continue };
        let differing = format!(
            "select t.id::text from public.{name} t join public.{parent} p on p.id = t.{key}
             where t.programme_id is distinct from p.programme_id"
        );
        let what = format!("{name}: in the programme of their {key}");
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
