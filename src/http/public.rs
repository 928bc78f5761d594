//! What a handler is given that asks nobody who they are: `Public` to read, `Body` to write and
//! keep no answer (signing in).

use actix_web::web::Bytes;
use std::rc::Rc;

use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse, dev};
use deserr::Deserr;
use futures_util::future::{LocalBoxFuture, Ready, ready};
use serde::Serialize;

use super::answer::Answer;
use super::error::{ApiError, ApiResult};
use super::negotiation::Representation;
use super::query::{self, NoFilter};
use super::static_answer::StaticAnswer;
use super::{ProblemCode, body, services_of};
use crate::access::Actor;
use crate::http::services::Services;
use crate::shape::{self, ShapeFaults};

/// A body of the right shape, and the services to answer it with. There is no `Idempotency-Key`
/// here: what gives tokens or secrets is never kept.
pub struct Body<B> {
    /// What is asked.
    pub body: B,
    /// The services.
    pub services: Data<Services>,
    actor: Option<Rc<Actor>>,
}

impl<B> Body<B> {
    /// Who asks, where the operation is not public.
    pub fn actor(&self) -> ApiResult<Rc<Actor>> {
        self.actor
            .clone()
            .ok_or_else(|| ApiError::of(ProblemCode::Unauthenticated))
    }
}

/// The request of a public read: without parameters, answered with a tag like any other.
pub struct Public(HttpRequest);

impl Public {
    /// In which representation it is asked for.
    pub fn representation(&self) -> Representation {
        Representation::asked(&self.0)
    }

    /// Answers with JSON.
    pub fn ok(&self, view: &impl Serialize) -> ApiResult {
        Ok(Answer::ok(view)?.respond_to(&self.0))
    }

    /// Answers with what is the same for everybody.
    pub fn fixed(&self, answer: &StaticAnswer) -> HttpResponse {
        answer.respond_to(&self.0)
    }

    /// Answers with what is written already.
    pub fn text(&self, media_type: &'static str, text: impl Into<Bytes>) -> HttpResponse {
        Answer::written(media_type, text.into()).respond_to(&self.0)
    }
}

impl FromRequest for Public {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        let parameters = query::parameters(request).and_then(query::read::<NoFilter>);
        ready(parameters.map(|_| Self(request.clone())))
    }
}

impl<B: Deserr<ShapeFaults> + 'static> FromRequest for Body<B> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let services = services_of(&request)?;
            query::read::<NoFilter>(query::parameters(&request)?)?;
            let bytes = body::read(&request, &mut payload, services.limits.body_bytes).await?;
            Ok(Self {
                body: shape::read(body::json(&request, &bytes)?)?,
                actor: super::actor_of(&request).ok(),
                services,
            })
        })
    }
}
