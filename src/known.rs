//! How many of how many an aggregate is over (domain.md, invariant 8).

use std::ops::AddAssign;

use serde::Serialize;
use utoipa::ToSchema;

/// How many are known, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Known {
    /// How many are known.
    pub known: usize,
    /// Of how many.
    pub of: usize,
}

impl Known {
    /// From counts of rows.
    pub fn new(known: i64, of: i64) -> Self {
        let count = |rows: i64| usize::try_from(rows).unwrap_or_default();
        Self {
            known: count(known),
            of: count(of),
        }
    }
}

impl AddAssign for Known {
    fn add_assign(&mut self, other: Self) {
        self.known += other.known;
        self.of += other.of;
    }
}
