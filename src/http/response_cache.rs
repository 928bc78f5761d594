//! Responses to GETs, sent again where nothing can have changed them.
//!
//! A response is kept with the caller, the day and the newest entry of the journal that it was read beside: its basis. It is
//! sent again after one flight that shows, of this very instant, that the caller is still who it was with the same rights,
//! and that nothing was told since of the programme nor of what is of none (`docs/adr/0017-cached-responses.md`). What
//! cannot be shown is read.

use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder};
use chrono::NaiveDate;
use futures_util::future::try_join;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use uuid::Uuid;

use super::error::ApiError;
use super::metrics::{self, CacheResult};
use super::named::OfProgramme;
use super::routes::Route;
use super::{etag, language};
use crate::access::{self, Actor, Credential};
use crate::clock::Clock;
use crate::http::services::Services;
use crate::journal::Watermark;
use crate::vocabulary::Language;

/// Of a body that is longer than one part in so many of the cache, the tag alone is kept.
const PARTS: u64 = 8;
/// About what one takes besides its body, in bytes.
const OVERHEAD: u64 = 1024;
/// How many there are, as a guess.
const EXPECTED: usize = 1024;

/// What was asked, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CacheKey {
    account: Uuid,
    language: Language,
    uri: String,
}

/// What a response is made of, besides what was asked.
#[derive(Clone, Debug)]
pub struct Basis {
    /// The caller and what it holds.
    pub actor: Actor,
    /// Of which programme what is shown is.
    pub programme: OfProgramme,
    /// The day, where that is.
    pub today: NaiveDate,
    /// How far the journal was.
    pub watermark: Watermark,
}

/// A response that is on its way and can be kept: put beside its request.
#[derive(Clone, Debug)]
pub struct Cacheable {
    /// Under which key.
    pub key: CacheKey,
    /// On which basis.
    pub basis: Basis,
}

#[derive(Debug)]
struct CachedResponse {
    basis: Basis,
    headers: HeaderMap,
    /// None where it is too long: then whoever holds it is told that it holds still.
    body: Option<Bytes>,
}

/// The responses of this process, those used least making room.
#[derive(Debug)]
pub struct ResponseCache {
    responses: Cache<CacheKey, Arc<CachedResponse>, Weight>,
    capacity: u64,
}

#[derive(Clone, Debug)]
struct Weight;

impl Weighter<CacheKey, Arc<CachedResponse>> for Weight {
    fn weight(&self, key: &CacheKey, cached: &Arc<CachedResponse>) -> u64 {
        OVERHEAD + (key.uri.len() + cached.body.as_ref().map_or(0, Bytes::len)) as u64
    }
}

impl CacheKey {
    /// What a request asks for; none where the response is never kept: what is not JSON, and what no path names.
    pub(super) fn of(request: &ServiceRequest, route: &Route, credential: &Credential) -> Option<Self> {
        let cacheable = request.method() == Method::GET && route.json && route.finder.is_some();
        cacheable.then(|| Self {
            account: credential.account(),
            language: language::of(request.request()),
            uri: request.uri().to_string(),
        })
    }
}

impl ResponseCache {
    /// An empty one, of so many bytes.
    pub fn new(capacity: u64) -> Self {
        let responses = Cache::with_weighter(EXPECTED, capacity, Weight);
        Self { responses, capacity }
    }

    /// Keeps a response.
    fn store(&self, Cacheable { key, basis }: Cacheable, headers: &HeaderMap, body: Bytes) {
        let cached = CachedResponse {
            basis,
            headers: headers.clone(),
            body: (body.len() as u64 <= self.capacity / PARTS).then_some(body),
        };
        self.responses.insert(key, Arc::new(cached));
    }
}

impl CachedResponse {
    /// The response to a request: 304 where the client holds it (RFC 9110, 13.1.2). None where neither can be sent.
    fn respond_to(&self, request: &HttpRequest) -> Option<HttpResponse> {
        let held = request.headers().get(header::IF_NONE_MATCH);
        let held = held.and_then(|held| held.to_str().ok());
        let tag = self.headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
        let held_as = held.zip(tag).and_then(|(held, tag)| etag::held_as(held, tag));
        let mut response = HttpResponseBuilder::new(StatusCode::OK);
        for (name, value) in &self.headers {
            response.append_header((name, value));
        }
        match held_as {
            None => Some(response.body(self.body.clone()?)),
            Some(held_as) => {
                response.status(StatusCode::NOT_MODIFIED);
                response.insert_header((header::ETAG, held_as));
                Some(response.finish())
            }
        }
    }

    /// Whether all that it is made of is still the same, as of an instant after this was called. One flight: who asks first.
    async fn is_valid(&self, services: &Services, credential: &Credential) -> Result<bool, ApiError> {
        let conn = services.connection().await?;
        let Basis {
            actor,
            programme,
            watermark,
            ..
        } = &self.basis;
        let caller = access::authenticate(&conn, credential, services.clock);
        let (caller, unchanged) = try_join(caller, watermark.is_newest_of(programme.id, &conn)).await?;
        Ok(unchanged && caller.as_ref() == Some(actor))
    }

    fn is_of_today(&self, clock: Clock) -> bool {
        self.basis.today == clock.today(self.basis.programme.zone)
    }
}

/// The response that the same caller was sent before, where it is still the right one, with the caller's account.
pub(super) async fn find(
    services: &Services,
    request: &ServiceRequest,
    route: &Route,
    credential: &Credential,
) -> Result<Option<(Uuid, HttpResponse)>, ApiError> {
    let Some(key) = CacheKey::of(request, route, credential) else {
        return Ok(None);
    };
    let cached = services.response_cache.responses.get(&key);
    let cached = cached.filter(|cached| cached.is_of_today(services.clock));
    let Some((cached, response)) = cached.and_then(|cached| {
        let response = cached.respond_to(request.request())?;
        Some((cached, response))
    }) else {
        metrics::count_cached(CacheResult::Miss);
        return Ok(None);
    };
    if cached.is_valid(services, credential).await? {
        metrics::count_cached(CacheResult::Hit);
        return Ok(Some((key.account, response)));
    }
    metrics::count_cached(CacheResult::Stale);
    Ok(None)
}

/// Keeps a response that is about to be sent, where it can be kept.
pub(super) fn store(response: ServiceResponse<impl MessageBody + 'static>) -> ServiceResponse<BoxBody> {
    let response = response.map_into_boxed_body();
    let cacheable = response.request().extensions_mut().remove::<Cacheable>();
    let Some(cacheable) = cacheable.filter(|_| response.status() == StatusCode::OK) else {
        return response;
    };
    let (request, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let response = match body.try_into_bytes() {
        Err(body) => response.set_body(body),
        Ok(body) => {
            if let Some(services) = request.app_data::<Data<Services>>() {
                services
                    .response_cache
                    .store(cacheable, response.headers(), body.clone());
            }
            response.set_body(BoxBody::new(body))
        }
    };
    ServiceResponse::new(request, response)
}
