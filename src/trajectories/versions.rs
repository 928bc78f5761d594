//! The versions that the history keeps, and what was known by them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::data_types::PgTimestamp;
use diesel::dsl::max;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::history::{Days, ProjectHistory, ToldPercent};
use crate::accompaniment::status_reports::ReportState;
use crate::database::schema::{milestones, projects, status_reports};
use crate::milestones::MilestoneState;
use crate::portfolio;
use crate::projects::{ProjectState, Within, clocks, within};
use crate::reference::Reference;
use crate::vocabulary::CodeList;

diesel::table! {
    /// Every version of a milestone, from the instant of a commit to that of the next.
    #[sql_name = "milestones"]
    hist.milestone_versions (id, valid_from) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        number -> Int4,
        code -> Text,
        title -> Text,
        track -> Text,
        weight -> Float8,
        state -> Text,
        baseline_on -> Nullable<Date>,
        forecast_on -> Date,
        submitted_on -> Nullable<Date>,
        valid_from -> Timestamptz,
        valid_to -> Timestamptz,
    }
}

diesel::table! {
    /// Every version of a progress entry. They differ in what was redacted.
    #[sql_name = "progress_entries"]
    hist.entry_versions (id, valid_from) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        milestone_id -> Nullable<Uuid>,
        occurred_on -> Date,
        percent -> Nullable<Int4>,
        corrects_id -> Nullable<Uuid>,
        reverses_id -> Nullable<Uuid>,
        recorded_at -> Timestamptz,
        valid_from -> Timestamptz,
    }
}

/// A milestone as it stood for a while.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = milestone_versions, check_for_backend(diesel::pg::Pg))]
pub struct MilestoneVersion {
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
    valid_from: DateTime<Utc>,
    valid_to: PgTimestamp,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = entry_versions, check_for_backend(diesel::pg::Pg))]
struct EntryVersion {
    id: Uuid,
    project_id: Uuid,
    milestone_id: Option<Uuid>,
    occurred_on: NaiveDate,
    percent: Option<i32>,
    corrects_id: Option<Uuid>,
    reverses_id: Option<Uuid>,
    recorded_at: DateTime<Utc>,
    valid_from: DateTime<Utc>,
}

impl MilestoneVersion {
    /// How an answer points to it.
    pub fn reference(&self) -> Reference {
        Reference::coded(self.id, &self.code, &self.title)
    }

    /// The day on which what was accepted was submitted (domain.md, "Milestones").
    pub fn actual_on(&self) -> Option<NaiveDate> {
        self.submitted_on.filter(|_| self.state.is_accepted())
    }
}

/// What was known of projects, by their ids.
pub async fn load(conn: &AsyncPgConnection, ids: &[Uuid], days: Days) -> QueryResult<HashMap<Uuid, ProjectHistory>> {
    let within = Within::these(ids);
    let (versions, entries, approvals, reports, clocks) = tokio::try_join!(
        versions(conn, within, days.as_of),
        entries(conn, within, days.as_of),
        portfolio::approvals_of(conn, within),
        reports(conn, within),
        clocks(conn, ids.to_vec()),
    )?;
    let mut histories: HashMap<Uuid, ProjectHistory> = clocks
        .into_iter()
        .map(|(id, clock)| {
            let history = ProjectHistory {
                ended_on: clock.actual_end(),
                clock: Some(clock),
                ..ProjectHistory::default()
            };
            (id, history)
        })
        .collect();
    let projects: HashMap<Uuid, Uuid> = versions.iter().map(|row| (row.id, row.project_id)).collect();
    for row in versions {
        let history = histories.entry(row.project_id).or_default();
        let known = days.between(row.valid_from, instant(row.valid_to));
        if !known.is_empty() {
            history.versions.push((known, row));
        }
    }
    for (milestone, approved_on) in approvals {
        if let Some(history) = projects.get(&milestone).and_then(|project| histories.get_mut(project)) {
            history.approvals.insert(milestone, approved_on);
        }
    }
    for (project, on) in reports {
        let history = histories.entry(project).or_default();
        if history.reports.last() != Some(&on) {
            history.reports.push(on);
        }
    }
    let replaced = replaced(&entries);
    for row in entries {
        let (Some(milestone), Some(percent)) = (row.milestone_id, row.percent) else {
            continue;
        };
        let told = ToldPercent {
            counted: days.between(row.valid_from, replaced.get(&row.id).copied()),
            place: (row.occurred_on, row.recorded_at, row.id),
            percent,
        };
        let history = histories.entry(row.project_id).or_default();
        if !told.counted.is_empty() {
            history.percents.entry(milestone).or_default().push(told);
        }
    }
    for history in histories.values_mut() {
        history
            .versions
            .sort_by_key(|(known, row)| (row.forecast_on, row.number, known.from));
    }
    Ok(histories)
}

/// An instant; none of infinity, which is that of what lasts.
fn instant(at: PgTimestamp) -> Option<DateTime<Utc>> {
    const EPOCH_OF_POSTGRES: i64 = 946_684_800_000_000;
    DateTime::from_timestamp_micros(at.0.checked_add(EPOCH_OF_POSTGRES)?)
}

/// When each entry was corrected or taken back.
fn replaced(entries: &[EntryVersion]) -> HashMap<Uuid, DateTime<Utc>> {
    let mut replaced: HashMap<Uuid, DateTime<Utc>> = HashMap::new();
    for row in entries {
        for id in [row.corrects_id, row.reverses_id].into_iter().flatten() {
            let at = replaced.entry(id).or_insert(row.valid_from);
            *at = row.valid_from.min(*at);
        }
    }
    replaced
}

async fn versions(
    mut conn: &AsyncPgConnection,
    within: Within<'_>,
    as_of: Option<DateTime<Utc>>,
) -> QueryResult<Vec<MilestoneVersion>> {
    let rows = milestone_versions::table
        .select(MilestoneVersion::as_select())
        .into_boxed();
    let rows = match as_of {
        Some(at) => rows.filter(milestone_versions::valid_from.le(at)),
        None => rows,
    };
    within!(rows => milestone_versions, within).load(&mut conn).await
}

/// The first version of each entry that tells a percent, or replaces another.
async fn entries(
    mut conn: &AsyncPgConnection,
    within: Within<'_>,
    as_of: Option<DateTime<Utc>>,
) -> QueryResult<Vec<EntryVersion>> {
    use entry_versions::{corrects_id, id, milestone_id, percent, reverses_id, valid_from};
    let tells = milestone_id.is_not_null().and(percent.is_not_null());
    let rows = entry_versions::table
        .filter(tells.or(corrects_id.is_not_null()).or(reverses_id.is_not_null()))
        .distinct_on(id)
        .order((id, valid_from))
        .select(EntryVersion::as_select())
        .into_boxed();
    let rows = match as_of {
        Some(at) => rows.filter(valid_from.le(at)),
        None => rows,
    };
    within!(rows => entry_versions, within).load(&mut conn).await
}

/// The days on which reports were published, in order, each with its project.
async fn reports(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<(Uuid, NaiveDate)>> {
    within!(status_reports, within)
        .filter(status_reports::state.eq(ReportState::Published))
        .filter(status_reports::published_on.is_not_null())
        .order(status_reports::published_on)
        .select((
            status_reports::project_id,
            status_reports::published_on.assume_not_null(),
        ))
        .load(&mut conn)
        .await
}

/// The projects of a programme that have a start and were not withdrawn, by code.
pub async fn standing(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<Uuid>> {
    projects::table
        .filter(projects::programme_id.eq(programme))
        .filter(projects::started_on.is_not_null())
        .filter(projects::state.ne(ProjectState::Withdrawn))
        .order(projects::code)
        .select(projects::id)
        .load(&mut conn)
        .await
}

/// The last day on which an open milestone of a programme is expected.
pub async fn last_forecast(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Option<NaiveDate>> {
    let open = MilestoneState::ALL.iter().copied().filter(|state| state.is_open());
    milestones::table
        .filter(milestones::programme_id.eq(programme))
        .filter(milestones::state.eq_any(open))
        .select(max(milestones::forecast_on))
        .first(&mut conn)
        .await
}
