//! Tells events to the application, one after the other, each at its own instant.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};

use actix_web::http::{Method, StatusCode, header};
use actix_web::test;
use actix_web::web::Bytes;
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::future::LocalBoxFuture;
use serde_json::Value;
use uuid::Uuid;

use super::accounts::Player;
use crate::clock::{self, StoryTime};
use crate::database::schema::sessions;
use crate::http::services::Services;

const ZONE: Tz = Tz::Europe__Paris;

/// One request of the story.
#[derive(Clone, Debug)]
pub struct Event {
    /// When, in Paris.
    pub at: NaiveDateTime,
    /// By whom.
    pub by: Player,
    /// What is asked for, where.
    pub method: Method,
    pub path: String,
    /// With what.
    pub body: Value,
    /// A text file that goes with the body, in a form: its name and its content.
    pub file: Option<(String, String)>,
    /// What it makes is called so in later paths and bodies, in braces.
    pub name: Option<String>,
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
            name: None,
        }
    }

    /// The same, whose result later paths and bodies name in braces; of several items that are made at once, each by
    /// its kind behind the name, of the lines of a batch each by its key.
    pub fn known_as(self, name: String) -> Self {
        Self {
            name: Some(name),
            ..self
        }
    }

    /// Puts ids where the path, or a text anywhere in the body, has their names in braces.
    pub fn put(&mut self, made: &Made) {
        let segments = self.path.split('/');
        let segments = segments.map(|segment| made.named_by(segment).unwrap_or(segment));
        self.path = segments.collect::<Vec<_>>().join("/");
        put_in(&mut self.body, made);
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

/// What events made so far, by the names that they gave it.
#[derive(Debug, Default)]
pub struct Made {
    ids: HashMap<String, String>,
}

impl Made {
    /// What an event with this name made, as it was told; what bears a name already keeps it.
    pub fn keep(&mut self, name: &str, told: &Value) {
        let id = |made: &Value| made["id"].as_str().map(str::to_owned);
        let parts = [("items", "kind"), ("results", "key")]
            .into_iter()
            .flat_map(|(list, called)| {
                let parts = told[list].as_array().into_iter().flatten();
                parts.filter_map(move |part| Some((format!("{name} {}", part[called].as_str()?), id(part)?)))
            });
        let whole = id(told).map(|id| (name.to_owned(), id));
        for (name, id) in whole.into_iter().chain(parts) {
            self.ids.entry(name).or_insert(id);
        }
    }

    /// The id of what this text names in braces.
    fn named_by(&self, text: &str) -> Option<&str> {
        let name = text.strip_prefix('{')?.strip_suffix('}')?;
        self.ids.get(name).map(String::as_str)
    }
}

/// Puts ids where a body has their names in braces.
fn put_in(body: &mut Value, made: &Made) {
    match body {
        Value::String(text) => {
            if let Some(id) = made.named_by(text) {
                id.clone_into(text);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| put_in(item, made)),
        Value::Object(fields) => fields.values_mut().for_each(|value| put_in(value, made)),
        _ => {}
    }
}

/// What the application answers to a request.
pub type Answering<'a> = &'a dyn Fn(actix_http::Request) -> LocalBoxFuture<'a, anyhow::Result<(StatusCode, Bytes)>>;

/// Who hears what is asked and answered.
pub type Listener<'a> = &'a dyn Fn(&Event, StatusCode, &Value);

/// The application, and the way to speak to it as anybody at any past instant: its clock is the story's.
pub struct Storyteller<'a> {
    /// The application.
    pub app: Answering<'a>,
    /// What it stands on.
    pub services: &'a Services,
    /// Where the story is.
    pub time: &'static StoryTime,
    /// Who listens, besides the database.
    pub listener: Option<Listener<'a>>,
}

impl Storyteller<'_> {
    /// Tells one event; a refusal is a mistake of the story.
    pub async fn tell(&self, event: Event, account: Uuid) -> anyhow::Result<Value> {
        self.time.go_to(instant(event.at));
        let token = self.sign_in(account).await?;
        let request = test::TestRequest::default()
            .method(event.method.clone())
            .uri(&event.path)
            .peer_addr(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .insert_header((header::AUTHORIZATION, format!("Bearer {token}")))
            .insert_header((header::CONTENT_TYPE, event.media_type()))
            .insert_header((header::IF_MATCH, "*"))
            .set_payload(event.payload())
            .to_request();
        let (status, body) = (self.app)(request).await?;
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
        if let Some(refused) = refused_line(&answer) {
            anyhow::bail!("the story breaks at {} ({}): {refused}", event.at, event.path);
        }
        if let Some(listener) = self.listener {
            listener(&event, status, &answer);
        }
        Ok(answer)
    }

    /// A token of the account, in a sign-in of its own that ends with the story.
    async fn sign_in(&self, account: Uuid) -> anyhow::Result<String> {
        // One for each account, so its id is the account's.
        let session = account;
        let row = (
            sessions::id.eq(session),
            sessions::account_id.eq(account),
            sessions::created_at.eq(clock::instant()),
        );
        diesel::insert_into(sessions::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(&mut *self.services.pool.get().await?)
            .await?;
        self.services.tokens.issue(account, session, clock::instant())
    }

    /// Signs out whom it signed in; sign-ins that were made as anybody makes them go on.
    pub async fn end(&self) -> anyhow::Result<()> {
        diesel::delete(sessions::table.filter(sessions::id.eq(sessions::account_id)))
            .execute(&mut *self.services.pool.get().await?)
            .await?;
        Ok(())
    }
}

/// A line of a batch that was refused.
fn refused_line(answer: &Value) -> Option<&Value> {
    let mut lines = answer["results"].as_array().into_iter().flatten();
    lines.find(|line| line.get("problem").is_some())
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
