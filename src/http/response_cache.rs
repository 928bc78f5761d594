//! Responses to GETs, sent again where nothing can have changed them.
//!
//! A response is kept with the day and the newest entry of the journal that it was read beside: its basis. It is sent again,
//! to the same credential, after one statement that shows, of this very instant, that the sign-in is still open, and that
//! nothing was told since of the programme nor of what is of none: of the caller's rights neither
//! (`docs/adr/0017-cached-responses.md`). What cannot be shown is read.

use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder};
use chrono::{DateTime, NaiveDate, Utc};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use uuid::Uuid;

use super::answer::JSON;
use super::error::ApiError;
use super::metrics::{self, CacheResult};
use super::named::OfProgramme;
use super::negotiation::Representation;
use super::routes::Route;
use super::{etag, language};
use crate::access::{self, Credential, PLATFORM_ZONE};
use crate::clock::Clock;
use crate::http::services::Services;
use crate::journal::{Watermark, is_current};
use crate::vocabulary::Language;

/// Of the room this part is for all but bodies.
const FOR_HEADERS: u64 = 4;
/// A body that is longer than this part of the room is not kept.
const LARGEST: u64 = 8;
/// About what a response takes besides its body, and what a body takes besides itself, in bytes.
const OVERHEAD: u64 = 1024;
const BODY_OVERHEAD: u64 = 128;
/// How many bodies are expected. The cache divides its room by it: so into four at most, each of which has place for the largest.
const EXPECTED_BODIES: usize = 128;

/// What was asked, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CacheKey {
    credential: Credential,
    language: Language,
    uri: String,
}

/// What a response is made of, besides what was asked.
#[derive(Clone, Copy, Debug)]
pub struct Basis {
    /// Of which programme is what is shown, and what the caller may.
    pub programme: OfProgramme,
    /// How far the journal was.
    pub watermark: Watermark,
    today: NaiveDate,
    platform_day: NaiveDate,
}

/// A response that is on its way and can be kept: put beside its request.
#[derive(Clone, Debug)]
pub struct Cacheable {
    /// Under which key.
    pub key: CacheKey,
    /// On which basis.
    pub basis: Basis,
}

/// All of a response but its body, which its tag names.
#[derive(Debug)]
struct CachedResponse {
    basis: Basis,
    headers: HeaderMap,
}

/// The responses of this process, those used least making room.
#[derive(Debug)]
pub struct ResponseCache {
    responses: Cache<CacheKey, Arc<CachedResponse>, Weight>,
    /// By tag, which is their digest: all who are sent the same share one.
    bodies: Cache<HeaderValue, Bytes, Weight>,
    largest: usize,
}

#[derive(Clone, Debug)]
struct Weight;

impl Weighter<CacheKey, Arc<CachedResponse>> for Weight {
    fn weight(&self, key: &CacheKey, _: &Arc<CachedResponse>) -> u64 {
        OVERHEAD + key.uri.len() as u64
    }
}

impl Weighter<HeaderValue, Bytes> for Weight {
    fn weight(&self, _: &HeaderValue, body: &Bytes) -> u64 {
        BODY_OVERHEAD + body.len() as u64
    }
}

impl CacheKey {
    /// What a request asks for; none where the response is never kept: what is not JSON, and what no path names.
    pub(super) fn of(request: &ServiceRequest, route: &Route, credential: &Credential) -> Option<Self> {
        let is_json =
            !route.representations.is_empty() && Representation::asked(request.request()) == Representation::Json;
        let cacheable = request.method() == Method::GET && is_json && route.finder.is_some();
        cacheable.then(|| Self {
            credential: credential.clone(),
            language: language::of(request.request()),
            uri: request.uri().to_string(),
        })
    }
}

impl ResponseCache {
    /// An empty one, of so many bytes.
    pub fn new(capacity: u64) -> Self {
        let (for_headers, largest) = (capacity / FOR_HEADERS, capacity / LARGEST);
        let responses = usize::try_from(for_headers / OVERHEAD).unwrap_or(usize::MAX);
        Self {
            responses: Cache::with_weighter(responses, for_headers, Weight),
            bodies: Cache::with_weighter(EXPECTED_BODIES, capacity - for_headers, Weight),
            largest: usize::try_from(largest).unwrap_or(usize::MAX),
        }
    }

    /// Keeps a response. A body that is too long is not kept, nor one that was not sent (304): whoever holds it is told that
    /// it holds still.
    fn insert(&self, Cacheable { key, basis }: Cacheable, headers: &HeaderMap, body: Option<&Bytes>) {
        let mut headers = headers.clone();
        headers.remove(header::CONTENT_TYPE);
        match (body, headers.get(header::ETAG)) {
            (None, _) => etag::forget_coding(&mut headers),
            (Some(body), Some(tag)) if body.len() <= self.largest && self.bodies.get(tag).is_none() => {
                // A copy: what was written has room for more behind it.
                self.bodies.insert(tag.clone(), Bytes::copy_from_slice(body));
            }
            _ => {}
        }
        self.responses.insert(key, Arc::new(CachedResponse { basis, headers }));
    }
}

impl CachedResponse {
    /// The response to a request: 304 where the client holds it (RFC 9110, 13.1.2). None where neither can be sent.
    fn respond_to(&self, request: &HttpRequest, cache: &ResponseCache) -> Option<HttpResponse> {
        let tag = self.headers.get(header::ETAG)?;
        let mut response = HttpResponseBuilder::new(StatusCode::OK);
        for (name, value) in &self.headers {
            response.append_header((name, value));
        }
        match etag::held_by(request.headers(), tag.to_str().ok()?) {
            None => Some(response.content_type(JSON).body(cache.bodies.get(tag)?)),
            Some(held_as) => {
                response.status(StatusCode::NOT_MODIFIED);
                response.insert_header((header::ETAG, held_as));
                Some(response.finish())
            }
        }
    }

    /// Whether nothing that it is made of has changed, as of an instant after this was called: one statement.
    async fn is_valid(&self, services: &Services, credential: &Credential) -> Result<bool, ApiError> {
        let conn = services.connection().await?;
        let mut conn: &AsyncPgConnection = &conn;
        let Basis {
            programme, watermark, ..
        } = self.basis;
        let is_current = is_current(watermark, programme.id);
        let is_valid: (bool, bool) = match credential {
            Credential::Session { account, session } => {
                let both = diesel::select((access::is_open(*account, *session), is_current));
                both.get_result(&mut conn).await?
            }
            // Another key would have been told of.
            Credential::Key { .. } => (true, diesel::select(is_current).get_result(&mut conn).await?),
        };
        Ok(is_valid == (true, true))
    }
}

impl Basis {
    /// That of what was begun to be read at an instant: a day that begins meanwhile is another.
    pub(super) fn at(at: DateTime<Utc>, programme: OfProgramme, watermark: Watermark, clock: Clock) -> Self {
        Self {
            programme,
            watermark,
            today: clock.date(at, programme.zone),
            platform_day: clock.date(at, PLATFORM_ZONE),
        }
    }

    fn is_of_today(&self, clock: Clock) -> bool {
        self.today == clock.today(self.programme.zone) && self.platform_day == clock.today(PLATFORM_ZONE)
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
    let cache = &services.response_cache;
    let cached = cache.responses.get(&key);
    let cached = cached.filter(|cached| cached.basis.is_of_today(services.clock));
    let Some((cached, response)) = cached.and_then(|cached| {
        let response = cached.respond_to(request.request(), cache)?;
        Some((cached, response))
    }) else {
        metrics::count_cached(CacheResult::Miss);
        return Ok(None);
    };
    if cached.is_valid(services, credential).await? {
        metrics::count_cached(CacheResult::Hit);
        return Ok(Some((credential.account(), response)));
    }
    metrics::count_cached(CacheResult::Stale);
    Ok(None)
}

/// Keeps a response that is about to be sent, where it can be kept.
pub(super) fn store(response: ServiceResponse<impl MessageBody + 'static>) -> ServiceResponse<BoxBody> {
    let response = response.map_into_boxed_body();
    let cacheable = response.request().extensions_mut().remove::<Cacheable>();
    let services = response.request().app_data::<Data<Services>>().cloned();
    let (Some(cacheable), Some(services)) = (cacheable, services) else {
        return response;
    };
    let cache = &services.response_cache;
    match response.status() {
        StatusCode::OK => response.map_body(|head, body| match body.try_into_bytes() {
            Ok(body) => {
                cache.insert(cacheable, &head.headers, Some(&body));
                BoxBody::new(body)
            }
            Err(body) => body,
        }),
        StatusCode::NOT_MODIFIED => {
            cache.insert(cacheable, response.headers(), None);
            response
        }
        _ => response,
    }
}
