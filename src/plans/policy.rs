//! Who may read baselines.

use crate::access::Lens;
use crate::http::{ApiError, ApiResult};

/// To an observer a milestone that is not accepted shows no baseline date, so the baselines are not
/// an observer's to read.
pub fn may_read_baselines(lens: Lens) -> ApiResult<()> {
    match lens {
        Lens::Full => Ok(()),
        Lens::Observer => Err(ApiError::forbidden()),
    }
}
