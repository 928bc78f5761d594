//! SQL of milestones.

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::model::{Forecast, Milestone};
use crate::access::Actor;
use crate::database::schema::{forecasts, milestones, programmes, projects};
use crate::http::wire::Key;
use crate::programmes::Programme;
use crate::projects::{Project, Scene};

/// A milestone that the actor sees, by id or code, with its project.
pub async fn find_visible(
    conn: &mut AsyncPgConnection,
    actor: &Actor,
    key: &Key,
) -> QueryResult<Option<(Milestone, Scene)>> {
    let query = milestones::table
        .inner_join(projects::table.inner_join(programmes::table))
        .select((Milestone::as_select(), Project::as_select(), Programme::as_select()))
        .into_boxed();
    let query = match key {
        Key::Id(id) => query.filter(milestones::id.eq(*id)),
        Key::Code(code) => query.filter(milestones::code.eq(code)),
    };
    let found: Option<(Milestone, Project, Programme)> = query.first(conn).await.optional()?;
    Ok(found.and_then(|(milestone, project, programme)| {
        Scene::seen_by(actor, project, programme).map(|scene| (milestone, scene))
    }))
}

/// A milestone, locked. Lock its project first (`projects::lock`).
pub async fn lock(conn: &mut AsyncPgConnection, id: Uuid) -> QueryResult<Milestone> {
    milestones::table.find(id).select(Milestone::as_select()).for_update().first(conn).await
}

/// Every milestone of a project, by date.
pub async fn of_project(conn: &mut AsyncPgConnection, project: Uuid) -> QueryResult<Vec<Milestone>> {
    milestones::table
        .filter(milestones::project_id.eq(project))
        .order((milestones::forecast_on, milestones::id))
        .select(Milestone::as_select())
        .load(conn)
        .await
}

/// Replaces a milestone's row.
pub async fn update(conn: &mut AsyncPgConnection, row: &Milestone) -> QueryResult<()> {
    diesel::update(milestones::table.find(row.id)).set(row).execute(conn).await.map(drop)
}

/// Records a forecast; the milestone's own `forecast_on` is updated by the caller.
pub async fn insert_forecast(conn: &mut AsyncPgConnection, row: &Forecast) -> QueryResult<()> {
    diesel::insert_into(forecasts::table).values(row).execute(conn).await.map(drop)
}
