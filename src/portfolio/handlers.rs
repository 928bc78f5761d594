//! The portfolio's one operation.

use actix_web::get;
use actix_web::web::Path;

use super::dto::PortfolioView;
use super::figures::Frame;
use super::queries;
use super::totals::Totals;
use crate::access::{Lens, Role};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Read};
use crate::programmes;
use crate::reference::Reference;

/// Shows the portfolio of a programme.
///
/// Every project with its health, clock, progress, milestones and effort, and the totals. For
/// coordinators and observers, and for services that act as such. Projects by code.
#[utoipa::path(tag = "portfolio", responses((status = 200, description = "The portfolio.", body = PortfolioView)))]
#[get("/v1/programmes/{p}/portfolio")]
pub async fn get_portfolio(read: Read, programme: Path<String>) -> ApiResult {
    let mut conn = read.connection().await?;
    let programme = programmes::find_named(&mut conn, &read.actor, &Key::parse(&programme))
        .await?
        .ok_or_else(ApiError::not_found)?;
    let lens = match read.actor.coordinates(programme.id) {
        true => Lens::Full,
        false if read.actor.holds(Role::Observer, programme.id) => Lens::Observer,
        false => return Err(ApiError::forbidden()),
    };
    let gathered = queries::gather(&conn, programme.id).await?;
    let frame = Frame {
        programme: &programme,
        gathered: &gathered,
        lens,
        today: read.today(programme.zone()),
    };
    let projects: Vec<_> = gathered.projects.iter().map(|project| frame.project(project)).collect();
    read.report(&PortfolioView {
        programme: Reference::coded(programme.id, &programme.code, &programme.title),
        as_of: frame.today,
        totals: Totals::of(&projects),
        projects,
    })
}
