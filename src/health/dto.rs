//! What clients send and are shown.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use deserr::{Deserr, IntoValue, Map as _, ValuePointerRef};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::HealthReport;
use crate::access::Visibility;
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

/// The health of tracks, by their codes. Read by hand: `deserr` takes a map whose values have
/// faults for one without them.
#[derive(Debug, Default, Serialize)]
pub struct HealthByTrack(pub BTreeMap<String, Health>);

impl Deserr<ShapeFaults> for HealthByTrack {
    fn deserialize_from_value<V: IntoValue>(
        value: deserr::Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        let deserr::Value::Map(map) = value else {
            return Err(ShapeFaults::wrong_type("object", location));
        };
        let (mut tracks, mut faults) = (BTreeMap::new(), ShapeFaults::default());
        for (code, health) in map.into_iter() {
            match Health::deserialize_from_value(health.into_value(), location.push_key(&code)) {
                Ok(health) => drop(tracks.insert(code, health)),
                Err(ShapeFaults(more)) => faults.0.extend(more),
            }
        }
        match faults.0.is_empty() {
            true => Ok(Self(tracks)),
            false => Err(faults),
        }
    }
}

/// How the project fared. An observer is shown neither words nor accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct HealthReportView {
    /// Its id.
    pub id: Uuid,
    /// The project.
    pub project: Reference,
    /// The whole project.
    pub overall: Health,
    /// Each track, by its code.
    #[schema(value_type = BTreeMap<String, Health>)]
    pub tracks: Value,
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
        Self {
            id: row.id,
            project: context.project.reference(),
            overall: row.overall,
            tracks: row.tracks,
            text: full.then_some(row.text),
            support_needed: full.then_some(row.support_needed),
            reported_by: names.reference(row.reported_by, context.visibility),
            reported_on: row.reported_on,
            reported_at: row.reported_at,
        }
    }
}

crate::vocabulary::code_list! {
    /// The order of a list of health reports.
    pub enum HealthOrder {
        Newest "-reported_at" "Du plus récent au plus ancien" "Newest first";
    }
}
