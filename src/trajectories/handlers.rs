//! The operations that tell how projects moved.

use actix_web::get;
use chrono::{Months, NaiveDate};
use chrono_tz::Tz;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;

use super::curve::Curve;
use super::dto::{MilestoneTrendView, ProgrammeCurveView, ProgressCurveView, TimelineView};
use super::history::{Days, ProjectHistory};
use super::programme::ProgrammeCurve;
use super::{curve, pictures, timeline, trend, versions};
use crate::access::Visibility;
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Picture, Read};
use crate::plans::may_read_baselines;
use crate::portfolio;
use crate::programmes::{self, Programme};
use crate::projects::{self, ProjectContext};
use crate::reference::Reference;

/// How many projects are read at once.
const AT_ONCE: usize = 250;
/// A programme's curve goes back no further from today, and is twice as long at most.
const FURTHEST_BACK: Months = Months::new(60);
const LONGEST: Months = Months::new(120);

/// Shows a project's timeline.
///
/// Its milestones with their baseline, forecast and actual dates, its suspensions and its end: in JSON, or drawn (`image/svg+xml`).
#[utoipa::path(tag = "projects", responses((status = 200, description = "The timeline.",
    content((TimelineView = "application/json"), (Picture = "image/svg+xml", example = json!(Picture::EXAMPLE))))))]
#[get("/v1/projects/{project}/timeline")]
pub async fn get_timeline(read: Read, Path(project): Path<Key>) -> ApiResult {
    let told = Told::of(&read, &project).await?;
    let view = timeline::timeline(&told.context, &told.history, told.today);
    read.ok_drawn(&view, || pictures::timeline(&view, read.language))
}

/// Shows a project's progress curve.
///
/// What was planned, reached and is forecast, each point on the calendar and on the axis of useful months, and when the project is
/// likely to end: in JSON, or drawn (`image/svg+xml`). To an observer, without what was planned.
#[utoipa::path(tag = "projects", responses((status = 200, description = "The curve.",
    content((ProgressCurveView = "application/json"), (Picture = "image/svg+xml", example = json!(Picture::EXAMPLE))))))]
#[get("/v1/projects/{project}/progress-curve")]
pub async fn get_progress_curve(read: Read, Path(project): Path<Key>) -> ApiResult {
    let told = Told::of(&read, &project).await?;
    let view = curve::progress_curve(&told.context, &told.history, told.today);
    let clock = told.history.clock.as_ref();
    read.ok_drawn(&view, || pictures::progress_curve(&view, clock, read.language))
}

/// Shows how the forecasts of a project's milestones moved.
///
/// What was expected of each as every report was published, and today: in JSON, or drawn (`image/svg+xml`). To an observer, of what is
/// accepted.
#[utoipa::path(tag = "projects", responses((status = 200, description = "The trend.",
    content((MilestoneTrendView = "application/json"), (Picture = "image/svg+xml", example = json!(Picture::EXAMPLE))))))]
#[get("/v1/projects/{project}/milestone-trend")]
pub async fn get_milestone_trend(read: Read, Path(project): Path<Key>) -> ApiResult {
    let told = Told::of(&read, &project).await?;
    let view = trend::milestone_trend(&told.context, &told.history, told.today);
    read.ok_drawn(&view, || pictures::milestone_trend(&view, read.language))
}

/// Shows the mean progress curve of a programme's projects.
///
/// Of those that have a start and were not withdrawn, on the calendar and on the axis of useful months, ten years at most, from five years back on: in JSON, or
/// drawn (`image/svg+xml`). For those who see the portfolio; to an observer, without what was planned.
#[utoipa::path(tag = "portfolio", responses((status = 200, description = "The curve.",
    content((ProgrammeCurveView = "application/json"), (Picture = "image/svg+xml", example = json!(Picture::EXAMPLE))))))]
#[get("/v1/programmes/{programme}/progress-curve")]
pub async fn get_programme_progress_curve(read: Read, Path(programme): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let programme = programmes::read_named(&conn, &read.actor, &programme).await?;
    let visibility = portfolio::seen_by(&read.actor, programme.id)?;
    let days = days_of(&read, programme.zone());
    let view = programme_curve(&conn, &programme, visibility, days).await?;
    read.ok_drawn(&view, || pictures::programme_curve(&view, read.language))
}

/// The mean curve of a programme, as much of it as is shown.
pub async fn programme_curve(
    conn: &AsyncPgConnection,
    programme: &Programme,
    visibility: Visibility,
    days: Days,
) -> QueryResult<ProgrammeCurveView> {
    let (ids, last) = try_join(
        versions::standing(conn, programme.id),
        versions::last_forecast(conn, programme.id),
    )
    .await?;
    let clocks = projects::clocks(conn, ids.clone()).await?;
    let first = clocks.values().map(|clock| clock.start()).min();
    let ends = clocks
        .values()
        .filter_map(|clock| clock.earliest_end(days.today.max(clock.start())));
    let last = ends.chain(last).fold(days.today, NaiveDate::max);
    let planned_shown = may_read_baselines(visibility).is_ok();
    let mut sums = first.map_or_else(ProgrammeCurve::default, |first| {
        let earliest = days.today.checked_sub_months(FURTHEST_BACK).unwrap_or(first);
        let first = first.max(earliest);
        let furthest = first.checked_add_months(LONGEST).unwrap_or(NaiveDate::MAX);
        ProgrammeCurve::within(first, last.min(furthest), days.today)
    });
    for ids in ids.chunks(AT_ONCE) {
        let histories = versions::load(conn, ids, days).await?;
        for history in ids.iter().filter_map(|id| histories.get(id)) {
            sums.extend(Curve::of(history, days.today, planned_shown));
        }
    }
    Ok(ProgrammeCurveView {
        programme: Reference::coded(programme.id, &programme.code, &programme.title),
        on: days.today,
        by_date: sums.by_date(),
        by_useful_month: sums.by_useful_month(),
    })
}

/// The days of a read, where the programme is.
fn days_of<F>(read: &Read<F>, zone: Tz) -> Days {
    Days {
        zone,
        today: read.today(zone),
        as_of: read.as_of(),
    }
}

/// What a read of a project tells.
struct Told {
    context: ProjectContext,
    history: ProjectHistory,
    today: NaiveDate,
}

impl Told {
    async fn of(read: &Read, project: &Key) -> ApiResult<Self> {
        let conn = read.snapshot().await?;
        let context = projects::read_visible(&conn, &read.actor, project).await?;
        let days = days_of(read, context.programme.zone());
        let mut histories = versions::load(&conn, &[context.project.id], days).await?;
        Ok(Self {
            history: histories.remove(&context.project.id).unwrap_or_default(),
            today: days.today,
            context,
        })
    }
}
