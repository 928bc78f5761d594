//! How suspensions and extensions are written: under the project's lock, for real or as a dry run, which
//! is done whole, read, and undone.

use super::dto::DryRun;
use super::effect::Before;
use crate::http::wire::{Id, Key};
use crate::http::{Admitted, ApiResult, Path, Write};
use crate::journal::{Action, Record, Versioned};
use crate::projects::child::{self, Child};
use crate::projects::{ProjectContext, Work, may_coordinate};

/// What moves a project's clock.
pub trait ClockRecord: Child<Parent = ProjectContext> + Record + Versioned {
    /// What else changes with it, which was `before` or is new.
    async fn follow(&self, _before: Option<&Self>, _change: &mut Admitted<'_>) -> ApiResult<()> {
        Ok(())
    }
}

/// Records one; `make` gives the row, or what refuses it.
pub async fn create<R: ClockRecord, B>(
    write: Write<B, DryRun>,
    Path(project): Path<Key>,
    make: impl AsyncFnOnce(&mut Admitted<'_>, &ProjectContext, B) -> ApiResult<R>,
) -> ApiResult {
    let dry_run = write.filter.is_asked();
    write
        .run(async |change, body| {
            let may = |actor: &_, context: &ProjectContext, _| may_coordinate(actor, context.programme.id);
            let (mut change, context, permit) = child::begin(change, &project, Work::Clock, may).await?;
            let row = permit.and(make(&mut change, &context, body).await)?;
            let before = Before::of(&mut change, &context, dry_run).await?;
            change.insert(&row).await?;
            row.follow(None, &mut change).await?;
            match before {
                Some(before) => before.effect(&mut change, &context).await,
                None => child::created(&mut change, &context, row).await,
            }
        })
        .await
}

/// Changes one; `work` is what the project's state must allow, `step` gives the row after it, or what refuses it.
pub async fn act<R: ClockRecord, B>(
    write: Write<B, DryRun>,
    Path((project, Id(id))): Path<(Key, Id)>,
    action: Action,
    work: Work,
    step: impl AsyncFnOnce(&mut Admitted<'_>, R, B) -> ApiResult<R>,
) -> ApiResult {
    let dry_run = write.filter.is_asked();
    write
        .run(async |change, body| {
            let may = |_: &R, actor: &_, context: &ProjectContext, _| may_coordinate(actor, context.programme.id);
            let (mut change, context, old, permit) =
                child::begin_edit::<R>(change, (project, Id(id)), work, may).await?;
            let new = permit.and(step(&mut change, old.clone(), body).await)?;
            let before = Before::of(&mut change, &context, dry_run).await?;
            let row = old.clone();
            let new = match action {
                Action::Updated => change.save(old, new).await?,
                action => change.act(old, action, None, new).await?,
            };
            new.follow(Some(&row), &mut change).await?;
            match before {
                Some(before) => before.effect(&mut change, &context).await,
                None => child::shown(&mut change, &context, new).await,
            }
        })
        .await
}
