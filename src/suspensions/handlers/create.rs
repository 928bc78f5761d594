//! A new suspension.

use actix_web::post;
use uuid::Uuid;

use super::view;
use crate::civil::DateRange;
use crate::fault::verdict;
use crate::http::wire::Key;
use crate::http::{Answer, ApiResult, Change, Path, Write};
use crate::journal::Entry;
use crate::projects;
use crate::suspensions::dto::{DryRun, NewSuspension, SuspensionView};
use crate::suspensions::effect::{Before, Effect};
use crate::suspensions::shift::{self, Shift};
use crate::suspensions::{Suspension, queries, rules};

/// Suspends a project.
///
/// From a day until another, or openly until it is resumed. Refused where it overlaps another
/// suspension, whose dates are named. With `dry_run=true`: 200, the effect, and nothing changes.
#[utoipa::path(tag = "suspensions", params(DryRun), request_body = NewSuspension, responses(
    (status = 201, description = "The new suspension.", body = SuspensionView),
    (status = 200, description = "The effect it would have (dry run).", body = Effect)))]
#[post("/v1/projects/{project}/suspensions")]
pub async fn create_suspension(write: Write<NewSuspension, DryRun>, Path(project): Path<Key>) -> ApiResult {
    let dry_run = write.filter.is_asked();
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let mut context = projects::find_visible(change.conn(), &actor, &project).await?;
            projects::may_coordinate(&actor, context.programme.id)?;
            change.replay()?;
            context.project = projects::lock(change, context.project.id).await?;
            let row = recorded(change, context.project.id, body);
            let others = queries::in_force(change.conn(), context.project.id).await?;
            let others: Vec<DateRange> = others.iter().map(Suspension::range).collect();
            let mut faults = rules::range_faults(row.range(), &others);
            faults.extend(projects::unless_ended(context.project.state));
            verdict(faults)?;
            let before = Before::of(change, &context, dry_run).await?;
            queries::insert(change.conn(), &row).await?;
            change.record(Entry::created(&row));
            shift::shift_forecasts(change, context.project.id, Shift::between(None, &row)).await?;
            if let Some(before) = before {
                return before.answer(change, &context).await;
            }
            let view = view(change.conn(), &context, row).await?;
            let location = format!("/v1/projects/{}/suspensions/{}", context.project.id, view.id);
            Answer::created(location, 1, &view)
        })
        .await
}

fn recorded(change: &Change, project: Uuid, body: NewSuspension) -> Suspension {
    Suspension {
        id: Uuid::now_v7(),
        project_id: project,
        from_on: body.from.0,
        until_on: body.until.map(Into::into),
        motive: body.motive.into(),
        shift_forecasts: body.shift_forecasts,
        cancelled_at: None,
        cancel_motive: None,
        version: 1,
        created_at: change.now,
        created_by: change.actor.account,
        updated_at: change.now,
        updated_by: change.actor.account,
    }
}
