//! What an end does to the milestones that are still open: it cancels them with the project.

use chrono::NaiveDate;

use crate::http::{ApiResult, Change};
use crate::journal::{Action, Entry};
use crate::milestones::{self, Milestone, MilestoneState, acting, submissions};

/// Cancels open milestones of a project whose row is locked, each with its own journal entry under
/// the change of the project.
pub async fn cancel_milestones(
    change: &mut Change,
    open: Vec<Milestone>,
    motive: &str,
    today: NaiveDate,
) -> ApiResult<()> {
    for before in open {
        // A submission that awaits a decision ends with its milestone: reopened, it is submitted anew.
        if let Some(standing) = submissions::standing(change.conn(), before.id).await? {
            acting::withdraw(change, standing, today).await?;
        }
        let after = Milestone {
            state: MilestoneState::Cancelled,
            version: before.version + 1,
            updated_at: change.now,
            updated_by: change.actor.account,
            ..before.clone()
        };
        milestones::update(change.conn(), &after).await?;
        change.record(Entry::changed(Action::Cancelled, &before, &after).because(Some(motive)));
    }
    Ok(())
}
