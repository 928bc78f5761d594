//! Receiving applications: a single request is a batch of one.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::context::CallContext;
use super::dto::NewApplication;
use super::model::Application;
use super::rules::outside_call;
use crate::database::schema::{applications, organisations};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::lines::Recorded;
use crate::http::{Admitted, ApiError, ApiResult, ProblemCode};
use crate::organisations::Organisation;
use crate::projects::child::{Editable, Origin};
use crate::projects::laureate_fault;

/// An application to receive.
#[derive(Debug)]
pub struct Arrival {
    /// The digest of the key under which it is received once and for ever.
    pub key: Option<String>,
    /// What it says.
    pub body: NewApplication,
}

/// An application that was received, now or by the same request before.
#[derive(Debug)]
pub struct Received {
    pub row: Application,
    pub replayed: bool,
}

impl Received {
    /// What a batch tells of it.
    pub fn recorded(&self) -> Recorded {
        Recorded {
            id: self.row.id,
            replayed: self.replayed,
        }
    }
}

/// What the rules ask, under the programme's lock.
#[derive(Debug, Default)]
struct Known {
    /// What the caller sent before, by the digests of its keys.
    kept: HashMap<String, Application>,
    /// The organisations that are named.
    organisations: HashMap<Uuid, Organisation>,
    /// The references that are taken.
    references: HashSet<String>,
}

/// Receives applications in the order in which they are sent, each by itself: one that is refused leaves nothing behind and
/// keeps no other from being received.
pub async fn receive(
    change: &mut Admitted<'_>,
    context: &CallContext,
    arrivals: Vec<Arrival>,
) -> ApiResult<Vec<ApiResult<Received>>> {
    let origin = Origin::of(change, context);
    let mut known = Known::load(change.conn(), origin, &arrivals).await?;
    let outcomes: Vec<ApiResult<Received>> = arrivals
        .into_iter()
        .map(|arrival| known.received(context, origin, arrival))
        .collect();
    let rows = outcomes.iter().flatten().filter(|received| !received.replayed);
    let rows: Vec<Application> = rows.map(|received| received.row.clone()).collect();
    change.insert_each(&rows).await?;
    Ok(outcomes)
}

impl Known {
    async fn load(conn: &AsyncPgConnection, origin: Origin, arrivals: &[Arrival]) -> QueryResult<Self> {
        let (mut one, mut two, mut three) = (conn, conn, conn);
        let keys: Vec<&str> = arrivals.iter().filter_map(|arrival| arrival.key.as_deref()).collect();
        let named: HashSet<Uuid> = arrivals.iter().map(|arrival| arrival.body.organisation.0).collect();
        let references = arrivals.iter().filter_map(|arrival| arrival.body.reference.as_ref());
        let references: Vec<&str> = references.map(|reference| reference.as_str()).collect();
        let of_programme = || applications::table.filter(applications::programme_id.eq(origin.programme));
        let kept = of_programme()
            .filter(applications::created_by.eq(origin.by))
            .filter(applications::key.eq_any(keys))
            .select(Application::as_select());
        let named = organisations::table
            .filter(organisations::id.eq_any(named))
            .select(Organisation::as_select());
        let taken = of_programme()
            .filter(applications::reference.eq_any(references))
            .select(applications::reference.assume_not_null());
        let (kept, named, taken): (Vec<Application>, Vec<Organisation>, Vec<String>) =
            tokio::try_join!(kept.load(&mut one), named.load(&mut two), taken.load(&mut three))?;
        Ok(Self {
            kept: kept
                .into_iter()
                .filter_map(|row| Some((row.key.clone()?, row)))
                .collect(),
            organisations: named.into_iter().map(|row| (row.id, row)).collect(),
            references: taken.into_iter().collect(),
        })
    }

    /// What becomes of one: what came before under its key, or a new one; those that follow stand beside it.
    fn received(&mut self, context: &CallContext, origin: Origin, arrival: Arrival) -> ApiResult<Received> {
        let digest = digest(&arrival.body);
        let kept = arrival.key.as_ref().and_then(|key| self.kept.get(key));
        if let Some(row) = kept {
            let row = row.clone();
            return match row.request_hash.as_ref() == Some(&digest) {
                true => Ok(Received { row, replayed: true }),
                false => Err(another_request()),
            };
        }
        let Arrival { key, body } = arrival;
        let taken = body
            .reference
            .as_ref()
            .filter(|it| self.references.contains(it.as_str()));
        let taken = taken.map(|_| Fault::new(FaultCode::AlreadyTaken).at("/reference"));
        let unfit = laureate_fault(self.organisations.get(&body.organisation.0));
        let untimely = outside_call(&context.of.programme, body.submitted_at.0);
        verdict(unfit.into_iter().chain(taken).chain(untimely).collect())?;
        let row = Application {
            request_hash: key.is_some().then_some(digest),
            key,
            ..Application::new(origin, body)
        };
        self.references
            .extend(row.content.reference.as_ref().map(|it| it.0.clone()));
        if let Some(key) = row.key.clone() {
            self.kept.insert(key, row.clone());
        }
        Ok(Received { row, replayed: false })
    }
}

/// What the key was used for was another application.
fn another_request() -> ApiError {
    let fault = Fault::new(FaultCode::IdempotencyMismatch);
    ApiError::refused(ProblemCode::IdempotencyKeyReused, vec![fault])
}

/// A digest of what is said, whatever the spelling: what tells a repetition from another request with the same key.
fn digest(body: &NewApplication) -> String {
    let said = json!([
        body.organisation,
        *body.title,
        body.summary.as_deref(),
        body.submitted_at.0,
        body.reference.as_deref(),
        body.source,
    ]);
    format!("{:x}", Sha256::digest(said.to_string()))
}
