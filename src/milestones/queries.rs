//! SQL of milestones.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::details::MilestoneRow;
use super::life::{self, MilestoneState};
use super::model::{Dependency, Forecast, Milestone, MilestoneOutcome};
use crate::access::{Actor, Visibility};
use crate::database::schema::{forecasts, milestone_dependencies, milestones, programmes, projects};
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, Named, OfProgramme, Snapshot};
use crate::programmes::Programme;
use crate::projects::child::Parent;
use crate::projects::{Project, ProjectContext, Within, within};

/// A milestone, its project and its programme; `M` is the milestone, or it with what it is shown with.
#[derive(Clone, Debug)]
pub struct NamedMilestone<M = Milestone> {
    /// The milestone.
    pub milestone: M,
    /// Its project.
    pub project: Project,
    /// Its programme.
    pub programme: Programme,
}

/// A milestone, and its project as one caller sees it.
pub type MilestoneContext = (Milestone, ProjectContext);

impl Parent for MilestoneContext {
    type At = Key;
    type Below = (Key, Id);

    fn apart((milestone, Id(id)): (Key, Id)) -> (Key, Uuid) {
        (milestone, id)
    }

    async fn read(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<Self> {
        read_visible(snapshot, actor, key).await
    }

    fn id(&self) -> Uuid {
        self.0.id
    }

    fn location(&self) -> String {
        format!("/v1/milestones/{}", self.0.id)
    }

    fn programme(&self) -> &Programme {
        &self.1.programme
    }

    fn visibility(&self) -> Visibility {
        self.1.visibility
    }
}

/// Finds one by id or code.
macro_rules! find_named {
    ($milestone:ty, $shown_at:expr) => {
        impl Named for NamedMilestone<$milestone> {
            async fn find(mut conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
                let query = milestones::table
                    .inner_join(projects::table.inner_join(programmes::table))
                    .select((
                        <$milestone>::as_select(),
                        Project::as_select(),
                        Programme::as_select(),
                    ))
                    .into_boxed();
                let query = match key {
                    Key::Id(id) => query.filter(milestones::id.eq(*id)),
                    Key::Code(code) => query.filter(milestones::code.eq(code)),
                };
                let found: Option<($milestone, Project, Programme)> = query.first(&mut conn).await.optional()?;
                Ok(found.map(|(milestone, project, programme)| Self {
                    milestone,
                    project,
                    programme,
                }))
            }

            fn programme(&self) -> Option<OfProgramme> {
                Some(self.programme.of_programme())
            }

            fn shown_at(&self) -> Option<DateTime<Utc>> {
                let shown_at: fn(&$milestone) -> Option<DateTime<Utc>> = $shown_at;
                shown_at(&self.milestone)
            }
        }
    };
}
find_named!(Milestone, |_| None);
find_named!(MilestoneRow, |row| row.details.0.shown_at);

/// A milestone that the actor sees, by id or code, with its project; for others there is none (404).
pub async fn find_visible(conn: &AsyncPgConnection, actor: &Actor, key: &Key) -> ApiResult<MilestoneContext> {
    seen_by(actor, NamedMilestone::<Milestone>::find(conn, key).await?)
}

/// The same of a read.
pub async fn read_visible(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<MilestoneContext> {
    seen_by(actor, snapshot.find(key).await?)
}

/// The same, with what the milestone is shown with.
pub async fn read_shown(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<(MilestoneRow, ProjectContext)> {
    seen_by(actor, snapshot.find(key).await?)
}

/// For whoever may know of its project (404).
pub fn seen_by<M>(actor: &Actor, found: Option<NamedMilestone<M>>) -> ApiResult<(M, ProjectContext)> {
    let found = found.ok_or_else(ApiError::not_found)?;
    let context = ProjectContext::seen_by(actor, found.project, found.programme);
    Ok((found.milestone, context.ok_or_else(ApiError::not_found)?))
}

/// A milestone, locked. Lock its project first (`projects::lock`).
pub async fn lock(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Milestone> {
    milestones::table
        .find(id)
        .select(Milestone::as_select())
        .for_update()
        .first(&mut conn)
        .await
}

/// Every milestone of a project, by date.
pub async fn of_project(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Vec<Milestone>> {
    milestones::table
        .filter(milestones::project_id.eq(project))
        .order((milestones::forecast_on, milestones::id))
        .select(Milestone::as_select())
        .load(&mut conn)
        .await
}

/// The milestones on these tracks that were not cancelled, the earliest first.
pub async fn on_tracks(
    mut conn: &AsyncPgConnection,
    within: Within<'_>,
    tracks: &[&str],
) -> QueryResult<Vec<MilestoneOutcome>> {
    within!(milestones, within)
        .filter(milestones::track.eq_any(tracks.to_vec()))
        .filter(milestones::state.ne(MilestoneState::Cancelled))
        .order((milestones::forecast_on, milestones::id))
        .select(MilestoneOutcome::as_select())
        .load(&mut conn)
        .await
}

/// Records a forecast; the milestone's own `forecast_on` is updated by the caller.
pub async fn insert_forecast(mut conn: &AsyncPgConnection, row: &Forecast) -> QueryResult<()> {
    diesel::insert_into(forecasts::table)
        .values(row)
        .execute(&mut conn)
        .await
        .map(drop)
}

/// Every forecast of a project's milestones, by milestone, oldest first.
pub async fn forecasts_of_project(
    mut conn: &AsyncPgConnection,
    project: Uuid,
) -> QueryResult<HashMap<Uuid, Vec<Forecast>>> {
    let rows: Vec<Forecast> = forecasts::table
        .inner_join(milestones::table)
        .filter(milestones::project_id.eq(project))
        .order((forecasts::recorded_at, forecasts::id))
        .select(Forecast::as_select())
        .load(&mut conn)
        .await?;
    let mut histories: HashMap<Uuid, Vec<Forecast>> = HashMap::new();
    for row in rows {
        histories.entry(row.milestone_id).or_default().push(row);
    }
    Ok(histories)
}

/// Removes a milestone, its dependencies and its forecasts; whatever else names it keeps it.
pub async fn delete(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<()> {
    diesel::delete(milestones::table.find(id))
        .execute(&mut conn)
        .await
        .map(drop)
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// The last number that a milestone of a project ever had (migration 2026-11-28-000010).
    #[sql_name = "hist.last_milestone_number"]
    fn last_milestone_number(project: sql_types::Uuid) -> sql_types::Integer;
}

/// The next number of a milestone in a project whose row is locked. Numbers of deleted milestones
/// are not given again: codes never change their meaning.
pub async fn next_number(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<i32> {
    let last: i32 = diesel::select(last_milestone_number(project))
        .get_result(&mut conn)
        .await?;
    Ok(last + 1)
}

/// The code of a project's milestone of that number.
pub fn code(project: &Project, number: i32) -> String {
    format!("{}-M{number:02}", project.code)
}

/// The ids and codes of a project's milestones.
pub async fn peers(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Vec<(Uuid, String)>> {
    milestones::table
        .filter(milestones::project_id.eq(project))
        .select((milestones::id, milestones::code))
        .load(&mut conn)
        .await
}

/// A project's dependencies: `(a, b)` for "a depends on b".
pub async fn edges(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Vec<(Uuid, Uuid)>> {
    milestone_dependencies::table
        .inner_join(milestones::table.on(milestones::id.eq(milestone_dependencies::milestone_id)))
        .filter(milestones::project_id.eq(project))
        .select((
            milestone_dependencies::milestone_id,
            milestone_dependencies::depends_on_id,
        ))
        .load(&mut conn)
        .await
}

/// Makes a milestone depend on exactly these: only what differs is written.
pub async fn replace_dependencies(conn: &AsyncPgConnection, milestone: Uuid, on: &[Uuid]) -> QueryResult<()> {
    use milestone_dependencies::{depends_on_id, milestone_id};
    let (mut one, mut two) = (conn, conn);
    let others = milestone_dependencies::table
        .filter(milestone_id.eq(milestone))
        .filter(depends_on_id.ne_all(on.to_vec()));
    let remove = diesel::delete(others).execute(&mut one);
    let rows = on.iter().map(|on| Dependency {
        id: Uuid::now_v7(),
        milestone_id: milestone,
        depends_on_id: *on,
    });
    let insert = diesel::insert_into(milestone_dependencies::table)
        .values(rows.collect::<Vec<_>>())
        .on_conflict((milestone_id, depends_on_id))
        .do_nothing();
    try_join(remove, insert.execute(&mut two)).await.map(drop)
}

/// The milestones that must be accepted before this one can be submitted.
pub async fn depended_on(mut conn: &AsyncPgConnection, milestone: Uuid) -> QueryResult<Vec<life::Dependency>> {
    let rows: Vec<(String, MilestoneState)> = milestone_dependencies::table
        .inner_join(milestones::table.on(milestones::id.eq(milestone_dependencies::depends_on_id)))
        .filter(milestone_dependencies::milestone_id.eq(milestone))
        .order(milestones::number)
        .select((milestones::code, milestones::state))
        .load(&mut conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(code, state)| life::Dependency { code, state })
        .collect())
}
