//! How suspensions are found, listed and shown.

use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{SuspensionFilter, SuspensionSort, SuspensionView};
use super::model::Suspension;
use crate::database::schema::suspensions;
use crate::http::{ApiResult, Page, Rows, keyset, page_of};
use crate::projects::ProjectContext;
use crate::projects::child::{Child, child_rows};
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

fn filtered(project: Uuid, filter: &SuspensionFilter) -> suspensions::BoxedQuery<'static, Pg> {
    let query = suspensions::table
        .filter(suspensions::project_id.eq(project))
        .into_boxed();
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
    child_rows!(suspensions of project_id, named by created_by, updated_by);

    async fn list(
        conn: &AsyncPgConnection,
        project: Uuid,
        filter: &SuspensionFilter,
        page: &Page,
    ) -> ApiResult<Rows<Self>> {
        let sort = filter.sort.unwrap_or(SuspensionSort::From);
        let after: Option<(NaiveDate, Uuid)> = page.after(sort)?;
        let query = filtered(project, filter);
        let query = match sort {
            SuspensionSort::From => keyset!(query, asc suspensions::from_on, suspensions::id, after),
            SuspensionSort::FromDescending => keyset!(query, desc suspensions::from_on, suspensions::id, after),
        };
        Ok(page.of(page_of!(conn, page, query, filtered(project, filter), Self), sort))
    }

    fn view(self, context: &ProjectContext, names: &Names) -> SuspensionView {
        SuspensionView::new(self, context.project.reference(), names, context.visibility)
    }

    fn version(view: &SuspensionView) -> Option<i32> {
        view.version
    }
}
