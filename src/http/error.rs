//! Refusals and failures: one error type, rendered once (`super::problem`).

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::code::ProblemCode;
use super::guard::quota::UsedUp;
use super::idempotency::IdempotencyRecord;
use crate::access::Denied;
use crate::access::guessing::TooManyGuesses;
use crate::access::password::HashingError;
use crate::fault::{Fault, Kind};
use crate::reference::Reference;
use crate::vocabulary::Language;

/// What handlers return.
pub type ApiResult<T = HttpResponse> = Result<T, ApiError>;

/// Why a handler ends early.
#[derive(Debug)]
pub enum ApiError {
    /// A refusal that the client can understand.
    Refused(Box<Refusal>),
    /// Not an error: the kept answer of the same request (`Idempotency-Key`), sent again.
    Replayed(Box<IdempotencyRecord>),
    /// A failure of ours; its cause is logged and never sent.
    Internal(anyhow::Error),
}

/// A refusal: its code, every reason, and what its status adds.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The kind of refusal, which gives the status.
    pub code: ProblemCode,
    /// Every fault.
    pub faults: Vec<Fault>,
    /// `Retry-After`, in seconds (429, 503, 409 of a running twin).
    pub retry_after: Option<u64>,
    /// The quota that is used up (429), where it is none that every answer tells of.
    pub quota: Option<UsedUp>,
    /// `Allow` (405).
    pub allow: Option<String>,
    /// What the resource is now (412).
    pub current: Option<CurrentVersion>,
}

/// Who changed what the client holds an old version of.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CurrentVersion {
    /// The tag to send as `If-Match` after reading the resource again.
    pub etag: String,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
    /// Who changed it last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_by: Option<Reference>,
}

impl Refusal {
    /// A refusal that says its kind alone.
    pub fn of(code: ProblemCode) -> Self {
        Self {
            code,
            faults: Vec::new(),
            retry_after: None,
            quota: None,
            allow: None,
            current: None,
        }
    }
}

impl ApiError {
    /// A refusal without further reasons.
    pub fn of(code: ProblemCode) -> Self {
        Self::refused(code, Vec::new())
    }
    /// A refusal with its reasons.
    pub fn refused(code: ProblemCode, faults: Vec<Fault>) -> Self {
        Self::Refused(Box::new(Refusal {
            faults,
            ..Refusal::of(code)
        }))
    }
    /// What the caller may not know of (404).
    pub fn not_found() -> Self {
        Self::of(ProblemCode::NotFound)
    }
    /// What the caller sees but may not do (403).
    pub fn forbidden() -> Self {
        Self::of(ProblemCode::Forbidden)
    }
    /// The same refusal, because a quota is used up for so many seconds.
    #[must_use]
    pub fn of_quota(mut self, quota: UsedUp, seconds: u64) -> Self {
        if let Self::Refused(refusal) = &mut self {
            refusal.quota = Some(quota);
        }
        self.retry_after(seconds)
    }

    /// The same refusal, with when to come back.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        if let Self::Refused(refusal) = &mut self {
            refusal.retry_after = Some(seconds);
        }
        self
    }
    /// The refusal where a file cannot be received, kept or read at present: the disk is full, the
    /// store does not answer. A file that should be there and is not is a failure of ours.
    pub fn of_files(cause: anyhow::Error) -> Self {
        match cause.downcast_ref::<object_store::Error>() {
            Some(object_store::Error::NotFound { .. }) => Self::Internal(cause),
            _ => {
                tracing::error!(cause = %format!("{cause:#}"), "files cannot be received, kept or read");
                Self::of(ProblemCode::Unavailable).retry_after(10)
            }
        }
    }

    /// The status the answer carries.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) => refusal.code.status(),
            Self::Replayed(kept) => kept.status(),
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Faults become the refusal of their most basic kind: shape and rule 422, then state 409. The
/// reasons of the later kinds are told once the earlier ones are mended.
impl From<Vec<Fault>> for ApiError {
    fn from(faults: Vec<Fault>) -> Self {
        let body = faults.iter().any(|fault| fault.code.kind() != Kind::State);
        let told = faults
            .into_iter()
            .filter(|fault| (fault.code.kind() != Kind::State) == body)
            .collect();
        Self::refused(
            if body {
                ProblemCode::InvalidBody
            } else {
                ProblemCode::Conflict
            },
            told,
        )
    }
}

impl From<Fault> for ApiError {
    fn from(fault: Fault) -> Self {
        vec![fault].into()
    }
}

/// A guesser is told which quota is used up (429).
impl From<TooManyGuesses> for ApiError {
    fn from(TooManyGuesses { name, quota, wait }: TooManyGuesses) -> Self {
        let used_up = UsedUp {
            name,
            burst: quota.burst_size().get(),
            window: quota.burst_size_replenished_in().as_secs(),
        };
        Self::of(ProblemCode::TooManyRequests).of_quota(used_up, wait.as_secs() + 1)
    }
}

impl From<HashingError> for ApiError {
    fn from(error: HashingError) -> Self {
        match error {
            HashingError::Busy => Self::of(ProblemCode::Unavailable).retry_after(1),
            HashingError::Failed(cause) => Self::Internal(cause),
        }
    }
}

/// A denial is 403, with its reason.
impl From<Denied> for ApiError {
    fn from(denied: Denied) -> Self {
        Self::refused(ProblemCode::Forbidden, denied.reason.into_iter().collect())
    }
}

impl From<diesel::result::Error> for ApiError {
    fn from(error: diesel::result::Error) -> Self {
        crate::http::constraint::explain(error)
    }
}

impl From<anyhow::Error> for ApiError {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "{} {:?}", refusal.code.code(), refusal.faults),
            Self::Replayed(_) => f.write_str("replayed"),
            Self::Internal(cause) => write!(f, "{cause:#}"),
        }
    }
}

/// The language and the request's id are not known here: `super::rendering` renders what a handler
/// returns. What is rendered here is what never got that far: a panic.
impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.status()
    }
    fn error_response(&self) -> HttpResponse {
        let code = match self {
            Self::Refused(refusal) => refusal.code,
            _ => ProblemCode::Internal,
        };
        super::problem::respond(&Refusal::of(code), Language::default(), "", "")
    }
}
