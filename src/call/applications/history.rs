//! What was done to an application, by whom.

use actix_web::get;

use super::context::{CallContext, CallKey};
use crate::access::{Scope, allow_if};
use crate::history::{self, HistoryEntryView, HistoryFilter};
use crate::http::wire::Id;
use crate::http::{ApiResult, List, PageOf, PageParameters, Path};
use crate::projects::child::Parent;
use crate::projects::may_coordinate;

/// Lists what happened to an application.
///
/// To coordinators, newest first: to itself, to its evaluations, those deleted since too, and to what it was handed in with.
/// What happened to the project that it became is told there. A service account needs the scopes `call:read` and
/// `evaluations:read` besides.
#[utoipa::path(tag = "history", params(PageParameters, HistoryFilter),
    responses((status = 200, description = "A page of the history.", body = PageOf<HistoryEntryView>)))]
#[get("/v1/applications/{application}/history")]
pub async fn list_application_history(list: List<HistoryFilter>, Path(Id(id)): Path<Id>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let actor = &list.read.actor;
    let call = CallContext::read(&conn, actor, &CallKey::Application(id)).await?;
    may_coordinate(actor, call.id())?;
    allow_if(actor.is_within(Scope::CallRead) && actor.is_within(Scope::EvaluationsRead))?;
    history::of_application(list, conn, id).await
}
