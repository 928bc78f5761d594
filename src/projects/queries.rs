//! SQL of projects.

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::model::Project;
use super::scene::Scene;
use crate::access::Actor;
use crate::database::schema::{extensions, programmes, projects, suspensions};
use crate::http::wire::Key;
use crate::programmes::Programme;
use crate::civil::DateRange;
use crate::useful_months::UsefulMonths;

/// A project that the actor sees, by id or code, with its programme.
pub async fn find_visible(conn: &mut AsyncPgConnection, actor: &Actor, key: &Key) -> QueryResult<Option<Scene>> {
    let query = projects::table
        .inner_join(programmes::table)
        .select((Project::as_select(), Programme::as_select()))
        .into_boxed();
    let query = match key {
        Key::Id(id) => query.filter(projects::id.eq(*id)),
        Key::Code(code) => query.filter(projects::code.eq(code)),
    };
    let found: Option<(Project, Programme)> = query.first(conn).await.optional()?;
    Ok(found.and_then(|(project, programme)| Scene::seen_by(actor, project, programme)))
}

/// The same project, locked until the end of the transaction: whoever changes what belongs to a
/// project (its milestones, suspensions, missions) locks it first, so that checks hold.
pub async fn lock(conn: &mut AsyncPgConnection, id: Uuid) -> QueryResult<Project> {
    projects::table.find(id).select(Project::as_select()).for_no_key_update().first(conn).await
}

/// Replaces a project's row.
pub async fn update(conn: &mut AsyncPgConnection, row: &Project) -> QueryResult<()> {
    diesel::update(projects::table.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// The useful-months clock of a project; none before it has a start.
pub async fn clock(conn: &mut AsyncPgConnection, project: &Project) -> QueryResult<Option<UsefulMonths>> {
    let Some(start) = project.started_on else { return Ok(None) };
    let months = useful_months(conn, project).await?;
    let suspended: Vec<(chrono::NaiveDate, Option<chrono::NaiveDate>)> = suspensions::table
        .filter(suspensions::project_id.eq(project.id).and(suspensions::cancelled_at.is_null()))
        .order(suspensions::from_on)
        .select((suspensions::from_on, suspensions::until_on))
        .load(conn)
        .await?;
    let suspended: Vec<_> = suspended.into_iter().map(|(from, until)| DateRange { from, until }).collect();
    Ok(Some(UsefulMonths::new(start, months, suspended, project.ended_on)))
}

/// The useful months of a project, extensions included.
pub async fn useful_months(conn: &mut AsyncPgConnection, project: &Project) -> QueryResult<u32> {
    let added: Option<i64> = extensions::table
        .filter(extensions::project_id.eq(project.id).and(extensions::cancelled_at.is_null()))
        .select(diesel::dsl::sum(extensions::useful_months))
        .first(conn)
        .await?;
    Ok(u32::try_from(i64::from(project.useful_months) + added.unwrap_or(0)).unwrap_or_default())
}
