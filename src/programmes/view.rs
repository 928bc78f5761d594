//! A programme, as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::call;
use super::details::ProgrammeDetails;
use super::model::Programme;
use crate::access::Visibility;
use crate::organisations::OrganisationReference;
use crate::reference::Reference;
use crate::vocabulary::{Gate, HandOverKind};

/// A programme. To an administrator with no part in it, its id, code and title; the other fields
/// are absent.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgrammeView {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    #[schema(example = "AMI-IA-2018")]
    pub code: String,
    /// Its title.
    #[schema(example = "AMI Intelligence artificielle 2018")]
    pub title: String,
    /// How many useful months each project is accompanied for, unless it says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 10)]
    pub useful_months: Option<i32>,
    /// The time zone of its civil dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "Europe/Paris")]
    pub time_zone: Option<String>,
    /// When its call opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<DateTime<Utc>>, example = "2018-06-18T22:00:00Z")]
    pub call_opens_at: Option<Option<DateTime<Utc>>>,
    /// When its call closes, exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<DateTime<Utc>>, example = "2018-09-14T22:00:00Z")]
    pub call_closes_at: Option<Option<DateTime<Utc>>>,
    /// The last minute of the call, in the programme's time zone: how its closing is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2018-09-14T23:59")]
    pub call_closes_shown_as: Option<Option<String>>,
    /// Its end: providers read until a year later.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<NaiveDate>, example = "2020-12-31")]
    pub ends_on: Option<Option<NaiveDate>>,
    /// Who steers and funds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub bodies: Option<Vec<BodyView>>,
    /// Its tracks, in their order.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub tracks: Option<Vec<TrackView>>,
    /// The milestones that a project's plan begins with.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub template: Option<Vec<TemplateMilestoneView>>,
    /// How many calendar days a submission may wait for its decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 15)]
    pub verification_days: Option<i32>,
    /// Whether silence after that delay is acceptance.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = false)]
    pub tacit_acceptance: Option<bool>,
    /// After how many days a health report is stale.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 30)]
    pub reporting_cadence_days: Option<i32>,
    /// Whether a milestone of the track `prototype` is submitted only once the project has a completed trial, with
    /// participants, of a prototype that was at least functional.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = true)]
    pub requires_trial: Option<bool>,
    /// What is to be handed over, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub hand_over_items: Option<Vec<HandOverKind>>,
    /// The gates of readiness that it does without.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub gates_off: Option<Vec<Gate>>,
    /// The gates that are shown, and do not stand in the way of a verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub gates_advisory: Option<Vec<Gate>>,
    /// The number of the last edit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 1)]
    pub version: Option<i32>,
    /// When it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_at: Option<DateTime<Utc>>,
    /// Whose it was; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_by: Option<Reference>,
}

/// An organisation's part in a programme.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BodyView {
    /// The organisation.
    pub organisation: OrganisationReference,
    /// Its part, in the programme's own words.
    #[schema(example = "fund_operator")]
    pub role: String,
}

/// A track.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TrackView {
    /// Its code.
    #[schema(example = "technical_support")]
    pub code: String,
    /// What it is called.
    pub label: TrackLabel,
    /// The organisation whose coordinators decide on its milestones.
    pub authority: OrganisationReference,
}

/// What a track is called, in both languages.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TrackLabel {
    /// In French.
    #[schema(example = "Accompagnement technique")]
    pub fr: String,
    /// In English.
    #[schema(example = "Technical support")]
    pub en: String,
}

/// A milestone of a plan template.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TemplateMilestoneView {
    /// Its key in the template.
    #[schema(example = "prototype")]
    pub key: String,
    /// Its track, by code.
    #[schema(example = "prototype")]
    pub track: String,
    /// Its title.
    pub title: String,
    /// On which useful day after the start it is forecast.
    #[schema(example = 200)]
    pub after_useful_days: i32,
    /// Its weight in the project's progress.
    #[schema(example = 2.0)]
    pub weight: f64,
    /// The types of evidence it asks for.
    #[schema(value_type = Vec<crate::vocabulary::EvidenceType>)]
    pub required_evidence: Vec<String>,
    /// The milestones that must be accepted before it is submitted, by key.
    pub depends_on: Vec<String>,
}

impl ProgrammeView {
    /// The programme for whoever sees its name alone.
    pub fn named(programme: &Programme) -> Self {
        Self {
            id: programme.id,
            code: programme.code.clone(),
            title: programme.title.clone(),
            useful_months: None,
            time_zone: None,
            call_opens_at: None,
            call_closes_at: None,
            call_closes_shown_as: None,
            ends_on: None,
            bodies: None,
            tracks: None,
            template: None,
            verification_days: None,
            tacit_acceptance: None,
            reporting_cadence_days: None,
            requires_trial: None,
            hand_over_items: None,
            gates_off: None,
            gates_advisory: None,
            version: None,
            updated_at: None,
            updated_by: None,
        }
    }

    /// The programme whole.
    pub fn whole(programme: Programme, details: ProgrammeDetails, visibility: Visibility) -> Self {
        let shown_as = |closes| call::last_minute(closes, programme.zone());
        Self {
            useful_months: Some(programme.useful_months),
            call_opens_at: Some(programme.call_opens_at),
            call_closes_at: Some(programme.call_closes_at),
            call_closes_shown_as: Some(programme.call_closes_at.map(shown_as)),
            ends_on: Some(programme.ends_on),
            bodies: Some(details.bodies),
            tracks: Some(details.tracks),
            template: Some(details.template),
            verification_days: Some(programme.verification_days),
            tacit_acceptance: Some(programme.tacit_acceptance),
            reporting_cadence_days: Some(programme.reporting_cadence_days),
            requires_trial: Some(programme.requires_trial),
            hand_over_items: Some(programme.hand_over_items.clone()),
            gates_off: Some(programme.gates_off.clone()),
            gates_advisory: Some(programme.gates_advisory.clone()),
            version: Some(programme.version),
            updated_at: Some(programme.updated_at),
            updated_by: Reference::account(programme.updated_by, details.editor, visibility),
            time_zone: Some(programme.time_zone.clone()),
            ..Self::named(&programme)
        }
    }
}
