//! Who may read baselines.

use crate::access::{Decision, Visibility, allow_if};

/// To an observer a milestone that is not accepted shows no baseline date, so the baselines are not
/// an observer's to read.
pub fn may_read_baselines(visibility: Visibility) -> Decision {
    allow_if(visibility == Visibility::Full)
}
