//! SQL of plans and baselines.

use diesel::dsl::max;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::BaselineSort;
use super::model::{Baseline, BaselineDate};
use super::template::Plan;
use crate::database::schema::{
    baseline_dates, baselines, forecasts, milestone_dependencies, milestones, template_milestones,
};
use crate::http::{ApiResult, Page, keyset, page_of};
use crate::programmes::TemplateMilestone;

/// A baseline's date, and the milestone's code and title.
pub type DatedMilestone = (BaselineDate, String, String);

/// The template of a programme, in its order.
pub async fn template(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<TemplateMilestone>> {
    template_milestones::table
        .filter(template_milestones::programme_id.eq(programme))
        .order(template_milestones::position)
        .select(TemplateMilestone::as_select())
        .load(&mut conn)
        .await
}

/// Adds the rows of a plan.
pub async fn insert_plan(mut conn: &AsyncPgConnection, plan: &Plan) -> QueryResult<()> {
    diesel::insert_into(milestones::table)
        .values(&plan.milestones)
        .execute(&mut conn)
        .await?;
    diesel::insert_into(milestone_dependencies::table)
        .values(&plan.dependencies)
        .execute(&mut conn)
        .await?;
    diesel::insert_into(forecasts::table)
        .values(&plan.forecasts)
        .execute(&mut conn)
        .await
        .map(drop)
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

/// Adds the dates of a baseline.
pub async fn insert_dates(mut conn: &AsyncPgConnection, dates: &[BaselineDate]) -> QueryResult<()> {
    diesel::insert_into(baseline_dates::table)
        .values(dates)
        .execute(&mut conn)
        .await
        .map(drop)
}

/// One baseline of a project.
pub async fn find_baseline(mut conn: &AsyncPgConnection, project: Uuid, id: Uuid) -> QueryResult<Option<Baseline>> {
    baselines::table
        .find(id)
        .filter(baselines::project_id.eq(project))
        .select(Baseline::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// The dates of baselines, by date.
pub async fn dates(mut conn: &AsyncPgConnection, of: Vec<Uuid>) -> QueryResult<Vec<DatedMilestone>> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    baseline_dates::table
        .inner_join(milestones::table)
        .filter(baseline_dates::baseline_id.eq_any(of))
        .order((baseline_dates::baseline_on, milestones::number))
        .select((BaselineDate::as_select(), milestones::code, milestones::title))
        .load(&mut conn)
        .await
}

fn of_project(project: Uuid) -> baselines::BoxedQuery<'static, Pg> {
    baselines::table.filter(baselines::project_id.eq(project)).into_boxed()
}

/// One page of a project's baselines, and their number if it is asked for.
pub async fn list_baselines(
    conn: &AsyncPgConnection,
    project: Uuid,
    sort: BaselineSort,
    page: &Page,
) -> ApiResult<(Vec<Baseline>, Option<i64>)> {
    let after: Option<(i32, Uuid)> = page.after(sort)?;
    let query = match sort {
        BaselineSort::Newest => keyset!(of_project(project), desc baselines::number, baselines::id, after),
        BaselineSort::Oldest => keyset!(of_project(project), asc baselines::number, baselines::id, after),
    };
    Ok(page_of!(conn, page, query, of_project(project), Baseline))
}
