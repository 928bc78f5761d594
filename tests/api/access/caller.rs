//! The callers: everyone who may knock.

/// Someone who sends a request. Programme A is where most of them have a part; programme B has a
/// coordinator, a laureate and a provider of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    Authority,
    Coordinator,
    Elsewhere,
    Laureate,
    Provider,
    OtherTrack,
    InGrace,
    PastGrace,
    GrantOver,
    Juror,
    Observer,
    Administrator,
    Service,
    Unscoped,
    Nobody,
    Deactivated,
    Revoked,
    Anonymous,
}

/// Some of the callers.
pub type Who = &'static [Caller];

impl Caller {
    pub const ALL: [Self; 18] = [
        Self::Authority,
        Self::Coordinator,
        Self::Elsewhere,
        Self::Laureate,
        Self::Provider,
        Self::OtherTrack,
        Self::InGrace,
        Self::PastGrace,
        Self::GrantOver,
        Self::Juror,
        Self::Observer,
        Self::Administrator,
        Self::Service,
        Self::Unscoped,
        Self::Nobody,
        Self::Deactivated,
        Self::Revoked,
        Self::Anonymous,
    ];

    /// The head of its column.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Authority => "Deciding coordinator",
            Self::Coordinator => "Other coordinator",
            Self::Elsewhere => "Coordinator of B",
            Self::Laureate => "Laureate",
            Self::Provider => "Provider",
            Self::OtherTrack => "Provider, other track",
            Self::InGrace => "Provider, just over",
            Self::PastGrace => "Provider, long over",
            Self::GrantOver => "Provider, grant over",
            Self::Juror => "Juror",
            Self::Observer => "Observer",
            Self::Administrator => "Administrator",
            Self::Service => "Service",
            Self::Unscoped => "Service, no scope",
            Self::Nobody => "No grant",
            Self::Deactivated => "Deactivated",
            Self::Revoked => "Signed out",
            Self::Anonymous => "Stranger",
        }
    }

    /// Who that is, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Authority => {
                "coordinator of programme A whose organisation has authority over the track of the milestone"
            }
            Self::Coordinator => "coordinator of programme A whose organisation decides on other tracks",
            Self::Elsewhere => {
                "coordinator of programme B only; its organisation decides on B's tracks and is no steering body"
            }
            Self::Laureate => "person of the organisation whose project it is",
            Self::Provider => "expert with a running mission on the project and the track",
            Self::OtherTrack => "expert with a running mission on the project, on another track",
            Self::InGrace => "expert whose mission on the track ended less than 30 days ago",
            Self::PastGrace => "expert whose mission on the track ended more than 30 days ago",
            Self::GrantOver => "expert with a running mission whose grant has ended",
            Self::Juror => "juror of programme A",
            Self::Observer => "observer of programme A",
            Self::Administrator => "administrator of the platform, with no part in any programme",
            Self::Service => "service account with every scope and the grant of the deciding coordinator",
            Self::Unscoped => "service account with the same grant and none of the scopes asked for",
            Self::Nobody => "person with an account and no grant",
            Self::Deactivated => "coordinator whose account was deactivated, with a token of before",
            Self::Revoked => "coordinator who signed out, with a token of before",
            Self::Anonymous => "whoever sends no token at all",
        }
    }

    /// Whether its credential is worth something.
    pub fn is_signed_in(self) -> bool {
        !matches!(self, Self::Deactivated | Self::Revoked | Self::Anonymous)
    }
}
