//! SQL of missions.

use std::collections::HashMap;

use diesel::dsl::exists;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{MissionFilter, MissionSort};
use super::model::Mission;
use super::views::MissionRow;
use crate::access::Actor;
use crate::database::schema::{accounts, missions, programmes, progress_entries, projects};
use crate::http::query::{any_of, edited_since};
use crate::http::{ApiResult, Page, keyset, page_of};
use crate::projects::{NamedProject, ProjectContext};

type Rows = missions::BoxedQuery<'static, Pg>;

/// A mission with its project's context, if the actor sees the project; whether the mission is shown
/// is the policy's to say.
pub async fn find_with_project(
    mut conn: &AsyncPgConnection,
    actor: &Actor,
    id: Uuid,
) -> QueryResult<Option<(MissionRow, ProjectContext)>> {
    let found: Option<(MissionRow, NamedProject)> = missions::table
        .inner_join(projects::table.inner_join(programmes::table))
        .filter(missions::id.eq(id))
        .select((MissionRow::as_select(), NamedProject::as_select()))
        .first(&mut conn)
        .await
        .optional()?;
    Ok(found.and_then(|(row, named)| {
        ProjectContext::seen_by(actor, named.project, named.programme).map(|context| (row, context))
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
    if let Some(provider) = provider {
        query = query.filter(missions::provider_id.eq(provider));
    }
    query = any_of!(query, missions::provider_id, filter.provider, |id| id.0);
    query = edited_since!(query, missions::updated_at, filter.updated_since);
    if let Some(tracks) = &filter.track {
        query = query.filter(missions::tracks.overlaps_with(tracks.map(|track| track.0.clone())));
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
) -> ApiResult<(Vec<MissionRow>, Option<i64>)> {
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
        MissionRow
    ))
}

/// Whether work was logged on a mission, corrected or not.
pub async fn is_logged_on(mut conn: &AsyncPgConnection, mission: Uuid) -> QueryResult<bool> {
    diesel::select(exists(
        progress_entries::table.filter(progress_entries::mission_id.eq(mission)),
    ))
    .get_result(&mut conn)
    .await
}

/// Those of the accounts that belong to the organisation, and whether each is in use.
pub async fn accounts_of(
    mut conn: &AsyncPgConnection,
    organisation: Uuid,
    ids: &[Uuid],
) -> QueryResult<HashMap<Uuid, bool>> {
    accounts::table
        .filter(accounts::organisation_id.eq(organisation))
        .filter(accounts::id.eq_any(ids.to_vec()))
        .select((accounts::id, accounts::deactivated_at.is_null()))
        .load(&mut conn)
        .await
        .map(|accounts: Vec<(Uuid, bool)>| accounts.into_iter().collect())
}
