//! From rows to what is shown: a project with the names of what it points to.

use std::collections::HashMap;

use diesel::dsl::sum;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::ProjectView;
use super::model::Project;
use crate::access::{Actor, Visibility};
use crate::accounts::Names;
use crate::database::schema::{extensions, organisations, programmes};
use crate::reference::Reference;

/// The names of what projects point to, and the months added to them.
struct Related {
    programmes: HashMap<Uuid, (String, String)>,
    organisations: HashMap<Uuid, String>,
    editors: Names,
    added_months: HashMap<Uuid, i64>,
}

/// The views of projects that the actor sees, in the order of the rows: four statements, however
/// many there are.
pub async fn of_projects(
    conn: &mut AsyncPgConnection,
    actor: &Actor,
    rows: Vec<Project>,
) -> QueryResult<Vec<ProjectView>> {
    let around = Related::load(conn, &rows).await?;
    Ok(rows.into_iter().map(|row| around.view(row, actor)).collect())
}

/// The view of one project that the actor sees.
pub async fn of_project(conn: &mut AsyncPgConnection, actor: &Actor, row: Project) -> QueryResult<ProjectView> {
    let around = Related::load(conn, std::slice::from_ref(&row)).await?;
    Ok(around.view(row, actor))
}

impl Related {
    async fn load(conn: &mut AsyncPgConnection, rows: &[Project]) -> QueryResult<Self> {
        let ids = |of: fn(&Project) -> Uuid| rows.iter().map(of).collect::<Vec<Uuid>>();
        let programmes: Vec<(Uuid, String, String)> = programmes::table
            .filter(programmes::id.eq_any(ids(|row| row.programme_id)))
            .select((programmes::id, programmes::code, programmes::title))
            .load(conn)
            .await?;
        let organisations: Vec<(Uuid, String)> = organisations::table
            .filter(organisations::id.eq_any(ids(|row| row.organisation_id)))
            .select((organisations::id, organisations::name))
            .load(conn)
            .await?;
        let editors = Names::load(conn, ids(|row| row.updated_by)).await?;
        let added: Vec<(Uuid, Option<i64>)> = extensions::table
            .filter(extensions::project_id.eq_any(ids(|row| row.id)))
            .filter(extensions::cancelled_at.is_null())
            .group_by(extensions::project_id)
            .select((extensions::project_id, sum(extensions::useful_months)))
            .load(conn)
            .await?;
        Ok(Self {
            programmes: programmes
                .into_iter()
                .map(|(id, code, title)| (id, (code, title)))
                .collect(),
            organisations: organisations.into_iter().collect(),
            editors,
            added_months: added
                .into_iter()
                .map(|(id, months)| (id, months.unwrap_or(0)))
                .collect(),
        })
    }

    fn view(&self, row: Project, actor: &Actor) -> ProjectView {
        let visibility = actor
            .visibility(row.programme_id, row.id)
            .unwrap_or(Visibility::Observer);
        let (code, title) = self.programmes.get(&row.programme_id).cloned().unwrap_or_default();
        let laureate = self.organisations.get(&row.organisation_id).cloned();
        let added = self.added_months.get(&row.id).copied().unwrap_or(0);
        let full = visibility == Visibility::Full;
        ProjectView {
            id: row.id,
            code: row.code,
            programme: Reference::coded(row.programme_id, code, title),
            laureate: Reference::new(row.organisation_id, laureate.unwrap_or_default()),
            title: row.title,
            summary: full.then_some(row.summary),
            state: row.state,
            started_on: row.started_on,
            ended_on: row.ended_on,
            useful_months: i64::from(row.useful_months) + added,
            version: full.then_some(row.version),
            updated_at: full.then_some(row.updated_at),
            updated_by: self.editors.reference(row.updated_by, visibility),
        }
    }
}
