//! How a write on what belongs to a project begins.

use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use super::standing::Work;
use super::{Project, clocks, queries};
use crate::http::{ApiResult, UnitOfWork};
use crate::useful_months::UsefulMonths;

/// A project, locked until the end of the change, which is later than those before it.
pub async fn lock(change: &mut UnitOfWork, id: Uuid) -> ApiResult<Project> {
    change.locked(async |conn| queries::lock(conn, id).await).await
}

/// A project, locked, and what says whether it is suspended, where such work asks.
pub async fn lock_for(conn: &AsyncPgConnection, id: Uuid, work: Work) -> QueryResult<(Project, Option<UsefulMonths>)> {
    let clock = async {
        match work.rests_while_suspended() {
            true => clocks::clock(conn, id).await,
            false => Ok(None),
        }
    };
    try_join(queries::lock(conn, id), clock).await
}
