//! SQL of lists of milestones.

use chrono::NaiveDate;
use diesel::dsl::{array, exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Date, Nullable, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::details::MilestoneRow;
use super::dto::{MilestoneSort, ProgrammeMilestoneFilter, ProjectMilestoneFilter};
use super::life::MilestoneState;
use crate::access::Actor;
use crate::database::schema::{milestones, missions, projects, suspensions};
use crate::http::wire::Key;
use crate::http::{ApiResult, Page, keyset, page_of};
use crate::programmes::Programme;
use crate::projects::ProjectContext;

type Rows = milestones::BoxedQuery<'static, Pg>;

#[diesel::declare_sql_function]
extern "SQL" {
    /// The useful days in `[since, before)` of a project (migration 000004); the same rule as
    /// `UsefulMonths::useful_days_between`.
    fn useful_days_between(project: SqlUuid, started_on: Nullable<Date>, since: Date, before: Date) -> Integer;
}

/// Which milestones to list, on which day: what the filters of both lists have in common.
#[derive(Clone, Debug)]
pub struct MilestoneSelection {
    /// Of this programme.
    pub programme: Uuid,
    /// Only of this project.
    pub project: Option<Key>,
    /// Only of this track.
    pub track: Option<String>,
    /// Only in this state.
    pub state: Option<MilestoneState>,
    /// Only late ones, or only those that are not.
    pub late: Option<bool>,
    /// Only of the projects and tracks of this organisation's missions.
    pub provider: Option<Uuid>,
    /// Only with a forecast before this day.
    pub due_before: Option<NaiveDate>,
    /// Only with a forecast on this day or after.
    pub due_after: Option<NaiveDate>,
    /// The day on which "late" is read.
    pub today: NaiveDate,
}

impl MilestoneSelection {
    /// What is selected of a project.
    pub fn of_project(context: &ProjectContext, filter: &ProjectMilestoneFilter, today: NaiveDate) -> Self {
        Self {
            programme: context.programme.id,
            project: Some(Key::Id(context.project.id)),
            track: filter.track.clone().map(Into::into),
            state: filter.state,
            late: filter.late.map(|late| late.0),
            provider: None,
            due_before: None,
            due_after: None,
            today,
        }
    }

    /// What is selected of a programme.
    pub fn of_programme(programme: &Programme, filter: &ProgrammeMilestoneFilter, today: NaiveDate) -> Self {
        Self {
            programme: programme.id,
            project: filter.project.clone(),
            track: filter.track.clone().map(Into::into),
            state: filter.state,
            late: filter.late.map(|late| late.0),
            provider: filter.provider.as_ref().map(|id| id.0),
            due_before: filter.due_before.as_ref().map(|day| day.0),
            due_after: filter.due_after.as_ref().map(|day| day.0),
            today,
        }
    }

    /// The milestones of the selection that the actor sees.
    fn rows(&self, actor: &Actor) -> Rows {
        let mut query = milestones::table
            .into_boxed()
            .filter(milestones::programme_id.eq(self.programme));
        query = match &self.project {
            Some(Key::Id(id)) => query.filter(milestones::project_id.eq(*id)),
            Some(Key::Code(code)) => {
                let named = projects::table.filter(projects::code.eq(code.clone()));
                query.filter(
                    milestones::project_id
                        .nullable()
                        .eq(named.select(projects::id).single_value()),
                )
            }
            None => query,
        };
        let scope = actor.visible_scope();
        let named = self.project.as_ref().and_then(Key::id);
        if !scope.programmes.contains(&self.programme) && !named.is_some_and(|id| scope.projects.contains(&id)) {
            query = query.filter(milestones::project_id.eq_any(scope.projects));
        }
        if let Some(track) = &self.track {
            query = query.filter(milestones::track.eq(track.clone()));
        }
        if let Some(state) = self.state {
            query = query.filter(milestones::state.eq(state));
        }
        if let Some(day) = self.due_before {
            query = query.filter(milestones::forecast_on.lt(day));
        }
        if let Some(day) = self.due_after {
            query = query.filter(milestones::forecast_on.ge(day));
        }
        if let Some(provider) = self.provider {
            let of_provider = missions::table.filter(missions::provider_id.eq(provider));
            let on_track = of_provider
                .filter(missions::project_id.eq(milestones::project_id))
                .filter(missions::tracks.contains(array((milestones::track,))));
            // Where the provider works at all is asked first: few projects are few milestones.
            let at_work = array(of_provider.select(missions::project_id));
            query = query
                .filter(milestones::project_id.eq_any(at_work))
                .filter(exists(on_track));
            if !actor.coordinates(self.programme) {
                query = query.filter(milestones::project_id.eq_any(known_work(actor, provider)));
            }
        }
        match self.late {
            Some(true) => query.filter(late(self.today)),
            Some(false) => query.filter(not(late(self.today))),
            None => query,
        }
    }
}

/// Where an actor who does not coordinate may know a provider to work: a filter must not tell of other
/// missions. A provider knows its own organisation's, a laureate its projects', an observer none.
fn known_work(actor: &Actor, provider: Uuid) -> Vec<Uuid> {
    let own = actor.missions.iter().filter(|_| actor.organisation == Some(provider));
    let owned = actor.laureate_of.iter().map(|own| own.project);
    own.map(|mission| mission.project).chain(owned).collect()
}

/// What `MilestoneDates::late` says, in SQL. Only a project that was suspended since has its useful
/// days counted.
#[diesel::dsl::auto_type(no_type_alias)]
fn late(today: NaiveDate) -> _ {
    let suspended_since = suspensions::table
        .filter(suspensions::project_id.eq(milestones::project_id))
        .filter(suspensions::cancelled_at.is_null())
        .filter(suspensions::from_on.lt(today))
        .filter(
            suspensions::until_on
                .is_null()
                .or(suspensions::until_on.gt(milestones::forecast_on.nullable())),
        );
    let elapsed = useful_days_between(projects::id, projects::started_on, milestones::forecast_on, today);
    let begun = exists(
        projects::table
            .filter(projects::id.eq(milestones::project_id))
            .filter(projects::started_on.lt(today))
            .filter(not(exists(suspended_since)).or(elapsed.ge(1_i32))),
    );
    milestones::owed.and(milestones::forecast_on.lt(today)).and(begun)
}

/// One page of the milestones that are selected and that the actor sees, and their number if it is
/// asked for.
pub async fn list(
    conn: &AsyncPgConnection,
    actor: &Actor,
    selection: &MilestoneSelection,
    sort: MilestoneSort,
    page: &Page,
) -> ApiResult<(Vec<MilestoneRow>, Option<i64>)> {
    let query = selection.rows(actor);
    let id = milestones::id;
    let query = match sort {
        MilestoneSort::ForecastOn => keyset!(query, asc milestones::forecast_on, id, page.after::<_, NaiveDate>(sort)?),
        MilestoneSort::ForecastOnDescending => {
            keyset!(query, desc milestones::forecast_on, id, page.after::<_, NaiveDate>(sort)?)
        }
        MilestoneSort::Code => keyset!(query, asc milestones::code, id, page.after::<_, String>(sort)?),
        MilestoneSort::CodeDescending => keyset!(query, desc milestones::code, id, page.after::<_, String>(sort)?),
    };
    Ok(page_of!(conn, page, query, selection.rows(actor), MilestoneRow))
}
