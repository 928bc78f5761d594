//! How suspensions are found, listed and shown.

use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{SuspensionFilter, SuspensionSort, SuspensionView};
use super::model::Suspension;
use crate::database::schema::suspensions;
use crate::http::query::edited_since;
use crate::projects::ProjectContext;
use crate::projects::child::{Asked, Child, Viewer, child_rows};
use crate::reference::Names;

/// The suspensions of a project that count, by date.
pub async fn in_force(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Vec<Suspension>> {
    suspensions::table
        .filter(suspensions::project_id.eq(project))
        .filter(suspensions::cancelled_at.is_null())
        .order(suspensions::from_on)
        .select(Suspension::as_select())
        .load(&mut conn)
        .await
}

type Rows = suspensions::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, Suspension>) -> Rows {
    let query = edited_since!(rows, suspensions::updated_at, filter.updated_since);
    match filter.cancelled.map(|flag| flag.0) {
        None => query,
        Some(true) => query.filter(suspensions::cancelled_at.is_not_null()),
        Some(false) => query.filter(suspensions::cancelled_at.is_null()),
    }
}

impl Child for Suspension {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "suspensions";
    type Filter = SuspensionFilter;
    type View = SuspensionView;
    child_rows!(suspensions of project_id, with version, those filtered,
        sorted by sort as SuspensionSort { From(NaiveDate): asc from_on, FromDescending(NaiveDate): desc from_on },
        named by created_by, updated_by);

    fn view(self, context: &ProjectContext, names: &Names, _: Viewer<'_>) -> SuspensionView {
        SuspensionView::new(self, context.project.reference(), names, context.visibility)
    }
}
