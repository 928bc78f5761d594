//! `Arriving`: a write whose body is still on its way, for operations that take more than JSON.
//!
//! What the head of the request alone decides (404, 403) is told before a large body is read.

use std::rc::Rc;

use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, dev};
use chrono::NaiveDate;
use chrono_tz::Tz;
use deserr::Deserr;
use futures_util::future::LocalBoxFuture;
use serde_json::Value;

use super::error::{ApiError, ApiResult};
use super::form::{self, Form};
use super::query::{self, NoFilter};
use super::write::{self, Write};
use super::{actor_of, body, json, services_of};
use crate::access::Actor;
use crate::database::Connection;
use crate::http::services::Services;
use crate::shape::{self, ShapeFaults};

/// The request of a write, its body unread.
pub struct Arriving {
    /// Who asks.
    pub actor: Rc<Actor>,
    /// What serves it.
    pub services: Data<Services>,
    request: HttpRequest,
    payload: dev::Payload,
}

impl Arriving {
    /// A connection to read from, before the body is read.
    pub async fn connection(&self) -> ApiResult<Connection> {
        self.services.connection().await
    }

    /// Today, where the programme is.
    pub fn today(&self, zone: Tz) -> NaiveDate {
        self.services.clock.today(zone)
    }

    /// Reads the body as JSON, of a batch's size, whose member `lines` is a list that is read line by
    /// line, no further than one more than `most`: a line that cannot be read is refused by itself. The
    /// rest of it is of the shape of `B`, with that list empty.
    pub async fn lines<B: Deserr<ShapeFaults>>(
        mut self,
        lines: &str,
        most: usize,
    ) -> ApiResult<Write<(B, Vec<ApiResult<Value>>)>> {
        let limit = self.services.limits.batch_bytes;
        let text = body::read(&self.request, &mut self.payload, limit).await?;
        body::declared_as_json(&self.request)?;
        let (rest, lines) = json::read_lines(&text, lines, most)?;
        let said = lines.iter().map(|line| line.as_ref().ok().map(json::canonical));
        let meaning = match said.collect::<Option<Vec<_>>>() {
            Some(said) => [json::canonical(&rest), said.join(&b'\n')].concat(),
            None => text.to_vec(),
        };
        let body = (shape::read(rest)?, lines);
        Write::assemble(&self.request, body, NoFilter {}, &meaning)
    }

    /// Reads the body as a form with at most one file. The refusal of a body that was not read to
    /// its end comes once a bounded rest is drained.
    pub async fn form(&mut self) -> ApiResult<Form> {
        let services = self.services.clone();
        form::read(
            &self.request,
            &mut self.payload,
            services.limits.upload_bytes,
            &services.files,
        )
        .await
    }

    /// The write of a form that was read; `meaning` is what makes two requests the same.
    pub fn write<B>(self, body: B, meaning: &Value) -> ApiResult<Write<B>> {
        let meaning = format!("multipart/form-data\n{meaning}");
        Write::assemble(&self.request, body, NoFilter {}, meaning.as_bytes())
    }

    /// The same refusal, once a bounded rest of the body is drained, so that the client reads it.
    pub async fn refuse(mut self, refusal: ApiError) -> ApiError {
        body::drain(&mut self.payload, self.services.limits.upload_bytes).await;
        refusal
    }
}

impl FromRequest for Arriving {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            query::read::<NoFilter>(query::parameters(&request)?)?;
            write::sent_key(&request)?;
            Ok(Self {
                actor: actor_of(&request)?,
                services: services_of(&request)?,
                request,
                payload,
            })
        })
    }
}
