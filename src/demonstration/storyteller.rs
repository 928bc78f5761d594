//! Tells events to the application, one after the other, each at its own instant.

use std::cell::RefCell;
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;

use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::{Error, HttpMessage, test};
use anyhow::Context;
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::Value;
use uuid::Uuid;

use super::accounts::Player;
use super::recorder::Recorder;
use crate::access;
use crate::clock::Clock;
use crate::services::Services;

const ZONE: Tz = Tz::Europe__Paris;

/// One request of the story.
#[derive(Clone, Debug)]
pub struct Event {
    /// When, in Paris.
    pub at: NaiveDateTime,
    /// By whom.
    pub by: Player,
    method: Method,
    path: String,
    body: Value,
}

impl Event {
    /// A POST on a day, at a time given in minutes after midnight.
    pub fn post(on: NaiveDate, minute: u32, by: Player, path: String, body: Value) -> Self {
        let at = on.and_hms_opt(minute / 60 % 24, minute % 60, 0).unwrap_or_default();
        Self {
            at,
            by,
            method: Method::POST,
            path,
            body,
        }
    }

    /// A GET.
    pub fn get(on: NaiveDate, by: Player, path: String) -> Self {
        Self {
            method: Method::GET,
            ..Self::post(on, 23 * 60, by, path, Value::Null)
        }
    }

    /// The same, as a PATCH.
    pub fn patch(on: NaiveDate, minute: u32, by: Player, path: String, body: Value) -> Self {
        Self {
            method: Method::PATCH,
            ..Self::post(on, minute, by, path, body)
        }
    }
}

/// The application, and the way to speak to it as anybody at any past instant.
pub struct Storyteller<'a, S> {
    pub app: &'a S,
    pub services: &'a Services,
    /// Keeps what is asked and answered, for the document's examples.
    pub recorder: Option<RefCell<Recorder>>,
}

impl<S, B> Storyteller<'_, S>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    /// Tells one event; a refusal is a mistake of the story.
    pub async fn tell(&self, event: Event, account: Uuid) -> anyhow::Result<Value> {
        let at = instant(event.at);
        let clock = Clock::of_story(at, ZONE);
        let mut conn = self.services.pool.get().await?;
        let actor = access::impersonate(&mut conn, account, clock)
            .await
            .map_err(|error| anyhow::anyhow!("{error}"))?
            .with_context(|| format!("{} has no account", event.by.email))?;
        drop(conn);
        let request = test::TestRequest::default()
            .method(event.method.clone())
            .uri(&event.path)
            .peer_addr(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .insert_header((header::CONTENT_TYPE, "application/json"))
            .insert_header((header::IF_MATCH, "*"))
            .set_payload(if event.body.is_null() {
                String::new()
            } else {
                event.body.to_string()
            })
            .to_request();
        request.extensions_mut().insert(Rc::new(actor));
        request.extensions_mut().insert(clock);
        let response = self
            .app
            .call(request)
            .await
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        let status = response.status();
        let body = to_bytes(response.into_body())
            .await
            .map_err(|_| anyhow::anyhow!("an answer broke off"))?;
        anyhow::ensure!(
            status.is_success(),
            "the story breaks at {} ({} {} {}): {status} {}",
            event.at,
            event.by.email,
            event.method,
            event.path,
            String::from_utf8_lossy(&body)
        );
        let answer = serde_json::from_slice(&body).unwrap_or(Value::Null);
        if let Some(recorder) = &self.recorder {
            recorder
                .borrow_mut()
                .keep(&event.method, &event.path, &event.body, status, &answer);
        }
        Ok(answer)
    }
}

/// The instant of a time in Paris.
pub fn instant(at: NaiveDateTime) -> DateTime<Utc> {
    ZONE.from_local_datetime(&at)
        .earliest()
        .map_or_else(|| at.and_utc(), |at| at.to_utc())
}

/// A day of the story; a slip of the pen tells itself by being far away.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| NaiveDate::MIN + Days::new(366))
}
