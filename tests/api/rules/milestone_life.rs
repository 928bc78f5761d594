//! A milestone's life: every row of its table, and every pair that is none.

use jalon::milestones::life::{
    MilestoneAction, MilestoneFacts, MilestoneRequest, MilestoneState, refusals, transition,
};
use jalon::vocabulary::CodeList;

use super::project_standing::running;
use super::{day, told};

/// domain.md, "Milestones": from, action, to.
const TABLE: &[(&[&str], &str, &str)] = &[
    (&["planned"], "start", "in_progress"),
    (&["in_progress", "deferred"], "submit", "submitted"),
    (&["submitted"], "withdraw", "in_progress"),
    (&["submitted"], "accept", "accepted"),
    (&["submitted"], "accept_with_reduction", "accepted_with_reduction"),
    (&["submitted"], "defer", "deferred"),
    (&["submitted"], "reject", "rejected"),
    (&["planned", "in_progress", "deferred"], "cancel", "cancelled"),
    (
        &["accepted", "accepted_with_reduction", "rejected", "cancelled"],
        "reopen",
        "in_progress",
    ),
];

/// A milestone against which nothing stands but, perhaps, its state.
pub(super) fn facts(state: MilestoneState) -> MilestoneFacts<'static> {
    MilestoneFacts {
        state,
        missing_evidence: &[],
        dependencies: &[],
        trial_missing: false,
        project: running(),
        decider_is_submitter: false,
    }
}

/// A body that has all that any action asks.
pub(super) fn whole_request() -> MilestoneRequest<'static> {
    MilestoneRequest {
        motive: Some("Essais insuffisants."),
        reduction_percent: Some(10),
        resubmit_by: Some(day("2019-04-01")),
        tacit: false,
    }
}

fn row(state: MilestoneState, action: MilestoneAction) -> Option<&'static str> {
    let (.., to) = TABLE
        .iter()
        .find(|(from, verb, _)| from.contains(&state.code()) && *verb == action.code())?;
    Some(to)
}

#[test]
fn every_pair_of_state_and_action_is_as_the_table_says() {
    let (mut allowed, mut refused) = (0, 0);
    for state in MilestoneState::ALL.iter().copied() {
        for action in MilestoneAction::ALL.iter().copied() {
            let to = transition(state, action);
            assert_eq!(to.map(CodeList::code), row(state, action), "{state} {action}");
            let faults = told(&refusals(action, &facts(state), &whole_request()));
            if to.is_some() {
                allowed += 1;
                assert_eq!(faults, [""; 0], "{state} {action}");
            } else {
                refused += 1;
                let (from, ..) = TABLE
                    .iter()
                    .find(|row| row.1 == action.code())
                    .expect("every action has a row");
                let in_order: Vec<_> = MilestoneState::CODES
                    .iter()
                    .filter(|code| from.contains(code))
                    .collect();
                let params = serde_json::json!({"allowed": in_order, "state": state});
                assert_eq!(faults, [format!("wrong_state  {params}")], "{state} {action}");
            }
        }
    }
    assert_eq!((allowed, refused), (15, 8 * 9 - 15));
}

#[test]
fn what_counts_as_accepted_open_and_owed() {
    let that = |is: fn(MilestoneState) -> bool| -> Vec<_> {
        MilestoneState::ALL
            .iter()
            .filter(|state| is(**state))
            .map(|state| state.code())
            .collect()
    };
    assert_eq!(
        that(MilestoneState::is_accepted),
        ["accepted", "accepted_with_reduction"]
    );
    assert_eq!(
        that(MilestoneState::is_open),
        ["planned", "in_progress", "submitted", "deferred"]
    );
    assert_eq!(
        that(MilestoneState::is_being_worked_on),
        ["planned", "in_progress", "deferred"]
    );
}
