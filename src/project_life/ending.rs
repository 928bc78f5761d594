//! What an end does to the milestones that are still open: it cancels them with the project.

use chrono::NaiveDate;
use futures_util::future::{try_join, try_join_all};

use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Entry};
use crate::milestones::Milestone;
use crate::milestones::acting::{self, ActionInput};
use crate::milestones::life::MilestoneAction;
use crate::milestones::submissions::{self, Submission};

/// Cancels open milestones of a project whose row is locked, each with its own journal entry under
/// the change of the project. A submission that awaits a decision is withdrawn first: reopened, the milestone
/// is submitted anew.
pub async fn cancel_milestones(
    change: &mut Admitted<'_>,
    open: Vec<Milestone>,
    pending: &[Submission],
    motive: &str,
    today: NaiveDate,
) -> ApiResult<()> {
    let pending_of = |milestone: &Milestone| pending.iter().find(|pending| pending.milestone_id == milestone.id);
    let withdrawals: Vec<(&Submission, Submission)> = open
        .iter()
        .filter_map(pending_of)
        .map(|pending| (pending, pending.withdrawn(today)))
        .collect();
    let then = |milestone, action| acting::after(milestone, action, &ActionInput::default(), today);
    let cancellations = open.into_iter().map(|before| {
        let after = match pending_of(&before) {
            Some(_) => then(before.clone(), MilestoneAction::Withdraw),
            None => before.clone(),
        };
        (before, then(after, MilestoneAction::Cancel))
    });
    let withdraw = withdrawals
        .iter()
        .map(|(_, row)| submissions::withdraw(change.conn(), row));
    let withdraw = async { Ok(try_join_all(withdraw).await?) };
    let (_, cancelled) = try_join(withdraw, change.replace_each(cancellations.collect())).await?;
    for (before, after) in &cancelled {
        let withdrawal = withdrawals
            .iter()
            .find(|(pending, _)| pending.milestone_id == before.id);
        if let Some((pending, withdrawn)) = withdrawal {
            change.record(Entry::changed(Action::SubmissionWithdrawn, *pending, withdrawn));
        }
        change.record(Entry::changed(Action::Cancelled, before, after).because(Some(motive)));
    }
    Ok(())
}
