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
    /// A text file that goes with the body, in a form: its name and its content.
    file: Option<(String, String)>,
}

/// What separates the parts of the story's forms.
const BOUNDARY: &str = "the-story-goes-on";

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
            file: None,
        }
    }

    /// The same, with a file: the body's texts become the form's fields.
    pub fn with_file(self, name: String, content: String) -> Self {
        Self {
            file: Some((name, content)),
            ..self
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

impl Event {
    fn media_type(&self) -> String {
        match &self.file {
            Some(_) => format!("multipart/form-data; boundary={BOUNDARY}"),
            None => "application/json".to_owned(),
        }
    }

    fn payload(&self) -> String {
        let Some((name, content)) = &self.file else {
            return if self.body.is_null() {
                String::new()
            } else {
                self.body.to_string()
            };
        };
        let fields = self.body.as_object().into_iter().flatten();
        let fields = fields.map(|(name, value)| (format!("name=\"{name}\""), value.as_str().unwrap_or_default()));
        let file = (format!("name=\"file\"; filename=\"{name}\""), content.as_str());
        let parts = fields.chain([file]);
        let parts = parts.map(|(head, content)| {
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
        });
        parts.collect::<String>() + &format!("--{BOUNDARY}--\r\n")
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
            .insert_header((header::CONTENT_TYPE, event.media_type()))
            .insert_header((header::IF_MATCH, "*"))
            .set_payload(event.payload())
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
        if let (Some(recorder), None) = (&self.recorder, &event.file) {
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
