//! SQL of applications, beside that of their pages.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::model::Application;
use crate::call::life::EvaluationState;
use crate::database::schema::{applications, evaluations, evidence};

/// Whether another one has its reference, and its rank, where it did not have them before.
pub async fn taken(mut conn: &AsyncPgConnection, row: &Application, before: &Application) -> QueryResult<(bool, bool)> {
    let reference = row.content.reference.as_ref().map(|it| it.0.clone());
    let reference = reference.filter(|_| row.content.reference != before.content.reference);
    let rank = row.rank.filter(|_| row.rank != before.rank);
    if reference.is_none() && rank.is_none() {
        return Ok((false, false));
    }
    let others = || applications::table.filter(applications::programme_id.eq(row.programme_id));
    let others = || others().filter(applications::id.ne(row.id));
    let same_reference = exists(others().filter(applications::reference.eq(reference)));
    let same_rank = exists(others().filter(applications::rank.eq(rank)));
    diesel::select((same_reference, same_rank)).get_result(&mut conn).await
}

/// Whether somebody evaluates it, or it was handed in with something.
pub async fn is_used(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<bool> {
    let judged = evaluations::table.filter(evaluations::application_id.eq(id));
    let given = evidence::table.filter(evidence::application_id.eq(id));
    let used: (bool, bool) = diesel::select((exists(judged), exists(given)))
        .get_result(&mut conn)
        .await?;
    Ok(used.0 || used.1)
}

/// The evaluations of an application that are open.
pub async fn open_evaluations(mut conn: &AsyncPgConnection, application: Uuid) -> QueryResult<Vec<Uuid>> {
    let open = evaluations::table
        .filter(evaluations::application_id.eq(application))
        .filter(evaluations::state.eq(EvaluationState::Assigned));
    let in_order = open.order((evaluations::created_at, evaluations::id));
    in_order.select(evaluations::id).load(&mut conn).await
}
