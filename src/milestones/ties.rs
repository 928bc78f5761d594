//! What keeps a milestone from being deleted: what depends on it, what is attached to it.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use crate::database::schema::{comments, evidence, milestone_dependencies, milestones, progress_entries, submissions};
use crate::fault::{Fault, FaultCode};
use crate::journal::Entity;

/// A fault for each milestone that depends on it, and for each kind of thing attached to it.
pub async fn of(conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Vec<Fault>> {
    let (mut one, mut two) = (conn, conn);
    let dependents = milestone_dependencies::table
        .inner_join(milestones::table.on(milestones::id.eq(milestone_dependencies::milestone_id)))
        .filter(milestone_dependencies::depends_on_id.eq(id))
        .order(milestones::number)
        .select(milestones::code)
        .load::<String>(&mut one);
    let attached = diesel::select((
        exists(evidence::table.filter(evidence::milestone_id.eq(id))),
        exists(submissions::table.filter(submissions::milestone_id.eq(id))),
        exists(comments::table.filter(comments::milestone_id.eq(id))),
        exists(progress_entries::table.filter(progress_entries::milestone_id.eq(id))),
    ))
    .get_result::<(bool, bool, bool, bool)>(&mut two);
    let (dependents, attached) = try_join(dependents, attached).await?;
    let kinds = [
        (attached.0, Entity::Evidence),
        (attached.1, Entity::Submission),
        (attached.2, Entity::Comment),
        (attached.3, Entity::ProgressEntry),
    ];
    let depended = dependents
        .iter()
        .map(|code| Fault::new(FaultCode::DependedOn).with("milestone", code));
    let attached = kinds
        .into_iter()
        .filter(|(is_attached, _)| *is_attached)
        .map(|(_, entity)| Fault::new(FaultCode::Attached).with("entity", entity));
    Ok(depended.chain(attached).collect())
}
