//! Deleting a milestone that was planned by mistake.

use actix_web::delete;

use super::update::unless_planned;
use crate::fault::{Fault, FaultCode};
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Write};
use crate::journal::Entry;
use crate::milestones::locking::{begin, expect_version};
use crate::milestones::{MilestoneContext, policy, queries, ties};
use crate::projects::Work;

/// Deletes a milestone.
///
/// Only while it is planned, stands in no baseline, and nothing depends on it or is attached to it;
/// after that, cancel it. Its code is not given again.
#[utoipa::path(tag = "milestones", responses((status = 204, description = "The milestone is gone.")))]
#[delete("/v1/milestones/{milestone}")]
pub async fn delete_milestone(write: Write, Path(milestone): Path<Key>) -> ApiResult {
    write
        .run(async |change, _| {
            let may = |actor: &_, (_, context): &MilestoneContext, _| policy::may_plan(actor, context);
            let (mut change, (row, context), permit) = begin(change, &milestone, Work::Planning, may).await?;
            let row = expect_version(&mut change, &context, row).await?;
            let mut faults: Vec<Fault> = unless_planned(&row, "").into_iter().collect();
            if row.baseline_on.is_some() {
                faults.push(Fault::new(FaultCode::Baselined));
            }
            faults.extend(ties::of(change.conn(), row.id).await?);
            permit.verdict(faults)?;
            queries::delete(change.conn(), row.id).await?;
            change.record(Entry::deleted(&*row));
            change.no_content()
        })
        .await
}
