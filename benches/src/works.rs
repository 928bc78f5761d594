//! What is measured: each kind of work.

use crate::data::{Kind, id};

/// A kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Work {
    Milestone,
    Project,
    ProjectMilestones,
    SmallFirst,
    SmallLast,
    LargeFirst,
    LargeFar,
    Portfolio,
    Unchanged,
    Vocabulary,
    Me,
    Log,
    Forecast,
    Batch,
}

impl Work {
    /// All of them: the reads, then the writes, which change what is read.
    pub const ALL: [Self; 14] = [
        Self::Milestone,
        Self::Project,
        Self::ProjectMilestones,
        Self::SmallFirst,
        Self::SmallLast,
        Self::LargeFirst,
        Self::LargeFar,
        Self::Portfolio,
        Self::Unchanged,
        Self::Vocabulary,
        Self::Me,
        Self::Log,
        Self::Forecast,
        Self::Batch,
    ];

    /// What it is called in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Milestone => "GET a milestone",
            Self::Project => "GET a project",
            Self::ProjectMilestones => "10 milestones of a project",
            Self::SmallFirst => "page of 50, 200 projects, first",
            Self::SmallLast => "page of 50, 200 projects, near the last",
            Self::LargeFirst => "page of 50, large programme, first",
            Self::LargeFar => "page of 50, large programme, about the 1000th",
            Self::Portfolio => "portfolio of 200 projects, whole",
            Self::Unchanged => "portfolio of 200 projects, unchanged (304)",
            Self::Vocabulary => "GET /v1/vocabulary (the frame alone)",
            Self::Me => "GET /v1/me",
            Self::Log => "log an entry, with key",
            Self::Forecast => "new forecast, with key",
            Self::Batch => "batch of 500 entries",
        }
    }

    /// Whether it changes data.
    pub fn is_write(self) -> bool {
        matches!(self, Self::Log | Self::Forecast | Self::Batch)
    }

    /// Whether the bare handler and pgbench do it too.
    pub fn is_compared(self) -> bool {
        !matches!(self, Self::Unchanged | Self::Vocabulary | Self::Me)
    }

    /// How many clients ask at once: few where one request fills a processor.
    pub fn clients(self, usual: usize) -> usize {
        match self {
            Self::Portfolio | Self::Unchanged | Self::Batch => usual.min(4),
            _ => usual,
        }
    }

    /// The programme and the list that a page is of: its id, and whether a place far in it is asked.
    pub fn page(self) -> Option<(String, bool)> {
        let programme = |n| id(Kind::Programme, n);
        match self {
            Self::SmallFirst => Some((programme(2), false)),
            Self::SmallLast => Some((programme(2), true)),
            Self::LargeFirst => Some((programme(1), false)),
            Self::LargeFar => Some((programme(1), true)),
            _ => None,
        }
    }
}
