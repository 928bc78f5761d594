//! The rows of a programme: itself, its bodies, its tracks, its plan template.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::database::schema::{programme_bodies, programme_tracks, programmes, template_milestones};
use crate::vocabulary::{Gate, HandOverKind, Name, Subject};

/// A programme.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = programmes, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Programme {
    pub id: Uuid,
    pub code: String,
    pub title: String,
    pub useful_months: i32,
    pub time_zone: String,
    pub call_opens_at: Option<DateTime<Utc>>,
    pub call_closes_at: Option<DateTime<Utc>>,
    pub ends_on: Option<NaiveDate>,
    pub verification_days: i32,
    pub tacit_acceptance: bool,
    pub reporting_cadence_days: i32,
    pub requires_trial: bool,
    pub hand_over_items: Vec<HandOverKind>,
    pub gates_off: Vec<Gate>,
    pub gates_advisory: Vec<Gate>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

impl Programme {
    /// The time zone its civil dates are in.
    pub fn zone(&self) -> Tz {
        zone_of(&self.time_zone)
    }
}

/// A time zone by its name.
pub fn zone_of(time_zone: &str) -> Tz {
    time_zone.parse().unwrap_or(Tz::Europe__Paris)
}

/// An organisation's part in a programme: pilot, fund coordinator, fund operator.
#[derive(Clone, Debug, PartialEq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = programme_bodies, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Body {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub organisation_id: Uuid,
    pub role: String,
    pub position: i32,
}

/// A track, and the organisation that decides on its milestones.
#[derive(Clone, Debug, PartialEq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = programme_tracks, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Track {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub code: String,
    pub label_fr: String,
    pub label_en: String,
    pub authority_id: Uuid,
    pub position: i32,
}

impl Subject for Track {
    fn value(&self) -> Value {
        self.code.clone().into()
    }
    fn name(&self) -> Option<Name> {
        Some(Name {
            fr: self.label_fr.clone(),
            en: self.label_en.clone(),
        })
    }
}

/// A milestone of the plan template.
#[derive(Clone, Debug, PartialEq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = template_milestones, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct TemplateMilestone {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub key: String,
    pub track: String,
    pub title: String,
    pub after_useful_days: i32,
    pub weight: f64,
    pub required_evidence: Vec<String>,
    pub depends_on: Vec<String>,
    pub position: i32,
}
