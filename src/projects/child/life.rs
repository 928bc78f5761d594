//! What belongs to a project and has a life: states, and the actions that lead from one to another.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Child, act, begin_edit};
use crate::access::{Actor, Decision};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, NoBody, Path, Write};
use crate::journal::{self, Action, Entry, Versioned};
use crate::projects::{Motive, ProjectContext, Work};
use crate::reference::{Names, Reference};
use crate::vocabulary::{CodeList, Subject};

/// What is written always as one kind of work, by the same people, and has a life.
pub trait Lived: Child<Parent = ProjectContext> + Versioned {
    /// Its states.
    type State: Life;
    /// What the project's state must allow.
    const WORK: Work;

    /// Its state.
    fn state(&mut self) -> &mut Self::State;

    /// When it was made, and by whom.
    fn made(&self) -> (DateTime<Utc>, Uuid);

    /// Takes it away.
    async fn delete(&self, conn: &AsyncPgConnection) -> QueryResult<()>;

    /// Whether another row names it: then it is not deleted.
    async fn is_used(_conn: &AsyncPgConnection, _id: Uuid) -> QueryResult<bool> {
        Ok(false)
    }

    /// Who may write it.
    fn may_write(actor: &Actor, context: &ProjectContext, today: NaiveDate) -> Decision;
}

/// Makes a [`Child`] [`Lived`], by the column `state`: `lived!(Risk in risks: RiskState, Work::Substance, by may_contribute);`.
macro_rules! lived {
    ($row:ident in $table:ident: $state:ty, $work:expr, by $may:path $(, unless $used:path)?) => {
        impl $crate::projects::child::Lived for $row {
            type State = $state;
            const WORK: $crate::projects::Work = $work;

            fn state(&mut self) -> &mut $state {
                &mut self.state
            }

            fn made(&self) -> (chrono::DateTime<chrono::Utc>, uuid::Uuid) {
                (self.created_at, self.created_by)
            }

            async fn delete(&self, mut conn: &diesel_async::AsyncPgConnection) -> diesel::QueryResult<()> {
                use diesel::prelude::*;
                let row = $crate::database::schema::$table::table.find(self.id);
                diesel_async::RunQueryDsl::execute(diesel::delete(row), &mut conn).await.map(drop)
            }

            $(
                async fn is_used(conn: &diesel_async::AsyncPgConnection, id: uuid::Uuid) -> diesel::QueryResult<bool> {
                    $used(conn, id).await
                }
            )?

            fn may_write(
                actor: &$crate::access::Actor,
                context: &$crate::projects::ProjectContext,
                today: chrono::NaiveDate,
            ) -> $crate::access::Decision {
                $may(actor, context, today)
            }
        }
    };
}
pub(crate) use lived;

/// When something was made and edited, and by whom: the end of every view of what is not shown to observers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Edits {
    /// The number of the last edit.
    pub version: i32,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Who recorded it.
    pub created_by: Reference,
    /// When it was edited last.
    pub updated_at: DateTime<Utc>,
    /// Who edited it last.
    pub updated_by: Reference,
}

impl Edits {
    /// Those of a row.
    pub fn of<R: Lived>(row: &R, names: &Names) -> Self {
        let (edited, (created_at, created_by)) = (row.edited(), row.made());
        Self {
            version: edited.version,
            created_at,
            created_by: names.account(created_by),
            updated_at: edited.at,
            updated_by: names.account(edited.by),
        }
    }
}

/// A new row of a project, in its first version: `made!(Risk by change in context { kind: body.kind, … })`.
macro_rules! made {
    ($row:ident by $change:ident in $context:ident { $($field:ident: $value:expr),* $(,)? }) => {
        $row {
            id: uuid::Uuid::now_v7(),
            project_id: $context.project.id,
            $($field: $value,)*
            version: 1,
            created_at: $change.now,
            created_by: $change.actor.account,
            updated_at: $change.now,
            updated_by: $change.actor.account,
        }
    };
}
pub(crate) use made;

/// The states of a life.
pub trait Life: CodeList + Subject {
    /// Where an action leads; `None` where the state does not allow it.
    fn after(self, action: Action) -> Option<Self>;

    /// Where an action leads, or the refusal, which names the states that allow it.
    fn step(self, action: Action) -> Result<Self, Fault> {
        match Fault::unless_in(self, |state| state.after(action).is_some()) {
            Some(fault) => Err(fault),
            None => Ok(self.after(action).unwrap_or(self)),
        }
    }
}

/// What the body of a verb says to the journal.
pub trait Said {
    /// Why it is done.
    fn motive(&self) -> Option<&str> {
        None
    }

    /// What is missing in it.
    fn faults(&self) -> Vec<Fault> {
        Vec::new()
    }
}

impl Said for Motive {
    fn motive(&self) -> Option<&str> {
        self.motive.as_deref().map(String::as_str)
    }

    fn faults(&self) -> Vec<Fault> {
        let missing = || Fault::new(FaultCode::MotiveRequired).at("/motive");
        self.motive.is_none().then(missing).into_iter().collect()
    }
}

impl Said for NoBody {}

/// Leads one where an action leads.
pub async fn step<R: Lived, B: Said>(write: Write<B>, path: Path<(Key, Id)>, action: Action) -> ApiResult {
    step_with(write, path, action, |_: &mut R, _: B| Vec::new()).await
}

/// Leads one where an action leads; `apply` does what else the action does, and says what refuses it.
pub async fn step_with<R: Lived, B: Said>(
    write: Write<B>,
    path: Path<(Key, Id)>,
    action: Action,
    apply: impl FnOnce(&mut R, B) -> Vec<Fault>,
) -> ApiResult {
    act(
        write,
        path,
        action,
        R::WORK,
        R::may_write,
        async |_, _, mut row: R, body: B| {
            let mut faults = body.faults();
            let motive = body.motive().map(str::to_owned);
            faults.extend(apply(&mut row, body));
            match row.state().step(action) {
                Ok(after) => *row.state() = after,
                Err(fault) => faults.push(fault),
            }
            verdict(faults)?;
            Ok((row, motive))
        },
    )
    .await
}

/// Deletes one that was never used: nothing was done to it but edits, and nothing names it.
pub async fn delete<R: Lived>(write: Write, Path((project, Id(id))): Path<(Key, Id)>) -> ApiResult {
    write
        .run(async |change, _| {
            let begun = begin_edit::<R>(change, &project, id, R::WORK, R::may_write).await?;
            let (mut change, _, before, permit) = begun;
            let used =
                journal::was_acted_on(change.conn(), R::ENTITY, id).await? || R::is_used(change.conn(), id).await?;
            permit.verdict(Vec::from_iter(used.then(|| Fault::new(FaultCode::InUse))))?;
            before.delete(change.conn()).await?;
            change.record(Entry::deleted(&*before));
            change.no_content()
        })
        .await
}
