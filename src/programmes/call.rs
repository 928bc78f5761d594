//! When a call opens and closes, and how that is said.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::civil::local_minute;

/// The last minute in which an application can still come: the closing instant is exclusive, so
/// `2018-09-15T00:00:00+02:00` is shown in Paris as `2018-09-14T23:59` (api.md, "dates").
pub fn last_minute(closes_at: DateTime<Utc>, zone: Tz) -> String {
    local_minute(closes_at - TimeDelta::nanoseconds(1), zone)
}
