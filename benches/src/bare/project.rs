//! A project as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use tokio_postgres::Row;
use uuid::Uuid;

use super::views::{Columns, Reference};

#[derive(Serialize)]
pub struct Project {
    id: Uuid,
    code: String,
    programme: Reference,
    laureate: Reference,
    title: String,
    summary: Option<String>,
    state: String,
    started_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
    useful_months: i64,
    version: i32,
    updated_at: DateTime<Utc>,
    updated_by: Reference,
}

impl Project {
    /// A row of `statements::project`.
    pub fn new(row: &Row) -> Self {
        let mut columns = Columns::of(row);
        let (id, code, title, summary) = (columns.next(), columns.next(), columns.next(), columns.next());
        let (state, started_on, ended_on) = (columns.next(), columns.next(), columns.next());
        let (version, updated_at, editor) = (columns.next(), columns.next(), columns.next());
        Self {
            id,
            code,
            title,
            summary,
            state,
            started_on,
            ended_on,
            version,
            updated_at,
            useful_months: columns.next(),
            programme: Reference::coded(columns.next(), columns.next(), columns.next()),
            laureate: Reference::new(columns.next(), columns.next()),
            updated_by: Reference::new(editor, columns.next()),
        }
    }
}
