//! What is shown of a person as a whole: erased, or exported.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{AccountView, GrantView};
use crate::database::schema::{missions, one_time_secrets, progress_entries, sessions, team_members};
use crate::history::AccountActivity;
use crate::http::query::filter;
use crate::http::wire::Instant;
use crate::redactions::Mention;

/// An account whose person was erased, and where free texts still name that person.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErasedAccount {
    /// The account.
    #[serde(flatten)]
    pub account: AccountView,
    /// The free texts in which the name or the address still stands: for coordinators to redact.
    pub mentions: Vec<Mention>,
    /// Whether there are more than these.
    pub more_mentions: bool,
}

/// Everything held about an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonalData {
    /// The account: name, e-mail address, organisation.
    pub account: AccountView,
    /// Every grant, ended ones too.
    pub grants: Vec<GrantView>,
    /// The sign-ins, newest first.
    pub sign_ins: Vec<SignIn>,
    /// The invitations and resets made for it, newest first.
    pub invitations: Vec<InvitationRecord>,
    /// The missions that name it; absent for an administrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub missions: Option<Vec<NamingMission>>,
    /// The functions that it holds in teams; absent for an administrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub team: Option<Vec<HeldFunction>>,
    /// The time that others logged for it; absent for an administrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub time_logged_by_others: Option<Vec<LoggedTime>>,
    /// What it did and wrote; absent for an administrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub activity: Option<AccountActivity>,
}

/// A sign-in.
#[derive(Debug, Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = sessions, check_for_backend(diesel::pg::Pg))]
pub struct SignIn {
    /// Its id.
    pub id: Uuid,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was ended; null while it can be used.
    #[schema(required = true)]
    pub ended_at: Option<DateTime<Utc>>,
}

/// An invitation or a reset, without its secret.
#[derive(Debug, Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = one_time_secrets, check_for_backend(diesel::pg::Pg))]
pub struct InvitationRecord {
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when it served.
    pub expires_at: DateTime<Utc>,
    /// When it was used, or replaced by another.
    #[schema(required = true)]
    pub used_at: Option<DateTime<Utc>>,
}

/// A mission that names the account.
#[derive(Debug, Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = missions, check_for_backend(diesel::pg::Pg))]
pub struct NamingMission {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    #[serde(rename = "project")]
    pub project_id: Uuid,
    /// Its first day.
    #[serde(rename = "from")]
    pub from_on: NaiveDate,
    /// The day it ends, itself excluded.
    #[serde(rename = "until")]
    pub until_on: NaiveDate,
}

/// A function in the team of a project.
#[derive(Debug, Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = team_members, check_for_backend(diesel::pg::Pg))]
pub struct HeldFunction {
    /// The project.
    #[serde(rename = "project")]
    pub project_id: Uuid,
    /// The function, by its code.
    pub function: String,
    /// How much of the working time goes into it, in percent.
    #[schema(required = true)]
    pub share: Option<i32>,
    /// The first day.
    #[serde(rename = "from")]
    pub from_on: NaiveDate,
    /// The day after the last one.
    #[serde(rename = "until")]
    #[schema(required = true)]
    pub until_on: Option<NaiveDate>,
}

/// Time that somebody else logged for the account.
#[derive(Debug, Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = progress_entries, check_for_backend(diesel::pg::Pg))]
pub struct LoggedTime {
    /// The progress entry.
    #[serde(rename = "progress_entry")]
    pub id: Uuid,
    /// Its project.
    #[serde(rename = "project")]
    pub project_id: Uuid,
    /// Its track.
    pub track: String,
    /// The day of the work.
    pub occurred_on: NaiveDate,
    /// The time it took.
    #[schema(required = true)]
    pub person_days: Option<f64>,
    /// Who logged it.
    #[serde(rename = "author")]
    pub author_id: Uuid,
}

filter! {
    /// Which activity to give.
    pub struct ExportFilter {
        /// Only activity before this instant: the `at` of the last one given, where `more` says that there
        /// are others.
        pub before: Instant,
    }
}
