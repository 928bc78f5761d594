//! What clients send and are shown of exchanges.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Jsonb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::life::{ExchangeKind, ExchangeState};
use crate::database::jsonb;
use crate::http::merge_patch::body;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{Attendees, Id, Instant, Key, Line, Places, Prose, WebAddress};
use crate::organisations::OrganisationReference;
use crate::projects::child::Edits;
use crate::reference::{AnyReference, Reference};
use crate::shape::ShapeFaults;
use crate::vocabulary::code_list;

body! {
    /// A new exchange.
    pub struct NewExchange;
    /// A change of an exchange (RFC 7396). `projects` and `organisations` are replaced whole when they are sent.
    pub struct ExchangePatch;
    /// What is said of an exchange.
    pub struct ExchangeContent in exchanges;
    {
        /// What it is.
        pub kind: ExchangeKind,
        /// What it is called.
        pub title: Line,
        /// Where it is.
        pub place: Option<Line>,
        /// Where it is joined from afar.
        pub link: Option<WebAddress>,
        /// For how many people there is room; for any number where it has none.
        pub places: Option<Places>,
    }
    {
        /// When it starts.
        pub starts_at: Instant,
        /// When it ends.
        pub ends_at: Instant,
        /// The projects that it is about, by id or code.
        #[schema(max_items = 200)]
        pub projects: Option<Vec<Key>>,
        /// The organisations that are asked to come or give it.
        #[schema(max_items = 200)]
        pub organisations: Option<Vec<Id>>,
    }
}

/// What is told of an exchange that was held.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Holding {
    /// Who came, each organisation once.
    #[schema(max_items = 500)]
    pub attendance: Vec<NewAttendance>,
    /// What came of it.
    #[deserr(default)]
    #[schema(value_type = Option<Prose>)]
    pub outcomes: Option<Prose>,
}

/// How many people of an organisation came.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewAttendance {
    /// The organisation.
    pub organisation: Id,
    /// How many people.
    pub people: Attendees,
}

/// The same, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attended {
    pub organisation: Uuid,
    pub people: i32,
}

/// Who came to an exchange.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Jsonb)]
#[serde(transparent)]
pub struct Attendance(pub Vec<Attended>);

jsonb!(Attendance);

/// An exchange, as it is shown; to an observer and a juror without what came of it and who edited it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExchangeView {
    /// Its id.
    pub id: Uuid,
    /// Its programme.
    pub programme: Reference,
    #[serde(flatten)]
    pub content: ExchangeContent,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// The programme's time zone.
    #[schema(example = "Europe/Paris")]
    pub time_zone: String,
    /// When it starts, by the clocks of that zone.
    #[schema(example = "2018-06-27T10:00")]
    pub starts_local: String,
    /// When it ends, by the clocks of that zone.
    #[schema(example = "2018-06-27T12:30")]
    pub ends_local: String,
    /// The projects that it is about.
    pub projects: Vec<AnyReference>,
    /// The organisations that are asked to come or give it.
    pub organisations: Vec<OrganisationReference>,
    /// Its state.
    pub state: ExchangeState,
    /// How many people are signed up.
    pub signed_up: SignedUp,
    #[serde(flatten)]
    pub inside: Option<ExchangeInside>,
}

/// How many people are signed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct SignedUp {
    /// Who have a place.
    #[schema(example = 24)]
    pub confirmed: i64,
    /// Who wait for one.
    #[schema(example = 3)]
    pub waiting: i64,
}

/// What an observer and a juror are not shown of an exchange.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExchangeInside {
    /// Who came.
    pub attendance: Vec<AttendanceView>,
    /// What came of it.
    #[schema(required = true)]
    pub outcomes: Option<String>,
    #[serde(flatten)]
    pub edits: Edits,
}

/// How many people of an organisation came.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttendanceView {
    /// The organisation.
    pub organisation: OrganisationReference,
    /// How many people.
    pub people: i32,
}

filter! {
    /// Which exchanges to list.
    pub struct ExchangeFilter {
        /// Only of this kind.
        pub kind: AnyOf<ExchangeKind>,
        /// Only in this state.
        pub state: AnyOf<ExchangeState>,
        /// Only those about this project, by id or code.
        pub project: AnyOf<Key>,
        /// Only those that start at this instant or later.
        pub starts_after: Instant,
        /// Only those that start before this instant.
        pub starts_before: Instant,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; the earliest first when absent.
        pub sort: ExchangeSort,
    }
    for observers without updated_since
}

code_list! {
    /// The orders of a list of exchanges.
    pub enum ExchangeSort {
        Earliest "starts_at" "Du plus proche au plus lointain" "Earliest first";
        Latest "-starts_at" "Du plus lointain au plus proche" "Latest first";
    }
}
