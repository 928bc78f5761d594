//! Takes what was erased or redacted out of the database's files.

use crate::database::scrubbing;
use crate::http::ApiResult;
use crate::services::Services;

/// Scrubs, where something is due; gives the number of tables written anew.
pub async fn scrub(services: &Services) -> ApiResult<usize> {
    let mut conn = services.connection().await?;
    match scrubbing::is_due(&mut conn).await? {
        true => Ok(services.scrubber.scrub().await?),
        false => Ok(0),
    }
}
