//! SQL of projects.

use std::collections::{BTreeMap, BTreeSet};

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::clocks::ClockParts;
use super::context::ProjectContext;
use super::dto::{ProjectFilter, ProjectSort};
use super::model::Project;
use crate::access::Actor;
use crate::database::schema::{extensions, programmes, projects};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Page, keyset, page_of};
use crate::programmes::Programme;
use crate::useful_months::UsefulMonths;

/// A project that the actor sees, by id or code, with its programme; for others there is none (404).
pub async fn find_visible(conn: &mut AsyncPgConnection, actor: &Actor, key: &Key) -> ApiResult<ProjectContext> {
    let query = projects::table
        .inner_join(programmes::table)
        .select((Project::as_select(), Programme::as_select()))
        .into_boxed();
    let query = match key {
        Key::Id(id) => query.filter(projects::id.eq(*id)),
        Key::Code(code) => query.filter(projects::code.eq(code)),
    };
    let found: Option<(Project, Programme)> = query.first(conn).await.optional()?;
    found
        .and_then(|(project, programme)| ProjectContext::seen_by(actor, project, programme))
        .ok_or_else(ApiError::not_found)
}

/// A project, locked until the end of the transaction: whoever changes what belongs to a
/// project (its milestones, suspensions, missions) locks it first, so that checks hold.
pub async fn lock(conn: &mut AsyncPgConnection, id: Uuid) -> QueryResult<Project> {
    projects::table
        .find(id)
        .select(Project::as_select())
        .for_no_key_update()
        .first(conn)
        .await
}

/// The projects that the actor sees among those named, by the names that were asked.
pub async fn find_each_visible(
    conn: &mut AsyncPgConnection,
    actor: &Actor,
    keys: &BTreeSet<Key>,
) -> QueryResult<BTreeMap<Key, ProjectContext>> {
    let ids: Vec<Uuid> = keys.iter().filter_map(Key::id).collect();
    let codes: Vec<&str> = keys.iter().filter_map(Key::code).collect();
    let rows: Vec<(Project, Programme)> = projects::table
        .inner_join(programmes::table)
        .filter(projects::id.eq_any(ids).or(projects::code.eq_any(codes)))
        .select((Project::as_select(), Programme::as_select()))
        .load(conn)
        .await?;
    let contexts = rows
        .into_iter()
        .filter_map(|(project, programme)| ProjectContext::seen_by(actor, project, programme));
    let named = contexts.flat_map(|context| {
        let names = [Key::Id(context.project.id), Key::Code(context.project.code.clone())];
        names.map(|name| (name, context.clone()))
    });
    Ok(named.filter(|(name, _)| keys.contains(name)).collect())
}

/// Several projects, locked in the one order in which everybody locks several.
pub async fn lock_each(conn: &mut AsyncPgConnection, ids: Vec<Uuid>) -> QueryResult<Vec<Project>> {
    projects::table
        .filter(projects::id.eq_any(ids))
        .order(projects::id)
        .select(Project::as_select())
        .for_no_key_update()
        .load(conn)
        .await
}

/// The codes that begin as `base` does, while nobody else adds a project to the programme.
pub async fn codes_like(conn: &mut AsyncPgConnection, programme: Uuid, base: &str) -> QueryResult<Vec<String>> {
    programmes::table
        .find(programme)
        .select(programmes::id)
        .for_no_key_update()
        .first::<Uuid>(conn)
        .await?;
    projects::table
        .filter(projects::code.like(format!("{base}%")))
        .select(projects::code)
        .load(conn)
        .await
}

/// Whether a project of any programme has the code.
pub async fn is_taken(conn: &mut AsyncPgConnection, code: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(projects::table.filter(projects::code.eq(code))))
        .get_result(conn)
        .await
}

/// The projects that the actor sees, of one programme or of all. A programme that is seen whole is named
/// alone: its index then gives the projects in their order.
fn visible(actor: &Actor, programme: Option<Uuid>) -> projects::BoxedQuery<'static, Pg> {
    let scope = actor.visible_scope();
    let query = projects::table.into_boxed();
    match (programme, scope.programmes.as_slice()) {
        (Some(id), whole) if whole.contains(&id) => query.filter(projects::programme_id.eq(id)),
        (Some(id), _) => query
            .filter(projects::programme_id.eq(id))
            .filter(projects::id.eq_any(scope.projects)),
        (None, [only]) if scope.projects.is_empty() => query.filter(projects::programme_id.eq(*only)),
        (None, _) => query.filter(
            projects::programme_id
                .eq_any(scope.programmes)
                .or(projects::id.eq_any(scope.projects)),
        ),
    }
}

fn filtered(actor: &Actor, filter: &ProjectFilter) -> projects::BoxedQuery<'static, Pg> {
    let mut query = match &filter.programme {
        None => visible(actor, None),
        Some(Key::Id(id)) => visible(actor, Some(*id)),
        Some(Key::Code(code)) => {
            let named = programmes::table.filter(programmes::code.eq(code.clone()));
            let named = named.select(programmes::id).single_value();
            visible(actor, None).filter(projects::programme_id.nullable().eq(named))
        }
    };
    if let Some(state) = filter.state {
        query = query.filter(projects::state.eq(state));
    }
    if let Some(organisation) = &filter.organisation {
        query = query.filter(projects::organisation_id.eq(organisation.0));
    }
    query
}

/// One page of the projects that the actor sees, and their number if it is asked for.
pub async fn list(
    conn: &mut AsyncPgConnection,
    actor: &Actor,
    filter: &ProjectFilter,
    sort: ProjectSort,
    page: &Page,
) -> ApiResult<(Vec<Project>, Option<i64>)> {
    let after: Option<(String, Uuid)> = page.after(sort)?;
    let query = filtered(actor, filter);
    let query = match sort {
        ProjectSort::Code => keyset!(query, asc projects::code, projects::id, after),
        ProjectSort::CodeDescending => keyset!(query, desc projects::code, projects::id, after),
    };
    Ok(page_of!(conn, page, query, filtered(actor, filter), Project))
}

/// The useful-months clock of a project; none before it has a start.
pub async fn clock(conn: &AsyncPgConnection, project: &Project) -> QueryResult<Option<UsefulMonths>> {
    if project.started_on.is_none() {
        return Ok(None);
    }
    Ok(ClockParts::load(conn, vec![project.id]).await?.clock(project))
}

/// The useful months of a project, extensions included.
pub async fn useful_months(conn: &AsyncPgConnection, project: &Project) -> QueryResult<u32> {
    let mut conn = conn;
    let added: Option<i64> = extensions::table
        .filter(
            extensions::project_id
                .eq(project.id)
                .and(extensions::cancelled_at.is_null()),
        )
        .select(diesel::dsl::sum(extensions::useful_months))
        .first(&mut conn)
        .await?;
    Ok(u32::try_from(i64::from(project.useful_months) + added.unwrap_or(0)).unwrap_or_default())
}
