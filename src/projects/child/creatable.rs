//! What belongs to a project and is added by its clients.

use chrono::NaiveDate;

use super::{Child, Editable, Origin, create_with};
use crate::access::{Actor, Decision};
use crate::fault::verdict;
use crate::http::wire::Key;
use crate::http::{Admitted, ApiResult, Path, Write};
use crate::journal::Record;
use crate::projects::{ProjectContext, Work};

/// A child of a project that is always added as one kind of work, by the same people. What is [`Editable`] is one; what is
/// written once is one by itself.
pub trait Creatable: Child<Parent = ProjectContext> + Record {
    /// What makes one.
    type Body;
    /// What the project's state must allow.
    const KIND: Work;

    /// Who may add one.
    fn may_create(actor: &Actor, context: &ProjectContext, today: NaiveDate) -> Decision;

    /// What was sent, as a row, or what is wrong with it.
    async fn made_of(body: Self::Body, change: &mut Admitted<'_>, context: &ProjectContext) -> ApiResult<Self>;
}

/// Most of a [`Creatable`]: `creatable!(NewSkillAssessment, as Work::Substance, by may_lead);`.
macro_rules! creatable {
    ($body:ty, as $kind:expr, by $may:path) => {
        type Body = $body;
        const KIND: $crate::projects::Work = $kind;

        fn may_create(
            actor: &$crate::access::Actor,
            context: &$crate::projects::ProjectContext,
            today: chrono::NaiveDate,
        ) -> $crate::access::Decision {
            $may(actor, context, today)
        }
    };
}
pub(crate) use creatable;

impl<R: Editable> Creatable for R {
    type Body = R::New;
    const KIND: Work = R::WORK;

    fn may_create(actor: &Actor, context: &ProjectContext, today: NaiveDate) -> Decision {
        R::may_write(actor, context, today)
    }

    async fn made_of(body: R::New, change: &mut Admitted<'_>, context: &ProjectContext) -> ApiResult<R> {
        let row = R::new(Origin::of(change, context), body);
        let row = row.settled(None, change, context).await?;
        verdict(row.faults(None, change, context).await?)?;
        Ok(row)
    }
}

/// Adds one.
pub async fn create<R: Creatable>(write: Write<R::Body>, project: Path<Key>) -> ApiResult {
    let make =
        async |change: &mut Admitted<'_>, context: &ProjectContext, body| R::made_of(body, change, context).await;
    create_with(write, project, R::KIND, R::may_create, make).await
}
