//! `GET /v1/vocabulary`.

use std::sync::LazyLock;

use actix_web::{HttpResponse, get};
use serde::Serialize;
use strum::IntoEnumIterator;
use utoipa::ToSchema;

use crate::access::{AccountKind, Role, Scope};
use crate::accompaniment::datasets::{DatasetAccess, DatasetExistence, Dpia};
use crate::accompaniment::prototypes::Maturity;
use crate::accompaniment::reuses::{ReuseState, ReusedThing};
use crate::accompaniment::risks::{Criticality, RiskKind, RiskState};
use crate::accompaniment::roadmap::{Horizon, RoadmapItemKind, RoadmapItemState};
use crate::accompaniment::skills::Moment;
use crate::accompaniment::status_reports::ReportState;
use crate::accompaniment::topics::{TopicMaturity, TopicState};
use crate::accompaniment::trials::{Audience, Direction, TrialState, TrialVerdict};
use crate::accounts::Ability;
use crate::call::evaluations::{EvaluationPart, Recommendation, RecusalReason};
use crate::call::grids::EvaluationStage;
use crate::call::life::{ApplicationState, EvaluationState};
use crate::call::ranking::MissingScoreReason;
use crate::exchanges::{CommitteeDecisionState, ExchangeKind, ExchangeState, SignUpState};
use crate::fault::FaultCode;
use crate::hand_over::HandOverState;
use crate::http::{ProblemCode, Read, StaticAnswer};
use crate::journal::{Action, Entity};
use crate::milestones::life::{MilestoneAction, MilestoneState};
use crate::missions::MonthState;
use crate::organisations::OrganisationKind;
use crate::projects::ProjectState;
use crate::readiness::{GateState, WaiverState};
use crate::redactions::RedactedEntity;
use crate::team::TeamFunction;
use crate::vocabulary::{
    CodeList, DefaultTrack, EvidenceType, FileFormat, Gate, HandOverKind, Health, Label, ReadinessVerdict,
};

/// A code and what it is called.
#[derive(Debug, Serialize, ToSchema)]
pub struct Term {
    /// The stable code.
    #[schema(example = "sunny")]
    code: &'static str,
    /// What it is called.
    label: Label,
    /// Its place in the list, from 0, where the list has an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 0)]
    order: Option<usize>,
}

macro_rules! vocabulary {
    ($( $(#[$doc:meta])* $name:ident: $terms:expr; )+) => {
        /// Every code list of the service.
        #[derive(Debug, Serialize, ToSchema)]
        pub struct Vocabulary {
            $( $(#[$doc])* $name: Vec<Term>, )+
        }

        impl Vocabulary {
            /// All of it, from the types that the service itself works with.
            pub fn published() -> Self {
                Self { $( $name: $terms, )+ }
            }
        }
    };
}

vocabulary! {
    /// The usual tracks; a programme may name others.
    tracks: ordered::<DefaultTrack>();
    /// The states of a project.
    project_states: ordered::<ProjectState>();
    /// The states of a milestone.
    milestone_states: ordered::<MilestoneState>();
    /// What can be done to a milestone.
    milestone_actions: terms::<MilestoneAction>();
    /// How a project fares, from the best: PILOTE's severity, 0 to 3.
    health: ordered::<Health>();
    /// The kinds of organisations.
    organisation_kinds: terms::<OrganisationKind>();
    /// The types of evidence.
    evidence_types: terms::<EvidenceType>();
    /// The formats of files that can be evidence.
    file_formats: terms::<FileFormat>();
    /// What a risk can be about.
    risk_kinds: terms::<RiskKind>();
    /// The states of a risk.
    risk_states: ordered::<RiskState>();
    /// How critical a risk is.
    criticalities: ordered::<Criticality>();
    /// Whether data are there.
    dataset_existences: ordered::<DatasetExistence>();
    /// The access that a project has to data.
    dataset_accesses: terms::<DatasetAccess>();
    /// How far an impact assessment on data protection is.
    dpia_states: ordered::<Dpia>();
    /// How mature a prototype is.
    maturities: ordered::<Maturity>();
    /// Who tries a prototype.
    audiences: terms::<Audience>();
    /// The states of a trial.
    trial_states: ordered::<TrialState>();
    /// What a trial showed.
    trial_verdicts: terms::<TrialVerdict>();
    /// Which way a measure is better.
    measure_directions: terms::<Direction>();
    /// What an item of a roadmap is about.
    roadmap_item_kinds: terms::<RoadmapItemKind>();
    /// How far ahead an item of a roadmap is.
    horizons: ordered::<Horizon>();
    /// The states of an item of a roadmap.
    roadmap_item_states: ordered::<RoadmapItemState>();
    /// What others take over.
    reused_things: terms::<ReusedThing>();
    /// The states of a reuse.
    reuse_states: ordered::<ReuseState>();
    /// The states of a status report.
    report_states: ordered::<ReportState>();
    /// The functions of a team.
    team_functions: terms::<TeamFunction>();
    /// When skills are assessed.
    assessment_moments: ordered::<Moment>();
    /// How far a topic was thought through.
    topic_maturities: ordered::<TopicMaturity>();
    /// The states of a topic.
    topic_states: ordered::<TopicState>();
    /// What is handed over.
    hand_over_kinds: terms::<HandOverKind>();
    /// The states of an item of a hand-over.
    hand_over_states: ordered::<HandOverState>();
    /// The gates of a project's readiness.
    gates: terms::<Gate>();
    /// How a gate stands.
    gate_states: terms::<GateState>();
    /// The states of a waiver.
    waiver_states: ordered::<WaiverState>();
    /// Whether a project is ready to launch.
    readiness_verdicts: ordered::<ReadinessVerdict>();
    /// What an exchange is.
    exchange_kinds: terms::<ExchangeKind>();
    /// The states of an exchange.
    exchange_states: ordered::<ExchangeState>();
    /// The states of a sign-up.
    sign_up_states: terms::<SignUpState>();
    /// The states of a committee's decision.
    committee_decision_states: ordered::<CommitteeDecisionState>();
    /// The states of an application.
    application_states: terms::<ApplicationState>();
    /// When something is evaluated.
    evaluation_stages: ordered::<EvaluationStage>();
    /// The parts of the evaluation of a project.
    evaluation_parts: ordered::<EvaluationPart>();
    /// The states of an evaluation.
    evaluation_states: terms::<EvaluationState>();
    /// Why somebody does not evaluate.
    recusal_reasons: terms::<RecusalReason>();
    /// What an evaluation recommends.
    recommendations: ordered::<Recommendation>();
    /// Why a score is missing in a ranking.
    missing_score_reasons: terms::<MissingScoreReason>();
    /// The states of a month of a mission.
    month_states: ordered::<MonthState>();
    /// The roles of grants.
    roles: terms::<Role>();
    /// Who can stand behind an account.
    account_kinds: terms::<AccountKind>();
    /// What an account may do, in `GET /v1/me`.
    abilities: terms::<Ability>();
    /// The scopes of service accounts.
    scopes: terms::<Scope>();
    /// What the journal tells of.
    journal_entities: terms::<Entity>();
    /// What the journal tells was done.
    journal_actions: terms::<Action>();
    /// What holds free texts that can be redacted.
    redactable_entities: terms::<RedactedEntity>();
    /// The kinds of refusals: `code` of a problem.
    problem_codes: ProblemCode::iter().map(|code| term(code.code(), code.label())).collect();
    /// The reasons of refusals: `code` in a problem's `errors`.
    fault_codes: FaultCode::iter().map(|code| term(code.code(), code.label())).collect();
}

fn term(code: &'static str, label: Label) -> Term {
    Term {
        code,
        label,
        order: None,
    }
}

fn terms<T: CodeList>() -> Vec<Term> {
    T::ALL
        .iter()
        .map(|member| term(member.code(), member.label()))
        .collect()
}

fn ordered<T: CodeList>() -> Vec<Term> {
    let numbered = terms::<T>().into_iter().enumerate();
    numbered
        .map(|(place, term)| Term {
            order: Some(place),
            ..term
        })
        .collect()
}

/// Gives every code list.
///
/// With labels in French and in English, so that front-ends hard-code none of it. It changes only
/// with the service's version.
#[utoipa::path(tag = "vocabulary", responses((status = 200, description = "The code lists.", body = Vocabulary)))]
#[get("/v1/vocabulary")]
pub async fn get_vocabulary(read: Read) -> HttpResponse {
    static VOCABULARY: LazyLock<StaticAnswer> = LazyLock::new(|| StaticAnswer::json(&Vocabulary::published()));
    read.fixed(&VOCABULARY)
}
