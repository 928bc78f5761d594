//! The report that is how a project fares: the latest published one, by its period, then by its publication; those that were
//! rectified aside.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::projects::{Within, within};
use crate::vocabulary::Health;

diesel::table! {
    /// Of each project that has one (a view).
    current_reports (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        overall -> Text,
        published_on -> Date,
    }
}

/// What it says, in short.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = current_reports, check_for_backend(diesel::pg::Pg))]
pub struct CurrentReport {
    /// How the project fares.
    pub overall: Health,
    /// The day on which it was published.
    pub published_on: NaiveDate,
}

/// What each project's says.
pub async fn current_of(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<(Uuid, CurrentReport)>> {
    within!(current_reports, within)
        .select((current_reports::project_id, CurrentReport::as_select()))
        .load(&mut conn)
        .await
}
