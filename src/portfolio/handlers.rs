//! The portfolio's one operation.

use actix_web::get;
use uuid::Uuid;

use super::dto::PortfolioView;
use super::summaries::{Reading, Summaries};
use super::totals::Totals;
use crate::access::{Actor, Role, Visibility};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Path, Read};
use crate::programmes;
use crate::reference::Reference;

/// Shows the portfolio of a programme.
///
/// Every project with its health, clock, progress, milestones and effort, and the totals. For
/// coordinators and observers, and for services that act as such. Projects by code.
#[utoipa::path(tag = "portfolio", responses((status = 200, description = "The portfolio.", body = PortfolioView)))]
#[get("/v1/programmes/{programme}/portfolio")]
pub async fn get_portfolio(read: Read, Path(programme): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let programme = programmes::read_named(&conn, &read.actor, &programme).await?;
    let visibility = seen_by(&read.actor, programme.id)?;
    let today = read.today(programme.zone());
    let reading = Reading {
        programme: &programme,
        visibility,
        today,
        watermark: read.watermark(),
    };
    let projects = read.memory::<Summaries>().read(&conn, reading).await?;
    let view = PortfolioView {
        programme: Reference::coded(programme.id, &programme.code, &programme.title),
        as_of: today,
        totals: Totals::of(projects.iter().map(|project| &project.totals)),
        projects,
    };
    let bytes = view.projects.iter().map(|project| project.bytes()).sum();
    read.ok_long(view, bytes).await
}

/// How much of a portfolio the actor is shown: coordinators all, observers theirs (403 for others).
pub fn seen_by(actor: &Actor, programme: Uuid) -> ApiResult<Visibility> {
    match actor.coordinates(programme) {
        true => Ok(Visibility::Full),
        false if actor.holds(Role::Observer, programme) => Ok(Visibility::Observer),
        false => Err(ApiError::forbidden()),
    }
}
