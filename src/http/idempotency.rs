//! `Idempotency-Key`: a POST repeated with the same key happens once.
//!
//! The key is claimed in the write's own transaction, once the caller is known to be allowed and before
//! anything is locked: a twin that arrives meanwhile waits on the claim's unique index and then finds the
//! kept answer, or, past the lock timeout, is told to come back. The answer is kept by the same commit as
//! the write; a refusal rolls the claim back.

use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use postgres_protocol::escape::escape_literal;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::answer::Answer;
use super::code::ProblemCode;
use super::constraint;
use super::error::{ApiError, ApiResult};
use super::idempotency_records;
use crate::database::schema::{kept_answers, milestones, programmes, projects};
use crate::fault::{Fault, FaultCode};
use crate::http::wire::Key;

/// A key as it was sent, with what it is a key of.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    text: String,
    account: Uuid,
    /// The route with its places, and what stands in each of them.
    route: String,
    places: Vec<(String, String)>,
    query: String,
    request_hash: Vec<u8>,
}

/// The answer that the first request with the key was given.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = kept_answers, check_for_backend(diesel::pg::Pg))]
pub struct IdempotencyRecord {
    request_hash: Vec<u8>,
    status: Option<i16>,
    location: Option<String>,
    etag: Option<String>,
    body: Option<Vec<u8>>,
}

/// What a key is a key of, in one text.
#[derive(Debug)]
pub struct Scope(String);

/// What came of claiming a key.
#[derive(Debug)]
pub enum Claim {
    /// It came with another request before.
    Reused,
    /// Nobody used it before: the answer is to be kept under this scope.
    Claimed(Scope),
    /// The same request was answered before.
    Kept(Box<IdempotencyRecord>),
}

/// The id of what has a code.
macro_rules! id_of {
    ($table:ident, $code:expr, $conn:expr) => {
        $table::table
            .filter($table::code.eq($code))
            .select($table::id)
            .first::<Uuid>($conn)
            .await
            .optional()?
    };
}

impl IdempotencyKey {
    /// The key of a POST.
    pub fn new(account: Uuid, request: &HttpRequest, key: &str, body: &[u8]) -> Self {
        let mut pairs: Vec<&str> = request
            .query_string()
            .split('&')
            .filter(|pair| !pair.is_empty())
            .collect();
        pairs.sort_unstable();
        let places = request.match_info().iter();
        Self {
            text: key.to_owned(),
            account,
            route: request.match_pattern().unwrap_or_else(|| request.path().to_owned()),
            places: places
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            query: pairs.join("&"),
            request_hash: Sha256::digest(body).to_vec(),
        }
    }

    /// Scope: account, method, canonical path, query (api.md, "retries"). A path is canonical with
    /// ids in its places: a resource is the same by its code.
    pub async fn scope(&self, mut conn: &AsyncPgConnection) -> QueryResult<Scope> {
        let mut path = self.route.clone();
        for (name, value) in &self.places {
            let key = Key::parse(value);
            let id = match (&key, name.as_str()) {
                (Key::Code(code), "programme") => id_of!(programmes, code, &mut conn),
                (Key::Code(code), "project") => id_of!(projects, code, &mut conn),
                (Key::Code(code), "milestone") => id_of!(milestones, code, &mut conn),
                (Key::Code(_), _) => None,
                (Key::Id(id), _) => Some(*id),
            };
            let place = id.map_or_else(|| value.clone(), |id| id.to_string());
            path = path.replace(&format!("{{{name}}}"), &place);
        }
        Ok(Scope(format!(
            "{}\nPOST\n{path}\n{}\n{}",
            self.account, self.query, self.text
        )))
    }

    /// The key as it was sent.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The key alone, of a request that is recognised otherwise.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Claims the key in its scope for this transaction, or gives the answer kept for it. What is sent behind
    /// it waits as it does.
    pub async fn claim(&self, mut conn: &AsyncPgConnection, scope: Scope, now: DateTime<Utc>) -> ApiResult<Claim> {
        let claimed = diesel::insert_into(kept_answers::table)
            .values((
                kept_answers::scope.eq(scope.digest()),
                kept_answers::account_id.eq(self.account),
                kept_answers::request_hash.eq(&self.request_hash),
                kept_answers::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(&mut conn)
            .await
            .map_err(|error| match constraint::waited_in_vain(&error) {
                true => still_running(),
                false => error.into(),
            })?;
        if claimed == 1 {
            return Ok(Claim::Claimed(scope));
        }
        // Read first: what is taken out of answers meanwhile is in neither.
        let pending = idempotency_records::pending(conn).await?;
        let mut kept = kept_answers::table
            .find(scope.digest())
            .select(IdempotencyRecord::as_select())
            .first(&mut conn)
            .await
            .optional()?
            // It was old, and thrown away between the two statements.
            .ok_or_else(still_running)?;
        if kept.request_hash != self.request_hash {
            return Ok(Claim::Reused);
        }
        idempotency_records::take_out(&pending, &mut kept.body, &mut kept.etag);
        Ok(Claim::Kept(Box::new(kept)))
    }
}

impl Scope {
    /// The statement that keeps the answer beside the write, to be sent with its commit.
    pub fn keeping(&self, answer: &Answer) -> String {
        let text = |text: &str| escape_literal(text);
        let optional = |value: &Option<String>| value.as_deref().map_or_else(|| "null".to_owned(), text);
        format!(
            "update kept_answers set status = {}, location = {}, etag = {}, body = convert_to({}, 'UTF8') \
             where scope = sha256(convert_to({}, 'UTF8'));",
            answer.status.as_u16(),
            optional(&answer.location),
            optional(&answer.etag),
            text(&String::from_utf8_lossy(&answer.body)),
            text(&self.0),
        )
    }

    fn digest(&self) -> Vec<u8> {
        Sha256::digest(&self.0).to_vec()
    }
}

/// The refusal of a key that came with another request.
pub(super) fn reused() -> ApiError {
    ApiError::refused(
        ProblemCode::IdempotencyKeyReused,
        vec![Fault::new(FaultCode::IdempotencyMismatch)],
    )
}

fn still_running() -> ApiError {
    ApiError::refused(
        ProblemCode::RequestInProgress,
        vec![Fault::new(FaultCode::StillRunning)],
    )
    .retry_after(1)
}

impl IdempotencyRecord {
    /// The status that was sent.
    pub fn status(&self) -> StatusCode {
        self.status
            .and_then(|status| u16::try_from(status).ok())
            .and_then(|status| StatusCode::from_u16(status).ok())
            .unwrap_or(StatusCode::OK)
    }

    /// The same answer again, marked as such.
    pub fn respond(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status());
        response.insert_header(("Idempotency-Replayed", "true"));
        if let Some(location) = &self.location {
            response.insert_header((header::LOCATION, location.as_str()));
        }
        if let Some(etag) = &self.etag {
            response.insert_header((header::ETAG, etag.as_str()));
        }
        match &self.body {
            Some(body) if !body.is_empty() => response
                .content_type("application/json")
                .body(Bytes::from(body.clone())),
            _ => response.finish(),
        }
    }
}
