//! Changing a milestone's plan.

use actix_web::patch;
use uuid::Uuid;

use crate::fault::{Fault, verdict};
use crate::http::merge_patch::{Patch, Replace};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Path, Write};
use crate::journal::Entry;
use crate::milestones::dto::MilestonePatch;
use crate::milestones::forecasts::unless_owed;
use crate::milestones::locking::{begin, expect_version};
use crate::milestones::plan::{Plan, required_evidence};
use crate::milestones::{Milestone, MilestoneContext, MilestoneState, MilestoneView, policy, queries, views};
use crate::projects::Work;

/// Changes a milestone's plan.
///
/// Its track only while it is planned; its forecast has its own collection, its state its own verbs.
#[utoipa::path(tag = "milestones", request_body(content = MilestonePatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[patch("/v1/milestones/{milestone}")]
pub async fn update_milestone(write: Write<MilestonePatch>, Path(milestone): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let may = |actor: &_, (_, context): &MilestoneContext, _| policy::may_plan(actor, context);
            let begun = begin(change, &milestone, Work::Planning, may).await?;
            let (mut change, (before, context), permit) = begun;
            let before = expect_version(&mut change, &context, before).await?;
            let plan = Plan::load(change.conn(), &context).await?;
            let patched = patched(&plan, before.clone(), body).map_err(ApiError::from);
            let (row, depends_on) = permit.and(patched)?;
            let row = match depends_on {
                None => change.save(before, row).await?,
                Some(depends_on) => {
                    let depended_on = plan.dependencies_of(row.id);
                    queries::replace_dependencies(change.conn(), row.id, &depends_on).await?;
                    let row = change.replace(&before, row).await?;
                    change.record(Entry::updated(&*before, &row).beside("depends_on", &depended_on, &depends_on));
                    row
                }
            };
            let (version, today) = (row.version, change.today(context.programme.zone()));
            let view = views::load_one(change.conn(), &context, row, today).await?;
            change.ok_versioned(version, &view)
        })
        .await
}

/// The row after the patch and its new dependencies, or every rule it breaks.
fn patched(plan: &Plan, before: Milestone, body: MilestonePatch) -> Result<(Milestone, Option<Vec<Uuid>>), Vec<Fault>> {
    let mut faults: Vec<Fault> = unless_open(&before, &body).into_iter().collect();
    let mut row = Milestone {
        title: body.title.apply(before.title),
        description: body.description.apply(before.description),
        weight: body.weight.apply(before.weight),
        ..before
    };
    if let Replace::Set(criteria) = body.acceptance_criteria {
        row.acceptance_criteria = criteria.into_iter().map(Into::into).collect();
    }
    if let Replace::Set(types) = body.required_evidence {
        match required_evidence(&types) {
            Ok(types) => row.required_evidence = types,
            Err(found) => faults.extend(found),
        }
    }
    if let Replace::Set(track) = body.track
        && *track != row.track
    {
        faults.extend(plan.track_fault(&track));
        faults.extend(unless_planned(&row, "/track"));
        row.track = track.into();
    }
    let mut depends_on = None;
    if let Replace::Set(keys) = body.depends_on {
        match plan.dependencies(row.id, &keys) {
            Ok(ids) => depends_on = (!same(&ids, &plan.dependencies_of(row.id))).then_some(ids),
            Err(found) => faults.extend(found),
        }
    }
    verdict(faults)?;
    Ok((row, depends_on))
}

/// Whether they are the same milestones, in whatever order.
fn same(some: &[Uuid], others: &[Uuid]) -> bool {
    some.len() == others.len() && some.iter().all(|id| others.contains(id))
}

/// What is submitted or decided stays what it was: from then on only the weight can be changed.
fn unless_open(row: &Milestone, body: &MilestonePatch) -> Option<Fault> {
    let object = body.title.sent().is_some()
        || body.description != Patch::Keep
        || body.acceptance_criteria.sent().is_some()
        || body.required_evidence.sent().is_some()
        || body.depends_on.sent().is_some();
    object.then(|| unless_owed(row)).flatten()
}

/// A fault unless the milestone is planned still.
pub fn unless_planned(row: &Milestone, pointer: &str) -> Option<Fault> {
    let fault = Fault::unless_in(row.state, |state| state == MilestoneState::Planned)?;
    Some(fault.at(pointer))
}
