//! What has a life: states, and the actions that lead from one to another.

use super::{Editable, act};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, NoBody, Path, Write};
use crate::journal::Action;
use crate::projects::Motive;
use crate::vocabulary::{CodeList, Subject};

/// The states of a life.
pub trait Life: CodeList + Subject {
    /// Where an action leads; `None` where the state does not allow it.
    fn after(self, action: Action) -> Option<Self>;

    /// Where an action leads, were it allowed or not, and what refuses it: the states that allow it.
    fn step(self, action: Action) -> (Self, Option<Fault>) {
        let elsewhere = || Self::ALL.iter().find_map(|state| state.after(action));
        let after = self.after(action).or_else(elsewhere).unwrap_or(self);
        (after, Fault::unless_in(self, |state| state.after(action).is_some()))
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

    /// What is missing in it.
    fn faults(&self) -> Vec<Fault> {
        Vec::new()
    }

    /// What else it does to a row.
    fn apply(self, row: R) -> R {
        row
    }
}

impl<R> Step<R> for Motive {
    fn motive(&self) -> Option<&str> {
        self.motive.as_deref().map(String::as_str)
    }

    fn faults(&self) -> Vec<Fault> {
        let missing = || Fault::new(FaultCode::MotiveRequired).at("/motive");
        self.motive.is_none().then(missing).into_iter().collect()
    }
}

impl<R> Step<R> for NoBody {}

/// Leads one where an action leads.
pub async fn step<R: Lived, B: Step<R>>(write: Write<B>, path: Path<(Key, Id)>, action: Action) -> ApiResult {
    act(
        write,
        path,
        action,
        R::WORK,
        R::may_write,
        async |change, context, before: R, body: B| {
            let mut faults = body.faults();
            let motive = body.motive().map(str::to_owned);
            let mut after = body.apply(before.clone());
            let (state, refusal) = after.state().step(action);
            *after.state() = state;
            let after = after.settled();
            faults.extend(after.faults(Some(&before), change, context).await?);
            faults.extend(refusal);
            verdict(faults)?;
            Ok((after, motive))
        },
    )
    .await
}
