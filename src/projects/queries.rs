//! SQL of projects.

use std::collections::{BTreeMap, BTreeSet};

use diesel::dsl::{exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::ProjectState;
use super::context::ProjectContext;
use super::dto::{ProjectFilter, ProjectSort};
use super::model::Project;
use super::views::ProjectRow;
use crate::access::Actor;
use crate::database::schema::{programmes, projects, status_reports};
use crate::http::query::{AnyOf, any_named, any_of, dated_from};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Named, OfProgramme, Page, Snapshot, keyset, page_of};
use crate::programmes::Programme;

/// A project and its programme.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = projects, check_for_backend(Pg))]
pub struct NamedProject {
    /// The project.
    #[diesel(embed)]
    pub project: Project,
    /// Its programme.
    #[diesel(embed)]
    pub programme: Programme,
}

impl Named for NamedProject {
    async fn find(mut conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        let query = projects::table.inner_join(programmes::table);
        let query = query.select(Self::as_select()).into_boxed();
        let query = match key {
            Key::Id(id) => query.filter(projects::id.eq(*id)),
            Key::Code(code) => query.filter(projects::code.eq(code)),
        };
        query.first(&mut conn).await.optional()
    }

    fn programme(&self) -> Option<OfProgramme> {
        Some(self.programme.of_programme())
    }
}

/// A project that the actor sees, by id or code, with its programme; for others there is none (404).
pub async fn find_visible(conn: &AsyncPgConnection, actor: &Actor, key: &Key) -> ApiResult<ProjectContext> {
    seen_by(actor, NamedProject::find(conn, key).await?)
}

/// The same of a read.
pub async fn read_visible(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<ProjectContext> {
    seen_by(actor, snapshot.find(key).await?)
}

fn seen_by(actor: &Actor, found: Option<NamedProject>) -> ApiResult<ProjectContext> {
    found
        .and_then(|found| ProjectContext::seen_by(actor, found.project, found.programme))
        .ok_or_else(ApiError::not_found)
}

/// A project, locked until the end of the transaction: whoever changes what belongs to a
/// project (its milestones, suspensions, missions) locks it first, so that checks hold.
pub async fn lock(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Project> {
    projects::table
        .find(id)
        .select(Project::as_select())
        .for_no_key_update()
        .first(&mut conn)
        .await
}

/// The projects that the actor sees among those named, by the names that were asked.
pub async fn find_each_visible(
    mut conn: &AsyncPgConnection,
    actor: &Actor,
    keys: &BTreeSet<Key>,
) -> QueryResult<BTreeMap<Key, ProjectContext>> {
    let ids: Vec<Uuid> = keys.iter().filter_map(Key::id).collect();
    let codes: Vec<&str> = keys.iter().filter_map(Key::code).collect();
    let rows: Vec<(Project, Programme)> = projects::table
        .inner_join(programmes::table)
        .filter(projects::id.eq_any(ids).or(projects::code.eq_any(codes)))
        .select((Project::as_select(), Programme::as_select()))
        .load(&mut conn)
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
pub async fn lock_each(mut conn: &AsyncPgConnection, ids: Vec<Uuid>) -> QueryResult<Vec<Project>> {
    projects::table
        .filter(projects::id.eq_any(ids))
        .order(projects::id)
        .select(Project::as_select())
        .for_no_key_update()
        .load(&mut conn)
        .await
}

/// The codes that the code of a new project of a programme could collide with: the one that is asked for; else those that begin
/// as its own would, while nobody else adds a project there.
pub async fn rival_codes(
    conn: &AsyncPgConnection,
    programme: &Programme,
    asked: Option<&str>,
) -> QueryResult<Vec<String>> {
    let (mut one, mut two) = (conn, conn);
    let codes = projects::table.select(projects::code).into_boxed();
    let codes = match asked {
        Some(code) => codes.filter(projects::code.eq(code)),
        None => codes.filter(projects::code.like(format!("{}-%", programme.code))),
    };
    let lock = programmes::table
        .find(programme.id)
        .select(programmes::id)
        .for_no_key_update();
    let lock = lock.first::<Uuid>(&mut one);
    let (_, codes) = try_join(lock, codes.load(&mut two)).await?;
    Ok(codes)
}

/// The code of the project that replaced one, if any did.
pub async fn replacing(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Option<String>> {
    let next = projects::table.filter(projects::replaces_id.eq(project));
    next.select(projects::code).first(&mut conn).await.optional()
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
    let query = match filter.programme.as_ref().map(AnyOf::values) {
        Some([Key::Id(id)]) => visible(actor, Some(*id)),
        _ => any_named!(
            visible(actor, None),
            projects::programme_id,
            programmes,
            filter.programme
        ),
    };
    let mut query = any_of!(query, projects::state, filter.state, |state| *state);
    if let Some(from) = filter.updated_since.as_ref().map(dated_from) {
        let (observed, own) = (actor.only_observed(), actor.visible_scope().projects);
        query = match observed.is_empty() {
            true => query.filter(projects::updated_at.ge(from)),
            false => {
                let untold = projects::programme_id.eq_any(observed).and(projects::id.ne_all(own));
                query.filter(projects::updated_at.ge(from).or(untold))
            }
        };
    }
    if let Some(since) = &filter.unreported_since {
        let reports = status_reports::table
            .filter(status_reports::project_id.eq(projects::id))
            .filter(status_reports::published_on.ge(since.0));
        query = query
            .filter(projects::state.eq(ProjectState::Running))
            .filter(not(exists(reports)));
    }
    any_of!(query, projects::organisation_id, filter.organisation, |id| id.0)
}

/// One page of the projects that the actor sees, and their number if it is asked for.
pub async fn list(
    conn: &AsyncPgConnection,
    actor: &Actor,
    filter: &ProjectFilter,
    sort: ProjectSort,
    page: &Page,
) -> ApiResult<(Vec<ProjectRow>, Option<i64>)> {
    let after: Option<(String, Uuid)> = page.after(sort)?;
    let query = filtered(actor, filter);
    let query = match sort {
        ProjectSort::Code => keyset!(query, asc projects::code, projects::id, after),
        ProjectSort::CodeDescending => keyset!(query, desc projects::code, projects::id, after),
    };
    Ok(page_of!(conn, page, query, filtered(actor, filter), ProjectRow))
}
