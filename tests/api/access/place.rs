//! Where things stand, seen from the callers, and who sees what stands there (domain.md, "Who may
//! see and do what").

use super::caller::Caller::{self, *};
use super::caller::Who;

/// What an operation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Nothing that belongs to someone.
    Platform,
    /// A way to sign in; open to everyone.
    Door,
    /// A programme.
    Programme,
    /// A project, and all that belongs to it.
    Project,
    /// An account.
    Account,
    /// An organisation.
    Organisation,
}

/// Whose thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The only one there is.
    Only,
    /// The caller's own; a project on which programme A's callers have their part.
    Own,
    /// Another project of programme A; what programme A names.
    Named,
    /// What stands around another project of programme A.
    Anothers,
    /// Of programme B.
    Foreign,
}

/// Everyone who signed in.
pub const SIGNED_IN: Who = &[
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
];
/// Those with a grant on programme A, or a part in one of its projects.
const OF_PROGRAMME: Who = &[
    Authority,
    Coordinator,
    Laureate,
    Provider,
    OtherTrack,
    InGrace,
    PastGrace,
    Juror,
    Observer,
    Administrator,
    Service,
];

impl Place {
    /// The targets an operation there is tried on.
    pub fn targets(self) -> &'static [Target] {
        match self {
            Self::Platform | Self::Door => &[Target::Only],
            Self::Programme => &[Target::Own, Target::Foreign],
            Self::Project => &[Target::Own, Target::Anothers, Target::Foreign],
            Self::Account => &[Target::Own, Target::Named, Target::Foreign],
            Self::Organisation => &[Target::Own, Target::Named, Target::Anothers, Target::Foreign],
        }
    }

    /// What that target is, in words.
    pub fn title(self, target: Target) -> &'static str {
        match (self, target) {
            (Self::Platform, _) => "on the platform",
            (Self::Door, _) => "for everyone",
            (Self::Programme, Target::Own) => "on programme A",
            (Self::Programme, _) => "on programme B",
            (Self::Project, Target::Own) => "on the project where the caller has its part",
            (Self::Project, Target::Anothers) => "on another project of programme A",
            (Self::Project, _) => "on a project of programme B",
            (Self::Account, Target::Own) => "on the caller's own account",
            (Self::Account, Target::Named) => "on an account of programme A",
            (Self::Account, _) => "on an account of programme B",
            (Self::Organisation, Target::Own) => "on the caller's own organisation",
            (Self::Organisation, Target::Named) => "on an organisation that programme A names",
            (Self::Organisation, Target::Anothers) => "on the provider of another project of programme A",
            (Self::Organisation, _) => "on an organisation of programme B",
        }
    }

    /// Who may know that the thing exists; for everyone else it is 404.
    pub fn seen_by(self, target: Target) -> Who {
        match (self, target) {
            (Self::Door, _) => &Caller::ALL,
            (Self::Platform, _) | (Self::Account | Self::Organisation, Target::Own) => SIGNED_IN,
            (Self::Programme, Target::Own) => OF_PROGRAMME,
            // An administrator sees the names of all programmes.
            (Self::Programme | Self::Account, Target::Foreign) => &[Elsewhere, Administrator],
            (Self::Project, Target::Own) => &[
                Authority,
                Coordinator,
                Laureate,
                Provider,
                OtherTrack,
                InGrace,
                PastGrace,
                Observer,
                Service,
            ],
            // Coordinators and observers see the whole programme, the others their projects.
            (Self::Project, Target::Anothers) => &[Authority, Coordinator, Observer, Service],
            (Self::Project, _) => &[Elsewhere],
            // Coordinators see the accounts of their programme.
            (Self::Account, _) => &[Authority, Coordinator, Administrator, Service],
            // Coordinators see every organisation, administrators their names, the others those named
            // in what they see.
            (Self::Organisation, Target::Named) => &[
                Authority,
                Coordinator,
                Elsewhere,
                Laureate,
                Provider,
                OtherTrack,
                InGrace,
                PastGrace,
                Juror,
                Observer,
                Administrator,
                Service,
            ],
            // An observer sees no missions, so no provider is named to it.
            (Self::Organisation, _) => &[Authority, Coordinator, Elsewhere, Administrator, Service],
            (Self::Programme, _) => &[],
        }
    }
}
