//! Who may read baselines.

use crate::access::Visibility;
use crate::http::{ApiError, ApiResult};

/// To an observer a milestone that is not accepted shows no baseline date, so the baselines are not
/// an observer's to read.
pub fn may_read_baselines(visibility: Visibility) -> ApiResult<()> {
    match visibility {
        Visibility::Full => Ok(()),
        Visibility::Observer => Err(ApiError::forbidden()),
    }
}
