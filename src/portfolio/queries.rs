//! What a portfolio is made of, in one round trip: the statements are pipelined.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::{count, count_star, exists, not, sum};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::database::schema::{
    baseline_dates, baselines, extensions, health_reports, milestones, missions, organisations, programme_tracks,
    progress_entries, projects, suspensions,
};
use crate::milestones::Milestone;
use crate::progress::correction;
use crate::projects::Project;
use crate::suspensions::Suspension;
use crate::vocabulary::Health;

/// The rows of a programme's portfolio.
#[derive(Debug)]
pub struct PortfolioRows {
    /// Its projects with their laureates' names, by code.
    pub projects: Vec<(Project, String)>,
    /// The codes of its tracks, in their order.
    pub tracks: Vec<String>,
    /// Every suspension that was not cancelled, by date.
    pub suspensions: Vec<Suspension>,
    /// The useful months added to each project.
    pub added_months: Vec<(Uuid, Option<i64>)>,
    /// Every milestone, by forecast.
    pub milestones: Vec<Milestone>,
    /// The percent of each milestone's latest entry.
    pub percents: HashMap<Uuid, Option<i32>>,
    /// The day on which each milestone's last baseline was approved.
    pub approvals: HashMap<Uuid, NaiveDate>,
    /// The last health report of each project.
    pub health: Vec<(Uuid, Health, NaiveDate)>,
    /// The person-days logged for each project, in how many of how many entries.
    pub logged: Vec<Effort>,
    /// The person-days ordered for each project, in how many of how many missions.
    pub ordered: Vec<Effort>,
}

/// A sum for a project: how much, over how many known, of how many.
pub type Effort = (Uuid, Option<f64>, i64, i64);

/// Gathers the rows of a programme's portfolio.
pub async fn load(conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<PortfolioRows> {
    let (projects, tracks, suspensions, added_months, milestones, percents, approvals, health, logged, ordered) = tokio::try_join!(
        projects_of(conn, programme),
        tracks_of(conn, programme),
        suspensions_of(conn, programme),
        added_months_of(conn, programme),
        milestones_of(conn, programme),
        percents_of(conn, programme),
        approvals_of(conn, programme),
        health_of(conn, programme),
        logged_in(conn, programme),
        ordered_for(conn, programme),
    )?;
    Ok(PortfolioRows {
        projects,
        tracks,
        suspensions,
        added_months,
        milestones,
        percents: percents.into_iter().collect(),
        approvals: approvals.into_iter().collect(),
        health,
        logged,
        ordered,
    })
}

async fn projects_of(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<(Project, String)>> {
    projects::table
        .inner_join(organisations::table)
        .filter(projects::programme_id.eq(programme))
        .order(projects::code)
        .select((Project::as_select(), organisations::name))
        .load(&mut conn)
        .await
}

async fn tracks_of(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<String>> {
    programme_tracks::table
        .filter(programme_tracks::programme_id.eq(programme))
        .order(programme_tracks::position)
        .select(programme_tracks::code)
        .load(&mut conn)
        .await
}

async fn suspensions_of(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<Suspension>> {
    suspensions::table
        .inner_join(projects::table)
        .filter(projects::programme_id.eq(programme))
        .filter(suspensions::cancelled_at.is_null())
        .order((suspensions::from_on, suspensions::id))
        .select(Suspension::as_select())
        .load(&mut conn)
        .await
}

async fn added_months_of(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<(Uuid, Option<i64>)>> {
    extensions::table
        .inner_join(projects::table)
        .filter(projects::programme_id.eq(programme))
        .filter(extensions::cancelled_at.is_null())
        .group_by(extensions::project_id)
        .select((extensions::project_id, sum(extensions::useful_months)))
        .load(&mut conn)
        .await
}

async fn milestones_of(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<Milestone>> {
    milestones::table
        .inner_join(projects::table)
        .filter(projects::programme_id.eq(programme))
        .order((milestones::forecast_on, milestones::number))
        .select(Milestone::as_select())
        .load(&mut conn)
        .await
}

async fn percents_of(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<(Uuid, Option<i32>)>> {
    use progress_entries::{id, milestone_id, occurred_on, percent, recorded_at};
    progress_entries::table
        .inner_join(projects::table)
        .filter(projects::programme_id.eq(programme))
        .filter(milestone_id.is_not_null().and(percent.is_not_null()))
        .filter(not(exists(correction())))
        .distinct_on(milestone_id)
        .order((milestone_id, occurred_on.desc(), recorded_at.desc(), id.desc()))
        .select((milestone_id.assume_not_null(), percent))
        .load(&mut conn)
        .await
}

async fn approvals_of(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<(Uuid, NaiveDate)>> {
    baseline_dates::table
        .inner_join(baselines::table.inner_join(projects::table))
        .filter(projects::programme_id.eq(programme))
        .distinct_on(baseline_dates::milestone_id)
        .order((baseline_dates::milestone_id, baselines::number.desc()))
        .select((baseline_dates::milestone_id, baselines::approved_on))
        .load(&mut conn)
        .await
}

async fn health_of(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<(Uuid, Health, NaiveDate)>> {
    use health_reports::{id, overall, project_id, reported_at, reported_on};
    health_reports::table
        .inner_join(projects::table)
        .filter(projects::programme_id.eq(programme))
        .distinct_on(project_id)
        .order((project_id, reported_at.desc(), id.desc()))
        .select((project_id, overall, reported_on))
        .load(&mut conn)
        .await
}

async fn logged_in(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<Effort>> {
    use progress_entries::{person_days, project_id};
    progress_entries::table
        .inner_join(projects::table)
        .filter(projects::programme_id.eq(programme))
        .filter(not(exists(correction())))
        .group_by(project_id)
        .select((project_id, sum(person_days), count(person_days), count_star()))
        .load(&mut conn)
        .await
}

async fn ordered_for(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<Effort>> {
    use missions::{ordered_days, project_id};
    missions::table
        .inner_join(projects::table)
        .filter(projects::programme_id.eq(programme))
        .group_by(project_id)
        .select((project_id, sum(ordered_days), count(ordered_days), count_star()))
        .load(&mut conn)
        .await
}
