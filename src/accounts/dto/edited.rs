//! The filter of lists that are asked for what was edited alone.

use crate::http::query::filter;
use crate::http::wire::Instant;

filter! {
    /// Which grants, or service accounts, to list.
    pub struct EditedFilter {
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
    }
}
