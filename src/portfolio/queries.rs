//! What a portfolio is made of, in one round trip: the statements are pipelined. Each reads rows of the
//! programme, or of the projects, alone, by an index.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::{not, sum};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::accompaniment::risks::TopRisk;
use crate::accompaniment::status_reports::CurrentReport;
use crate::accompaniment::{risks, status_reports};
use crate::database::schema::{
    baseline_dates, baselines, extensions, milestones, organisations, programme_tracks, progress_entries, projects,
    suspensions,
};
use crate::milestones::{MilestoneOutcome, MilestoneState};
use crate::missions;
use crate::progress::{corrected_in, reversed_in};
use crate::projects::{Project, Within, within};
use crate::readiness::{self, FactsByProject, GATE_TRACKS, by_gate};
use crate::suspensions::Suspension;
use crate::vocabulary::Gate;

/// The rows of a programme's portfolio.
#[derive(Debug)]
pub struct PortfolioRows {
    /// Its projects with their laureates' names, by code, each with its rows.
    pub projects: Vec<ProjectRows>,
    /// The codes of its tracks, in their order.
    pub tracks: Vec<String>,
    /// The percent of each milestone's latest entry.
    pub percents: HashMap<Uuid, Option<i32>>,
    /// The day on which each milestone's last baseline was approved.
    pub approvals: HashMap<Uuid, NaiveDate>,
    /// What the gates of readiness are assessed by.
    pub facts: FactsByProject,
}

/// The rows of one project.
#[derive(Debug)]
pub struct ProjectRows {
    /// The project.
    pub project: Project,
    /// Its laureate's name.
    pub laureate: String,
    /// Its suspensions that were not cancelled, by date.
    pub suspensions: Vec<Suspension>,
    /// The useful months added to it.
    pub added_months: i64,
    /// Its milestones, by forecast.
    pub milestones: Vec<PortfolioMilestone>,
    /// What its latest published report says.
    pub report: Option<CurrentReport>,
    /// The person-days logged for it, in how many of how many entries.
    pub logged: Effort,
    /// The person-days ordered for it, in how many of how many missions.
    pub ordered: Effort,
    /// The most critical of its risks.
    pub top_risk: Option<TopRisk>,
    /// How many of its datasets are blocked.
    pub data_blocked: i64,
    /// The waivers in force.
    pub waivers: HashMap<Gate, Uuid>,
}

/// A milestone, as far as a portfolio goes.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = milestones, check_for_backend(diesel::pg::Pg))]
pub struct PortfolioMilestone {
    pub id: Uuid,
    pub project_id: Uuid,
    pub number: i32,
    pub code: String,
    pub title: String,
    pub track: String,
    pub weight: f64,
    pub state: MilestoneState,
    pub baseline_on: Option<NaiveDate>,
    pub forecast_on: NaiveDate,
    pub submitted_on: Option<NaiveDate>,
}

/// A sum of a project: how much, over how many known, of how many.
pub type Effort = (Option<f64>, i64, i64);

type OfProject<T> = (Uuid, T);

/// The ids of a programme's projects, by code.
pub async fn ids_of(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<Uuid>> {
    projects::table
        .filter(projects::programme_id.eq(programme))
        .order(projects::code)
        .select(projects::id)
        .load(&mut conn)
        .await
}

/// Gathers the rows of a programme's portfolio, or of some of its projects.
pub async fn load(
    conn: &AsyncPgConnection,
    programme: Uuid,
    within: Within<'_>,
    today: NaiveDate,
) -> QueryResult<PortfolioRows> {
    let (
        projects,
        tracks,
        suspensions,
        added_months,
        milestones,
        percents,
        approvals,
        reports,
        logged,
        orders,
        top_risks,
        sources,
        waivers,
    ) = tokio::try_join!(
        projects_of(conn, within),
        tracks_of(conn, programme),
        suspensions_of(conn, within),
        added_months_of(conn, within),
        milestones_of(conn, within),
        percents_of(conn, programme, within),
        approvals_of(conn, within),
        status_reports::current_of(conn, within),
        missions::logged(conn, within),
        missions::orders(conn, within),
        risks::top_of(conn, within),
        readiness::Sources::load(conn, within, today),
        readiness::waivers_in_force(conn, within, today),
    )?;
    let on_tracks = milestones.iter().filter_map(PortfolioMilestone::outcome);
    let data_blocked = sources.blocked_datasets();
    let facts = sources.facts(&tracks, on_tracks, orders.unsettled(&logged, today));
    let mut waivers = grouped(waivers, |row| row.project_id);
    let top_risks: HashMap<Uuid, TopRisk> = top_risks.into_iter().collect();
    let mut suspensions = grouped(suspensions, |row| row.project_id);
    let mut milestones = grouped(milestones, |row| row.project_id);
    let added_months: HashMap<Uuid, Option<i64>> = added_months.into_iter().collect();
    let reports: HashMap<Uuid, CurrentReport> = reports.into_iter().collect();
    let logged = logged
        .iter()
        .map(|month| (month.project_id, (month.person_days, month.known, month.entries)));
    let logged = summed(logged);
    let ordered = orders
        .missions
        .iter()
        .map(|order| (order.project_id, known_days(order.ordered_days)));
    let ordered = summed(ordered);
    let projects = projects.into_iter().map(|(project, laureate)| {
        let id = project.id;
        let mut suspensions = suspensions.remove(&id).unwrap_or_default();
        suspensions.sort_by_key(|row| (row.from_on, row.id));
        let mut milestones = milestones.remove(&id).unwrap_or_default();
        milestones.sort_by_key(|row| (row.forecast_on, row.number));
        ProjectRows {
            project,
            laureate,
            suspensions,
            added_months: added_months.get(&id).copied().flatten().unwrap_or_default(),
            milestones,
            report: reports.get(&id).copied(),
            logged: logged.get(&id).copied().unwrap_or_default(),
            ordered: ordered.get(&id).copied().unwrap_or_default(),
            top_risk: top_risks.get(&id).copied(),
            data_blocked: data_blocked.get(&id).copied().unwrap_or_default(),
            waivers: by_gate(&waivers.remove(&id).unwrap_or_default()),
        }
    });
    Ok(PortfolioRows {
        projects: projects.collect(),
        tracks,
        percents: percents.into_iter().collect(),
        approvals: approvals.into_iter().collect(),
        facts,
    })
}

impl PortfolioMilestone {
    /// What counts of it for the gates of readiness.
    fn outcome(&self) -> Option<MilestoneOutcome> {
        let counts = self.state != MilestoneState::Cancelled && GATE_TRACKS.contains(&self.track.as_str());
        counts.then(|| MilestoneOutcome {
            id: self.id,
            project_id: self.project_id,
            code: self.code.clone(),
            track: self.track.clone(),
            state: self.state,
        })
    }
}

/// One order.
fn known_days(days: Option<f64>) -> Effort {
    (days, i64::from(days.is_some()), 1)
}

/// The sums of each project.
fn summed(parts: impl Iterator<Item = (Uuid, Effort)>) -> HashMap<Uuid, Effort> {
    let mut sums: HashMap<Uuid, Effort> = HashMap::new();
    for (project, (days, known, of)) in parts {
        let sum = sums.entry(project).or_default();
        sum.0 = match (sum.0, days) {
            (Some(one), Some(other)) => Some(one + other),
            (one, other) => one.or(other),
        };
        sum.1 += known;
        sum.2 += of;
    }
    sums
}

/// Rows by project.
pub fn grouped<T>(rows: Vec<T>, project_of: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut groups: HashMap<Uuid, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(project_of(&row)).or_default().push(row);
    }
    groups
}

async fn projects_of(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<(Project, String)>> {
    let rows = projects::table.inner_join(organisations::table).into_boxed();
    let rows = match within {
        Within::Project(id) => rows.filter(projects::id.eq(id)),
        Within::Projects(ids) => rows.filter(projects::id.eq_any(ids.to_vec())),
        Within::Programme(programme) => rows.filter(projects::programme_id.eq(programme)),
    };
    rows.order(projects::code)
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

async fn suspensions_of(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<Suspension>> {
    within!(suspensions by project, within)
        .filter(suspensions::cancelled_at.is_null())
        .select(Suspension::as_select())
        .load(&mut conn)
        .await
}

async fn added_months_of(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<OfProject<Option<i64>>>> {
    let sums = extensions::table
        .filter(extensions::cancelled_at.is_null())
        .group_by(extensions::project_id)
        .select((extensions::project_id, sum(extensions::useful_months)))
        .into_boxed();
    within!(sums => extensions by project, within).load(&mut conn).await
}

async fn milestones_of(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<PortfolioMilestone>> {
    within!(milestones, within)
        .select(PortfolioMilestone::as_select())
        .load(&mut conn)
        .await
}

async fn percents_of(
    mut conn: &AsyncPgConnection,
    programme: Uuid,
    within: Within<'_>,
) -> QueryResult<Vec<(Uuid, Option<i32>)>> {
    use progress_entries::{id, milestone_id, occurred_on, percent, recorded_at};
    let latest = progress_entries::table
        .filter(milestone_id.is_not_null().and(percent.is_not_null()))
        .filter(not(id.eq_any(corrected_in(programme))))
        .filter(not(id.eq_any(reversed_in(programme))))
        .distinct_on(milestone_id)
        .order((milestone_id, occurred_on.desc(), recorded_at.desc(), id.desc()))
        .select((milestone_id.assume_not_null(), percent))
        .into_boxed();
    within!(latest => progress_entries, within).load(&mut conn).await
}

/// The day on which each milestone's last baseline was approved.
pub async fn approvals_of(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<(Uuid, NaiveDate)>> {
    let latest = baseline_dates::table
        .inner_join(baselines::table)
        .distinct_on(baseline_dates::milestone_id)
        .order((baseline_dates::milestone_id, baselines::number.desc()))
        .select((baseline_dates::milestone_id, baselines::approved_on))
        .into_boxed();
    within!(latest => baselines by project, within).load(&mut conn).await
}
