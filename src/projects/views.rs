//! From rows to what is shown: a project with the names of what it points to.

use std::collections::{BTreeSet, HashMap};
use std::future::ready;

use diesel::dsl::sum;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join4;
use uuid::Uuid;

use super::context::ProjectContext;
use super::dto::ProjectView;
use super::model::Project;
use crate::access::{Actor, Visibility};
use crate::database::schema::{extensions, programmes};
use crate::organisations::OrganisationReferences;
use crate::programmes::Programme;
use crate::reference::Names;
use crate::reference::Reference;

/// The names of what projects point to, and the months added to them.
struct Related {
    programmes: HashMap<Uuid, (String, String)>,
    organisations: OrganisationReferences,
    editors: Names,
    added_months: HashMap<Uuid, i64>,
}

/// The views of projects that the actor sees, in the order of the rows: one round trip, however many
/// there are.
pub async fn of_projects(conn: &AsyncPgConnection, actor: &Actor, rows: Vec<Project>) -> QueryResult<Vec<ProjectView>> {
    let related = Related::load(conn, &rows, programmes_of(conn, &rows)).await?;
    Ok(rows.into_iter().map(|row| related.view(row, actor)).collect())
}

/// The same of projects of one programme.
pub async fn of_programme(
    conn: &AsyncPgConnection,
    actor: &Actor,
    programme: &Programme,
    rows: Vec<Project>,
) -> QueryResult<Vec<ProjectView>> {
    let known = vec![(programme.id, programme.code.clone(), programme.title.clone())];
    let related = Related::load(conn, &rows, ready(Ok(known))).await?;
    Ok(rows.into_iter().map(|row| related.view(row, actor)).collect())
}

/// The view of one project that the actor sees.
pub async fn of_project(conn: &AsyncPgConnection, actor: &Actor, row: Project) -> QueryResult<ProjectView> {
    let mut views = of_projects(conn, actor, vec![row]).await?;
    views.pop().ok_or(diesel::result::Error::NotFound)
}

/// The view of the project of a context.
pub async fn of_context(conn: &AsyncPgConnection, actor: &Actor, context: ProjectContext) -> QueryResult<ProjectView> {
    let mut views = of_programme(conn, actor, &context.programme, vec![context.project]).await?;
    views.pop().ok_or(diesel::result::Error::NotFound)
}

/// Codes and titles of programmes, by id.
type Named = Vec<(Uuid, String, String)>;

async fn programmes_of(mut conn: &AsyncPgConnection, rows: &[Project]) -> QueryResult<Named> {
    let ids: BTreeSet<Uuid> = rows.iter().map(|row| row.programme_id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    programmes::table
        .filter(programmes::id.eq_any(ids))
        .select((programmes::id, programmes::code, programmes::title))
        .load(&mut conn)
        .await
}

async fn added_months(mut conn: &AsyncPgConnection, rows: &[Project]) -> QueryResult<HashMap<Uuid, i64>> {
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let added: Vec<(Uuid, Option<i64>)> = extensions::table
        .filter(extensions::project_id.eq_any(rows.iter().map(|row| row.id).collect::<Vec<_>>()))
        .filter(extensions::cancelled_at.is_null())
        .group_by(extensions::project_id)
        .select((extensions::project_id, sum(extensions::useful_months)))
        .load(&mut conn)
        .await?;
    let known = added.into_iter().map(|(id, months)| (id, months.unwrap_or(0)));
    Ok(known.collect())
}

impl Related {
    async fn load(
        conn: &AsyncPgConnection,
        rows: &[Project],
        programmes: impl Future<Output = QueryResult<Named>>,
    ) -> QueryResult<Self> {
        let laureates: Vec<Uuid> = rows.iter().map(|row| row.organisation_id).collect();
        let (programmes, organisations, editors, added_months) = try_join4(
            programmes,
            OrganisationReferences::load(conn, &laureates),
            Names::load(conn, rows.iter().map(|row| row.updated_by)),
            added_months(conn, rows),
        )
        .await?;
        let programmes = programmes.into_iter().map(|(id, code, title)| (id, (code, title)));
        Ok(Self {
            programmes: programmes.collect(),
            organisations,
            editors,
            added_months,
        })
    }

    fn view(&self, row: Project, actor: &Actor) -> ProjectView {
        let visibility = actor
            .visibility(row.programme_id, row.id)
            .unwrap_or(Visibility::Observer);
        let (code, title) = self.programmes.get(&row.programme_id).cloned().unwrap_or_default();
        let laureate = self.organisations.to(row.organisation_id).name;
        let added = self.added_months.get(&row.id).copied().unwrap_or(0);
        let full = visibility == Visibility::Full;
        ProjectView {
            id: row.id,
            code: row.code,
            programme: Reference::coded(row.programme_id, code, title),
            laureate: Reference::new(row.organisation_id, laureate),
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
