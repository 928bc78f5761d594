//! A project's life: every row of its table, every pair that is none, every reason at once.

use jalon::projects::life::{ProjectAction, ProjectFacts, ProjectRequest, ProjectState, refusals, transition};
use jalon::vocabulary::CodeList;

use super::{day, told};

/// domain.md, "A project's life": from, action, whether it has a start, to.
const TABLE: &[(&str, &str, bool, &str)] = &[
    ("selected", "start", false, "running"),
    ("running", "complete", true, "completed"),
    ("selected", "withdraw", false, "withdrawn"),
    ("running", "withdraw", true, "withdrawn"),
    ("completed", "reopen", true, "running"),
    ("withdrawn", "reopen", true, "running"),
    ("withdrawn", "reopen", false, "selected"),
];

fn facts(state: ProjectState, open: &[String]) -> ProjectFacts<'_> {
    let start = (state != ProjectState::Selected).then(|| day("2018-11-21"));
    ProjectFacts {
        state,
        start,
        open_milestones: open,
        last_work: None,
        replaced_by: None,
        code: "AMI-IA-2018-AFB",
        today: day("2019-10-01"),
    }
}

#[test]
fn every_row_of_the_table_leads_where_it_says() {
    for (from, action, has_start, to) in TABLE {
        let from: ProjectState = from.parse().expect("a state");
        let to: ProjectState = to.parse().expect("a state");
        let action: ProjectAction = action.parse().expect("an action");
        assert_eq!(transition(from, action, *has_start), Some(to), "{from} {action}");
    }
}

#[test]
fn every_other_pair_is_refused() {
    let mut refused = 0;
    for state in ProjectState::ALL.iter().copied() {
        for action in ProjectAction::ALL.iter().copied() {
            let row = |(from, verb, ..): &&(&str, &str, bool, &str)| *from == state.code() && *verb == action.code();
            if TABLE.iter().any(|entry| row(&entry)) {
                continue;
            }
            refused += 1;
            for has_start in [false, true] {
                assert_eq!(transition(state, action, has_start), None, "{state} {action}");
            }
            let request = ProjectRequest {
                motive: Some("Réorganisation."),
                ..ProjectRequest::default()
            };
            let faults = refusals(action, &facts(state, &[]), &request);
            let mut allowed: Vec<_> = TABLE
                .iter()
                .filter(|row| row.1 == action.code())
                .map(|row| row.0)
                .collect();
            allowed.dedup();
            let expected = serde_json::json!({"allowed": allowed, "state": state});
            assert_eq!(told(&faults), [format!("wrong_state  {expected}")], "{state} {action}");
        }
    }
    assert_eq!(refused, 4 * 4 - 6);
}

#[test]
fn what_the_table_allows_meets_no_refusal() {
    let request = ProjectRequest {
        on: Some(day("2019-09-21")),
        motive: Some("Réorganisation."),
        cancels_open_milestones: false,
    };
    for (from, action, ..) in TABLE {
        let state = from.parse().expect("a state");
        let action = action.parse().expect("an action");
        assert_eq!(
            told(&refusals(action, &facts(state, &[]), &request)),
            [""; 0],
            "{from} {action}"
        );
    }
}

#[test]
fn a_start_takes_no_motive_and_any_date() {
    for on in ["1999-01-01", "2030-01-01"] {
        let request = ProjectRequest {
            on: Some(day(on)),
            ..ProjectRequest::default()
        };
        let faults = refusals(ProjectAction::Start, &facts(ProjectState::Selected, &[]), &request);
        assert_eq!(told(&faults), [""; 0]);
    }
}

#[test]
fn a_withdrawal_and_a_reopening_say_why() {
    for (state, action) in [
        (ProjectState::Running, ProjectAction::Withdraw),
        (ProjectState::Selected, ProjectAction::Withdraw),
        (ProjectState::Completed, ProjectAction::Reopen),
        (ProjectState::Withdrawn, ProjectAction::Reopen),
    ] {
        for motive in [None, Some(""), Some("  \t")] {
            let request = ProjectRequest {
                motive,
                ..ProjectRequest::default()
            };
            let faults = refusals(action, &facts(state, &[]), &request);
            assert_eq!(told(&faults), ["motive_required /motive {}"], "{action}");
        }
    }
}

#[test]
fn open_milestones_hold_a_completion_back_unless_it_cancels_them() {
    let open = ["AMI-IA-2018-AFB-M01".to_owned(), "AMI-IA-2018-AFB-M03".to_owned()];
    let facts = facts(ProjectState::Running, &open);
    let mut request = ProjectRequest {
        on: Some(day("2019-09-21")),
        ..ProjectRequest::default()
    };
    let refused = |request: &_| told(&refusals(ProjectAction::Complete, &facts, request));
    assert_eq!(
        refused(&request),
        [
            r#"milestone_open  {"milestone":"AMI-IA-2018-AFB-M01"}"#,
            r#"milestone_open  {"milestone":"AMI-IA-2018-AFB-M03"}"#,
        ]
    );
    request.cancels_open_milestones = true;
    assert_eq!(refused(&request), ["motive_required /motive {}"]);
    request.motive = Some("Sans objet.");
    assert_eq!(refused(&request), [""; 0]);
    request.on = facts.start;
    assert_eq!(refused(&request), [""; 0], "the first day may be the last");
    // A withdrawal cancels them with it.
    assert_eq!(told(&refusals(ProjectAction::Withdraw, &facts, &request)), [""; 0]);
}

#[test]
fn every_reason_is_told_at_once() {
    let open = ["AMI-IA-2018-AFB-M02".to_owned()];
    let facts = facts(ProjectState::Completed, &open);
    let request = ProjectRequest {
        on: Some(day("2018-11-20")),
        ..ProjectRequest::default()
    };
    assert_eq!(
        told(&refusals(ProjectAction::Complete, &facts, &request)),
        [
            r#"date_before /on {"earliest":"2018-11-21"}"#,
            r#"milestone_open  {"milestone":"AMI-IA-2018-AFB-M02"}"#,
            r#"wrong_state  {"allowed":["running"],"state":"completed"}"#,
        ]
    );
    let cancelling = ProjectRequest {
        cancels_open_milestones: true,
        ..request
    };
    assert_eq!(
        told(&refusals(ProjectAction::Complete, &facts, &cancelling)),
        [
            r#"date_before /on {"earliest":"2018-11-21"}"#,
            "motive_required /motive {}",
            r#"wrong_state  {"allowed":["running"],"state":"completed"}"#,
        ]
    );
}

#[test]
fn a_completion_is_not_before_the_last_work_and_not_ahead() {
    let completed = |on: &str, last_work: Option<&str>| {
        let facts = ProjectFacts {
            last_work: last_work.map(day),
            ..facts(ProjectState::Running, &[])
        };
        let request = ProjectRequest {
            on: Some(day(on)),
            ..ProjectRequest::default()
        };
        told(&refusals(ProjectAction::Complete, &facts, &request))
    };
    let ahead = "date_in_future /on {}";
    assert_eq!(completed("2019-10-01", None), [""; 0], "today");
    assert_eq!(completed("2019-10-02", None), [ahead]);
    assert_eq!(completed("2019-06-03", Some("2019-06-03")), [""; 0]);
    let before = |earliest: &str| format!(r#"date_before /on {{"earliest":"{earliest}"}}"#);
    assert_eq!(completed("2019-06-02", Some("2019-06-03")), [before("2019-06-03")]);
    // Work from before the start moves nothing: the later of the two counts.
    assert_eq!(completed("2018-11-20", Some("2018-11-01")), [before("2018-11-21")]);
}

/// What took its place stands there: a project that was replaced is not taken up again.
#[test]
fn a_project_that_was_replaced_is_not_reopened() {
    let facts = ProjectFacts {
        replaced_by: Some("AMI-IA-2018-ASN"),
        ..facts(ProjectState::Withdrawn, &[])
    };
    let request = ProjectRequest {
        motive: Some("Réorganisation."),
        ..ProjectRequest::default()
    };
    assert_eq!(
        told(&refusals(ProjectAction::Reopen, &facts, &request)),
        [r#"already_replaced  {"by":"AMI-IA-2018-ASN","project":"AMI-IA-2018-AFB"}"#]
    );
    // Every reason is told with it.
    assert_eq!(
        told(&refusals(ProjectAction::Reopen, &facts, &ProjectRequest::default())),
        [
            r#"already_replaced  {"by":"AMI-IA-2018-ASN","project":"AMI-IA-2018-AFB"}"#,
            "motive_required /motive {}"
        ]
    );
}
