//! What an end does to the milestones that are still open: it cancels them with the project.

use chrono::NaiveDate;

use crate::http::{Admitted, ApiResult, Current};
use crate::journal::Action;
use crate::milestones::acting::{self, ActionInput};
use crate::milestones::life::MilestoneAction;
use crate::milestones::{Milestone, submissions};

/// Cancels open milestones of a project whose row is locked, each with its own journal entry under
/// the change of the project.
pub async fn cancel_milestones(
    change: &mut Admitted<'_>,
    open: Vec<Milestone>,
    motive: &str,
    today: NaiveDate,
) -> ApiResult<()> {
    for before in open {
        let mut after = before.clone();
        // A submission that awaits a decision is withdrawn first: reopened, it is submitted anew.
        if let Some(pending) = submissions::pending(change.conn(), before.id).await? {
            acting::withdraw(change, pending, today).await?;
            after = acting::after(after, MilestoneAction::Withdraw, &ActionInput::default(), today);
        }
        let after = acting::after(after, MilestoneAction::Cancel, &ActionInput::default(), today);
        let before = Current::without_version(before);
        change.act(before, Action::Cancelled, Some(motive), after).await?;
    }
    Ok(())
}
