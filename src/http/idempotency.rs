//! `Idempotency-Key`: a POST repeated with the same key happens once.
//!
//! The key is claimed by the first statement of the write's own transaction: a twin that arrives
//! meanwhile waits on the claim's unique index and then finds the kept answer, or, past the lock
//! timeout, is told to come back. The answer is kept by the same commit as the write; a refusal
//! rolls the claim back.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::code::ProblemCode;
use super::problem::{ApiError, ApiResult};
use crate::database::schema::kept_answers;
use crate::fault::{Fault, FaultCode};

/// A key as it was sent, with what it is a key of.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    text: String,
    account: Uuid,
    scope: Vec<u8>,
    request_hash: Vec<u8>,
}

/// The answer that the first request with the key was given.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = kept_answers, check_for_backend(diesel::pg::Pg))]
pub struct KeptAnswer {
    request_hash: Vec<u8>,
    status: Option<i16>,
    location: Option<String>,
    etag: Option<String>,
    body: Option<Vec<u8>>,
}

impl IdempotencyKey {
    /// Scope: account, method, canonical path, query (api.md, "retries").
    pub fn new(account: Uuid, method: &str, path: &str, query: &str, key: &str, body: &[u8]) -> Self {
        let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
        pairs.sort_unstable();
        let path = path.trim_end_matches('/');
        let scope = Sha256::digest(format!("{account}\n{method}\n{path}\n{}\n{key}", pairs.join("&")));
        Self {
            text: key.to_owned(),
            account,
            scope: scope.to_vec(),
            request_hash: Sha256::digest(body).to_vec(),
        }
    }

    /// The key as it was sent.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Claims the key for this transaction, or gives the answer kept for it.
    pub async fn claim(&self, conn: &mut AsyncPgConnection, now: DateTime<Utc>) -> ApiResult<Option<KeptAnswer>> {
        let claimed = diesel::insert_into(kept_answers::table)
            .values((
                kept_answers::scope.eq(&self.scope),
                kept_answers::account_id.eq(self.account),
                kept_answers::request_hash.eq(&self.request_hash),
                kept_answers::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(conn)
            .await
            .map_err(|error| match ApiError::from(error) {
                ApiError::Refused(refusal) if refusal.code == ProblemCode::Unavailable => still_running(),
                other => other,
            })?;
        if claimed == 1 {
            return Ok(None);
        }
        let kept = kept_answers::table
            .find(&self.scope)
            .select(KeptAnswer::as_select())
            .first(conn)
            .await
            .optional()?
            // It was old, and thrown away between the two statements.
            .ok_or_else(still_running)?;
        if kept.request_hash != self.request_hash {
            return Err(ApiError::refused(
                ProblemCode::IdempotencyKeyReused,
                vec![Fault::new(FaultCode::IdempotencyMismatch)],
            ));
        }
        Ok(Some(kept))
    }

    /// Keeps the answer beside the write, in the same transaction.
    pub async fn keep(
        &self,
        conn: &mut AsyncPgConnection,
        status: StatusCode,
        location: Option<&str>,
        etag: Option<&str>,
        body: &[u8],
    ) -> QueryResult<()> {
        let status = i16::try_from(status.as_u16()).unwrap_or_default();
        diesel::update(kept_answers::table.find(&self.scope))
            .set((
                kept_answers::status.eq(status),
                kept_answers::location.eq(location),
                kept_answers::etag.eq(etag),
                kept_answers::body.eq(body),
            ))
            .execute(conn)
            .await
            .map(drop)
    }
}

fn still_running() -> ApiError {
    ApiError::refused(
        ProblemCode::RequestInProgress,
        vec![Fault::new(FaultCode::StillRunning)],
    )
    .retry_after(1)
}

impl KeptAnswer {
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
