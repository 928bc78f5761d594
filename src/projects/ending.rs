//! What an end does to the milestones that are still open: it cancels them with the project.

use chrono::NaiveDate;

use crate::http::{ApiResult, Change};
use crate::journal::{Action, Entry};
use crate::milestones::acting::{self, ActionInput};
use crate::milestones::life::MilestoneAction;
use crate::milestones::{self, Milestone, submissions};

/// Cancels open milestones of a project whose row is locked, each with its own journal entry under
/// the change of the project.
pub async fn cancel_milestones(
    change: &mut Change,
    open: Vec<Milestone>,
    motive: &str,
    today: NaiveDate,
) -> ApiResult<()> {
    for before in open {
        let mut after = before.clone();
        // A submission that awaits a decision is withdrawn first: reopened, it is submitted anew.
        if let Some(standing) = submissions::pending(change.conn(), before.id).await? {
            acting::withdraw(change, standing, today).await?;
            after = acting::after(after, MilestoneAction::Withdraw, &ActionInput::default(), today);
        }
        let after = Milestone {
            version: before.version + 1,
            updated_at: change.now,
            updated_by: change.actor.account,
            ..acting::after(after, MilestoneAction::Cancel, &ActionInput::default(), today)
        };
        milestones::update(change.conn(), &after).await?;
        change.record(Entry::changed(Action::Cancelled, &before, &after).because(Some(motive)));
    }
    Ok(())
}
