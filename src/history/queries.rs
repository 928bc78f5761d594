//! Reading the journal.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{HistoryFilter, HistoryOrder, JournalRow};
use crate::access::{Actor, Scope};
use crate::database::schema::{journal, mission_months, missions, status_reports};
use crate::http::query::any_of;
use crate::http::{ApiResult, Page, keyset, page_of};
use crate::journal::{Action, Entity};
use crate::projects::ProjectContext;

/// The thing whose history is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// A project, with all that belongs to it.
    Project,
    /// A milestone of the project, with all that belongs to it.
    Milestone(Uuid),
}

/// Rows of the journal.
type Rows = journal::BoxedQuery<'static, Pg>;

/// What the actor may know of a project: a provider is not told of other providers' missions, nor of other organisations' reports before
/// they are published, and only coordinators read redactions and evaluations; that a resource was redacted is told of the resource.
pub fn seen(actor: &Actor, context: &ProjectContext, subject: Subject) -> Rows {
    let query = journal::table.into_boxed();
    let mut query = match subject {
        Subject::Project => query.filter(journal::project_id.eq(context.project.id)),
        Subject::Milestone(id) => query.filter(journal::milestone_id.eq(id)),
    };
    let coordinates = actor.coordinates(context.programme.id);
    if !coordinates || !actor.is_within(Scope::EvaluationsRead) {
        query = query.filter(journal::entity.ne(Entity::Evaluation));
    }
    if !coordinates || !actor.is_within(Scope::RedactionsRead) {
        query = query.filter(journal::entity.ne(Entity::Redaction));
    }
    if !coordinates && !actor.is_laureate_of(context.project.id) {
        let own = missions::table
            .filter(missions::project_id.eq(context.project.id))
            .filter(missions::provider_id.nullable().eq(actor.organisation))
            .select(missions::id);
        query = query.filter(journal::entity.ne(Entity::Mission).or(journal::entity_id.eq_any(own)));
        let months = mission_months::table
            .filter(mission_months::mission_id.eq_any(own))
            .select(mission_months::id);
        query = query.filter(
            journal::entity
                .ne(Entity::MissionMonth)
                .or(journal::entity_id.eq_any(months)),
        );
        // Also of what was deleted since.
        let organisation = actor.organisation.map(|id| id.to_string()).unwrap_or_default();
        let is = journal::after
            .retrieve_as_text("organisation_id")
            .eq(organisation.clone());
        let was = journal::before.retrieve_as_text("organisation_id").eq(organisation);
        let own = is.assume_not_null().or(was.assume_not_null());
        let read = status_reports::table.filter(status_reports::project_id.eq(context.project.id));
        let read = read.filter(
            status_reports::organisation_id
                .eq(actor.organisation)
                .or(status_reports::published_on.is_not_null().nullable()),
        );
        let redacted = journal::action.eq(Action::Redacted);
        let redacted = redacted.and(journal::entity_id.eq_any(read.select(status_reports::id)));
        let told = own.or(journal::action.eq(Action::Published)).or(redacted);
        query = query.filter(journal::entity.ne(Entity::StatusReport).or(told));
    }
    query
}

/// What the journal has of an application: of itself, its evaluations and what it was handed in with.
pub fn of_application(id: Uuid) -> Rows {
    journal::table.filter(journal::application_id.eq(id)).into_boxed()
}

/// What a filter lets through.
fn matching(rows: Rows, filter: &HistoryFilter) -> Rows {
    let rows = any_of!(rows, journal::entity, filter.entity, |entity| *entity);
    any_of!(rows, journal::action, filter.action, |action| *action)
}

/// The missions of the context's project that the actor may know of; `None`: all of them.
pub async fn known_missions(
    mut conn: &AsyncPgConnection,
    actor: &Actor,
    context: &ProjectContext,
) -> QueryResult<Option<Vec<Uuid>>> {
    if actor.coordinates(context.programme.id) || actor.is_laureate_of(context.project.id) {
        return Ok(None);
    }
    let own = missions::table
        .filter(missions::project_id.eq(context.project.id))
        .filter(missions::provider_id.nullable().eq(actor.organisation));
    own.select(missions::id).load(&mut conn).await.map(Some)
}

/// One page of a history, newest first, and the number of its entries if it is asked for.
pub async fn list(
    conn: &AsyncPgConnection,
    rows: impl Fn() -> Rows,
    filter: &HistoryFilter,
    page: &Page,
) -> ApiResult<(Vec<JournalRow>, Option<i64>)> {
    let after: Option<(i64, Uuid)> = page.after(HistoryOrder::Newest)?;
    let rows = || matching(rows(), filter);
    let query = keyset!(rows(), desc journal::seq, journal::id, after);
    Ok(page_of!(conn, page, query, rows(), JournalRow))
}
