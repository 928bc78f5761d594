//! A project as it is shown, with the names of what it points to: one JSON value for each (a view), which
//! comes with the row.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::dto::{ProjectSort, ProjectView};
use super::model::Project;
use crate::access::{Actor, Visibility};
use crate::database::schema::projects;
use crate::database::{Json, detailed};
use crate::http::wire::Key;
use crate::http::{Named, OfProgramme, Placed};
use crate::programmes::zone_of;
use crate::reference::{AnyReference, Reference};

/// What a project is shown with.
#[derive(Clone, Debug, Deserialize)]
pub struct ProjectDetails {
    /// How far the journal was when it was read.
    shown_at: Option<DateTime<Utc>>,
    programme: Reference,
    /// Where its programme is.
    time_zone: String,
    laureate: Reference,
    /// The useful months, extensions included.
    months: i64,
    /// The name of whoever edited it last; none once erased.
    editor: Option<String>,
    /// The application that it came of.
    application: Option<Reference>,
    /// The project whose place it took, and the one that took its place.
    replaces: Option<Reference>,
    replaced_by: Option<Reference>,
}

detailed!(ProjectRow: project Project in projects, with ProjectDetails of project_details by project_id);

impl Named for ProjectRow {
    async fn find(mut conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        let query = projects::table.select(Self::as_select()).into_boxed();
        let query = match key {
            Key::Id(id) => query.filter(projects::id.eq(*id)),
            Key::Code(code) => query.filter(projects::code.eq(code)),
        };
        query.first(&mut conn).await.optional()
    }

    fn programme(&self) -> Option<OfProgramme> {
        Some(OfProgramme {
            id: self.project.programme_id,
            zone: zone_of(&self.details.0.time_zone),
        })
    }

    fn shown_at(&self) -> Option<DateTime<Utc>> {
        self.details.0.shown_at
    }
}

impl Placed<ProjectSort> for ProjectRow {
    fn sort_key(&self, _: ProjectSort) -> Value {
        Value::String(self.project.code.clone())
    }
    fn id(&self) -> Uuid {
        self.project.id
    }
}

/// The view of a project that the actor sees, as it is in the transaction in progress.
pub async fn load_one(conn: &AsyncPgConnection, actor: &Actor, row: Project) -> QueryResult<ProjectView> {
    let details = load(conn, row.id).await?;
    Ok(ProjectRow { project: row, details }.view(actor))
}

impl ProjectRow {
    /// How it is shown to the actor; not at all where that may not know of it.
    pub fn seen_by(self, actor: &Actor) -> Option<ProjectView> {
        let visibility = actor.visibility(self.project.programme_id, self.project.id)?;
        Some(self.shown(visibility, actor))
    }

    /// How one of those that the actor sees is shown to it.
    pub fn view(self, actor: &Actor) -> ProjectView {
        let visibility = actor.visibility(self.project.programme_id, self.project.id);
        self.shown(visibility.unwrap_or(Visibility::Observer), actor)
    }

    fn shown(self, visibility: Visibility, actor: &Actor) -> ProjectView {
        let (row, Json(details)) = (self.project, self.details);
        let full = visibility == Visibility::Full;
        let seen = |other: &Reference| actor.visibility(row.programme_id, other.id).is_some();
        let project = |other: Reference| AnyReference::of(Some(other).filter(&seen));
        // Applications are for coordinators; a juror of one sees no project by it.
        let coordinated = actor.coordinates(row.programme_id);
        let application = |it: Reference| AnyReference::of(Some(it).filter(|_| coordinated));
        ProjectView {
            id: row.id,
            code: row.code,
            programme: details.programme,
            laureate: details.laureate,
            title: row.title,
            summary: full.then_some(row.summary),
            state: row.state,
            started_on: row.started_on,
            ended_on: row.ended_on,
            useful_months: details.months,
            application: full.then(|| details.application.map(application)),
            replaces: details.replaces.map(project),
            replaced_by: details.replaced_by.map(project),
            version: full.then_some(row.version),
            updated_at: full.then_some(row.updated_at),
            updated_by: Reference::account(row.updated_by, details.editor, visibility),
        }
    }
}
