//! The accounts that work on a project: its laureate's, its providers', its programme's coordinators'.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::ProjectContext;
use crate::access::Role;
use crate::database::schema::{accounts, grants, missions};
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
    let in_use: Option<bool> = accounts::table
        .find(account)
        .filter(works)
        .select(accounts::deactivated_at.is_null())
        .first(&mut conn)
        .await
        .optional()?;
    let code = match in_use {
        Some(true) => return Ok(Vec::new()),
        Some(false) => FaultCode::AccountDeactivated,
        None => FaultCode::UnknownReference,
    };
    Ok(vec![Fault::new(code).at(pointer)])
}
