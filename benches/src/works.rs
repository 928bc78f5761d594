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
    SameMilestone,
    SameProject,
    SameMilestones,
    Vocabulary,
    Me,
    Log,
    Forecast,
    Batch,
    Retitle,
    AfterWrite,
    LargeAfterWrite,
    BesideLarge,
}

impl Work {
    /// All of them: the reads, then the writes, which change what is read.
    pub const ALL: [Self; 21] = [
        Self::Milestone,
        Self::Project,
        Self::ProjectMilestones,
        Self::SmallFirst,
        Self::SmallLast,
        Self::LargeFirst,
        Self::LargeFar,
        Self::Portfolio,
        Self::Unchanged,
        Self::SameMilestone,
        Self::SameProject,
        Self::SameMilestones,
        Self::Vocabulary,
        Self::Me,
        Self::Log,
        Self::Forecast,
        Self::Batch,
        Self::Retitle,
        Self::AfterWrite,
        Self::LargeAfterWrite,
        Self::BesideLarge,
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
            Self::Portfolio => "portfolio of 200 projects, unchanged, whole",
            Self::Unchanged => "portfolio of 200 projects, unchanged (304)",
            Self::SameMilestone => "GET a milestone, unchanged",
            Self::SameProject => "GET a project, unchanged",
            Self::SameMilestones => "10 milestones of a project, unchanged",
            Self::Vocabulary => "GET /v1/vocabulary (the frame alone)",
            Self::Me => "GET /v1/me",
            Self::Log => "log an entry, with key",
            Self::Forecast => "new forecast, with key",
            Self::Batch => "batch of 500 entries",
            Self::Retitle => "another title of a project",
            Self::AfterWrite => "that, then the portfolio of its 200 projects",
            Self::LargeAfterWrite => "that, then the portfolio of its large programme",
            Self::BesideLarge => "GET a milestone, beside one who does that",
        }
    }

    /// Whether it changes data.
    pub fn is_write(self) -> bool {
        matches!(
            self,
            Self::Log
                | Self::Forecast
                | Self::Batch
                | Self::Retitle
                | Self::AfterWrite
                | Self::LargeAfterWrite
                | Self::BesideLarge
        )
    }

    /// Whether the bare handler does it too.
    pub fn is_compared(self) -> bool {
        let alone = matches!(self, Self::Unchanged | Self::Vocabulary | Self::Me);
        !alone && (!self.is_write() || matches!(self, Self::Log | Self::Forecast | Self::Batch))
    }

    /// Whether pgbench does it too: to it the same again is nothing else.
    pub fn is_scripted(self) -> bool {
        self.is_compared() && !matches!(self, Self::SameMilestone | Self::SameProject | Self::SameMilestones)
    }

    /// How many requests make one of them.
    pub fn requests(self) -> u64 {
        match self {
            Self::AfterWrite | Self::LargeAfterWrite => 2,
            _ => 1,
        }
    }

    /// How many clients ask at once: few where one request fills a processor.
    pub fn clients(self, usual: usize) -> usize {
        match self {
            Self::LargeAfterWrite => 1,
            Self::Batch | Self::AfterWrite => usual.min(4),
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
