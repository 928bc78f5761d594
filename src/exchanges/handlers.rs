//! The operations on exchanges.

use actix_web::{delete, get, patch, post};

use super::dto::{ExchangeFilter, ExchangePatch, ExchangeView, Holding, NewExchange};
use super::model::Exchange;
use super::related::resolved;
use crate::fault::{Fault, verdict};
use crate::http::merge_patch::Patch;
use crate::http::wire::{Id, Key};
use crate::http::{Admitted, ApiResult, Path, Write};
use crate::journal::Action;
use crate::projects::child::{self, Editable, Origin, operations};
use crate::projects::{Motive, ProgrammeContext};

operations! { "exchanges": Exchange as ExchangeView by ExchangeFilter
    /// Lists the exchanges of a programme.
    ///
    /// To whoever sees the programme; the earliest first.
    list list_exchanges "/v1/programmes/{programme}/exchanges";
    /// Shows an exchange.
    ///
    /// To whoever sees the programme; to an observer and a juror without who came and what came of it.
    get get_exchange "/v1/programmes/{programme}/exchanges/{id}";
    /// Deletes an exchange that was planned by mistake.
    ///
    /// Only while nothing was done to it but edits, and nobody signed up.
    delete delete_exchange "/v1/programmes/{programme}/exchanges/{id}";
    /// Says that an exchange was held.
    ///
    /// From the day on which it starts: who came, by organisation, and what came of it.
    verb hold_exchange "/v1/programmes/{programme}/exchanges/{id}/hold" Held(Holding);
    /// Cancels an exchange.
    ///
    /// With a motive. Who signed up stays on record.
    verb cancel_exchange "/v1/programmes/{programme}/exchanges/{id}/cancel" Cancelled(Motive);
}

/// Plans an exchange.
///
/// By a coordinator.
#[utoipa::path(tag = "exchanges", request_body = NewExchange,
    responses((status = 201, description = "The new one.", body = ExchangeView)))]
#[post("/v1/programmes/{programme}/exchanges")]
pub async fn create_exchange(write: Write<NewExchange>, programme: Path<Key>) -> ApiResult {
    let make = async |change: &mut Admitted<'_>, context: &ProgrammeContext, body: NewExchange| {
        let asked = body.projects.clone().unwrap_or_default();
        let (projects, unknown) = resolved(change.conn(), context.programme.id, &asked).await?;
        let row = Exchange {
            projects,
            ..Exchange::new(Origin::of(change, context), body)
        };
        let faults = row.faults(None, change, context).await?;
        verdict(unknown.into_iter().chain(faults).collect())?;
        Ok(row)
    };
    let may = |_: &NewExchange, actor: &_, context: &_, today| Exchange::may_write(actor, context, today);
    child::create_with(write, programme, Exchange::WORK, may, make).await
}

/// Changes an exchange.
///
/// By a coordinator, while it is planned. Where there are more places than before, those who wait move up.
#[utoipa::path(tag = "exchanges", request_body(content = ExchangePatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "It, after the change.", body = ExchangeView)))]
#[patch("/v1/programmes/{programme}/exchanges/{id}")]
pub async fn update_exchange(write: Write<ExchangePatch>, path: Path<(Key, Id)>) -> ApiResult {
    let patched =
        async |change: &mut Admitted<'_>, context: &ProgrammeContext, before: Exchange, patch: ExchangePatch| {
            // Null, as an empty list, takes them away.
            let asked = match &patch.projects {
                Patch::Keep => None,
                Patch::Clear => Some(Vec::new()),
                Patch::Set(asked) => Some(asked.clone()),
            };
            let mut faults: Vec<Fault> = Vec::new();
            let mut after = before.clone().patched(patch)?;
            if let Some(asked) = asked {
                let (projects, unknown) = resolved(change.conn(), context.programme.id, &asked).await?;
                after.projects = projects;
                faults.extend(unknown);
            }
            let after = after.settled(Some(&before), change, context).await?;
            faults.extend(after.faults(Some(&before), change, context).await?);
            faults.extend(before.frozen());
            verdict(faults)?;
            Ok(after)
        };
    let may = |row: &Exchange, actor: &_, context: &_, today| row.may(Action::Updated, actor, context, today);
    child::edit_with(write, path, Exchange::WORK, may, patched).await
}
