//! SQL of lists of milestones.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{array, exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Nullable, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::details::MilestoneRow;
use super::dto::{MilestoneSort, ProgrammeMilestoneFilter, ProjectMilestoneFilter};
use super::life::MilestoneState;
use crate::access::Actor;
use crate::database::schema::{milestones, missions, projects, suspensions};
use crate::http::query::{AnyOf, any_named, any_of, dated_from};
use crate::http::wire::{Id, Instant, Key, Slug};
use crate::http::{ApiResult, Page, keyset, page_of};
use crate::programmes::Programme;
use crate::projects::ProjectContext;

type Rows = milestones::BoxedQuery<'static, Pg>;
type Condition = Box<dyn BoxableExpression<milestones::table, Pg, SqlType = Bool>>;

#[diesel::declare_sql_function]
extern "SQL" {
    /// The useful days in `[since, before)` of a project (migration 000004); the same rule as
    /// `UsefulMonths::useful_days_between`.
    fn useful_days_between(project: SqlUuid, started_on: Nullable<Date>, since: Date, before: Date) -> Integer;
}

diesel::table! {
    /// When a milestone was edited, or is shown otherwise than before (a view).
    milestone_changes (milestone_id) {
        programme_id -> Uuid,
        milestone_id -> Uuid,
        at -> Timestamptz,
    }
}
diesel::allow_tables_to_appear_in_same_query!(milestones, milestone_changes);

/// So many changes are looked up one by one.
const FEW: i64 = 2_000;

/// Where a list of what was edited begins to look.
#[derive(Clone, Copy, Debug)]
enum Search {
    /// At the changes.
    Changes,
    /// At one milestone after the other, in the list's order.
    Milestones,
}

/// Which milestones to list, on which day: what the filters of both lists have in common.
#[derive(Clone, Debug)]
pub struct MilestoneSelection {
    /// Of this programme.
    pub programme: Uuid,
    /// Only of these projects.
    pub project: Option<AnyOf<Key>>,
    /// Only of these tracks.
    pub track: Option<AnyOf<Slug>>,
    /// Only in these states.
    pub state: Option<AnyOf<MilestoneState>>,
    /// Only late ones, or only those that are not.
    pub late: Option<bool>,
    /// Only of the projects and tracks of these organisations' missions.
    pub provider: Option<AnyOf<Id>>,
    /// Only those edited since.
    pub updated_since: Option<Instant>,
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
            project: Some(AnyOf::one(Key::Id(context.project.id))),
            track: filter.track.clone(),
            state: filter.state.clone(),
            late: filter.late.map(|late| late.0),
            provider: None,
            updated_since: filter.updated_since.clone(),
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
            track: filter.track.clone(),
            state: filter.state.clone(),
            late: filter.late.map(|late| late.0),
            provider: filter.provider.clone(),
            updated_since: filter.updated_since.clone(),
            due_before: filter.due_before.as_ref().map(|day| day.0),
            due_after: filter.due_after.as_ref().map(|day| day.0),
            today,
        }
    }

    /// How to find what was edited since: few changes are looked up each, among many a page of milestones is soon full.
    async fn search(&self, mut conn: &AsyncPgConnection) -> QueryResult<Search> {
        let Some(from) = self.updated_since.as_ref().map(dated_from) else {
            return Ok(Search::Milestones);
        };
        if self.project.is_some() {
            return Ok(Search::Milestones);
        }
        let changes = milestone_changes::table
            .filter(milestone_changes::programme_id.eq(self.programme))
            .filter(milestone_changes::at.ge(from))
            .select(milestone_changes::milestone_id)
            .offset(FEW);
        let one_more: Option<Uuid> = changes.first(&mut conn).await.optional()?;
        Ok(one_more.map_or(Search::Changes, |_| Search::Milestones))
    }

    /// The milestones of the selection that the actor sees.
    fn rows(&self, actor: &Actor, search: Search) -> Rows {
        let query = milestones::table
            .into_boxed()
            .filter(milestones::programme_id.eq(self.programme));
        let mut query = any_named!(query, milestones::project_id, projects, self.project);
        let scope = actor.visible_scope();
        let is_seen = |key: &Key| key.id().is_some_and(|id| scope.projects.contains(&id));
        let named = self.project.as_ref().map_or(&[][..], AnyOf::values);
        if !scope.programmes.contains(&self.programme) && (named.is_empty() || !named.iter().all(is_seen)) {
            query = query.filter(milestones::project_id.eq_any(scope.projects));
        }
        query = any_of!(query, milestones::track, self.track, |track| track.0.clone());
        query = any_of!(query, milestones::state, self.state, |state| *state);
        if let Some(from) = self.updated_since.as_ref().map(dated_from) {
            let own = actor.visible_scope().projects;
            let changed = changed_since(self.programme, from, search);
            query = match actor.only_observed().contains(&self.programme) {
                true => query.filter(changed.or(milestones::project_id.ne_all(own))),
                false => query.filter(changed),
            };
        }
        if let Some(day) = self.due_before {
            query = query.filter(milestones::forecast_on.lt(day));
        }
        if let Some(day) = self.due_after {
            query = query.filter(milestones::forecast_on.ge(day));
        }
        if let Some(providers) = self.provider.as_ref().map(|ids| ids.map(|id| id.0)) {
            query = match actor.coordinates(self.programme) {
                true => query.filter(worked_on_by(providers)),
                false => query.filter(known_to_be_worked_on_by(providers, actor)),
            };
        }
        match self.late {
            Some(true) => query.filter(late(self.today)),
            Some(false) => query.filter(not(late(self.today))),
            None => query,
        }
    }
}

/// That it was edited since, or is shown otherwise since then.
fn changed_since(programme: Uuid, from: DateTime<Utc>, search: Search) -> Condition {
    let changes = milestone_changes::table
        .filter(milestone_changes::programme_id.eq(programme))
        .filter(milestone_changes::at.ge(from));
    match search {
        Search::Changes => Box::new(milestones::id.eq_any(array(changes.select(milestone_changes::milestone_id)))),
        // `offset 0`: else the planner would look all changes up first.
        Search::Milestones => {
            let of_one = changes.filter(milestone_changes::milestone_id.eq(milestones::id));
            Box::new(exists(of_one.offset(0)))
        }
    }
}

/// That any of the providers has a mission on the milestone.
fn worked_on_by(providers: Vec<Uuid>) -> Condition {
    let of_providers = missions::table.filter(missions::provider_id.eq_any(providers));
    let on_track = of_providers
        .clone()
        .filter(missions::project_id.eq(milestones::project_id))
        .filter(missions::tracks.contains(array((milestones::track,))));
    // Where they work at all is asked first: few projects are few milestones.
    let at_work = array(of_providers.select(missions::project_id));
    Box::new(milestones::project_id.eq_any(at_work).and(exists(on_track)))
}

/// The same, as far as an actor who does not coordinate may know of it: a filter must not tell of other missions.
/// A provider knows its own organisation's, a laureate its projects', an observer none.
fn known_to_be_worked_on_by(providers: Vec<Uuid>, actor: &Actor) -> Condition {
    let own: Vec<Uuid> = providers
        .iter()
        .copied()
        .filter(|id| actor.organisation == Some(*id))
        .collect();
    let owned: Vec<Uuid> = actor.laureate_of.iter().map(|own| own.project).collect();
    let on_owned = milestones::project_id.eq_any(owned).and(worked_on_by(providers));
    Box::new(worked_on_by(own).or(on_owned))
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
    let search = selection.search(conn).await?;
    let query = selection.rows(actor, search);
    let id = milestones::id;
    let query = match sort {
        MilestoneSort::ForecastOn => keyset!(query, asc milestones::forecast_on, id, page.after::<_, NaiveDate>(sort)?),
        MilestoneSort::ForecastOnDescending => {
            keyset!(query, desc milestones::forecast_on, id, page.after::<_, NaiveDate>(sort)?)
        }
        MilestoneSort::Code => keyset!(query, asc milestones::code, id, page.after::<_, String>(sort)?),
        MilestoneSort::CodeDescending => keyset!(query, desc milestones::code, id, page.after::<_, String>(sort)?),
    };
    Ok(page_of!(conn, page, query, selection.rows(actor, search), MilestoneRow))
}
