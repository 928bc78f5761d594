//! An example of each refusal, as the service words it: a mock server answers with them.

use chrono::DateTime;
use serde_json::{Map, Value, json};
use strum::IntoEnumIterator;

use super::schemas;
use crate::access::AccountKind;
use crate::accompaniment::datasets::DatasetAccess;
use crate::accompaniment::reuses::ReuseState;
use crate::accompaniment::risks::RiskState;
use crate::accompaniment::topics::TopicState;
use crate::accompaniment::trials::TrialState;
use crate::fault::{Fault, FaultCode, Unit};
use crate::http::ProblemCode;
use crate::http::error::{CurrentVersion, Refusal};
use crate::http::problem::Problem;
use crate::journal::Action;
use crate::milestones::MilestoneState;
use crate::milestones::life::{MilestoneAction, transition};
use crate::projects::ProjectState;
use crate::projects::child::Life;
use crate::vocabulary::{EvidenceType, Language};

const PROBLEM: &str = "application/problem+json";
const COMPONENTS: &str = "#/components/examples/";
/// The id of the request that was refused.
const REQUEST: &str = "01a213ac-7b01-7c52-8a6f-3c1d5e9f0a24";

/// Adds the examples, and to each answer that is a refusal those that it can be.
pub fn illustrate(document: &mut Value) {
    let examples = ProblemCode::iter().map(|code| (code.code().to_owned(), example(code, faults(code))));
    let conflicts = CONFLICTS.iter().map(|(tag, faults)| {
        let conflict = ProblemCode::Conflict;
        (format!("{}_{tag}", conflict.code()), example(conflict, faults()))
    });
    document["components"]["examples"] = examples.chain(conflicts).collect::<Map<_, _>>().into();
    for operation in schemas::operations(document) {
        let takes = |name: &str| {
            let parameters = operation["parameters"].as_array();
            parameters.is_some_and(|all| all.iter().any(|parameter| parameter["name"] == name))
        };
        let (lists, keyed) = (takes("cursor"), takes("Idempotency-Key"));
        let tag = operation["tags"][0].as_str().unwrap_or_default().to_owned();
        let signs_in = operation["security"] == json!([{}]);
        let answered = |code: ProblemCode| match code {
            ProblemCode::InvalidCursor => lists,
            ProblemCode::IdempotencyKeyReused | ProblemCode::RequestInProgress => keyed,
            ProblemCode::InvalidCredentials => signs_in,
            ProblemCode::Unauthenticated => !signs_in,
            _ => true,
        };
        for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
            let Some(content) = response.get_mut("content").and_then(|content| content.get_mut(PROBLEM)) else {
                continue;
            };
            let told = ProblemCode::iter().filter(|code| code.status().as_str() == status && answered(*code));
            let told = told.map(|code| {
                let of_tag = code == ProblemCode::Conflict && CONFLICTS.iter().any(|(own, _)| *own == tag);
                let example = match of_tag {
                    true => format!("{}_{tag}", code.code()),
                    false => code.code().to_owned(),
                };
                (
                    code.code().to_owned(),
                    json!({"$ref": format!("{COMPONENTS}{example}")}),
                )
            });
            content["examples"] = told.collect::<Map<_, _>>().into();
        }
    }
}

/// What typically stands in the way in a room.
type Typical = fn() -> Vec<Fault>;

/// By its tag; elsewhere it is the end of the project.
const CONFLICTS: &[(&str, Typical)] = &[
    ("accounts", || vec![Fault::new(FaultCode::LastAdministrator)]),
    ("auth", || {
        vec![Fault::new(FaultCode::NotAPerson).with("kind", AccountKind::Service)]
    }),
    ("call", || {
        let closed = Fault::new(FaultCode::CallClosed).with("closes_at", "2018-09-14T22:00:00Z");
        let closed = closed
            .with("shown_as", "2018-09-14T23:59")
            .with("time_zone", "Europe/Paris");
        vec![closed.at("/submitted_at")]
    }),
    ("datasets", || refused(DatasetAccess::Granted, Action::Requested)),
    ("evaluations", || {
        vec![Fault::new(FaultCode::ScoreMissing).with("criterion", "benefits")]
    }),
    ("milestones", || {
        let missing = Fault::new(FaultCode::EvidenceMissing).with("evidence_type", EvidenceType::Minutes);
        let state = Fault::unless_in(MilestoneState::Planned, |state| {
            transition(state, MilestoneAction::Submit).is_some()
        });
        state.into_iter().chain([missing]).collect()
    }),
    ("organisations", || vec![Fault::new(FaultCode::InUse)]),
    ("plans", || vec![Fault::new(FaultCode::AlreadyPlanned)]),
    ("programmes", || vec![Fault::new(FaultCode::InUse)]),
    ("progress", || vec![ended().at("/occurred_on")]),
    ("projects", || {
        vec![Fault::new(FaultCode::MilestoneOpen).with("milestone", "AMI-IA-2018-ASN-M01")]
    }),
    ("redactions", || vec![Fault::new(FaultCode::NothingToRedact)]),
    ("reuses", || refused(ReuseState::Contact, Action::Adopted)),
    ("risks", || refused(RiskState::Open, Action::Reopened)),
    ("suspensions", || {
        let open = Fault::new(FaultCode::SuspensionOpen);
        vec![open.with("from", "2019-07-15")]
    }),
    ("topics", || refused(TopicState::Retained, Action::SetAside)),
    ("trials", || refused(TrialState::Completed, Action::Cancelled)),
];

/// What an action says in a state that does not allow it.
fn refused(state: impl Life, action: Action) -> Vec<Fault> {
    state.refusal(action).into_iter().collect()
}

fn ended() -> Fault {
    let ended = Fault::new(FaultCode::ProjectEnded).with("state", ProjectState::Completed);
    ended.with("ended_on", "2019-10-26")
}

fn example(code: ProblemCode, faults: Vec<Fault>) -> Value {
    let refusal = Refusal {
        faults,
        current: (code == ProblemCode::Stale).then(|| CurrentVersion {
            etag: r#""4.5a1e7d90c3b2f866""#.to_owned(),
            updated_at: DateTime::UNIX_EPOCH + chrono::Days::new(18_262),
            updated_by: None,
        }),
        ..Refusal::of(code)
    };
    let path = "/v1/milestones/AMI-IA-2018-ASN-M01/submit";
    let problem = Problem::new(&refusal, Language::default(), path, REQUEST);
    json!({"summary": code.label().en, "value": problem})
}

/// Reasons that such a refusal is told with; some are told without any.
fn faults(code: ProblemCode) -> Vec<Fault> {
    match code {
        ProblemCode::InvalidParameters => {
            let known = ["limit", "cursor", "count", "fields"].map(str::to_owned);
            vec![
                Fault::new(FaultCode::UnknownParameter)
                    .at("colour")
                    .with("accepted", known.to_vec()),
            ]
        }
        ProblemCode::Forbidden => vec![Fault::new(FaultCode::NotOnTrack)],
        ProblemCode::Conflict => vec![ended()],
        ProblemCode::InvalidBody => vec![
            Fault::new(FaultCode::MissingField).at("/title"),
            Fault::too_long(200, Unit::Characters).at("/description"),
        ],
        _ => Vec::new(),
    }
}
