//! What clients send and are shown.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::ProjectState;
use crate::http::merge_patch::patch;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{CivilDate, Id, Instant, Key, Line, Months, OwnCode, Prose};
use crate::reference::{AnyReference, Reference};
use crate::shape::ShapeFaults;

/// A new project; it begins its life `selected`.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewProject {
    /// Its code; made of the programme's and the laureate's short name when absent.
    #[deserr(default)]
    #[schema(example = "AMI-IA-2018-ASN")]
    pub code: Option<OwnCode>,
    /// The laureate: an organisation, never a firm.
    pub organisation: Id,
    /// What it is called.
    #[schema(example = "Exploiter les lettres de suite d'inspection")]
    pub title: Line,
    /// What it is about.
    #[deserr(default)]
    pub summary: Option<Prose>,
    /// The contracted useful months; the programme's when absent.
    #[deserr(default)]
    #[schema(example = 10)]
    pub useful_months: Option<Months>,
}

patch! {
    /// A change of a project (RFC 7396). Its code never changes.
    pub struct ProjectPatch {
        /// What it is called.
        pub title: Replace<Line>,
        /// What it is about.
        pub summary: Patch<Prose>,
        /// The laureate, where another organisation takes the project over.
        pub organisation: Replace<Id>,
    }
}

/// A start.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct ProjectStart {
    /// The first day of the accompaniment, past or future.
    #[schema(example = "2018-11-21")]
    pub on: CivilDate,
}

/// A completion.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct ProjectCompletion {
    /// The last day of the accompaniment: the useful months stop on it.
    #[schema(example = "2019-09-21")]
    pub on: CivilDate,
    /// Cancels the milestones that are still open, instead of being refused because of them; asks
    /// for a motive.
    #[deserr(default)]
    #[schema(default = false, required = false)]
    pub cancel_open: bool,
    /// Why the open milestones are cancelled.
    #[deserr(default)]
    #[schema(example = "Livrables repris par le projet suivant.")]
    pub motive: Option<Prose>,
}

/// Why something is done; it is refused without.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Motive {
    /// Why.
    #[deserr(default)]
    #[schema(value_type = Prose, required = true, example = "Réorganisation du service.")]
    pub motive: Option<Prose>,
}

/// A project, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectView {
    /// Its id.
    pub id: Uuid,
    /// Its code, which never changes.
    #[schema(example = "AMI-IA-2018-ASN")]
    pub code: String,
    /// Its programme.
    pub programme: Reference,
    /// The laureate, under its present name.
    pub laureate: Reference,
    /// What it is called.
    pub title: String,
    /// What it is about; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub summary: Option<Option<String>>,
    /// Where it is in its life.
    pub state: ProjectState,
    /// The first day of the accompaniment.
    #[schema(example = "2018-11-21", required = true)]
    pub started_on: Option<NaiveDate>,
    /// The day it was completed or withdrawn.
    #[schema(required = true)]
    pub ended_on: Option<NaiveDate>,
    /// The useful months, extensions included.
    #[schema(example = 10)]
    pub useful_months: i64,
    /// The application that it came of; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<AnyReference>)]
    pub application: Option<Option<AnyReference>>,
    /// The withdrawn project whose place it took.
    #[schema(required = true)]
    pub replaces: Option<AnyReference>,
    /// The project that took its place.
    #[schema(required = true)]
    pub replaced_by: Option<AnyReference>,
    /// The number of the last edit; absent for an observer, who does not see all that is edited.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub version: Option<i32>,
    /// When it was; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_at: Option<DateTime<Utc>>,
    /// Whose it was; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_by: Option<Reference>,
}

filter! {
    /// Which projects to list.
    pub struct ProjectFilter {
        /// Only of this programme: its id or its code.
        pub programme: AnyOf<Key>,
        /// Only in this state.
        pub state: AnyOf<ProjectState>,
        /// Only of this laureate.
        pub organisation: AnyOf<Id>,
        /// Only running ones of which no report, of one line or longer, was published on this day or since.
        pub unreported_since: CivilDate,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; `code` when absent.
        pub sort: ProjectSort,
    }
}

filter! {
    /// Which of a programme's projects to list.
    pub struct ProgrammeProjectFilter {
        /// Only in this state.
        pub state: AnyOf<ProjectState>,
        /// Only of this laureate.
        pub organisation: AnyOf<Id>,
        /// Only running ones of which no report, of one line or longer, was published on this day or since.
        pub unreported_since: CivilDate,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; `code` when absent.
        pub sort: ProjectSort,
    }
}

filter! {
    /// On which day to read a clock.
    pub struct ReadingDay {
        /// The civil date of the reading, past or to come; today when absent.
        #[param(example = "2019-03-04")]
        pub on: CivilDate,
    }
}

crate::vocabulary::code_list! {
    /// The orders of a list of projects.
    pub enum ProjectSort {
        Code "code" "Code" "Code";
        CodeDescending "-code" "Code, décroissant" "Code, descending";
    }
}

impl ProgrammeProjectFilter {
    /// The same filter over all projects, kept to one programme.
    pub fn of_programme(&self, programme: Uuid) -> ProjectFilter {
        ProjectFilter {
            unreported_since: self.unreported_since,
            programme: Some(AnyOf::one(Key::Id(programme))),
            state: self.state.clone(),
            organisation: self.organisation.clone(),
            updated_since: self.updated_since.clone(),
            sort: self.sort,
        }
    }
}
