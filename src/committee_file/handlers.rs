//! The file's one operation.

use std::collections::HashMap;

use actix_web::get;
use chrono::{DateTime, Utc};
use futures_util::future::try_join;
use uuid::Uuid;

use super::dto::{CommitteeFileFilter, CommitteeFileProject, CommitteeFileView};
use super::{page, queries};
use crate::access::Visibility;
use crate::clock::Clock;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::as_of::AsOf;
use crate::http::problem::Problem;
use crate::http::query::refused;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Path, PrintedPage, Read, Snapshot};
use crate::portfolio::{self, Moment, ProjectTotals, Totals};
use crate::programmes::{self, Programme};
use crate::projects::ProjectContext;
use crate::reference::Reference;
use crate::trajectories::{self, Days};
use crate::useful_months::UsefulMonths;

/// How many projects a file holds.
const MOST: usize = 100;

/// Shows a steering committee's file.
///
/// The portfolio of a day, what changed since the steering committee before, and each project with its timeline, its progress curve,
/// its milestone trend, its risks and what its reports ask; in JSON, or as one page to print (`text/html`), pictures included. The same
/// past day gives the same bytes. For those who see the portfolio; of a hundred projects at most.
#[utoipa::path(tag = "portfolio", params(CommitteeFileFilter), responses(
    (status = 200, description = "The file.", content((CommitteeFileView = "application/json"), (PrintedPage = "text/html", example = json!(PrintedPage::EXAMPLE)))),
    (status = 409, description = "There are more projects than it holds.", body = Problem, content_type = "application/problem+json")))]
#[get("/v1/programmes/{programme}/committee-file")]
pub async fn get_committee_file(read: Read<CommitteeFileFilter>, Path(programme): Path<Key>) -> ApiResult {
    let now = read.snapshot().await?;
    let programme = programmes::read_named(&now, &read.actor, &programme).await?;
    let visibility = portfolio::seen_by(&read.actor, programme.id)?;
    let last = portfolio::last_change(&now, &programme, read.clock).await?;
    let at = asked_at(&read, &programme, last)?;
    drop(now);
    let past = read.snapshot_as_of(at).await?;
    let key = Key::Id(programme.id);
    let clock = read.clock.as_of(at);
    let (then, at) = try_join(
        async { Ok(past.find(&key).await?) },
        portfolio::last_change(&past, &programme, clock),
    )
    .await?;
    let then: Programme = then.ok_or_else(ApiError::not_found)?;
    let moment = Moment::at(then, read.clock, at);
    let ids = portfolio::ids_of(&past, programme.id).await?;
    if ids.len() > MOST {
        let fault = Fault::new(FaultCode::TooManyProjects).with("max", MOST);
        verdict(vec![fault])?;
    }
    let (view, clocks) = compiled(&past, &moment, visibility, &ids, read.clock).await?;
    read.ok_drawn(&view, || page::page(&view, &clocks, read.language))
}

/// The instant of the day that is asked for; of today, that of the last change.
fn asked_at(read: &Read<CommitteeFileFilter>, programme: &Programme, last: DateTime<Utc>) -> ApiResult<DateTime<Utc>> {
    let Some(on) = &read.filter.on else { return Ok(last) };
    let day = AsOf::Day(on.0);
    if on.0 > read.today(programme.zone()) {
        return Err(refused(vec![Fault::new(FaultCode::DateInFuture).at("on")]));
    }
    Ok(day.instant(read.clock.now(), read.clock, programme.zone()).min(last))
}

/// The file of a moment, and the clocks of its projects.
async fn compiled(
    past: &Snapshot,
    moment: &Moment,
    visibility: Visibility,
    ids: &[Uuid],
    clock: Clock,
) -> ApiResult<(CommitteeFileView, Clocks)> {
    let (programme, zone) = (&moment.programme, moment.programme.zone());
    let days = Days {
        zone,
        today: moment.end.on,
        as_of: Some(moment.end.at),
    };
    let since = queries::last_committee(past, programme.id, days.today, zone).await?;
    let since_on = since.as_ref().map(|since| since.on);
    let (rows, histories, decisions, asked) = tokio::try_join!(
        queries::projects_of(past, ids),
        trajectories::load(past, ids, days),
        queries::decisions(past, programme.id, days.today, since_on),
        queries::asked(past, ids, since_on),
    )?;
    let progress_curve = trajectories::programme_curve(past, programme, visibility, days).await?;
    let mut is = moment.projects(past, visibility, ids).await?;
    let was = match &since {
        Some(since) => {
            past.move_to(since.at).await?;
            let before = Moment::of(past, clock, programme, since.at).await?;
            Some(before.projects(past, visibility, ids).await?)
        }
        None => None,
    };
    let full = visibility == Visibility::Full;
    let mut asked = portfolio::grouped(asked, |(project, _)| *project);
    let (mut projects, mut clocks) = (Vec::new(), Clocks::new());
    for project in rows {
        let id = project.id;
        let Some(then) = is.remove(&id) else { continue };
        let history = histories.get(&id).cloned().unwrap_or_default();
        let context = ProjectContext {
            project,
            programme: programme.clone(),
            visibility,
        };
        let asked = asked.remove(&id).unwrap_or_default();
        projects.push(CommitteeFileProject {
            changes: was
                .as_ref()
                .and_then(|was| portfolio::compared(was.get(&id), &then, visibility)),
            timeline: trajectories::timeline(&context, &history, days.today),
            progress_curve: trajectories::progress_curve(&context, &history, days.today),
            milestone_trend: trajectories::milestone_trend(&context, &history, days.today),
            risks: full.then(|| portfolio::feared(&then)),
            asked: full.then(|| asked.into_iter().map(|(_, asked)| asked).collect()),
            portfolio: then.shown,
        });
        clocks.extend(history.clock.map(|clock| (id, clock)));
    }
    let totals: Vec<ProjectTotals> = projects
        .iter()
        .map(|project| ProjectTotals::of(&project.portfolio))
        .collect();
    let view = CommitteeFileView {
        programme: Reference::coded(programme.id, &programme.code, &programme.title),
        on: days.today,
        at: moment.end.at,
        since,
        totals: Totals::of(totals.iter()),
        progress_curve,
        decisions: full.then_some(decisions),
        projects,
    };
    Ok((view, clocks))
}

/// The clocks of projects, by their ids.
pub type Clocks = HashMap<Uuid, UsefulMonths>;
