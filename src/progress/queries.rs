//! SQL of progress entries.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{ProgressFilter, ProgressOrder};
use super::model::ProgressEntry;
use crate::database::schema::{accounts, milestones, progress_entries};
use crate::http::wire::Key;
use crate::http::{ApiResult, Page, page_of};
use crate::milestones::MilestoneState;

diesel::alias!(progress_entries as corrections: Corrections);

#[diesel::declare_sql_function]
extern "SQL" {
    /// Waits until no other transaction holds this key, and holds it until the end of this one.
    fn pg_advisory_xact_lock(key: sql_types::BigInt) -> sql_types::Nullable<sql_types::Text>;
    /// A 64-bit hash of a text.
    fn hashtextextended(text: sql_types::Text, seed: sql_types::BigInt) -> sql_types::BigInt;
}

type Rows = progress_entries::BoxedQuery<'static, Pg>;

fn filtered(project: Uuid, filter: &ProgressFilter) -> Rows {
    let mut query = progress_entries::table
        .filter(progress_entries::project_id.eq(project))
        .into_boxed();
    if let Some(track) = &filter.track {
        query = query.filter(progress_entries::track.eq(track.0.clone()));
    }
    query = match &filter.milestone {
        None => query,
        Some(Key::Id(id)) => query.filter(progress_entries::milestone_id.eq(*id)),
        Some(Key::Code(code)) => {
            let named = milestones::table
                .filter(milestones::code.eq(code.clone()))
                .select(milestones::id.nullable());
            query.filter(progress_entries::milestone_id.eq_any(named))
        }
    };
    if let Some(author) = &filter.author {
        query = query.filter(progress_entries::author_id.eq(author.0));
    }
    if let Some(organisation) = &filter.organisation {
        query = query.filter(progress_entries::organisation_id.eq(organisation.0));
    }
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
    conn: &mut AsyncPgConnection,
    project: Uuid,
    filter: &ProgressFilter,
    page: &Page,
) -> ApiResult<(Vec<ProgressEntry>, Option<i64>)> {
    use progress_entries::{id, occurred_on, recorded_at};
    let after: Option<((NaiveDate, DateTime<Utc>), Uuid)> = page.after(ProgressOrder::Newest)?;
    let mut query = filtered(project, filter).order((occurred_on.desc(), recorded_at.desc(), id.desc()));
    if let Some(((on, at), last)) = after {
        let same_instant = recorded_at.eq(at).and(id.lt(last));
        let same_day = occurred_on.eq(on).and(recorded_at.lt(at).or(same_instant));
        query = query.filter(occurred_on.lt(on).or(same_day));
    }
    Ok(page_of!(conn, page, query, filtered(project, filter), ProgressEntry))
}

/// An entry by id, whoever may see it.
pub async fn find(conn: &mut AsyncPgConnection, id: Uuid) -> QueryResult<Option<ProgressEntry>> {
    progress_entries::table
        .find(id)
        .select(ProgressEntry::as_select())
        .first(conn)
        .await
        .optional()
}

/// The entry that the account recorded in the project with that key, ever.
pub async fn kept(
    conn: &mut AsyncPgConnection,
    author: Uuid,
    project: Uuid,
    key: &str,
) -> QueryResult<Option<ProgressEntry>> {
    progress_entries::table
        .filter(progress_entries::author_id.eq(author))
        .filter(progress_entries::project_id.eq(project))
        .filter(progress_entries::key.eq(key))
        .select(ProgressEntry::as_select())
        .first(conn)
        .await
        .optional()
}

/// The milestone of the project with that id or code: its id, track and state.
pub async fn milestone(
    conn: &mut AsyncPgConnection,
    project: Uuid,
    key: &Key,
) -> QueryResult<Option<(Uuid, String, MilestoneState)>> {
    let query = milestones::table
        .filter(milestones::project_id.eq(project))
        .select((milestones::id, milestones::track, milestones::state))
        .into_boxed();
    let query = match key {
        Key::Id(id) => query.filter(milestones::id.eq(*id)),
        Key::Code(code) => query.filter(milestones::code.eq(code.clone())),
    };
    query.first(conn).await.optional()
}

/// Whether the account belongs to the organisation and is in use.
pub async fn is_member(conn: &mut AsyncPgConnection, account: Uuid, organisation: Option<Uuid>) -> QueryResult<bool> {
    let member = accounts::table
        .find(account)
        .filter(accounts::organisation_id.eq(organisation))
        .filter(accounts::deactivated_at.is_null());
    diesel::select(exists(member)).get_result(conn).await
}

/// Whether an entry of the project may be replaced: the author's or its organisation's, and the
/// last word so far.
pub async fn may_correct(
    conn: &mut AsyncPgConnection,
    project: Uuid,
    entry: Uuid,
    author: Uuid,
    organisation: Option<Uuid>,
) -> QueryResult<bool> {
    let own = progress_entries::author_id
        .nullable()
        .eq(Some(author))
        .or(progress_entries::organisation_id.eq(organisation));
    let entry = progress_entries::table
        .find(entry)
        .filter(progress_entries::project_id.eq(project))
        .filter(own.assume_not_null())
        .filter(not(exists(correction())));
    diesel::select(exists(entry)).get_result(conn).await
}

/// Waits for whoever logs time of that person on that day. The database's own check takes the same
/// lock (`check_person_day`).
pub async fn lock_person_day(conn: &mut AsyncPgConnection, person: Uuid, on: NaiveDate) -> QueryResult<()> {
    let key = hashtextextended(format!("{person}{on}"), 0);
    diesel::select(pg_advisory_xact_lock(key).is_null())
        .execute(conn)
        .await
        .map(drop)
}

/// The person-days logged for a person on a day, over all projects: corrected entries aside, and
/// the one about to be.
pub async fn logged(
    conn: &mut AsyncPgConnection,
    person: Uuid,
    on: NaiveDate,
    replaced: Option<Uuid>,
) -> QueryResult<f64> {
    let sum: Option<f64> = progress_entries::table
        .filter(progress_entries::person_id.eq(person))
        .filter(progress_entries::occurred_on.eq(on))
        .filter(progress_entries::id.ne(replaced.unwrap_or_default()))
        .filter(not(exists(correction())))
        .select(diesel::dsl::sum(progress_entries::person_days))
        .first(conn)
        .await?;
    Ok(sum.unwrap_or_default())
}

/// The correction of the entry at hand: an entry counts while none exists.
#[diesel::dsl::auto_type]
pub(crate) fn correction() -> _ {
    corrections.filter(
        corrections
            .field(progress_entries::corrects_id)
            .eq(progress_entries::id.nullable()),
    )
}

/// Records an entry.
pub async fn insert(conn: &mut AsyncPgConnection, row: &ProgressEntry) -> QueryResult<()> {
    diesel::insert_into(progress_entries::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}
