//! What clients send and are shown.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::HealthReport;
use crate::access::Visibility;
use crate::accompaniment::status_reports::{HealthByTrack, ProjectHealth};
use crate::http::wire::Prose;
use crate::projects::ProjectContext;
use crate::reference::Names;
use crate::reference::Reference;
use crate::shape::ShapeFaults;
use crate::vocabulary::Health;

/// How the project fares now.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewHealthReport {
    /// The whole project.
    pub overall: Health,
    /// Each track that is worth a word, by its code.
    #[deserr(default)]
    #[schema(value_type = BTreeMap<String, Health>, example = json!({"technical_support": "overcast"}))]
    #[schema(required = false)]
    pub tracks: HealthByTrack,
    /// Why.
    #[schema(example = "Les données arrivent, avec deux semaines de retard.")]
    pub text: Prose,
    /// What would help, and from whom.
    #[deserr(default)]
    #[schema(example = "Un accès au système source")]
    pub support_needed: Option<Prose>,
}

/// How the project fared. An observer is shown neither words nor accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct HealthReportView {
    /// Its id.
    pub id: Uuid,
    /// The project.
    pub project: Reference,
    #[serde(flatten)]
    pub health: ProjectHealth,
    /// Why; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub text: Option<String>,
    /// What would help; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub support_needed: Option<Option<String>>,
    /// Who says so; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub reported_by: Option<Reference>,
    /// The day of the report, where the programme is.
    pub reported_on: NaiveDate,
    /// When it was recorded.
    pub reported_at: DateTime<Utc>,
}

impl HealthReportView {
    /// A report on the context's project, with its reporter's name.
    pub fn new(row: HealthReport, context: &ProjectContext, names: &Names) -> Self {
        let full = context.visibility == Visibility::Full;
        let published = row.published_at.unwrap_or(row.created_at);
        Self {
            id: row.id,
            project: context.project.reference(),
            health: row.health.clone(),
            support_needed: full.then(|| row.content.support_needed.clone().map(String::from)),
            reported_by: names.reference(row.created_by, context.visibility),
            reported_on: row.published_on.unwrap_or(row.from_on),
            reported_at: published,
            text: full.then(|| row.into_text()),
        }
    }
}

crate::vocabulary::code_list! {
    /// The order of a list of health reports.
    pub enum HealthOrder {
        Newest "-reported_at" "Du plus récent au plus ancien" "Newest first";
    }
}
