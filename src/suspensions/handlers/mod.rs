//! The operations on suspensions.

mod change;
mod create;
mod show;

pub use change::*;
pub use create::*;
pub use show::*;

use diesel_async::AsyncPgConnection;

use super::dto::SuspensionView;
use super::model::Suspension;
use crate::accounts::Names;
use crate::http::{ApiError, ApiResult};
use crate::projects::ProjectContext;

async fn views(
    conn: &mut AsyncPgConnection,
    context: &ProjectContext,
    rows: Vec<Suspension>,
) -> diesel::QueryResult<Vec<SuspensionView>> {
    let accounts = rows.iter().flat_map(|row| [row.created_by, row.updated_by]);
    let names = Names::load(conn, accounts).await?;
    let project = context.project.reference();
    let views = rows
        .into_iter()
        .map(|row| SuspensionView::new(row, project.clone(), &names, context.visibility));
    Ok(views.collect())
}

async fn view(conn: &mut AsyncPgConnection, context: &ProjectContext, row: Suspension) -> ApiResult<SuspensionView> {
    let views = views(conn, context, vec![row]).await?;
    views.into_iter().next().ok_or_else(ApiError::not_found)
}
