//! The gate: what is decided before a handler is reached, from the document itself (`super::routes`): a 404, a
//! 405 with its `Allow`, which operations are public. Before that, the request is counted
//! (`super::guard::quota`).

use std::rc::Rc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpResponse};
use futures_util::future::try_join3;
use matchit::Params;
use percent_encoding::percent_decode_str;
use tracing::Span;

use super::as_of::{self, AsOf};
use super::authenticated_at::AuthenticatedAt;
use super::code::ProblemCode;
use super::error::{ApiError, Refusal};
use super::guard::LIVE;
use super::guard::quota::QuotaState;
use super::named::Snapshot;
use super::negotiation;
use super::query::selects;
use super::response_cache::{self, Basis, CacheKey, Cacheable};
use super::routes::Route;
use super::wire::Key;
use crate::access::{self, Actor, Credential, PLATFORM_ZONE};
use crate::database::planning;
use crate::http::services::Services;

/// A mark on requests of which only the head of the answer is sent.
#[derive(Clone, Copy, Debug)]
pub struct HeadOnly;

/// Decides 429, 404, 405, 406, 401 and the scopes of service accounts, in that order.
pub async fn open(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.method() == Method::HEAD {
        request.extensions_mut().insert(HeadOnly);
        request.head_mut().method = Method::GET;
    }
    let mut quota = None;
    let admitted = admit(&request, &mut quota).await;
    let answer = answer(request, admitted, next).await;
    answer.map(|mut response| {
        if let Some(quota) = quota {
            quota.tell(response.headers_mut());
        }
        response
    })
}

/// The files of pages are no operations: the document does not have them.
fn is_of_a_page(path: &str) -> bool {
    path == "/docs" || path.starts_with("/docs/") || path.starts_with("/page/")
}

/// What answers a request that is admitted.
enum Admission {
    Handler,
    /// A response that was sent before.
    Cached(HttpResponse),
}

async fn answer(
    request: ServiceRequest,
    admitted: Result<Admission, ApiError>,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    match admitted {
        Ok(Admission::Handler) => next.call(request).await.map(|mut response| {
            as_of::tell(&mut response);
            response_cache::store(response).map_into_left_body()
        }),
        Ok(Admission::Cached(response)) => Ok(request.into_response(response).map_into_right_body()),
        Err(ApiError::Refused(refusal)) if request.method() == Method::OPTIONS && refusal.allow.is_some() => {
            let methods = refusal.allow.unwrap_or_default();
            let response = HttpResponse::NoContent()
                .insert_header((header::ALLOW, methods))
                .finish();
            Ok(request.into_response(response).map_into_right_body())
        }
        Err(error) => Ok(request.error_response(error).map_into_right_body()),
    }
}

async fn admit(request: &ServiceRequest, quota: &mut Option<QuotaState>) -> Result<Admission, ApiError> {
    let services = request.app_data::<Data<Services>>();
    let services = services.ok_or_else(|| ApiError::Internal(anyhow::anyhow!("the application has no services")))?;
    if request.path() == LIVE {
        return services.routes.find(request.method(), LIVE).map(|_| Admission::Handler);
    }
    let quotas = &services.guard.quotas;
    let address = services.guard.proxies.origin(request.head());
    let credential = Credential::of(&services.tokens, request.headers());
    let (now, charged) = quotas.charge(credential.as_ref(), address);
    *quota = Some(now);
    charged?;
    if is_of_a_page(request.path()) {
        return match *request.method() {
            Method::GET => Ok(Admission::Handler),
            _ => Err(ApiError::Refused(Box::new(Refusal {
                allow: Some("GET, HEAD, OPTIONS".to_owned()),
                ..Refusal::of(ProblemCode::MethodNotAllowed)
            }))),
        };
    }
    // No address of ours holds a NUL, and no database text can.
    if request.path().contains('\0') || request.path().contains("%00") {
        return Err(ApiError::not_found());
    }
    let (route, places) = services.routes.find(request.method(), request.path())?;
    Span::current().record("route", &route.pattern);
    if !route.representations.is_empty() {
        let form = negotiation::best(request, &route.representations)
            .ok_or_else(|| ApiError::of(ProblemCode::NotAcceptable))?;
        request.extensions_mut().insert(form);
    }
    if route.public {
        return Ok(Admission::Handler);
    }
    let proven = credential.as_ref().and_then(Credential::proven);
    // To an account that is known only now.
    let charge = |account, quota: &mut Option<QuotaState>| {
        let (now, charged) = quotas.move_to(account, address);
        *quota = Some(now);
        charged
    };
    if let Some(credential) = &credential
        && let Some((account, response)) = response_cache::find(services, request, route, credential).await?
    {
        if proven.is_none() {
            charge(account, quota)?;
        }
        return Ok(Admission::Cached(response));
    }
    let actor = match authenticate(services, request, route, &places, credential.as_ref()).await {
        Ok(actor) => actor,
        Err(refusal) => {
            if let Some(account) = proven {
                let (now, charged) = quotas.disown(account, address);
                *quota = Some(now);
                charged?;
            }
            return Err(refusal);
        }
    };
    if credential.is_some() && proven.is_none() {
        charge(actor.account, quota)?;
    }
    if !actor.has_scope(route.scope.as_deref()) {
        return Err(ApiError::forbidden());
    }
    let mut extensions = request.extensions_mut();
    extensions.insert(Rc::new(actor));
    if let Some(credential) = credential {
        extensions.insert(AuthenticatedAt::now(credential));
    }
    Ok(Admission::Handler)
}

/// Who asks (401). What only reads goes on in the snapshot in which this was read, beside what the path
/// names.
async fn authenticate(
    services: &Services,
    request: &ServiceRequest,
    route: &Route,
    places: &Params<'_, '_>,
    credential: Option<&Credential>,
) -> Result<Actor, ApiError> {
    let nobody = || ApiError::of(ProblemCode::Unauthenticated);
    let credential = credential.ok_or_else(nobody)?;
    if request.method() != Method::GET {
        let conn = services.connection().await?;
        let actor = access::authenticate(&conn, credential, services.clock).await?;
        return actor.ok_or_else(nobody);
    }
    let at = services.clock.now();
    let (as_of, faults) = match route.past.then(|| AsOf::asked(request.query_string(), services.clock)) {
        None | Some(Ok(None)) => (None, Vec::new()),
        Some(Ok(asked)) => (asked, Vec::new()),
        Some(Err(fault)) => (None, vec![fault]),
    };
    let instant = |zone| as_of.map(|as_of| as_of.instant(at, services.clock, zone));
    let mut past = instant(PLATFORM_ZONE);
    let snapshot = match past {
        Some(at) => services.snapshot_as_of(at).await?,
        None => services.snapshot().await?,
    };
    let conn = match route.finder {
        Some((_, finder)) if finder.whole => snapshot.alone(),
        _ => &snapshot,
    };
    let find = async || {
        let Some((place, finder)) = route.finder else {
            return Ok(None);
        };
        let Some(key) = places.get(place) else { return Ok(None) };
        let key = percent_decode_str(key).decode_utf8_lossy();
        finder.find(conn, Key::parse(&key)).await.map(Some)
    };
    // How far the journal is comes first, also where there is no snapshot (statements that fly together are answered in their
    // order, ADR 14): what is told between it and the rest makes a response stale, and not wrong.
    let reader = access::authenticate_reader(conn, credential, services.clock);
    let planned = async {
        match (selects(request.query_string()), route.list) {
            (true, _) => planning::plan_anew(conn).await,
            // Of the past the instant is unknown to every plan, and planning takes the longer.
            (false, true) if past.is_none() => planning::weigh_plans(conn).await,
            (false, _) => Ok(()),
        }
    };
    let (reader, mut found, ()) = try_join3(reader, find(), planned).await?;
    let (actor, watermark) = reader.ok_or_else(nobody)?;
    let programme = found.as_ref().and_then(|found| found.programme);
    // A day ends where the programme is, which is known only now.
    let there = programme.and_then(|programme| instant(programme.zone));
    if let Some(there) = there.filter(|_| there != past) {
        snapshot.move_to(there).await?;
        (past, found) = (Some(there), find().await?);
    }
    let shown_at = past.or_else(|| {
        let newest = found.as_ref().and_then(|found| found.shown_at);
        let newest = newest.or_else(|| Some(watermark?.at()));
        newest.map(|newest| as_of::shown_at(newest, programme, services.clock))
    });
    let key = CacheKey::of(request, route, credential).filter(|_| past.is_none());
    let mut extensions = request.extensions_mut();
    extensions.insert(Snapshot::new(snapshot, found));
    if route.past {
        extensions.insert(as_of::Asked { at: past, faults });
        shown_at.map(|at| extensions.insert(as_of::ShownAt(at)));
    }
    if let (Some(key), Some(watermark), Some(programme)) = (key, watermark, programme) {
        let basis = Basis::at(at, programme, watermark, services.clock);
        extensions.insert(Cacheable { key, basis });
    }
    Ok(actor)
}
