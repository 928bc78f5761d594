//! What keeps the service answering when it is flooded or dawdled with.
//!
//! * [`quota`]: requests a second of an account, or of an address without one (429).
//! * [`load`]: requests worked on at once; one more is refused before any work (503).
//! * `pace`: the time that a body may take to arrive (408), and an answer to be made (503).
//! * [`peer`]: whose address a request comes from, behind proxies that are trusted.

pub mod load;
mod pace;
pub mod peer;
pub mod quota;

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage};

use super::code::ProblemCode;
use super::error::ApiError;
use crate::http::metrics::{self, Rejection};
use crate::http::services::Services;
use crate::settings::LimitSettings;
use load::Load;
use pace::{Paced, UnderWay};
use peer::Proxies;
use quota::Quotas;

/// How much is taken on, from whom, for how long; shared by all workers.
pub struct Guard {
    /// Requests of accounts and addresses.
    pub quotas: Quotas,
    /// Requests at work.
    pub load: Load,
    /// Who is believed about whom.
    pub proxies: Proxies,
    /// How long a body may take, besides what its length allows.
    pub body: Duration,
    /// How long an answer may take.
    pub answer: Duration,
    /// How long a request waits for the database.
    pub database_wait: Duration,
}

impl Guard {
    /// The guard that is set.
    pub fn new(settings: &LimitSettings) -> Self {
        Self {
            quotas: Quotas::new(settings.account_requests, settings.address_requests),
            load: Load::new(settings.requests_at_once),
            proxies: Proxies::new(settings.trusted_proxies.clone(), settings.proxy_header),
            body: Duration::from_secs(settings.body_seconds),
            answer: Duration::from_secs(settings.answer_seconds),
            database_wait: Duration::from_millis(settings.database_wait_ms),
        }
    }
}

/// Always answered: it says that the process runs, and nothing is refused to it.
pub const LIVE: &str = "/health/live";

/// Lets a request in while there is room, and sees that it ends in time.
pub async fn watch(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let services = request.app_data::<Data<Services>>().cloned();
    let Some(services) = services.filter(|_| request.path() != LIVE) else {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    };
    let guard = &services.guard;
    let Some(slot) = guard.load.enter() else {
        metrics::count_rejection(Rejection::Overload);
        let full = ApiError::of(ProblemCode::Unavailable).retry_after(1);
        return Ok(request.error_response(full).map_into_right_body());
    };
    let under_way = Rc::new(UnderWay {
        slot: Cell::new(Some(slot)),
        until: Cell::new(Instant::now() + guard.answer),
    });
    let payload = match request.take_payload() {
        Payload::None => Payload::None,
        payload => Paced::new(payload, services.clone(), under_way.clone()).into(),
    };
    request.set_payload(payload);
    let answer = in_time(&under_way.until, next.call(request)).await;
    under_way.slot.set(None);
    match answer {
        Some(answer) => answer.map(ServiceResponse::map_into_left_body),
        None => {
            metrics::count_rejection(Rejection::Late);
            Err(ApiError::of(ProblemCode::Unavailable).retry_after(1).into())
        }
    }
}

/// What is answered in time, which grows as the body comes.
async fn in_time<T>(until: &Cell<Instant>, answer: impl Future<Output = T>) -> Option<T> {
    let mut answer = std::pin::pin!(answer);
    loop {
        let limit = until.get();
        match tokio::time::timeout_at(limit.into(), answer.as_mut()).await {
            Ok(done) => return Some(done),
            Err(_) if until.get() > limit => {}
            Err(_) => return None,
        }
    }
}
