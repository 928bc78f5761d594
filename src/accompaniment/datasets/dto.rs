//! What clients send and are shown of datasets.

use chrono::NaiveDate;
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::life::{DatasetAccess, DatasetExistence, Dpia};
use crate::http::merge_patch::{body, nested};
use crate::http::query::{AnyOf, Flag, filter};
use crate::http::wire::{CivilDate, Count, Id, Instant, Line, Positive, Prose, UnitName};
use crate::organisations::{Party, PartyPatch, PartyView};
use crate::projects::child::{CreationOrder, Edits};
use crate::reference::Reference;
use crate::shape::ShapeFaults;

nested! {
    /// How much there is.
    #[schema(example = json!({"count": 20000, "unit": "lettres"}))]
    pub struct Volume;
    /// A change of how much there is.
    pub struct VolumePatch;
    {
        /// How many.
        pub count: Count,
        /// Of what.
        pub unit: UnitName,
    }
}

nested! {
    /// How much is annotated, of how much is wanted.
    #[schema(example = json!({"wanted": 1600, "done": 1200, "unit": "lettres"}))]
    pub struct Annotation;
    /// A change of how much is annotated.
    pub struct AnnotationPatch;
    {
        /// How many are wanted.
        pub wanted: Positive,
        /// How many are annotated; more than wanted is no fault.
        pub done: Count,
        /// Of what.
        pub unit: UnitName,
    }
}

body! {
    /// A new dataset.
    pub struct NewDataset;
    /// A change of a dataset (RFC 7396).
    pub struct DatasetPatch;
    /// What is said of a dataset.
    pub struct DatasetContent in datasets;
    {
        /// What it is called.
        pub name: Line,
        /// Whether it is there.
        pub existence: DatasetExistence,
        /// Whether there are personal data in it.
        pub personal_data: bool,
        /// How far its impact assessment is; personal data need one.
        pub dpia: Dpia,
        /// How much there is.
        pub volume: Option<Volume> by VolumePatch,
        /// How much is annotated.
        pub annotation: Option<Annotation> by AnnotationPatch,
    }
    {
        /// Who holds it.
        pub holder: Party by PartyPatch,
    }
}

/// A move of the access.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct AccessMove {
    /// The day of the move, not before the last one; today when absent.
    #[deserr(default)]
    pub on: Option<CivilDate>,
    /// Why, for the history; what blocks says it.
    #[deserr(default)]
    #[schema(value_type = Option<Prose>, example = "Le producteur a suspendu les transmissions.")]
    pub motive: Option<Prose>,
}

/// A dataset, as it is shown; it is not shown to observers.
#[derive(Debug, Serialize, ToSchema)]
pub struct DatasetView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    #[serde(flatten)]
    pub content: DatasetContent,
    /// Who holds it.
    pub holder: PartyView,
    /// The access that the project has to it.
    pub access: DatasetAccess,
    /// Whether it can be worked with: it is there, at least in part, and access is granted or open.
    pub reachable: bool,
    #[serde(flatten)]
    pub moves: Moves,
    /// What stands in the way, while it is blocked.
    #[schema(required = true)]
    pub block_motive: Option<String>,
    #[serde(flatten)]
    pub edits: Edits,
}

/// When the access moved: the last day of each kind.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Serialize,
    ToSchema,
    diesel::Queryable,
    diesel::Selectable,
    diesel::Insertable,
    diesel::AsChangeset,
)]
#[diesel(table_name = crate::database::schema::datasets, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Moves {
    /// The last day on which it was asked for.
    #[schema(required = true)]
    pub requested_on: Option<NaiveDate>,
    /// The last day on which it was granted.
    #[schema(required = true)]
    pub granted_on: Option<NaiveDate>,
    /// The last day on which it was blocked.
    #[schema(required = true)]
    pub blocked_on: Option<NaiveDate>,
    /// The last day on which it was opened.
    #[schema(required = true)]
    pub opened_on: Option<NaiveDate>,
}

filter! {
    /// Which datasets to list.
    pub struct DatasetFilter {
        /// Only where they are there so far.
        pub existence: AnyOf<DatasetExistence>,
        /// Only with this access.
        pub access: AnyOf<DatasetAccess>,
        /// Only with the impact assessment so far.
        pub dpia: AnyOf<Dpia>,
        /// Only with personal data, or only without.
        pub personal_data: Flag,
        /// Only those that can be reached, or only those that cannot.
        pub reachable: Flag,
        /// Only those that this organisation holds.
        pub organisation: AnyOf<Id>,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
        /// The order; the newest first when absent.
        pub sort: CreationOrder,
    }
}
