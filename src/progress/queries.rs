//! SQL of progress entries.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, not, sql};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{ProgressFilter, ProgressOrder};
use super::model::ProgressEntry;
use super::reversals::reversal;
use super::views::EntryRow;
use crate::access::Actor;
use crate::database::Prepared;
use crate::database::schema::{accounts, milestones, programmes, progress_entries, projects};
use crate::http::query::{any_named, any_of};
use crate::http::wire::Key;
use crate::http::{ApiResult, Page, keyset, page_of};
use crate::milestones::MilestoneState;
use crate::projects::{NamedProject, ProjectContext};

diesel::alias!(progress_entries as corrections: Corrections);

/// A person and a day.
pub type PersonDay = (Uuid, NaiveDate);

type Rows = progress_entries::BoxedQuery<'static, Pg>;

fn filtered(project: Uuid, filter: &ProgressFilter) -> Rows {
    let mut query = progress_entries::table
        .filter(progress_entries::project_id.eq(project))
        .into_boxed();
    query = any_of!(query, progress_entries::track, filter.track, |track| track.0.clone());
    query = any_named!(query, progress_entries::milestone_id, milestones, filter.milestone);
    query = any_of!(query, progress_entries::author_id, filter.author, |id| id.0);
    query = any_of!(query, progress_entries::organisation_id, filter.organisation, |id| id.0);
    if let Some(since) = &filter.since {
        query = query.filter(progress_entries::occurred_on.ge(since.0));
    }
    if let Some(until) = &filter.until {
        query = query.filter(progress_entries::occurred_on.lt(until.0));
    }
    query
}

/// One page of a project's entries, newest work first, and their number if it is asked for.
pub async fn list(
    conn: &AsyncPgConnection,
    project: Uuid,
    filter: &ProgressFilter,
    page: &Page,
) -> ApiResult<(Vec<EntryRow>, Option<i64>)> {
    use progress_entries::{id, occurred_on, recorded_at};
    let after: Option<((NaiveDate, DateTime<Utc>), Uuid)> = page.after(ProgressOrder::Newest)?;
    let mut query = filtered(project, filter).order((occurred_on.desc(), recorded_at.desc(), id.desc()));
    if let Some(((on, at), last)) = after {
        query = query.filter(keyset::before((occurred_on, recorded_at, id), (on, at, last)));
    }
    Ok(page_of!(conn, page, query, filtered(project, filter), EntryRow))
}

/// An entry with its project's context, if the actor sees the project.
pub async fn find_with_project(
    mut conn: &AsyncPgConnection,
    actor: &Actor,
    id: Uuid,
) -> QueryResult<Option<(EntryRow, ProjectContext)>> {
    let found: Option<(EntryRow, NamedProject)> = progress_entries::table
        .inner_join(projects::table.inner_join(programmes::table))
        .filter(progress_entries::id.eq(id))
        .select((EntryRow::as_select(), NamedProject::as_select()))
        .first(&mut conn)
        .await
        .optional()?;
    Ok(found.and_then(|(row, named)| {
        ProjectContext::seen_by(actor, named.project, named.programme).map(|context| (row, context))
    }))
}

/// Whatever the account recorded with one of these keys, each in its project, ever. Each is asked for by itself: told
/// both lists at once, the planner reads all that the account ever wrote there, once that is much.
pub async fn kept(
    mut conn: &AsyncPgConnection,
    author: Uuid,
    keys: (Vec<Uuid>, Vec<&str>),
) -> QueryResult<Vec<ProgressEntry>> {
    let (projects, keys) = keys;
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let found = sql::<sql_types::Uuid>("any(array(select found.id from unnest(")
        .bind::<sql_types::Array<sql_types::Uuid>, _>(projects)
        .sql(", ")
        .bind::<sql_types::Array<sql_types::Text>, _>(keys)
        .sql(") as asked (project, key), lateral (select e.id from progress_entries e where e.author_id = ")
        .bind::<sql_types::Uuid, _>(author)
        .sql(" and e.project_id = asked.project and e.key = asked.key limit 1) as found))");
    progress_entries::table
        .filter(progress_entries::id.eq(found))
        .select(ProgressEntry::as_select())
        .load(&mut conn)
        .await
}

/// A milestone, as far as entries go.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = milestones, check_for_backend(diesel::pg::Pg))]
pub struct WorkedMilestone {
    pub id: Uuid,
    pub code: String,
    pub project_id: Uuid,
    pub track: String,
    pub state: MilestoneState,
    pub started_on: Option<NaiveDate>,
    pub submitted_on: Option<NaiveDate>,
}

/// The milestones of these projects with one of these ids or codes.
pub async fn milestones(
    mut conn: &AsyncPgConnection,
    projects: &[Uuid],
    keys: &BTreeSet<&Key>,
) -> QueryResult<Vec<WorkedMilestone>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = keys.iter().filter_map(|key| key.id()).collect();
    let codes: Vec<&str> = keys.iter().filter_map(|key| key.code()).collect();
    milestones::table
        .filter(milestones::project_id.eq_any(projects))
        .filter(milestones::id.eq_any(ids).or(milestones::code.eq_any(codes)))
        .select(WorkedMilestone::as_select())
        .load(&mut conn)
        .await
}

/// Those of the accounts that belong to the organisation, and whether each is in use.
pub async fn members(
    mut conn: &AsyncPgConnection,
    people: Vec<Uuid>,
    organisation: Option<Uuid>,
) -> QueryResult<Vec<(Uuid, bool)>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    accounts::table
        .filter(accounts::id.eq_any(people))
        .filter(accounts::organisation_id.eq(organisation))
        .select((accounts::id, accounts::deactivated_at.is_null()))
        .load(&mut conn)
        .await
}

/// An entry that another is to replace, or to take back.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = progress_entries, check_for_backend(diesel::pg::Pg))]
pub struct Replaceable {
    pub id: Uuid,
    pub project_id: Uuid,
    pub author_id: Uuid,
    pub organisation_id: Option<Uuid>,
    pub track: String,
    pub person_id: Uuid,
    pub occurred_on: NaiveDate,
    pub person_days: Option<f64>,
    pub mission_id: Option<Uuid>,
    /// The entry that it takes back itself.
    pub reverses_id: Option<Uuid>,
    #[diesel(embed)]
    pub milestone: Option<WorkedMilestone>,
}

/// Those of the entries that nothing replaces yet, with their milestones.
pub async fn replaceable(mut conn: &AsyncPgConnection, entries: Vec<Uuid>) -> QueryResult<Vec<Replaceable>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    progress_entries::table
        .left_join(milestones::table)
        .filter(progress_entries::id.eq_any(entries))
        .filter(not(exists(correction())))
        .select(Replaceable::as_select())
        .load(&mut conn)
        .await
}

/// The last day for which work is logged in a project, corrected entries aside.
pub async fn last_day(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Option<NaiveDate>> {
    progress_entries::table
        .filter(progress_entries::project_id.eq(project))
        .filter(not(exists(correction())))
        .order(progress_entries::occurred_on.desc())
        .select(progress_entries::occurred_on)
        .first(&mut conn)
        .await
        .optional()
}

/// Waits for whoever logs time of these people on these days, in the one order in which everybody
/// waits. The database's own check takes the same locks (`check_person_day`).
pub async fn lock_person_days(mut conn: &AsyncPgConnection, days: &BTreeSet<PersonDay>) -> QueryResult<()> {
    if days.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = days.iter().map(|(person, on)| format!("{person}{on}")).collect();
    let locks = diesel::sql_query(
        "select pg_advisory_xact_lock(day) from
         (select distinct hashtextextended(name, 0) as day from unnest($1) as name order by day) as days",
    );
    let locks = locks.bind::<sql_types::Array<sql_types::Text>, _>(names);
    Prepared(locks).execute(&mut conn).await.map(drop)
}

/// The person-days logged for these people on these days, over all projects, corrected entries
/// aside.
pub async fn logged(mut conn: &AsyncPgConnection, days: &BTreeSet<PersonDay>) -> QueryResult<HashMap<PersonDay, f64>> {
    if days.is_empty() {
        return Ok(HashMap::new());
    }
    let (people, dates): (Vec<Uuid>, Vec<NaiveDate>) = days.iter().copied().unzip();
    let sums: Vec<(Uuid, NaiveDate, Option<f64>)> = progress_entries::table
        .filter(progress_entries::person_id.eq_any(people))
        .filter(progress_entries::occurred_on.eq_any(dates))
        .filter(progress_entries::reverses_id.is_null())
        .filter(not(exists(correction())))
        .filter(not(exists(reversal())))
        .group_by((progress_entries::person_id, progress_entries::occurred_on))
        .select((
            progress_entries::person_id,
            progress_entries::occurred_on,
            diesel::dsl::sum(progress_entries::person_days),
        ))
        .load(&mut conn)
        .await?;
    let known = sums
        .into_iter()
        .map(|(person, on, days)| ((person, on), days.unwrap_or_default()));
    Ok(known.collect())
}

/// The correction of the entry at hand: an entry counts while none exists.
#[diesel::dsl::auto_type]
pub(super) fn correction() -> _ {
    corrections.filter(
        corrections
            .field(progress_entries::corrects_id)
            .eq(progress_entries::id.nullable()),
    )
}

/// The entries of a programme that others correct: few, and found together by their own index.
#[diesel::dsl::auto_type]
pub(crate) fn corrected_in(programme: Uuid) -> _ {
    corrections
        .filter(corrections.field(progress_entries::programme_id).eq(programme))
        .filter(corrections.field(progress_entries::corrects_id).is_not_null())
        .select(corrections.field(progress_entries::corrects_id).assume_not_null())
}

/// Records several entries.
pub async fn insert(mut conn: &AsyncPgConnection, rows: &[ProgressEntry]) -> QueryResult<()> {
    diesel::insert_into(progress_entries::table)
        .values(rows)
        .execute(&mut conn)
        .await
        .map(drop)
}
