//! SQL of missions.

use std::collections::HashMap;

use diesel::dsl::{exists, not, sum};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join3;
use uuid::Uuid;

use super::dto::{MissionFilter, MissionSort};
use super::model::Mission;
use super::policy;
use crate::access::Actor;
use crate::database::schema::{accounts, missions, organisations, programmes, progress_entries, projects};
use crate::http::{ApiResult, Page, keyset, page_of};
use crate::organisations::OrganisationReferences;
use crate::programmes::Programme;
use crate::projects::{Project, ProjectContext};
use crate::reference::Names;
use crate::reference::Reference;

diesel::alias!(progress_entries as corrections: Corrections);

type Rows = missions::BoxedQuery<'static, Pg>;

/// What missions are shown with.
#[derive(Debug)]
pub struct Related {
    /// Their providers.
    pub organisations: OrganisationReferences,
    /// The names of the accounts that they name, and of their last editors.
    pub accounts: Names,
    /// The person-days logged on each, corrected entries aside.
    pub logged_days: HashMap<Uuid, f64>,
}

/// A mission with its project's context, if the actor sees the project; whether the mission is shown
/// is the policy's to say.
pub async fn find_with_project(
    mut conn: &AsyncPgConnection,
    actor: &Actor,
    id: Uuid,
) -> QueryResult<Option<(Mission, ProjectContext)>> {
    let found: Option<(Mission, Project, Programme)> = missions::table
        .inner_join(projects::table.inner_join(programmes::table))
        .filter(missions::id.eq(id))
        .select((Mission::as_select(), Project::as_select(), Programme::as_select()))
        .first(&mut conn)
        .await
        .optional()?;
    Ok(found.and_then(|(mission, project, programme)| {
        ProjectContext::seen_by(actor, project, programme).map(|context| (mission, context))
    }))
}

/// A mission to edit, locked; its project is locked before.
pub async fn find_for_update(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Mission> {
    missions::table
        .find(id)
        .select(Mission::as_select())
        .for_no_key_update()
        .first(&mut conn)
        .await
}

fn filtered(project: Uuid, provider: Option<Uuid>, filter: &MissionFilter) -> Rows {
    let mut query = missions::table.filter(missions::project_id.eq(project)).into_boxed();
    for provider in provider.into_iter().chain(filter.provider.as_deref().copied()) {
        query = query.filter(missions::provider_id.eq(provider));
    }
    if let Some(track) = &filter.track {
        query = query.filter(missions::tracks.contains(vec![track.0.clone()]));
    }
    if let Some(on) = filter.on.as_deref().copied() {
        query = query.filter(missions::from_on.le(on).and(missions::until_on.gt(on)));
    }
    query
}

/// One page of a project's missions, of one provider or of all, and their number if it is asked
/// for.
pub async fn list(
    conn: &AsyncPgConnection,
    project: Uuid,
    provider: Option<Uuid>,
    filter: &MissionFilter,
    sort: MissionSort,
    page: &Page,
) -> ApiResult<(Vec<Mission>, Option<i64>)> {
    let after: Option<(chrono::NaiveDate, Uuid)> = page.after(sort)?;
    let query = filtered(project, provider, filter);
    let query = match sort {
        MissionSort::From => keyset!(query, asc missions::from_on, missions::id, after),
        MissionSort::FromDescending => keyset!(query, desc missions::from_on, missions::id, after),
    };
    Ok(page_of!(
        conn,
        page,
        query,
        filtered(project, provider, filter),
        Mission
    ))
}

/// What these missions are shown with, in one round trip.
pub async fn related(conn: &AsyncPgConnection, rows: &[Mission]) -> QueryResult<Related> {
    let providers: Vec<Uuid> = rows.iter().map(|row| row.provider_id).collect();
    let editors = rows.iter().map(|row| row.updated_by);
    let named = rows.iter().flat_map(|row| row.accounts.iter().copied());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let conn: &AsyncPgConnection = conn;
    let (organisations, accounts, logged_days) = try_join3(
        OrganisationReferences::load(conn, &providers),
        Names::load(conn, editors.chain(named)),
        logged_days(conn, ids),
    )
    .await?;
    Ok(Related {
        organisations,
        accounts,
        logged_days,
    })
}

/// How answers point to these missions of the context's project, by their providers' names; those
/// that the actor may not know of are missing.
pub async fn references(
    mut conn: &AsyncPgConnection,
    actor: &Actor,
    context: &ProjectContext,
    ids: Vec<Uuid>,
) -> QueryResult<HashMap<Uuid, Reference>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Mission, String)> = missions::table
        .inner_join(organisations::table)
        .filter(missions::id.eq_any(ids))
        .select((Mission::as_select(), organisations::name))
        .load(&mut conn)
        .await?;
    let known = rows
        .into_iter()
        .filter(|(mission, _)| policy::sees(actor, context, mission))
        .map(|(mission, provider)| (mission.id, Reference::new(mission.id, provider)));
    Ok(known.collect())
}

async fn logged_days(mut conn: &AsyncPgConnection, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, f64>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let correction = corrections.filter(
        corrections
            .field(progress_entries::corrects_id)
            .eq(progress_entries::id.nullable()),
    );
    let sums: Vec<(Option<Uuid>, Option<f64>)> = progress_entries::table
        .filter(progress_entries::mission_id.eq_any(ids))
        .filter(not(exists(correction)))
        .group_by(progress_entries::mission_id)
        .select((progress_entries::mission_id, sum(progress_entries::person_days)))
        .load(&mut conn)
        .await?;
    let known = sums.into_iter().filter_map(|(mission, days)| Some((mission?, days?)));
    Ok(known.collect())
}

/// Whether work was logged on a mission, corrected or not.
pub async fn is_logged_on(mut conn: &AsyncPgConnection, mission: Uuid) -> QueryResult<bool> {
    diesel::select(exists(
        progress_entries::table.filter(progress_entries::mission_id.eq(mission)),
    ))
    .get_result(&mut conn)
    .await
}

/// Those of the accounts that belong to the organisation.
pub async fn accounts_of(mut conn: &AsyncPgConnection, organisation: Uuid, ids: &[Uuid]) -> QueryResult<Vec<Uuid>> {
    accounts::table
        .filter(accounts::organisation_id.eq(organisation))
        .filter(accounts::id.eq_any(ids.to_vec()))
        .select(accounts::id)
        .load(&mut conn)
        .await
}
