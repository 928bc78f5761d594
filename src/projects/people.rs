//! The accounts that work on a project, its laureate's, its providers', its programme's coordinators'; or on any of a programme.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::ProjectContext;
use crate::access::Role;
use crate::database::schema::{accounts, grants, missions, projects};
use crate::fault::{Fault, FaultCode};

/// Why an account cannot be named in a project: nobody of those who work on it has that id, or it is not in use;
/// the one that was named before may stay.
pub async fn faults(
    mut conn: &AsyncPgConnection,
    context: &ProjectContext,
    known: Option<Uuid>,
    named: Option<Uuid>,
    pointer: &str,
) -> QueryResult<Vec<Fault>> {
    let Some(account) = named.filter(|named| known != Some(*named)) else {
        return Ok(Vec::new());
    };
    let serves = missions::table
        .filter(missions::project_id.eq(context.project.id))
        .filter(missions::provider_id.nullable().eq(accounts::organisation_id));
    let coordinates = grants::table
        .filter(grants::account_id.eq(accounts::id))
        .filter(grants::programme_id.eq(context.programme.id))
        .filter(grants::role.eq(Role::Coordinator));
    let of_laureate = accounts::organisation_id
        .assume_not_null()
        .eq(context.project.organisation_id);
    let works = of_laureate.or(exists(serves)).or(exists(coordinates));
    let in_use = accounts::table
        .find(account)
        .filter(works)
        .select(accounts::deactivated_at.is_null());
    Ok(told(in_use.first(&mut conn).await.optional()?, pointer))
}

/// The same of a programme: nobody who coordinates it or works on any of its projects has that id.
pub async fn faults_in(
    mut conn: &AsyncPgConnection,
    programme: Uuid,
    known: Option<Uuid>,
    named: Option<Uuid>,
    pointer: &str,
) -> QueryResult<Vec<Fault>> {
    let Some(account) = named.filter(|named| known != Some(*named)) else {
        return Ok(Vec::new());
    };
    let serves = missions::table
        .inner_join(projects::table)
        .filter(projects::programme_id.eq(programme))
        .filter(missions::provider_id.nullable().eq(accounts::organisation_id));
    let coordinates = grants::table
        .filter(grants::account_id.eq(accounts::id))
        .filter(grants::programme_id.eq(programme))
        .filter(grants::role.eq(Role::Coordinator));
    let of_laureate = projects::table
        .filter(projects::programme_id.eq(programme))
        .filter(projects::organisation_id.nullable().eq(accounts::organisation_id));
    let works = exists(of_laureate).or(exists(serves)).or(exists(coordinates));
    let in_use = accounts::table
        .find(account)
        .filter(works)
        .select(accounts::deactivated_at.is_null());
    Ok(told(in_use.first(&mut conn).await.optional()?, pointer))
}

/// What refuses an account that is in use, is not, or is unknown there.
fn told(in_use: Option<bool>, pointer: &str) -> Vec<Fault> {
    let code = match in_use {
        Some(true) => return Vec::new(),
        Some(false) => FaultCode::AccountDeactivated,
        None => FaultCode::UnknownReference,
    };
    vec![Fault::new(code).at(pointer)]
}
