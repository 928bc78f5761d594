//! The comparison's one operation.

use actix_web::get;
use chrono::{DateTime, Utc};

use super::dto::{ComparisonFilter, ComparisonView};
use super::moment::Moment;
use super::rules::compared;
use crate::clock::Clock;
use crate::fault::{Fault, FaultCode};
use crate::http::as_of::{self, AsOf};
use crate::http::query::refused;
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Read, Snapshot};
use crate::journal::last_told;
use crate::portfolio::handlers::seen_by;
use crate::portfolio::queries;
use crate::programmes::{self, Programme};
use crate::reference::Reference;

/// How many projects are compared at once.
const AT_ONCE: usize = 250;

/// Compares the portfolio of a programme at two instants.
///
/// What changed of each project between them: its state, how it fares, its ends, the milestones that moved, what was decided, risks that
/// came and went, effort and readiness; in data, and in a French and an English sentence. For those who see the portfolio; each
/// end with the rights of today.
#[utoipa::path(tag = "portfolio", params(ComparisonFilter),
    responses((status = 200, description = "What changed.", body = ComparisonView)))]
#[get("/v1/programmes/{programme}/portfolio/comparison")]
pub async fn get_portfolio_comparison(read: Read<ComparisonFilter>, Path(programme): Path<Key>) -> ApiResult {
    let now = read.snapshot().await?;
    let programme = programmes::read_named(&now, &read.actor, &programme).await?;
    let visibility = seen_by(&read.actor, programme.id)?;
    let last = last_change(&now, &programme, read.clock).await?;
    let (from, to) = ends(&read, &programme, last)?;
    drop(now);
    let past = read.snapshot_as_of(to).await?;
    let ids = queries::ids_of(&past, programme.id).await?;
    let after = Moment::of(&past, read.clock, &programme, to).await?;
    past.move_to(from).await?;
    let before = Moment::of(&past, read.clock, &programme, from).await?;
    let mut projects = Vec::new();
    for ids in ids.chunks(AT_ONCE) {
        past.move_to(from).await?;
        let was = before.projects(&past, visibility, ids).await?;
        past.move_to(to).await?;
        let is = after.projects(&past, visibility, ids).await?;
        let differing = ids
            .iter()
            .filter_map(|id| compared(was.get(id), is.get(id)?, visibility));
        projects.extend(differing);
    }
    read.ok(&ComparisonView {
        programme: Reference::coded(programme.id, &programme.code, &programme.title),
        from: before.end,
        to: after.end,
        projects,
    })
}

/// The instant of a programme's last change, as answers name it: whatever is told of other programmes, this one is as it was.
pub async fn last_change(conn: &Snapshot, programme: &Programme, clock: Clock) -> ApiResult<DateTime<Utc>> {
    let last = last_told(conn, programme.id).await?.unwrap_or(programme.created_at);
    Ok(as_of::shown_at(last, Some(programme.of_programme()), clock))
}

/// The instants asked for, none after the last at which anything changed: the second is that one where none is given.
fn ends(
    read: &Read<ComparisonFilter>,
    programme: &Programme,
    last: DateTime<Utc>,
) -> ApiResult<(DateTime<Utc>, DateTime<Utc>)> {
    let (clock, now, zone) = (read.clock, read.clock.now(), programme.zone());
    let ComparisonFilter { from, to } = &read.filter;
    let ahead = [("from", from), ("to", to)]
        .into_iter()
        .filter(|(_, end)| end.is_some_and(|end| end.is_ahead(clock)));
    let mut faults: Vec<Fault> = ahead
        .map(|(name, _)| Fault::new(FaultCode::DateInFuture).at(name))
        .collect();
    let instant = |end: &Option<AsOf>| end.map(|end| end.instant(now, clock, zone).min(last));
    let Some(from) = instant(from) else {
        faults.push(Fault::new(FaultCode::MissingField).at("from"));
        return Err(refused(faults));
    };
    let to = instant(to).unwrap_or(last);
    if to < from {
        faults.push(
            Fault::new(FaultCode::DateBefore)
                .at("to")
                .with("earliest", as_of::written(from)),
        );
    }
    match faults.is_empty() {
        true => Ok((from, to)),
        false => Err(refused(faults)),
    }
}
