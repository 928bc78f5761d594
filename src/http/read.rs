//! `Read`: what a handler that only reads is given.

use std::rc::Rc;
use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::{self, Data};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, dev};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use deserr::Deserr;
use futures_util::future::LocalBoxFuture;
use percent_encoding::percent_decode_str;
use serde::Serialize;
use serde_json::{Map, Value};

use super::answer::{Answer, JSON};
use super::as_of;
use super::error::{ApiError, ApiResult};
use super::memory::Kept;
use super::named::Snapshot;
use super::negotiation::Representation;
use super::page::{self, Page, PageOf, Placed};
use super::query::{self, NoFilter};
use super::response_cache::Cacheable;
use crate::access::Actor;
use crate::clock::Clock;
use crate::fault::Fault;
use crate::http::services::Services;
use crate::journal::Watermark;
use crate::shape::{self, ShapeFaults};
use crate::vocabulary::{CodeList, Language};

/// The request of a read: who asks, with which filters. Taking it refuses unknown parameters.
pub struct Read<F = NoFilter> {
    /// Who asks.
    pub actor: Rc<Actor>,
    /// The time.
    pub clock: Clock,
    /// The parameters of this operation.
    pub filter: F,
    /// The language of the answer.
    pub language: Language,
    /// As of when it reads, where that is not now.
    as_of: Option<DateTime<Utc>>,
    pub(super) request: HttpRequest,
    pub(super) services: Data<Services>,
}

/// The request of a list: a read that also says which page.
pub struct List<F = NoFilter> {
    /// The read.
    pub read: Read<F>,
    /// Which part of the list.
    pub page: Page,
}

impl<F> Read<F> {
    fn new(request: &HttpRequest, filter: F, as_of: Option<DateTime<Utc>>) -> ApiResult<Self> {
        let services = super::services_of(request)?;
        let clock = services.clock;
        Ok(Self {
            actor: super::actor_of(request)?,
            clock: as_of.map_or(clock, |at| clock.as_of(at)),
            as_of,
            filter,
            language: super::language::of(request),
            request: request.clone(),
            services,
        })
    }

    /// The database as it is at one instant: the one entry for reads. Who asks was read there too.
    pub async fn snapshot(&self) -> ApiResult<Snapshot> {
        let opened = self.request.extensions_mut().remove::<Snapshot>();
        match (opened, self.as_of) {
            (Some(snapshot), _) => Ok(snapshot),
            (None, None) => Ok(Snapshot::new(self.services.snapshot().await?, None)),
            (None, Some(at)) => self.snapshot_as_of(at).await,
        }
    }

    /// The same as it was known at another instant, with the same rights.
    pub async fn snapshot_as_of(&self, at: DateTime<Utc>) -> ApiResult<Snapshot> {
        Ok(Snapshot::new(self.services.snapshot_as_of(at).await?, None))
    }

    /// As of when it reads, where that is not now.
    pub fn as_of(&self) -> Option<DateTime<Utc>> {
        self.as_of
    }

    /// How far the journal is in the snapshot, or a little before; none where nothing was ever told.
    pub fn watermark(&self) -> Option<Watermark> {
        let extensions = self.request.extensions();
        extensions.get::<Cacheable>().map(|cacheable| cacheable.basis.watermark)
    }

    /// What a room keeps in memory.
    pub fn memory<T: Kept>(&self) -> Arc<T> {
        self.services.memory.of()
    }

    /// Today, where the programme is.
    pub fn today(&self, zone: Tz) -> NaiveDate {
        self.clock.today(zone)
    }

    /// Answers with a mutable resource.
    pub fn ok_versioned(&self, version: i32, view: &impl Serialize) -> ApiResult {
        Ok(Answer::ok_versioned(version, view)?.respond_to(&self.request))
    }

    /// Answers with a mutable resource, whose tag tells of no edit to whoever is not shown the version.
    pub fn versioned(&self, version: Option<i32>, view: &impl Serialize) -> ApiResult {
        match version {
            Some(version) => self.ok_versioned(version, view),
            None => self.ok(view),
        }
    }

    /// Answers with what has no version of its own.
    pub fn ok(&self, view: &impl Serialize) -> ApiResult {
        Ok(Answer::ok(view)?.respond_to(&self.request))
    }

    /// Answers in JSON, or drawn where the client asks for a picture or a page.
    pub fn ok_drawn(&self, view: &impl Serialize, draw: impl FnOnce() -> String) -> ApiResult {
        match Representation::asked(&self.request) {
            Representation::Json => self.ok(view),
            drawn => {
                let mut response = Answer::written(drawn.content_type(), draw().into()).respond_styled(&self.request);
                let language = header::HeaderValue::from_static(self.language.tag());
                response.headers_mut().insert(header::CONTENT_LANGUAGE, language);
                Ok(response)
            }
        }
    }

    /// The same of a long answer, of about so many bytes: what takes a while to write is not written on a thread that serves
    /// others.
    pub async fn ok_long(&self, view: impl Serialize + Send + 'static, bytes: usize) -> ApiResult {
        let written = web::block(move || {
            let mut body = Vec::with_capacity(bytes);
            serde_json::to_writer(&mut body, &view).map(|()| Answer::written(JSON, body.into()))
        });
        let answer = written.await.map_err(anyhow::Error::from)?;
        Ok(answer.map_err(anyhow::Error::from)?.respond_to(&self.request))
    }
}

impl<F> List<F> {
    /// Answers with a page. `rows` hold one more than the page where another follows.
    pub fn answer<S, R, V>(&self, rows: Vec<R>, sort: S, total: Option<i64>, view: impl FnMut(R) -> V) -> ApiResult
    where
        S: CodeList,
        R: Placed<S>,
        V: Serialize + utoipa::ToSchema,
    {
        let place = |row: &R| (row.sort_key(sort), row.id());
        let (rows, next) = self.page.cut(rows, sort, place);
        self.answer_views(rows.into_iter().map(view).collect(), next, total)
    }

    /// Answers with a page whose views are made already.
    pub fn answer_views<V>(&self, views: Vec<V>, next: Option<String>, total: Option<i64>) -> ApiResult
    where
        V: Serialize + utoipa::ToSchema,
    {
        let links = self.links(next.as_deref());
        let page = PageOf {
            items: self.page.pick(views)?,
            next,
            total,
        };
        let mut response: HttpResponse = Answer::ok(&page)?.respond_to(&self.read.request);
        if let Ok(links) = links.parse() {
            response.headers_mut().insert(header::LINK, links);
        }
        Ok(response)
    }

    /// The `Link` header (RFC 8288) to the first page and the next: this request with another
    /// cursor. Of a past day every page is of one instant.
    fn links(&self, next: Option<&str>) -> String {
        let uri = self.read.request.uri();
        let pairs = uri
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty());
        let is = |pair: &str, name: &str| {
            let given = pair.split('=').next().unwrap_or_default();
            percent_decode_str(given).decode_utf8_lossy() == name
        };
        let as_of = self
            .read
            .as_of
            .map(|at| format!("{}={}", as_of::PARAMETER, as_of::written(at)));
        let given_anew = |pair: &str| is(pair, "cursor") || as_of.is_some() && is(pair, as_of::PARAMETER);
        let others = pairs.filter(|pair| !given_anew(pair));
        let others: Vec<&str> = others.chain(as_of.as_deref()).collect();
        let to = |rel: &str, cursor: Option<String>| {
            let query: Vec<&str> = others.iter().copied().chain(cursor.as_deref()).collect();
            let separator = if query.is_empty() { "" } else { "?" };
            format!("<{}{separator}{}>; rel=\"{rel}\"", uri.path(), query.join("&"))
        };
        let first = to("first", None);
        match next {
            Some(cursor) => format!("{}, {first}", to("next", Some(format!("cursor={cursor}")))),
            None => first,
        }
    }
}

impl<F: Deserr<ShapeFaults> + 'static> FromRequest for Read<F> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let parameters = query::parameters(&request)?;
            let (at, filter) = read_past(&request, parameters, Vec::new(), &[])?;
            Self::new(&request, filter, at)
        })
    }
}

impl<F: Deserr<ShapeFaults> + 'static> FromRequest for List<F> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let mut parameters = query::parameters(&request)?;
            let (page, faults) = Page::take(&mut parameters);
            let (at, filter) = read_past(&request, parameters, faults, &page::PARAMETERS)?;
            let read = Read::new(&request, filter, at)?;
            Ok(Self { page, read })
        })
    }
}

/// Reads the parameters of an operation, and as of when it is asked for; beside those that were taken out before, and what is
/// wrong with them.
fn read_past<F: Deserr<ShapeFaults>>(
    request: &HttpRequest,
    mut parameters: Map<String, Value>,
    mut faults: Vec<Fault>,
    taken: &[&'static str],
) -> ApiResult<(Option<DateTime<Utc>>, F)> {
    let asked = as_of::take(request, &mut parameters);
    let accepted = taken.iter().copied().chain(asked.is_some().then_some(as_of::PARAMETER));
    let asked = asked.unwrap_or_default();
    faults.extend(asked.faults);
    match shape::read(Value::Object(parameters)) {
        Ok(filter) if faults.is_empty() => Ok((asked.at, filter)),
        read => {
            let of_filter = read.err().into_iter().flatten().map(query::of_parameter);
            faults.extend(of_filter.map(|fault| query::accepting(fault, accepted.clone())));
            Err(query::refused(faults))
        }
    }
}
