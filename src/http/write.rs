//! `Write`: what a handler that writes is given. One request, one transaction, one journal.
//!
//! A handler that writes is given a `Write`, whose body is already of the right shape, and runs
//! its steps inside [`Write::run`]: the transaction begins, the handler takes its [`Change`] through
//! `super::change`'s phases, the answer is kept, the journal is written last (it takes the stamp,
//! docs/adr/0002-history.md) and the transaction commits before the answer leaves.

use std::rc::Rc;

use actix_web::HttpMessage;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, dev};
use deserr::Deserr;
use futures_util::future::LocalBoxFuture;

use super::authenticated_at::AuthenticatedAt;
use super::change::{Admitted, Change, Done};
use super::code::ProblemCode;
use super::error::{ApiError, ApiResult};
use super::etag::IfMatch;
use super::idempotency::IdempotencyKey;
use super::query::{self, NoFilter};
use super::unit_of_work::{Asked, UnitOfWork};
use super::{actor_of, body, json, services_of};
use crate::access::{Actor, SYSTEM_ACCOUNT};
use crate::clock::Clock;
use crate::http::services::Services;
use crate::shape::{self, ShapeFaults};
use crate::vocabulary::Language;

/// A body without fields.
#[derive(Debug, Default, Deserr, utoipa::ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NoBody {}

/// The request of a write: who asks for what. Taking it refuses a body of the wrong shape.
pub struct Write<B = NoBody, F = NoFilter> {
    /// Who asks.
    pub actor: Rc<Actor>,
    /// What is asked.
    pub body: B,
    /// The parameters of this operation.
    pub filter: F,
    /// The language of the answer.
    pub language: Language,
    /// The id under which the request is logged.
    pub request_id: String,
    /// What the service stands on.
    pub services: Data<Services>,
    clock: Clock,
    authenticated: Option<AuthenticatedAt>,
    key: Option<IdempotencyKey>,
    if_match: Option<IfMatch>,
}

impl<B, F> Write<B, F> {
    /// Whether it says which edit was read.
    pub fn expects_version(&self) -> bool {
        self.if_match.is_some()
    }

    /// Takes the idempotency key out of the request: the operation keeps it itself, beside what it
    /// writes, for longer than answers are kept.
    pub fn take_key(&mut self) -> Option<String> {
        self.key.take().map(IdempotencyKey::into_text)
    }

    /// The key of the request, which stays in it.
    pub fn key(&self) -> Option<&str> {
        self.key.as_ref().map(IdempotencyKey::text)
    }

    /// Whether the request can be one that was answered before.
    pub fn has_key(&self) -> bool {
        self.key.is_some()
    }

    /// The same write, whose answer is not kept whatever the client sends: it will hold a secret.
    #[must_use]
    pub fn of_a_secret(mut self) -> Self {
        self.key = None;
        self
    }

    /// Runs the steps of a write in one transaction; nothing of it remains if they fail.
    pub async fn run(self, steps: impl AsyncFnOnce(Change<'_>, B) -> ApiResult<Done>) -> ApiResult {
        let transaction = self.services.transaction().await?;
        let (mut authenticated, mut actor) = (self.authenticated, self.actor);
        if let Some(authenticated) = &mut authenticated {
            actor = authenticated.renew(actor, &transaction, self.services.clock).await?;
        }
        let asked = Asked {
            key: self.key,
            if_match: self.if_match,
            authenticated,
        };
        let mut work = UnitOfWork::begin(transaction, actor, self.clock, self.language, asked).await?;
        match steps(Change(&mut work), self.body).await {
            Ok(done) => Ok(work.finish(done).await?.respond()),
            Err(ApiError::Replayed(kept)) => Ok(kept.respond()),
            Err(error) => Err(error),
        }
    }
}

/// A write that the service does by itself, in a transaction of its own.
pub async fn write_by_itself<T>(
    services: &Services,
    steps: impl AsyncFnOnce(&mut Admitted<'_>) -> ApiResult<T>,
) -> ApiResult<T> {
    let actor = Rc::new(Actor {
        account: SYSTEM_ACCOUNT,
        ..Actor::default()
    });
    let asked = Asked {
        key: None,
        if_match: None,
        authenticated: None,
    };
    let transaction = services.transaction().await?;
    let mut work = UnitOfWork::begin(transaction, actor, services.clock, Language::default(), asked).await?;
    let mut change = Change(&mut work).admitted().await?;
    let done = steps(&mut change).await?;
    let answer = change.no_content()?;
    work.finish(answer).await?;
    Ok(done)
}

impl<B, F> Write<B, F> {
    /// The write of a body that was read; `meaning` are bytes that are the same of two requests that say the same.
    pub(super) fn assemble(request: &HttpRequest, body: B, filter: F, meaning: &[u8]) -> ApiResult<Self> {
        let services = services_of(request)?;
        let actor = actor_of(request)?;
        Ok(Self {
            clock: services.clock,
            key: sent_key(request)?.map(|key| IdempotencyKey::new(actor.account, request, &key, meaning)),
            if_match: sent_tags(request).map(|tags| IfMatch::parse(&tags)),
            authenticated: request.extensions().get::<AuthenticatedAt>().cloned(),
            language: super::language::of(request),
            request_id: super::rendering::request_id(request),
            actor,
            body,
            filter,
            services,
        })
    }
}

impl<B, F> Write<B, F>
where
    B: Deserr<ShapeFaults>,
    F: Deserr<ShapeFaults>,
{
    /// Reads a JSON body of at most `limit` bytes.
    pub(super) async fn read(request: &HttpRequest, payload: &mut dev::Payload, limit: usize) -> ApiResult<Self> {
        let filter = query::read(query::parameters(request)?)?;
        sent_key(request)?;
        let bytes = body::read(request, payload, limit).await?;
        let value = body::json(request, &bytes)?;
        let meaning = json::canonical(&value);
        Self::assemble(request, shape::read(value)?, filter, &meaning)
    }
}

impl<B, F> FromRequest for Write<B, F>
where
    B: Deserr<ShapeFaults> + 'static,
    F: Deserr<ShapeFaults> + 'static,
{
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let limit = services_of(&request)?.limits.body_bytes;
            Self::read(&request, &mut payload, limit).await
        })
    }
}

/// What `If-Match` says, over all its lines (RFC 9110, 5.3).
fn sent_tags(request: &HttpRequest) -> Option<String> {
    let lines: Vec<&str> = request
        .headers()
        .get_all(header::IF_MATCH)
        .filter_map(|line| line.to_str().ok())
        .collect();
    (!lines.is_empty()).then(|| lines.join(","))
}

/// The key of a POST, in UTF-8; one that is empty, too long, not text or given twice is refused.
pub(super) fn sent_key(request: &HttpRequest) -> ApiResult<Option<String>> {
    let mut lines = request.headers().get_all("Idempotency-Key");
    let Some(line) = lines.next() else {
        return Ok(None);
    };
    let key = std::str::from_utf8(line.as_bytes())
        .ok()
        .map(str::trim)
        .filter(|key| (1..=255).contains(&key.len()) && !key.chars().any(char::is_control));
    match key {
        Some(key) if lines.next().is_none() => {
            Ok((request.method() == actix_web::http::Method::POST).then(|| key.to_owned()))
        }
        _ => Err(ApiError::of(ProblemCode::MalformedRequest)),
    }
}
