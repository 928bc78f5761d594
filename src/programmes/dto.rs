//! What clients send.

use deserr::Deserr;
use utoipa::ToSchema;

use crate::http::merge_patch::patch;
use crate::http::query::filter;
use crate::http::wire::{CivilDate, Days, Id, Instant, Line, Months, OwnCode, Slug, TimeZone, UsefulDays, Weight};
use crate::shape::ShapeFaults;
use crate::vocabulary::{EvidenceType, Gate, HandOverKind};

/// A new programme.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
#[schema(example = json!({
    "code": "AMI-IA-2019", "title": "AMI IA, deuxième session", "useful_months": 12,
    "call_opens_at": "2019-06-03T00:00:00+02:00", "call_closes_at": "2019-09-15T00:00:00+02:00",
    "tracks": [{"code": "scientific_support", "label": {"fr": "Accompagnement scientifique", "en": "Scientific support"},
                "authority": "0192a7c0-6f3e-7c1a-9d52-3f4b8a1c2d3e"}],
    "template": [{"key": "kick_off", "track": "scientific_support", "title": "Réunion de lancement",
                  "after_useful_days": 14, "weight": 1, "required_evidence": ["minutes"]}]
}))]
pub struct NewProgramme {
    /// Its code, from which its projects' codes are made; it never changes.
    #[schema(value_type = OwnCode, example = "AMI-IA-2019")]
    pub code: OwnCode,
    /// Its title.
    #[schema(value_type = Line, example = "AMI IA, deuxième session")]
    pub title: Line,
    /// How many useful months each project is accompanied for, unless it says otherwise.
    #[schema(value_type = Months, example = 12)]
    pub useful_months: Months,
    /// The time zone of its civil dates; `Europe/Paris` when absent.
    #[deserr(default)]
    pub time_zone: Option<TimeZone>,
    /// When its call opens.
    #[deserr(default)]
    #[schema(value_type = Option<Instant>, example = "2019-06-03T00:00:00+02:00")]
    pub call_opens_at: Option<Instant>,
    /// When its call closes, exclusive.
    #[deserr(default)]
    #[schema(value_type = Option<Instant>, example = "2019-09-15T00:00:00+02:00")]
    pub call_closes_at: Option<Instant>,
    /// Its end: providers read until a year later.
    #[deserr(default)]
    #[schema(value_type = Option<CivilDate>, example = "2021-12-31")]
    pub ends_on: Option<CivilDate>,
    /// Who steers and funds it.
    #[deserr(default)]
    #[schema(max_items = 100)]
    pub bodies: Option<Vec<NewBody>>,
    /// Its tracks, in their order.
    #[schema(min_items = 1, max_items = 50)]
    pub tracks: Vec<NewTrack>,
    /// The milestones that `POST /v1/projects/{project}/plan` makes.
    #[schema(max_items = 500)]
    pub template: Vec<NewTemplateMilestone>,
    /// How many calendar days a submission may wait for its decision; 15 when absent.
    #[deserr(default)]
    #[schema(value_type = Option<Days>, example = 15)]
    pub verification_days: Option<Days>,
    /// Whether silence after that delay is acceptance; `false` when absent.
    #[deserr(default)]
    pub tacit_acceptance: Option<bool>,
    /// After how many days a health report is stale; 30 when absent.
    #[deserr(default)]
    #[schema(value_type = Option<Days>, example = 30)]
    pub reporting_cadence_days: Option<Days>,
    /// Whether a milestone of the track `prototype` is submitted only once the project has a completed trial, with
    /// participants, of a prototype that was at least functional; `true` when absent.
    #[deserr(default)]
    pub requires_trial: Option<bool>,
    /// What is to be handed over, in order, each once and without `other`; all twelve when absent.
    #[deserr(default)]
    #[schema(max_items = 12)]
    pub hand_over_items: Option<Vec<HandOverKind>>,
    /// The gates of readiness that it does without; none when absent.
    #[deserr(default)]
    #[schema(max_items = 8)]
    pub gates_off: Option<Vec<Gate>>,
    /// The gates that are shown, and do not stand in the way of a verdict; none when absent.
    #[deserr(default)]
    #[schema(max_items = 8)]
    pub gates_advisory: Option<Vec<Gate>>,
}

/// An organisation's part in a programme.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewBody {
    /// The organisation.
    pub organisation: Id,
    /// Its part, in the programme's own words.
    #[schema(value_type = Line, example = "fund_operator")]
    pub role: Line,
}

/// A track of a programme.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewTrack {
    /// Its code.
    #[schema(value_type = Slug, example = "scientific_support")]
    pub code: Slug,
    /// What it is called.
    pub label: NewTrackLabel,
    /// The organisation whose coordinators decide on its milestones.
    pub authority: Id,
}

/// What a track is called, in both languages.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewTrackLabel {
    /// In French.
    #[schema(value_type = Line, example = "Accompagnement scientifique")]
    pub fr: Line,
    /// In English.
    #[schema(value_type = Line, example = "Scientific support")]
    pub en: Line,
}

/// A milestone of a plan template.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewTemplateMilestone {
    /// Its key in the template.
    #[schema(value_type = Slug, example = "prototype")]
    pub key: Slug,
    /// Its track, by code.
    #[schema(value_type = Slug, example = "prototype")]
    pub track: Slug,
    /// Its title.
    #[schema(value_type = Line, example = "Prototype fonctionnel essayé avec des utilisateurs")]
    pub title: Line,
    /// On which useful day after the start it is forecast.
    #[schema(value_type = UsefulDays, example = 200)]
    pub after_useful_days: UsefulDays,
    /// Its weight in the project's progress.
    #[schema(value_type = Weight, example = 2.0)]
    pub weight: Weight,
    /// The types of evidence it asks for.
    #[deserr(default)]
    pub required_evidence: Option<Vec<EvidenceType>>,
    /// The milestones that must be accepted before it is submitted, by key.
    #[deserr(default)]
    pub depends_on: Option<Vec<Slug>>,
}

patch! {
    /// A change of a programme (RFC 7396). `bodies`, `tracks` and `template` are replaced whole when
    /// they are sent; a track in use stays. The code never changes.
    #[schema(example = json!({"call_closes_at": "2019-09-22T00:00:00+02:00", "verification_days": 20}))]
    pub struct ProgrammePatch {
        /// Its title.
        pub title: Replace<Line>,
        /// The useful months of projects to come; those there are keep theirs.
        pub useful_months: Replace<Months>,
        /// The time zone of its civil dates.
        pub time_zone: Replace<TimeZone>,
        /// When its call opens.
        pub call_opens_at: Patch<Instant>,
        /// When its call closes, exclusive.
        pub call_closes_at: Patch<Instant>,
        /// Its end.
        pub ends_on: Patch<CivilDate>,
        /// Who steers and funds it.
        #[schema(max_items = 100)]
        pub bodies: Patch<Vec<NewBody>>,
        /// Its tracks, in their order.
        #[schema(min_items = 1, max_items = 50)]
        pub tracks: Replace<Vec<NewTrack>>,
        /// Its plan template; milestones made from it before stay as they are.
        #[schema(max_items = 500)]
        pub template: Replace<Vec<NewTemplateMilestone>>,
        /// How many calendar days a submission may wait for its decision.
        pub verification_days: Replace<Days>,
        /// Whether silence after that delay is acceptance.
        pub tacit_acceptance: Replace<bool>,
        /// After how many days a health report is stale.
        pub reporting_cadence_days: Replace<Days>,
        /// Whether a milestone of the track `prototype` is submitted only once the project has a completed trial, with
        /// participants, of a prototype that was at least functional.
        pub requires_trial: Replace<bool>,
        /// What is to be handed over, in order, each once and without `other`; hand-overs that were opened stay as they are.
        #[schema(max_items = 12)]
        pub hand_over_items: Replace<Vec<HandOverKind>>,
        /// The gates of readiness that it does without.
        #[schema(max_items = 8)]
        pub gates_off: Replace<Vec<Gate>>,
        /// The gates that are shown, and do not stand in the way of a verdict.
        #[schema(max_items = 8)]
        pub gates_advisory: Replace<Vec<Gate>>,
    }
}

filter! {
    /// Which programmes to list.
    pub struct ProgrammeFilter {
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
        /// The order; `code` when absent.
        pub sort: ProgrammeSort,
    }
}

crate::vocabulary::code_list! {
    /// The orders of a list of programmes.
    pub enum ProgrammeSort {
        Code "code" "Code" "Code";
        CodeDescending "-code" "Code, décroissant" "Code, descending";
    }
}
