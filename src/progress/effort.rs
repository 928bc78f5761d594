//! Effort: who spent how many days on what, month by month.

use std::collections::{BTreeMap, HashMap};

use actix_web::get;
use chrono::NaiveDate;
use diesel::dsl::{count, count_star, exists, not, sum};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::policy;
use super::queries::{corrected_in, correction};
use crate::database::schema::{organisations, progress_entries};
use crate::http::query::{AnyOf, any_of, filter};
use crate::http::wire::{CivilDate, Id, Key, Slug};
use crate::http::{ApiResult, Path, Read};
use crate::known::Known;
use crate::organisations::OrganisationReference;
use crate::{programmes, projects};

filter! {
    /// Which work to count.
    pub struct EffortFilter {
        /// Only on this track.
        pub track: AnyOf<Slug>,
        /// Only of this organisation.
        pub organisation: AnyOf<Id>,
        /// Only of work on this day or later.
        pub since: CivilDate,
        /// Only of work before this day.
        pub until: CivilDate,
    }
}

/// The effort spent, by organisation, track and month; corrected entries aside.
#[derive(Debug, Serialize, ToSchema)]
pub struct EffortView {
    /// The civil date of the reading.
    pub as_of: NaiveDate,
    /// All of it, in person-days.
    #[schema(example = 12.25)]
    pub logged_days: f64,
    /// How many entries say how long they took, of how many.
    pub logged_over: Known,
    /// By month, then track, then organisation.
    pub months: Vec<MonthlyEffort>,
}

/// What one organisation spent on one track in one month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthlyEffort {
    /// The calendar month of the work.
    #[schema(example = "2019-03", pattern = r"^\d{4}-\d{2}$")]
    pub month: String,
    /// The track.
    #[schema(example = "technical_support")]
    pub track: String,
    /// The organisation of those who logged; null for work that nobody's organisation did.
    #[schema(required = true)]
    pub organisation: Option<OrganisationReference>,
    /// In person-days.
    #[schema(example = 3.5)]
    pub logged_days: f64,
    /// How many entries say how long they took, of how many.
    pub logged_over: Known,
}

/// Shows the effort spent on a project.
///
/// By organisation, track and month. To whoever reads the project's progress entries.
#[utoipa::path(tag = "progress", params(EffortFilter),
    responses((status = 200, description = "The effort.", body = EffortView)))]
#[get("/v1/projects/{project}/effort")]
pub async fn get_project_effort(read: Read<EffortFilter>, Path(project): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let context = projects::read_visible(&conn, &read.actor, &project).await?;
    policy::may_read(&context)?;
    let rows = spent(&conn, Of::Project(context.project.id), &read.filter).await?;
    read.ok(&EffortView::of(rows, read.today(context.programme.zone())))
}

/// Shows the effort spent on a programme.
///
/// By organisation, track and month, over all its projects. To its coordinators.
#[utoipa::path(tag = "progress", params(EffortFilter),
    responses((status = 200, description = "The effort.", body = EffortView)))]
#[get("/v1/programmes/{programme}/effort")]
pub async fn get_programme_effort(read: Read<EffortFilter>, Path(programme): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let programme = programmes::read_named(&conn, &read.actor, &programme).await?;
    projects::may_coordinate(&read.actor, programme.id)?;
    let rows = spent(&conn, Of::Programme(programme.id), &read.filter).await?;
    read.ok(&EffortView::of(rows, read.today(programme.zone())))
}

diesel::allow_columns_to_appear_in_same_group_by_clause!(
    progress_entries::occurred_on,
    progress_entries::track,
    organisations::id,
    organisations::name,
    organisations::short_name,
);

/// On what.
enum Of {
    Project(Uuid),
    Programme(Uuid),
}

/// Day, track, organisation; person-days, entries that say how long they took, entries.
type Spent = (NaiveDate, String, Option<OrganisationReference>, Option<f64>, i64, i64);

async fn spent(mut conn: &AsyncPgConnection, of: Of, filter: &EffortFilter) -> QueryResult<Vec<Spent>> {
    use progress_entries::{id, occurred_on, organisation_id, person_days, programme_id, project_id, track};
    let organisation = (organisations::id, organisations::name, organisations::short_name);
    let mut query = progress_entries::table
        .left_join(organisations::table)
        .group_by((occurred_on, track, organisation))
        .select((
            occurred_on,
            track,
            organisation.nullable(),
            sum(person_days),
            count(person_days),
            count_star(),
        ))
        .into_boxed();
    query = match of {
        Of::Project(project) => query.filter(project_id.eq(project)).filter(not(exists(correction()))),
        Of::Programme(programme) => query
            .filter(programme_id.eq(programme))
            .filter(not(id.eq_any(corrected_in(programme)))),
    };
    query = any_of!(query, track, filter.track, |code| code.0.clone());
    query = any_of!(query, organisation_id, filter.organisation, |Id(of)| *of);
    if let Some(since) = &filter.since {
        query = query.filter(occurred_on.ge(since.0));
    }
    if let Some(until) = &filter.until {
        query = query.filter(occurred_on.lt(until.0));
    }
    query.load(&mut conn).await
}

impl EffortView {
    fn of(days: Vec<Spent>, as_of: NaiveDate) -> Self {
        let mut organisations = HashMap::new();
        let mut months: BTreeMap<(String, String, Option<Uuid>), (f64, Known)> = BTreeMap::new();
        for (day, track, organisation, days, known, of) in days {
            let month = day.format("%Y-%m").to_string();
            let id = organisation.as_ref().map(|organisation| organisation.id);
            let (sum, over) = months.entry((month, track, id)).or_default();
            *sum += days.unwrap_or_default();
            *over += Known::new(known, of);
            organisations.insert(id, organisation);
        }
        let mut all = Self {
            as_of,
            logged_days: 0.0,
            logged_over: Known::default(),
            months: Vec::with_capacity(months.len()),
        };
        for ((month, track, organisation), (logged_days, logged_over)) in months {
            all.logged_days += logged_days;
            all.logged_over += logged_over;
            all.months.push(MonthlyEffort {
                month,
                track,
                organisation: organisations.get(&organisation).cloned().flatten(),
                logged_days,
                logged_over,
            });
        }
        all
    }
}
