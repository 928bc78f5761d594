//! The months of all missions of a programme: which wait for a countersignature.

use std::collections::HashMap;
use std::ops::Deref;

use actix_web::get;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::array;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{MissionMonth, MonthState};
use crate::civil::Month;
use crate::database::schema::{mission_months, missions};
use crate::http::ApiResult;
use crate::http::query::{AnyOf, any_of, edited_since, filter};
use crate::http::wire::{Id, Instant};
use crate::organisations::{OrganisationReference, OrganisationReferences, organisations_among};
use crate::projects::ProjectContext;
use crate::projects::child::{Asked, Child, Viewer, Which, child_rows, listed, operations};
use crate::reference::{Names, Reference, names_among};
use crate::vocabulary::code_list;

/// A month of a mission of a programme, as it is listed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgrammeMonthView {
    /// The mission.
    pub mission: Uuid,
    /// Its project.
    pub project: Reference,
    /// Whose mission it is.
    pub provider: OrganisationReference,
    /// The calendar month.
    #[schema(example = "2019-03", pattern = r"^\d{4}-\d{2}$")]
    pub month: String,
    /// Its state.
    pub state: MonthState,
    /// The part of the ordered person-days that fell in it when it was closed; null while it is open.
    #[schema(example = 1.65, required = true)]
    pub ordered_days: Option<f64>,
    /// The person-days that were logged when it was closed; null while it is open.
    #[schema(example = 3.5, required = true)]
    pub closed_days: Option<f64>,
    /// The number of the last action.
    pub version: i32,
    /// When it was closed, countersigned or reopened last.
    pub updated_at: DateTime<Utc>,
    /// By whom.
    pub updated_by: Reference,
}

filter! {
    /// Which months to list.
    pub struct MonthFilter {
        /// Only in this state; those that are `closed` wait for a countersignature.
        pub state: AnyOf<MonthState>,
        /// Only of this mission.
        pub mission: AnyOf<Id>,
        /// Only what was done to at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
    }
}

code_list! {
    /// The order of a list of months.
    pub enum MonthOrder {
        Oldest "month" "Par mois" "By month";
    }
}

/// A month of a mission, of a programme.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = mission_months, check_for_backend(Pg))]
pub struct ProgrammeMonth {
    #[diesel(embed)]
    kept: MissionMonth,
}

impl Deref for ProgrammeMonth {
    type Target = MissionMonth;

    fn deref(&self) -> &MissionMonth {
        &self.kept
    }
}

/// What they are shown with: names, and whose mission each is of.
#[derive(Debug)]
pub struct Details {
    names: Names,
    providers: HashMap<Uuid, Uuid>,
    organisations: OrganisationReferences,
}

listed!(ProgrammeMonth in mission_months);

impl Child for ProgrammeMonth {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "mission-months";
    type Filter = MonthFilter;
    type View = ProgrammeMonthView;
    type Related = Details;
    child_rows!(mission_months of project_id in programme_id, with version, those filtered,
        sorted as MonthOrder { Oldest(NaiveDate): asc month });

    async fn related(mut conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Details> {
        let shared = conn;
        let of = || {
            let named = Self::rows(parent, which)?.select(mission_months::mission_id);
            ApiResult::Ok(missions::table.filter(missions::id.eq_any(array(named))))
        };
        let names = names_among!(shared, Self::rows(parent, which)?.select(mission_months::updated_by));
        let organisations = organisations_among!(shared, of()?.select(missions::provider_id));
        let providers = of()?.select((missions::id, missions::provider_id));
        let (names, organisations, providers) =
            tokio::try_join!(names, organisations, providers.load::<(Uuid, Uuid)>(&mut conn))?;
        Ok(Details {
            names,
            providers: providers.into_iter().collect(),
            organisations,
        })
    }

    fn view(self, context: &ProjectContext, details: &Details, _: Viewer<'_>) -> ProgrammeMonthView {
        let row = self.kept;
        let provider = details.providers.get(&row.mission_id).copied().unwrap_or_default();
        ProgrammeMonthView {
            mission: row.mission_id,
            project: context.project.reference(),
            provider: details.organisations.to(provider),
            month: Month::of(row.month).to_string(),
            state: row.state,
            ordered_days: row.closed_order,
            closed_days: row.closed_days,
            version: row.version,
            updated_at: row.updated_at,
            updated_by: details.names.account(row.updated_by),
        }
    }
}

type Rows = mission_months::BoxedQuery<'static, Pg>;

/// A mission is disclosed to coordinators, to the laureate and to its provider.
fn filtered(rows: Rows, Asked { actor, filter, .. }: Asked<'_, ProgrammeMonth>) -> Rows {
    let led: Vec<Uuid> = actor.laureate_of.iter().map(|own| own.project).collect();
    let own = missions::table.filter(missions::provider_id.nullable().eq(actor.organisation));
    let disclosed = mission_months::programme_id
        .eq_any(actor.coordinated_programmes())
        .or(mission_months::project_id.eq_any(led))
        .or(mission_months::mission_id.eq_any(own.select(missions::id)));
    let rows = rows.filter(disclosed.assume_not_null());
    let rows = any_of!(rows, mission_months::state, filter.state, |it| *it);
    let rows = any_of!(rows, mission_months::mission_id, filter.mission, |it| it.0);
    edited_since!(rows, mission_months::updated_at, filter.updated_since)
}

operations! { "missions": ProgrammeMonth as ProgrammeMonthView by MonthFilter
    /// Lists the months of the missions of a programme.
    ///
    /// Those that were closed before, whatever became of them since, by month: of `closed` ones a coordinator countersigns each
    /// at `/v1/missions/{id}/months/{month}/countersign`. To a coordinator all, to a laureate those of its project, to a provider its own.
    across list_mission_months "/v1/programmes/{programme}/mission-months";
}
