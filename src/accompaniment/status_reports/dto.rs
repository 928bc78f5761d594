//! What clients send and are shown of status reports.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::life::ReportState;
use super::project_health::{NewProjectHealth, ProjectHealth, ProjectHealthPatch};
use crate::http::merge_patch::body;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{CivilDate, Id, Instant, Prose};
use crate::organisations::OrganisationReference;
use crate::projects::child::Edits;
use crate::reference::Reference;
use crate::vocabulary::Health;

body! {
    /// A new status report.
    pub struct NewStatusReport;
    /// A change of a status report (RFC 7396).
    pub struct StatusReportPatch;
    /// What a status report asks for.
    pub struct StatusReportContent in status_reports;
    {
        /// What the committee is to decide.
        pub decisions_asked: Option<Prose>,
        /// What would help, and from whom; required where anything is cloudy or stormy.
        pub support_needed: Option<Prose>,
    }
    {
        /// The first day that it tells of.
        #[schema(example = "2019-03-01")]
        pub from: CivilDate,
        /// The day after the last one.
        #[schema(example = "2019-04-01")]
        pub until: CivilDate,
        /// How the project fares.
        pub health: NewProjectHealth by ProjectHealthPatch,
        /// What was done.
        pub done: Prose,
        /// What comes next.
        pub next: Prose,
        /// The published report that it says right.
        pub rectifies: Option<Id>,
    }
}

/// A status report, as it is shown. An observer is shown published ones, without what names an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatusReportView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    /// The organisation that reports.
    #[schema(required = true)]
    pub organisation: Option<OrganisationReference>,
    /// The first day that it tells of.
    pub from: NaiveDate,
    /// The day after the last one.
    pub until: NaiveDate,
    /// How the project fared.
    pub health: ProjectHealth,
    /// What was done; of a report of one line, that line.
    pub done: String,
    /// What comes next; null in a report of one line.
    #[schema(required = true)]
    pub next: Option<String>,
    #[serde(flatten)]
    pub content: StatusReportContent,
    /// Whether it is a report of one line (`POST /v1/projects/{project}/health`).
    pub one_line: bool,
    /// The report that it says right.
    #[schema(required = true)]
    pub rectifies: Option<Uuid>,
    /// The published report that says it right.
    #[schema(required = true)]
    pub rectified_by: Option<Uuid>,
    /// Its state.
    pub state: ReportState,
    /// The day on which it was published, where the programme is.
    #[schema(required = true)]
    pub published_on: Option<NaiveDate>,
    /// When it was published.
    #[schema(required = true)]
    pub published_at: Option<DateTime<Utc>>,
    #[serde(flatten)]
    pub hands: Option<ReportHands>,
}

/// Through whose hands a report went; the author is who recorded it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportHands {
    /// Who endorsed it.
    #[schema(required = true)]
    pub endorsed_by: Option<Reference>,
    /// Who published it.
    #[schema(required = true)]
    pub published_by: Option<Reference>,
    #[serde(flatten)]
    pub edits: Edits,
}

filter! {
    /// Which status reports to list.
    pub struct StatusReportFilter {
        /// Only in this state.
        pub state: AnyOf<ReportState>,
        /// Only with this health overall.
        pub overall: AnyOf<Health>,
        /// Only by this author. Not for observers.
        pub author: AnyOf<Id>,
        /// Only those whose period ends after this day.
        pub since: CivilDate,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; the latest period first when absent.
        pub sort: StatusReportSort,
    }
    for observers without updated_since, author
}

crate::vocabulary::code_list! {
    /// The orders of a list of status reports.
    pub enum StatusReportSort {
        Latest "-until" "De la période la plus récente à la plus ancienne" "Latest period first";
    }
}
