//! SQL of plans and baselines.

use std::collections::HashMap;

use diesel::dsl::{array, max};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::{try_join, try_join_all, try_join3};
use uuid::Uuid;

use super::dto::{BaselineDateView, BaselineFilter, BaselineSort, BaselineView};
use super::model::{Baseline, BaselineDate};
use super::policy;
use super::template::Plan;
use crate::access::Decision;
use crate::database::schema::{baseline_dates, baselines, forecasts, milestone_dependencies, milestones};
use crate::http::ApiResult;
use crate::journal::Record;
use crate::projects::ProjectContext;
use crate::projects::child::{Child, Viewer, Which, child_rows};
use crate::reference::{Names, Reference, names_among};

impl Child for Baseline {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "baselines";
    type Filter = BaselineFilter;
    /// Who approved them, and the dates that each fixed.
    type Related = (Names, HashMap<Uuid, Vec<BaselineDateView>>);
    type View = BaselineView;
    child_rows!(baselines of project_id,
        sorted by sort as BaselineSort { Newest(i32): desc number, Oldest(i32): asc number });

    async fn related(conn: &AsyncPgConnection, project: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let names = names_among!(conn, Self::rows(project, which)?.select(baselines::approved_by));
        let dates = dates(conn, Self::rows(project, which)?.select(baselines::id));
        Ok(try_join(names, dates).await?)
    }

    fn view(self, context: &ProjectContext, (names, dates): &Self::Related, _: Viewer<'_>) -> BaselineView {
        BaselineView {
            id: self.id,
            project: context.project.reference(),
            number: self.number,
            motive: self.motive,
            approved_on: self.approved_on,
            approved_at: self.approved_at,
            approved_by: names.reference(self.approved_by, context.visibility),
            dates: dates.get(&self.id).cloned().unwrap_or_default(),
        }
    }

    fn may_read(context: &ProjectContext) -> Decision {
        policy::may_read_baselines(context.visibility)
    }
}

/// The dates of baselines, by date.
async fn dates(
    mut conn: &AsyncPgConnection,
    of: baselines::BoxedQuery<'static, Pg, SqlUuid>,
) -> QueryResult<HashMap<Uuid, Vec<BaselineDateView>>> {
    let rows: Vec<(BaselineDate, String, String)> = baseline_dates::table
        .inner_join(milestones::table)
        .filter(baseline_dates::baseline_id.eq_any(array(of)))
        .order((baseline_dates::baseline_on, milestones::number))
        .select((BaselineDate::as_select(), milestones::code, milestones::title))
        .load(&mut conn)
        .await?;
    let mut dates: HashMap<Uuid, Vec<BaselineDateView>> = HashMap::new();
    for (date, code, title) in rows {
        let milestone = Reference::coded(date.milestone_id, code, title);
        let baseline_on = date.baseline_on;
        let of_baseline = dates.entry(date.baseline_id).or_default();
        of_baseline.push(BaselineDateView { milestone, baseline_on });
    }
    Ok(dates)
}

/// The number of a project's next baseline.
pub async fn next_baseline_number(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<i32> {
    let last: Option<i32> = baselines::table
        .filter(baselines::project_id.eq(project))
        .select(max(baselines::number))
        .first(&mut conn)
        .await?;
    Ok(last.unwrap_or(0) + 1)
}

/// Adds rows to a table in one flight.
macro_rules! insert_each {
    ($conn:ident, $table:ident, $rows:expr) => {
        try_join_all($rows.iter().map(async move |row| {
            let mut conn: &AsyncPgConnection = $conn;
            diesel::insert_into($table::table).values(row).execute(&mut conn).await
        }))
    };
}

/// Adds the dates of a baseline.
pub async fn insert_dates(conn: &AsyncPgConnection, dates: &[BaselineDate]) -> QueryResult<()> {
    insert_each!(conn, baseline_dates, dates).await.map(drop)
}

/// Adds the rows of a plan.
pub async fn insert_plan(conn: &AsyncPgConnection, plan: &Plan) -> QueryResult<()> {
    try_join3(
        try_join_all(plan.milestones.iter().map(|row| row.insert(conn))),
        insert_each!(conn, milestone_dependencies, plan.dependencies),
        insert_each!(conn, forecasts, plan.forecasts),
    )
    .await
    .map(drop)
}
