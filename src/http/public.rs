//! `Body`: what a handler is given that asks nobody who they are, or keeps no answer: signing in.

use std::rc::Rc;

use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, dev};
use deserr::Deserr;
use futures_util::future::LocalBoxFuture;

use super::problem::{ApiError, ApiResult};
use super::query::{self, NoFilter};
use super::shape::{self, ShapeFaults};
use super::{ProblemCode, body, services_of};
use crate::access::Actor;
use crate::services::Services;

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
