//! What belongs to something and is added by its clients.

use chrono::NaiveDate;

use super::{At, Child, Editable, Origin, Owner, WorkOn, create_with};
use crate::access::{Actor, Decision};
use crate::fault::verdict;
use crate::http::{Admitted, ApiResult, Path, Write};
use crate::journal::Record;

/// A child that is always added as one kind of work, by the same people. What is [`Editable`] is one; what is
/// written once is one by itself.
pub trait Creatable: Child<Parent: Owner> + Record {
    /// What makes one.
    type Body;
    /// What the parent's state must allow.
    const KIND: WorkOn<Self>;

    /// Who may add one.
    fn may_create(actor: &Actor, context: &Self::Parent, today: NaiveDate) -> Decision;

    /// Who may add such a one.
    fn may_make(_body: &Self::Body, _actor: &Actor, _context: &Self::Parent) -> Decision {
        Ok(())
    }

    /// What was sent, as a row, or what is wrong with it.
    async fn made_of(body: Self::Body, change: &mut Admitted<'_>, context: &Self::Parent) -> ApiResult<Self>;
}

/// Most of a [`Creatable`]: `creatable!(NewSkillAssessment, as Work::Substance, by may_lead);`.
macro_rules! creatable {
    ($body:ty, as $kind:expr, by $may:path) => {
        type Body = $body;
        const KIND: $crate::projects::child::WorkOn<Self> = $kind;

        fn may_create(
            actor: &$crate::access::Actor,
            context: &Self::Parent,
            today: chrono::NaiveDate,
        ) -> $crate::access::Decision {
            $may(actor, context, today)
        }
    };
}
pub(crate) use creatable;

impl<R: Editable> Creatable for R {
    type Body = R::New;
    const KIND: WorkOn<Self> = R::WORK;

    fn may_create(actor: &Actor, context: &R::Parent, today: NaiveDate) -> Decision {
        R::may_write(actor, context, today)
    }

    fn may_make(body: &R::New, actor: &Actor, context: &R::Parent) -> Decision {
        <R as Editable>::may_make(body, actor, context)
    }

    async fn made_of(body: R::New, change: &mut Admitted<'_>, context: &R::Parent) -> ApiResult<R> {
        let row = R::new(Origin::of(change, context), body);
        let row = row.settled(None, change, context).await?;
        verdict(row.faults(None, change, context).await?)?;
        Ok(row)
    }
}

/// Adds one.
pub async fn create<R: Creatable>(write: Write<R::Body>, at: Path<At<R>>) -> ApiResult {
    let make = async |change: &mut Admitted<'_>, context: &R::Parent, body| R::made_of(body, change, context).await;
    let may = |body: &R::Body, actor: &Actor, context: &R::Parent, today| {
        R::may_create(actor, context, today)?;
        R::may_make(body, actor, context)
    };
    create_with(write, at, R::KIND, may, make).await
}
