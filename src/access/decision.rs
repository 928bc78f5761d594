//! What a policy decides. Pure: the HTTP layer makes a 403 of a denial.

use crate::fault::Fault;

/// Whether the caller may, or why not.
pub type Decision = Result<(), Denied>;

/// The caller sees it, and may not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Denied {
    /// A reason that a program can read, where there is one to tell.
    pub reason: Option<Fault>,
}

impl Denied {
    /// Denied for a reason.
    pub fn because(reason: Fault) -> Self {
        Self { reason: Some(reason) }
    }
}

/// A decision that needs no words.
pub fn allow_if(allowed: bool) -> Decision {
    if allowed { Ok(()) } else { Err(Denied::default()) }
}
