//! Who is measured, and what a measurement gives.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::works::Work;

/// Who is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Who {
    Service,
    Bare,
    BareWithRights,
    Pgbench,
    Beside,
    Small,
}

impl Who {
    /// What it is called in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Bare => "bare",
            Self::BareWithRights => "bare with rights",
            Self::Pgbench => "pgbench",
            Self::Beside => "the other build",
            Self::Small => "service on little data",
        }
    }

    /// Whether it does a kind of work.
    pub fn does(self, work: Work) -> bool {
        match self {
            Self::Service | Self::Beside | Self::Small => true,
            Self::Bare | Self::BareWithRights => work.is_compared(),
            Self::Pgbench => work.is_scripted(),
        }
    }
}

/// What one measurement gave.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sample {
    pub round: usize,
    /// Requests, or transactions, a second.
    pub rate: f64,
    /// Milliseconds; pgbench tells none.
    pub p50: Option<f64>,
    pub p99: Option<f64>,
    /// Microseconds of processor time for each request: the server's, the database's.
    pub server: f64,
    pub database: f64,
    /// Processors that others used meanwhile.
    pub others: f64,
    /// Of a write by the service: bytes that it adds to the journal, the versions and the answers kept for retries.
    pub grown: Option<[f64; 3]>,
}

/// Every sample, by work (its place in `Work::ALL`) and contender.
pub type Results = BTreeMap<(Who, usize), Vec<Sample>>;

/// The place of a kind of work among all.
pub fn place(work: Work) -> usize {
    Work::ALL.iter().position(|other| *other == work).unwrap_or_default()
}
