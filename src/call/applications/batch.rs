//! Applications sent together.

use actix_web::post;
use deserr::Deserr;
use serde_json::Value;
use utoipa::ToSchema;

use super::context::{CallContext, CallKey};
use super::dto::NewApplication;
use super::model::Application;
use super::receiving::{Arrival, receive};
use crate::fault::{Fault, FaultCode};
use crate::http::lines::{self, BatchResults, LineReporter, key_digest};
use crate::http::wire::{Key, Line};
use crate::http::{ApiError, ApiResult, Arriving, Path};
use crate::projects::child::{self, Editable};
use crate::shape::{self, ShapeFaults};

/// Applications, sent together.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct ApplicationBatch {
    /// The lines, in the order in which they are to be received. A line with faults fails alone.
    #[schema(value_type = Vec<ApplicationLine>, max_items = 500)]
    #[expect(dead_code, reason = "told in the document; the lines are read one by one")]
    pub applications: Vec<Value>,
}

/// A line of a batch: an application and its key.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "told in the document; the lines are read one by one")]
pub struct ApplicationLine {
    /// What the `Idempotency-Key` of the single request would be.
    #[schema(value_type = String, example = "demarches-simplifiees-204518", max_length = 255)]
    pub key: Line,
    #[serde(flatten)]
    pub application: NewApplication,
}

/// Receives a batch of applications.
///
/// By a coordinator. Up to 500 lines, not atomic: each line is the single request it stands for, with its own key, and is
/// received or refused by itself, also where it is no JSON that can be read. A body that is not UTF-8 is refused whole (400).
#[utoipa::path(tag = "call", request_body = ApplicationBatch,
    responses((status = 200, description = "What became of each line.", body = BatchResults)))]
#[post("/v1/programmes/{programme}/applications/batch")]
pub async fn create_applications(arriving: Arriving, Path(programme): Path<Key>) -> ApiResult {
    let path = format!("/v1/programmes/{programme}/applications/batch");
    let write = arriving.lines::<ApplicationBatch>("applications", lines::MOST).await?;
    let reporter = LineReporter::of(&write, path);
    write
        .run(async |change, (_, sent)| {
            lines::at_most(sent.len(), "applications")?;
            let at = CallKey::Programme(programme);
            let begun = child::begin(change, &at, (), Application::may_write).await?;
            let (mut change, context, permit): (_, CallContext, _) = begun;
            permit.verdict([])?;
            let (keys, sent): (Vec<_>, Vec<_>) = sent.into_iter().map(|line| lines::read(line, arrival)).unzip();
            let mut refusals = Vec::new();
            let mut arrivals = Vec::new();
            for line in sent {
                refusals.push(line.map(|arrival| arrivals.push(arrival)).err());
            }
            let mut received = receive(&mut change, &context, arrivals).await?.into_iter();
            let outcomes = refusals.into_iter().map(|refusal| match refusal {
                None => received.next().unwrap_or_else(|| Err(ApiError::not_found())),
                Some(refusal) => Err(refusal),
            });
            let told = keys.into_iter().zip(outcomes);
            let results = told.map(|(key, outcome)| reporter.result(key, outcome.map(|received| received.recorded())));
            let results = results.collect::<ApiResult<_>>()?;
            change.ok(&BatchResults { results })
        })
        .await
}

/// The application that a line says, under its key; every fault of the line.
fn arrival(mut line: Value) -> Result<Arrival, Vec<Fault>> {
    let key = line.as_object_mut().and_then(|fields| fields.remove("key"));
    let at_key = |faults: Vec<Fault>| -> Vec<Fault> { faults.into_iter().map(|fault| fault.at("/key")).collect() };
    let key = match key {
        Some(key) => shape::read::<Line>(key).map_err(at_key),
        None if line.is_object() => Err(vec![Fault::new(FaultCode::MissingField).at("/key")]),
        None => Err(Vec::new()),
    };
    match (key, shape::read::<NewApplication>(line)) {
        (Ok(key), Ok(body)) => Ok(Arrival {
            key: Some(key_digest(&key)),
            body,
        }),
        (key, body) => Err(key.err().into_iter().chain(body.err()).flatten().collect()),
    }
}
