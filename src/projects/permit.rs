//! What a project's standing says of a piece of work, until it is told with what the room's own rules say:
//! every unmet condition, and what the body breaks before what the state forbids.

use super::standing::{Standing, Work};
use crate::fault::{Fault, Verdict, verdict};
use crate::http::{ApiError, ApiResult, ProblemCode};

/// A piece of work that was asked about; nothing may be written before it is used.
#[derive(Debug)]
#[must_use = "what a project's state forbids is to be refused"]
pub struct Permit(Vec<Fault>);

impl Permit {
    /// For such work in a project that stands so.
    pub fn of(work: Work, standing: &Standing) -> Self {
        Self(standing.refusals(work))
    }

    /// For what no state forbids.
    pub fn free() -> Self {
        Self(Vec::new())
    }

    /// Whether the state allows it.
    pub fn is_given(&self) -> bool {
        self.0.is_empty()
    }

    /// Refuses for the project's state and for these.
    pub fn verdict(self, own: impl IntoIterator<Item = Fault>) -> Verdict {
        verdict(self.0.into_iter().chain(own).collect())
    }

    /// What a room made, unless the project's state forbids it; or what refuses it, for the state too.
    pub fn and<T>(self, made: ApiResult<T>) -> ApiResult<T> {
        match made {
            Ok(made) => {
                verdict(self.0)?;
                Ok(made)
            }
            Err(ApiError::Refused(mut refusal)) if refusal.code == ProblemCode::Conflict => {
                refusal.faults.splice(..0, self.0);
                Err(ApiError::Refused(refusal))
            }
            Err(error) => Err(error),
        }
    }
}
