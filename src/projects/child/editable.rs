//! What belongs to something and is written as its clients send it: made, edited, deleted by the same people.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Below, Child, Owner, Parent, WorkOn, begin_edit, edit_with};
use crate::access::{Actor, Decision, Visibility};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::{Admitted, ApiResult, Path, UnitOfWork, Write};
use crate::journal::{self, Action, Entry, Versioned};
use crate::reference::{Names, Reference};

/// A child that is always written as one kind of work, by the same people.
pub trait Editable: Child<Parent: Owner> + Versioned {
    /// What makes one.
    type New;
    /// What changes one.
    type Patch;
    /// What the parent's state must allow.
    const WORK: WorkOn<Self>;

    /// Who may write it.
    fn may_write(actor: &Actor, context: &Self::Parent, today: NaiveDate) -> Decision;

    /// Who may make such a one, of those who may write them.
    fn may_make(_body: &Self::New, _actor: &Actor, _context: &Self::Parent) -> Decision {
        Ok(())
    }

    /// Who may do that to this one; whoever may write them, where a room says nothing else.
    fn may(&self, _action: Action, actor: &Actor, context: &Self::Parent, today: NaiveDate) -> Decision {
        Self::may_write(actor, context, today)
    }

    /// What was sent, as a row.
    fn new(origin: Origin, body: Self::New) -> Self;

    /// What a patch makes of it, or what is missing in the patch.
    fn patched(self, patch: Self::Patch) -> Result<Self, Vec<Fault>>;

    /// The same, with what is derived of it and stored. What it does to other rows is undone where the change is refused.
    async fn settled(
        self,
        _before: Option<&Self>,
        _change: &mut Admitted<'_>,
        _context: &Self::Parent,
    ) -> ApiResult<Self> {
        Ok(self)
    }

    /// What refuses every edit of it.
    fn frozen(&self) -> Option<Fault> {
        None
    }

    /// What is wrong with it as it would stand; what it named before may stay.
    async fn faults(
        &self,
        _before: Option<&Self>,
        _change: &mut Admitted<'_>,
        _context: &Self::Parent,
    ) -> ApiResult<Vec<Fault>> {
        Ok(Vec::new())
    }

    /// When it was made, and by whom.
    fn made(&self) -> (DateTime<Utc>, Uuid);

    /// Takes it away.
    async fn delete(&self, conn: &AsyncPgConnection) -> QueryResult<()>;

    /// What that does to others.
    async fn deleted(&self, _change: &mut Admitted<'_>) -> ApiResult<()> {
        Ok(())
    }

    /// Whether another row names it: then it is not deleted.
    async fn is_used(_conn: &AsyncPgConnection, _id: Uuid) -> QueryResult<bool> {
        Ok(false)
    }
}

/// Most of an [`Editable`]: `editable!(risks from NewRisk, RiskPatch, as Work::Substance, by may_contribute);`; with
/// `unless is_named` behind it, what says whether another row names it; with `owned` what is wrong with its `owner_id`, where nothing
/// else can be.
macro_rules! editable {
    ($table:ident from $new:ty, $patch:ty, as $work:expr, by $may:path, owned) => {
        $crate::projects::child::editable!($table from $new, $patch, as $work, by $may);

        async fn faults(
            &self,
            before: Option<&Self>,
            change: &mut $crate::http::Admitted<'_>,
            context: &Self::Parent,
        ) -> $crate::http::ApiResult<Vec<$crate::fault::Fault>> {
            let known = before.and_then(|before| before.owner_id);
            Ok($crate::projects::people::faults(change.conn(), context, known, self.owner_id, "/owner").await?)
        }
    };
    ($table:ident from $new:ty, $patch:ty, as $work:expr, by $may:path $(, unless $used:path)?) => {
        type New = $new;
        type Patch = $patch;
        const WORK: $crate::projects::child::WorkOn<Self> = $work;

        fn may_write(
            actor: &$crate::access::Actor,
            context: &Self::Parent,
            today: chrono::NaiveDate,
        ) -> $crate::access::Decision {
            $may(actor, context, today)
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
    };
}
pub(crate) use editable;

/// Where, when and by whom something is made.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The programme.
    pub programme: Uuid,
    /// What it hangs from.
    pub parent: Uuid,
    /// The instant.
    pub at: DateTime<Utc>,
    /// The account.
    pub by: Uuid,
    /// Its organisation.
    pub organisation: Option<Uuid>,
}

impl Origin {
    /// Here, now, by the caller.
    pub fn of(change: &UnitOfWork, parent: &impl Parent) -> Self {
        Self {
            programme: parent.programme().id,
            parent: parent.id(),
            at: change.now,
            by: change.actor.account,
            organisation: change.actor.organisation,
        }
    }
}

/// A new row, in its first version: `made!(Risk from origin { content: body.into(), … })`; of what hangs from something else
/// than a project by the column that names that: `made!(Exchange from origin in programme_id { … })`.
macro_rules! made {
    ($row:ident from $origin:ident { $($fields:tt)* }) => {
        $crate::projects::child::made!($row from $origin in project_id { $($fields)* })
    };
    ($row:ident from $origin:ident in $parent:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {
        $row {
            id: uuid::Uuid::now_v7(),
            $parent: $origin.parent,
            $($field $(: $value)?,)*
            version: 1,
            created_at: $origin.at,
            created_by: $origin.by,
            updated_at: $origin.at,
            updated_by: $origin.by,
        }
    };
}
pub(crate) use made;

/// When something was made and edited, and by whom: the end of every view, but of an
/// observer's.
#[derive(Debug, Serialize, ToSchema)]
pub struct Edits {
    /// The number of the last edit.
    pub version: i32,
    #[serde(flatten)]
    pub stamps: Stamps,
}

/// The same of what has a version of its own.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stamps {
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
    pub fn of<R: Editable>(row: &R, names: &Names) -> Self {
        Self {
            version: row.edited().version,
            stamps: Stamps::of(row, names),
        }
    }

    /// The same, where an observer is shown the row without them.
    pub fn told<R: Editable>(row: &R, names: &Names, parent: &R::Parent) -> Option<Self> {
        (parent.visibility() == Visibility::Full).then(|| Self::of(row, names))
    }
}

/// Who looks after something, and its edits.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnedEdits {
    /// The account that looks after it.
    #[schema(required = true)]
    pub owner: Option<Reference>,
    #[serde(flatten)]
    pub edits: Edits,
}

impl OwnedEdits {
    /// Those of a row, where an observer is shown it without them.
    pub fn told<R: Editable>(row: &R, owner: Option<Uuid>, names: &Names, parent: &R::Parent) -> Option<Self> {
        let edits = Edits::told(row, names, parent)?;
        let owner = owner.map(|account| names.account(account));
        Some(Self { owner, edits })
    }
}

impl Stamps {
    /// Those of a row.
    pub fn of<R: Editable>(row: &R, names: &Names) -> Self {
        let (edited, (created_at, created_by)) = (row.edited(), row.made());
        Self {
            created_at,
            created_by: names.account(created_by),
            updated_at: edited.at,
            updated_by: names.account(edited.by),
        }
    }
}

/// Changes one.
pub async fn edit<R: Editable>(write: Write<R::Patch>, path: Path<Below<R>>) -> ApiResult {
    let patch = async |change: &mut Admitted<'_>, context: &R::Parent, before: R, patch| {
        let after = before.clone().patched(patch)?;
        let after = after.settled(Some(&before), change, context).await?;
        let mut faults = after.faults(Some(&before), change, context).await?;
        faults.extend(before.frozen());
        verdict(faults)?;
        Ok(after)
    };
    let may = |row: &R, actor: &_, context: &_, today| row.may(Action::Updated, actor, context, today);
    edit_with(write, path, R::WORK, may, patch).await
}

/// Deletes one that was never used: nothing was done to it but edits, and nothing names it.
pub async fn delete<R: Editable>(write: Write, Path(below): Path<Below<R>>) -> ApiResult {
    write
        .run(async |change, _| {
            let may = |row: &R, actor: &_, context: &_, today| row.may(Action::Deleted, actor, context, today);
            let begun = begin_edit::<R>(change, below, R::WORK, may).await?;
            let (mut change, _, before, permit) = begun;
            let id = Child::id(&*before);
            let used = before.frozen().is_some()
                || journal::was_acted_on(change.conn(), R::ENTITY, id).await?
                || R::is_used(change.conn(), id).await?;
            permit.verdict(Vec::from_iter(used.then(|| Fault::new(FaultCode::InUse))))?;
            before.delete(change.conn()).await?;
            change.record(Entry::deleted(&*before));
            before.deleted(&mut change).await?;
            change.no_content()
        })
        .await
}
