//! A line of the matrix: an operation, what it is tried with, and who may.

use serde_json::Value;

use super::caller::{Caller, Who};
use super::place::{Place, Target};
use super::stage::Stage;

/// An operation tried by every caller on every target.
#[derive(Clone, Copy)]
pub struct Row {
    /// Its id in the document.
    pub operation: &'static str,
    /// What it is tried on, where it has several lines.
    pub case: &'static str,
    pub place: Place,
    /// The subjects that fill its path, in order.
    pub path: &'static [&'static str],
    /// What must be there besides.
    pub besides: &'static [&'static str],
    /// What is sent; nothing for a read.
    pub body: Option<fn(&Stage) -> Value>,
    /// The parameters that it cannot do without.
    pub query: &'static str,
    /// Who may, of those who see it.
    pub may: Who,
    /// Those who see the parent and may not know of this child.
    pub hidden_from: Who,
    /// The targets it is tried on, where not all.
    only: Option<&'static [Target]>,
    /// Whether each caller's subject is another one.
    pub personal: bool,
    /// Whether a service account needs no scope for it.
    pub scopeless: bool,
    /// Whether it ends sign-ins, so that no other operation can be tried after it.
    pub last: bool,
    /// Whether the answer is that of the one line of a batch.
    pub line: bool,
}

/// What a caller is expected to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Done,
    Unauthenticated,
    Forbidden,
    NotFound,
}

impl Row {
    /// An operation whose path is filled by these subjects.
    pub fn of(operation: &'static str, place: Place, path: &'static [&'static str], may: Who) -> Self {
        Self {
            operation,
            case: "",
            place,
            path,
            besides: &[],
            body: None,
            query: "",
            may,
            hidden_from: &[],
            only: None,
            personal: false,
            scopeless: false,
            last: false,
            line: false,
        }
    }

    /// Sends this.
    pub fn sends(self, body: fn(&Stage) -> Value) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }

    /// Asks with these parameters.
    pub fn asks(self, query: &'static str) -> Self {
        Self { query, ..self }
    }

    /// One of several lines of the operation.
    pub fn case(self, case: &'static str) -> Self {
        Self { case, ..self }
    }

    /// Needs these subjects besides those of its path.
    pub fn with(self, besides: &'static [&'static str]) -> Self {
        Self { besides, ..self }
    }

    /// These see where it stands, and may not know of it.
    pub fn hidden_from(self, hidden_from: Who) -> Self {
        Self { hidden_from, ..self }
    }

    /// Tried on these targets only.
    pub fn only(self, targets: &'static [Target]) -> Self {
        Self {
            only: Some(targets),
            ..self
        }
    }

    /// Each caller has a subject of its own.
    pub fn personal(self) -> Self {
        Self { personal: true, ..self }
    }

    /// Needs no scope.
    pub fn scopeless(self) -> Self {
        Self {
            scopeless: true,
            ..self
        }
    }

    /// Ends sign-ins.
    pub fn last(self) -> Self {
        Self { last: true, ..self }
    }

    /// Is answered line by line.
    pub fn line(self) -> Self {
        Self { line: true, ..self }
    }

    /// The subjects that must be there.
    pub fn names(&self) -> Vec<&'static str> {
        self.path.iter().chain(self.besides).copied().collect()
    }

    /// The targets it is tried on.
    pub fn targets(&self) -> &'static [Target] {
        self.only.unwrap_or_else(|| self.place.targets())
    }

    /// "Accepts ... on another project", for a failure's text.
    pub fn name(&self, target: Target) -> String {
        let case = if self.case.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.case)
        };
        format!("{}{case} {}", self.operation, self.place.title(target))
    }

    /// What the caller may not know of is 404, what it sees but may not do is 403; before that it
    /// must be someone, and a service must have the scope.
    pub fn expected(&self, target: Target, caller: Caller) -> Expected {
        if self.place == Place::Door {
            Expected::Done
        } else if !caller.is_signed_in() {
            Expected::Unauthenticated
        } else if caller == Caller::Unscoped && !self.scopeless {
            Expected::Forbidden
        } else if !self.place.seen_by(target).contains(&caller) || self.hidden_from.contains(&caller) {
            Expected::NotFound
        } else if self.may.contains(&caller) {
            Expected::Done
        } else {
            Expected::Forbidden
        }
    }
}

impl Expected {
    /// How it is written in the matrix.
    pub fn cell(self) -> &'static str {
        match self {
            Self::Done => "✓",
            Self::Unauthenticated => "401",
            Self::Forbidden => "403",
            Self::NotFound => "404",
        }
    }

    /// Whether that is what came back.
    pub fn is(self, status: u16) -> bool {
        match self {
            Self::Done => (200..400).contains(&status),
            Self::Unauthenticated => status == 401,
            Self::Forbidden => status == 403,
            Self::NotFound => status == 404,
        }
    }
}
