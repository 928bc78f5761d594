//! What clients send and are shown of applications.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::call::life::ApplicationState;
use crate::http::merge_patch::{body, nested};
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{FilingReference, Id, Instant, Key, Line, Months, OwnCode, Prose, Rank};
use crate::organisations::OrganisationReference;
use crate::projects::child::Edits;
use crate::reference::{AnyReference, Reference};
use crate::shape::ShapeFaults;
use crate::vocabulary::code_list;

nested! {
    /// Where an application was sent, and under which number there.
    #[schema(example = json!({"system": "demarches-simplifiees", "number": "204518"}))]
    pub struct ApplicationSource;
    /// A change of where an application was sent.
    pub struct ApplicationSourcePatch;
    {
        /// The other system.
        pub system: Line,
        /// Its number there.
        pub number: Line,
    }
}

body! {
    /// A new application.
    pub struct NewApplication;
    /// A change of an application (RFC 7396).
    pub struct ApplicationPatch;
    /// What is said of an application.
    pub struct ApplicationContent in applications;
    {
        /// What it is called.
        pub title: Line,
        /// What it is about.
        pub summary: Option<Prose>,
        /// What it is filed under, once in a programme.
        pub reference: Option<FilingReference>,
        /// Where it was sent, if it was somewhere else.
        pub source: Option<ApplicationSource> by ApplicationSourcePatch,
    }
    {
        /// Who asks: an organisation that can be a laureate, never a firm.
        pub organisation: Id,
        /// When it was submitted: from the call's opening on, before its closing.
        pub submitted_at: Instant,
    }
}

/// A place in the reserve.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Reservation {
    /// Which, once in a programme.
    #[schema(value_type = Rank, example = 1)]
    pub rank: Rank,
}

/// A selection: what is said of the project that it makes.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Selection {
    /// What the project is called; as the application when absent.
    #[deserr(default)]
    #[schema(value_type = Option<Line>, example = "Exploiter les lettres de suite d'inspection")]
    pub title: Option<Line>,
    /// Its code; made of the programme's and the laureate's short name when absent.
    #[deserr(default)]
    #[schema(example = "AMI-IA-2018-ASN")]
    pub code: Option<OwnCode>,
    /// The contracted useful months; the programme's when absent.
    #[deserr(default)]
    #[schema(example = 10)]
    pub useful_months: Option<Months>,
    /// The withdrawn project whose place it takes, by id or code; of an application in the reserve.
    #[deserr(default)]
    #[schema(value_type = Option<Key>, example = "AMI-IA-2018-DGAL")]
    pub replaces: Option<Key>,
    /// Why it is selected although evaluations of it are open.
    #[deserr(default)]
    #[schema(value_type = Option<Prose>, example = "Le troisième juré est souffrant.")]
    pub motive: Option<Prose>,
}

/// An application, as it is shown; to a juror without why, when and by whom it was decided on.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationView {
    /// Its id.
    pub id: Uuid,
    /// Its programme.
    pub programme: Reference,
    /// Who asks.
    pub organisation: OrganisationReference,
    #[serde(flatten)]
    pub content: ApplicationContent,
    /// When it was submitted.
    pub submitted_at: DateTime<Utc>,
    /// The same, by the clocks of the programme's time zone.
    #[schema(example = "2018-09-14T22:59")]
    pub submitted_local: String,
    /// Its state.
    pub state: ApplicationState,
    /// Its rank in the reserve; kept where it was selected from it.
    #[schema(required = true, example = 1)]
    pub rank: Option<i32>,
    /// The project that its selection made.
    #[schema(required = true)]
    pub project: Option<AnyReference>,
    /// The withdrawn project that this one replaces.
    #[schema(required = true)]
    pub replaces: Option<AnyReference>,
    /// The project that replaced this one.
    #[schema(required = true)]
    pub replaced_by: Option<AnyReference>,
    #[serde(flatten)]
    pub inside: Option<ApplicationInside>,
}

/// What a juror is not shown of an application.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationInside {
    /// Why it was dismissed, refused, withdrawn or reopened last, or selected although evaluations were open.
    #[schema(required = true)]
    pub motive: Option<String>,
    /// How many evaluations it has, by state.
    pub evaluations: EvaluationCounts,
    #[serde(flatten)]
    pub edits: Edits,
}

/// How many evaluations there are, by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvaluationCounts {
    /// That are open.
    #[schema(example = 1)]
    pub assigned: i64,
    /// That were submitted.
    #[schema(example = 2)]
    pub submitted: i64,
    /// That were declined.
    #[schema(example = 0)]
    pub recused: i64,
}

filter! {
    /// Which applications to list.
    pub struct ApplicationFilter {
        /// Only in this state.
        pub state: AnyOf<ApplicationState>,
        /// Only of this organisation.
        pub organisation: AnyOf<Id>,
        /// Only what is filed under this reference.
        pub reference: AnyOf<FilingReference>,
        /// Only those submitted at this instant or later.
        pub submitted_from: Instant,
        /// Only those submitted before this instant.
        pub submitted_until: Instant,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// jurors.
        pub updated_since: Instant,
        /// The order; by arrival when absent.
        pub sort: ApplicationSort,
    }
    for observers without updated_since
}

code_list! {
    /// The orders of a list of applications.
    pub enum ApplicationSort {
        FirstSubmitted "submitted_at" "Par ordre d'arrivée" "By arrival";
        LastSubmitted "-submitted_at" "Les dernières arrivées d'abord" "Latest arrivals first";
    }
}
