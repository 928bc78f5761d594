//! From rows to what is shown.

use std::collections::HashMap;

use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use super::dto::{BaselineDateView, BaselineView};
use super::model::Baseline;
use super::queries;
use crate::projects::ProjectContext;
use crate::reference::Names;
use crate::reference::Reference;

/// Baselines with their dates, in the order of the rows: one round trip.
pub async fn of_baselines(
    conn: &AsyncPgConnection,
    context: &ProjectContext,
    rows: Vec<Baseline>,
) -> QueryResult<Vec<BaselineView>> {
    let conn: &AsyncPgConnection = conn;
    let (dates, names) = try_join(
        queries::dates(conn, rows.iter().map(|row| row.id).collect()),
        Names::load(conn, rows.iter().map(|row| row.approved_by)),
    )
    .await?;
    let mut by_baseline: HashMap<Uuid, Vec<BaselineDateView>> = HashMap::new();
    for (date, code, title) in dates {
        let milestone = Reference::coded(date.milestone_id, code, title);
        let baseline_on = date.baseline_on;
        let of_baseline = by_baseline.entry(date.baseline_id).or_default();
        of_baseline.push(BaselineDateView { milestone, baseline_on });
    }
    let views = rows.into_iter().map(|row| BaselineView {
        id: row.id,
        project: context.project.reference(),
        number: row.number,
        motive: row.motive,
        approved_on: row.approved_on,
        approved_at: row.approved_at,
        approved_by: names.reference(row.approved_by, context.visibility),
        dates: by_baseline.remove(&row.id).unwrap_or_default(),
    });
    Ok(views.collect())
}
