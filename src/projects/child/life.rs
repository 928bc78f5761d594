//! What has a life: states, and the actions that lead from one to another.

use chrono::NaiveDate;

use super::{Below, Editable, Parent, act};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::{ApiResult, NoBody, Path, Write};
use crate::journal::Action;
use crate::projects::Motive;
use crate::vocabulary::{CodeList, Subject};

/// The states of a life.
pub trait Life: CodeList + Subject {
    /// Where an action leads; `None` where the state does not allow it.
    fn after(self, action: Action) -> Option<Self>;

    /// Where an action leads from whichever state allows it: an action has one target.
    fn target(action: Action) -> Option<Self> {
        Self::ALL.iter().find_map(|state| state.after(action))
    }

    /// What refuses an action, which names the states that allow it.
    fn refusal(self, action: Action) -> Option<Fault> {
        Fault::unless_in(self, |state| state.after(action).is_some())
    }
}

/// A child that has one.
pub trait Lived: Editable {
    /// Its states.
    type State: Life;

    /// Its state.
    fn state(&mut self) -> &mut Self::State;
}

/// Makes an [`Editable`] [`Lived`], by its field `state`: `lived!(Risk: RiskState);`.
macro_rules! lived {
    ($row:ident: $state:ty) => {
        impl $crate::projects::child::Lived for $row {
            type State = $state;

            fn state(&mut self) -> &mut $state {
                &mut self.state
            }
        }
    };
}
pub(crate) use lived;

/// The body of a verb: what it tells the journal, and does besides leading to another state.
pub trait Step<R>: Sized {
    /// Why it is done.
    fn motive(&self) -> Option<&str> {
        None
    }

    /// What is wrong with it, as a step from there today.
    fn faults(&self, _before: &R, _action: Action, _today: NaiveDate) -> Vec<Fault> {
        Vec::new()
    }

    /// What else it does to a row today.
    fn apply(self, row: R, _action: Action, _today: NaiveDate) -> R {
        row
    }
}

impl<R> Step<R> for Motive {
    fn motive(&self) -> Option<&str> {
        self.motive.as_deref().map(String::as_str)
    }

    fn faults(&self, _: &R, _: Action, _: NaiveDate) -> Vec<Fault> {
        let missing = || Fault::new(FaultCode::MotiveRequired).at("/motive");
        self.motive.is_none().then(missing).into_iter().collect()
    }
}

impl<R> Step<R> for NoBody {}

/// Leads one where an action leads.
pub async fn step<R: Lived, B: Step<R>>(write: Write<B>, path: Path<Below<R>>, action: Action) -> ApiResult {
    let may = |row: &R, actor: &_, context: &_, today| row.may(action, actor, context, today);
    act(
        write,
        path,
        action,
        R::WORK,
        may,
        async |change, context, before: R, body: B| {
            let today = change.today(context.programme().zone());
            let mut faults = body.faults(&before, action, today);
            let motive = body.motive().map(str::to_owned);
            let mut after = body.apply(before.clone(), action, today);
            // Its rules are asked of the row as it would be, were the action allowed or not: every reason is told.
            let refusal = after.state().refusal(action);
            *after.state() = R::State::target(action).unwrap_or(*after.state());
            motive.iter().for_each(|motive| after.keep_motive(motive));
            let after = after.settled(Some(&before), change, context).await?;
            faults.extend(after.faults(Some(&before), change, context).await?);
            faults.extend(refusal);
            verdict(faults)?;
            Ok((after, motive))
        },
    )
    .await
}
