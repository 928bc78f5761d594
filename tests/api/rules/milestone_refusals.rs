//! What refuses an action on a milestone: each condition of the table, and every reason at once.

use jalon::fault::Kind;
use jalon::milestones::life::{
    Dependency, MilestoneAction, MilestoneFacts, MilestoneRequest, MilestoneState, refusals, transition,
};
use jalon::projects::{Standing, Work};
use jalon::vocabulary::CodeList;

use super::milestone_life::{facts, whole_request};
use super::project_standing::suspended;
use super::{day, range, told};

/// The table of states itself is held in `project_standing`.
#[test]
fn a_start_asks_how_the_project_stands() {
    let start = |change: fn(&mut Standing)| {
        let mut facts = facts(MilestoneState::Planned);
        change(&mut facts.project);
        told(&refusals(MilestoneAction::Start, &facts, &MilestoneRequest::default()))
    };
    assert_eq!(start(|project| project.start = Some(project.today)), [""; 0]);
    assert_eq!(
        start(|project| project.start = Some(day("2019-03-02"))),
        [r#"project_not_running  {"start":"2019-03-02","state":"running"}"#]
    );
    assert_eq!(
        start(|project| project.suspended = Some(range("2019-02-01", "2019-03-02"))),
        [r#"project_suspended  {"since":"2019-02-01"}"#]
    );
}

/// Planning and delivering are two lines of that table.
#[test]
fn every_action_is_a_kind_of_work() {
    for action in MilestoneAction::ALL.iter().copied() {
        let expected = match action.code() {
            "start" => Work::Starting,
            "cancel" | "reopen" => Work::Planning,
            _ => Work::Delivery,
        };
        assert_eq!(action.work(), expected, "{action}");
    }
}

#[test]
fn a_submission_is_whole() {
    let missing = ["report".to_owned(), "source_code".to_owned()];
    let dependencies: Vec<_> = MilestoneState::ALL
        .iter()
        .map(|state| Dependency {
            code: format!("M-{state}"),
            state: *state,
        })
        .collect();
    for state in [MilestoneState::InProgress, MilestoneState::Deferred] {
        let facts = MilestoneFacts {
            missing_evidence: &missing,
            dependencies: &dependencies,
            ..facts(state)
        };
        let mut expected: Vec<_> = [
            "cancelled",
            "deferred",
            "in_progress",
            "planned",
            "rejected",
            "submitted",
        ]
        .map(|state| format!(r#"dependency_not_accepted  {{"milestone":"M-{state}","state":"{state}"}}"#))
        .into();
        expected.push(r#"evidence_missing  {"evidence_type":"report"}"#.to_owned());
        expected.push(r#"evidence_missing  {"evidence_type":"source_code"}"#.to_owned());
        let faults = refusals(MilestoneAction::Submit, &facts, &MilestoneRequest::default());
        assert_eq!(told(&faults), expected);
        assert!(faults.iter().all(|fault| fault.code.kind() == Kind::State));
    }
}

#[test]
fn only_a_start_asks_about_suspensions_and_only_a_submission_about_the_pieces() {
    let missing = ["report".to_owned()];
    let dependencies = [Dependency {
        code: "M01".to_owned(),
        state: MilestoneState::Planned,
    }];
    for action in MilestoneAction::ALL.iter().copied() {
        let state = MilestoneState::ALL
            .iter()
            .copied()
            .find(|state| transition(*state, action).is_some())
            .expect("every action is allowed somewhere");
        let facts = MilestoneFacts {
            missing_evidence: &missing,
            dependencies: &dependencies,
            trial_missing: true,
            project: suspended(),
            ..facts(state)
        };
        let expected: &[&str] = match action {
            MilestoneAction::Start => &["project_suspended"],
            MilestoneAction::Submit => &["dependency_not_accepted", "evidence_missing", "trial_missing"],
            _ => &[],
        };
        let faults = told(&refusals(action, &facts, &whole_request()));
        let codes: Vec<_> = faults.iter().filter_map(|fault| fault.split(' ').next()).collect();
        assert_eq!(codes, expected, "{action}");
    }
}

#[test]
fn every_action_asks_for_its_part_of_the_body() {
    let motive = "motive_required /motive {}";
    let reduction = "reduction_percent_required /reduction_percent {}";
    let resubmit = "resubmit_by_required /resubmit_by {}";
    for action in MilestoneAction::ALL.iter().copied() {
        let state = MilestoneState::ALL
            .iter()
            .copied()
            .find(|state| transition(*state, action).is_some())
            .expect("every action is allowed somewhere");
        let expected: &[&str] = match action.code() {
            "accept_with_reduction" => &[motive, reduction],
            "defer" => &[motive, resubmit],
            "reject" | "cancel" | "reopen" => &[motive],
            _ => &[],
        };
        for blank in [None, Some(" ")] {
            let request = MilestoneRequest {
                motive: blank,
                ..MilestoneRequest::default()
            };
            assert_eq!(told(&refusals(action, &facts(state), &request)), expected, "{action}");
        }
    }
}

#[test]
fn a_deferral_gives_time() {
    let by = |text| {
        let request = MilestoneRequest {
            resubmit_by: Some(day(text)),
            ..whole_request()
        };
        told(&refusals(
            MilestoneAction::Defer,
            &facts(MilestoneState::Submitted),
            &request,
        ))
    };
    assert_eq!(by("2019-02-28"), ["resubmit_by_past /resubmit_by {}"]);
    assert_eq!(by("2019-03-01"), [""; 0]);
}

#[test]
fn who_submitted_decides_nothing_but_a_tacit_acceptance_is_exempt() {
    let facts = MilestoneFacts {
        decider_is_submitter: true,
        ..facts(MilestoneState::Submitted)
    };
    for action in MilestoneAction::ALL.iter().copied() {
        let faults = told(&refusals(action, &facts, &whole_request()));
        let refused = faults.contains(&"decider_is_submitter  {}".to_owned());
        let decides = ["accept", "accept_with_reduction", "defer", "reject"];
        assert_eq!(refused, decides.contains(&action.code()), "{action}");
    }
    let tacit = MilestoneRequest {
        tacit: true,
        ..MilestoneRequest::default()
    };
    assert_eq!(told(&refusals(MilestoneAction::Accept, &facts, &tacit)), [""; 0]);
}

#[test]
fn every_reason_is_told_at_once() {
    let decided_wrongly = MilestoneFacts {
        decider_is_submitter: true,
        ..facts(MilestoneState::Planned)
    };
    let nothing = MilestoneRequest::default();
    let allowed = r#"wrong_state  {"allowed":["submitted"],"state":"planned"}"#;
    assert_eq!(
        told(&refusals(MilestoneAction::Defer, &decided_wrongly, &nothing)),
        [
            "decider_is_submitter  {}",
            "motive_required /motive {}",
            "resubmit_by_required /resubmit_by {}",
            allowed,
        ]
    );
    assert_eq!(
        told(&refusals(
            MilestoneAction::AcceptWithReduction,
            &decided_wrongly,
            &nothing
        )),
        [
            "decider_is_submitter  {}",
            "motive_required /motive {}",
            "reduction_percent_required /reduction_percent {}",
            allowed,
        ]
    );
    let submitted_wrongly = MilestoneFacts {
        missing_evidence: &["report".to_owned()],
        dependencies: &[Dependency {
            code: "M01".to_owned(),
            state: MilestoneState::Submitted,
        }],
        trial_missing: true,
        ..facts(MilestoneState::Accepted)
    };
    assert_eq!(
        told(&refusals(MilestoneAction::Submit, &submitted_wrongly, &nothing)),
        [
            r#"dependency_not_accepted  {"milestone":"M01","state":"submitted"}"#,
            r#"evidence_missing  {"evidence_type":"report"}"#,
            "trial_missing  {}",
            r#"wrong_state  {"allowed":["in_progress","deferred"],"state":"accepted"}"#,
        ]
    );
    let started_wrongly = MilestoneFacts {
        project: Standing {
            start: Some(day("2019-04-01")),
            ..suspended()
        },
        ..facts(MilestoneState::Cancelled)
    };
    assert_eq!(
        told(&refusals(MilestoneAction::Start, &started_wrongly, &nothing)),
        [
            r#"project_not_running  {"start":"2019-04-01","state":"running"}"#,
            r#"project_suspended  {"since":"2019-02-01"}"#,
            r#"wrong_state  {"allowed":["planned"],"state":"cancelled"}"#,
        ]
    );
}
