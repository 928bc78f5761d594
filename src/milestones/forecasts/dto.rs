//! What clients send and are shown.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::Visibility;
use crate::http::wire::{CivilDate, Prose};
use crate::milestones::{Forecast, Milestone};
use crate::reference::Names;
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// A new date expected for a milestone.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewForecast {
    /// When it is expected now.
    #[schema(example = "2019-06-28")]
    pub forecast_on: CivilDate,
    /// Why it is not the date expected before.
    #[schema(example = "Livraison des données retardée de deux semaines.")]
    pub motive: Prose,
}

/// A date that was expected.
#[derive(Debug, Serialize, ToSchema)]
pub struct ForecastView {
    /// Its id.
    pub id: Uuid,
    /// The milestone.
    pub milestone: Reference,
    /// The date.
    #[schema(example = "2019-06-28")]
    pub forecast_on: NaiveDate,
    /// Why; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "initial")]
    pub motive: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// By whom; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub recorded_by: Option<Reference>,
}

impl ForecastView {
    /// A forecast of the milestone, with the name of who recorded it.
    pub fn new(row: Forecast, milestone: &Milestone, names: &Names, visibility: Visibility) -> Self {
        Self {
            id: row.id,
            milestone: milestone.reference(),
            forecast_on: row.forecast_on,
            motive: (visibility == Visibility::Full).then_some(row.motive),
            recorded_at: row.recorded_at,
            recorded_by: names.reference(row.recorded_by, visibility),
        }
    }
}
