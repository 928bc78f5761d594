//! The operations on applications, less the batch and the selection.

use actix_web::{delete, get, patch, post};

use super::context::{CallContext, CallKey};
use super::dto::{ApplicationFilter, ApplicationPatch, ApplicationView, NewApplication, Reservation};
use super::model::Application;
use super::receiving::{Arrival, receive};
use crate::http::lines::key_digest;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Path, Write};
use crate::projects::Motive;
use crate::projects::child::{self, Editable, operations};

operations! { "call": Application as ApplicationView by ApplicationFilter
    /// Lists the applications of a programme.
    ///
    /// To a coordinator all, to a juror those on which it has an evaluation; by arrival.
    list list_applications "/v1/programmes/{programme}/applications";
    /// Shows an application.
    ///
    /// To a coordinator, and to its jurors: these are not told why, when and by whom it was decided on.
    get get_application "/v1/applications/{id}";
    /// Changes an application.
    ///
    /// By a coordinator, until it is decided on.
    update update_application "/v1/applications/{id}" (ApplicationPatch);
    /// Deletes an application that was received by mistake.
    ///
    /// Only while nothing was done to it but edits, it was handed in with nothing, and nobody evaluates it.
    delete delete_application "/v1/applications/{id}";
    /// Admits an application.
    ///
    /// By a coordinator: it can be judged.
    verb admit_application "/v1/applications/{id}/admit" Admitted(NoBody);
    /// Dismisses an application.
    ///
    /// By a coordinator, with a motive: it is not one that can be judged.
    verb dismiss_application "/v1/applications/{id}/dismiss" Dismissed(Motive);
    /// Shortlists an application.
    ///
    /// By a coordinator.
    verb shortlist_application "/v1/applications/{id}/shortlist" Shortlisted(NoBody);
    /// Puts an application in the reserve.
    ///
    /// By a coordinator, at a rank that no other one has.
    verb reserve_application "/v1/applications/{id}/reserve" Reserved(Reservation);
    /// Refuses an application.
    ///
    /// By a coordinator, with a motive.
    verb refuse_application "/v1/applications/{id}/refuse" Refused(Motive);
    /// Withdraws an application.
    ///
    /// By a coordinator, for whoever submitted it, with a motive.
    verb withdraw_application "/v1/applications/{id}/withdraw" Withdrawn(Motive);
    /// Reopens an application.
    ///
    /// By a coordinator, with a motive: one that was dismissed, refused or withdrawn is admissible again.
    verb reopen_application "/v1/applications/{id}/reopen" Reopened(Motive);
}

/// Receives an application.
///
/// By a coordinator. It comes within the call: from its opening on, before its closing. The `Idempotency-Key` counts within
/// the account and the programme too, is shared with the lines of batches, and is kept for ever.
#[utoipa::path(tag = "call", request_body = NewApplication,
    responses((status = 201, description = "The new application.", body = ApplicationView)))]
#[post("/v1/programmes/{programme}/applications")]
pub async fn create_application(write: Write<NewApplication>, Path(programme): Path<Key>) -> ApiResult {
    let key = write.key().map(key_digest);
    write
        .run(async |change, body| {
            let at = CallKey::Programme(programme);
            let begun = child::begin(change, &at, (), Application::may_write).await?;
            let (mut change, context, permit): (_, CallContext, _) = begun;
            permit.verdict([])?;
            let mut received = receive(&mut change, &context, vec![Arrival { key, body }]).await?;
            let received = received.pop().ok_or_else(ApiError::not_found)??;
            let done = child::created(&mut change, &context, received.row).await?;
            Ok(if received.replayed { done.replayed() } else { done })
        })
        .await
}
