//! The rows, room by room, as the document is tagged.

mod accompaniment;
mod accounts;
mod call;
mod evaluations;
mod exchanges;
mod hand_over;
mod milestones;
mod organisations;
mod platform;
mod programmes;
mod projects;
mod readiness;
mod records;
mod reports;
mod roadmap;
mod team;
mod topics;
mod work;

use super::caller::Caller::{self, *};
use super::caller::Who;
use super::row::Row;

/// A part of the matrix.
pub struct Room {
    pub title: &'static str,
    pub rows: fn() -> Vec<Row>,
}

/// All of them, in the order of the page.
pub const ALL: &[Room] = &[
    Room {
        title: "The platform and signing in",
        rows: platform::rows,
    },
    Room {
        title: "Accounts and grants",
        rows: accounts::rows,
    },
    Room {
        title: "Organisations",
        rows: organisations::rows,
    },
    Room {
        title: "Programmes and the portfolio",
        rows: programmes::rows,
    },
    Room {
        title: "The call: grids, applications, ranking",
        rows: call::rows,
    },
    Room {
        title: "Evaluations",
        rows: evaluations::rows,
    },
    Room {
        title: "Projects, plans and suspensions",
        rows: projects::rows,
    },
    Room {
        title: "Missions, progress and health",
        rows: work::rows,
    },
    Room {
        title: "Risks, datasets, prototypes and trials",
        rows: accompaniment::rows,
    },
    Room {
        title: "Status reports and skills",
        rows: reports::rows,
    },
    Room {
        title: "Teams",
        rows: team::rows,
    },
    Room {
        title: "Roadmaps and reuses",
        rows: roadmap::rows,
    },
    Room {
        title: "Topics",
        rows: topics::rows,
    },
    Room {
        title: "Hand-overs",
        rows: hand_over::rows,
    },
    Room {
        title: "Readiness, verdicts and the nursery",
        rows: readiness::rows,
    },
    Room {
        title: "Exchanges",
        rows: exchanges::rows,
    },
    Room {
        title: "Milestones",
        rows: milestones::rows,
    },
    Room {
        title: "Evidence, decisions and comments",
        rows: records::rows,
    },
];

/// Tries one room.
pub async fn hold(title: &str) {
    let room = ALL.iter().find(|room| room.title == title).unwrap();
    super::trial::hold(room).await;
}

/// Whoever has a part in a programme.
const MEMBERS: Who = &[
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
    Service,
];
/// Coordinators, where they coordinate.
const COORDINATORS: Who = &[Authority, Coordinator, Elsewhere, Service];
/// Coordinators whose organisation has authority over the track.
const AUTHORITY: Who = &[Authority, Elsewhere, Service];
/// Who judges, and coordinators.
const JURY: Who = &[Authority, Coordinator, Elsewhere, Juror, Service];
/// Those of a programme to whom its applications are nothing that exists.
const OUTSIDE_THE_JURY: Who = &[
    Laureate,
    Provider,
    OtherTrack,
    InGrace,
    PastGrace,
    Observer,
    Administrator,
];
/// The same, and its jurors.
const BUT_COORDINATORS: Who = &[
    Laureate,
    Provider,
    OtherTrack,
    InGrace,
    PastGrace,
    Juror,
    Observer,
    Administrator,
];
/// Whoever sees a project, however little of it.
const VIEWERS: Who = &[
    Authority,
    Coordinator,
    Elsewhere,
    Laureate,
    Provider,
    OtherTrack,
    InGrace,
    PastGrace,
    Observer,
    Service,
];
/// Whoever sees a project with its texts and names.
const READERS: Who = &[
    Authority,
    Coordinator,
    Elsewhere,
    Laureate,
    Provider,
    OtherTrack,
    InGrace,
    PastGrace,
    Service,
];
/// Whoever works on a milestone: coordinators, the laureate, the provider on the track as long as
/// its mission lasts, and thirty days more.
const WORKERS: Who = &[Authority, Coordinator, Elsewhere, Laureate, Provider, InGrace, Service];
/// The same on a deferred milestone, for as long as it is deferred.
const WORKERS_ON_DEFERRED: Who = &[
    Authority,
    Coordinator,
    Elsewhere,
    Laureate,
    Provider,
    InGrace,
    PastGrace,
    Service,
];
/// Whoever has to know how the project fares: the workers, on any track.
const REPORTERS: Who = &[
    Authority,
    Coordinator,
    Elsewhere,
    Laureate,
    Provider,
    OtherTrack,
    InGrace,
    Service,
];
/// Whoever leads a project: its coordinators and its laureate.
const LEADERS: Who = &[Authority, Coordinator, Elsewhere, Laureate, Service];
/// Whoever builds what the project is for: the laureate and the providers, on any track.
const BUILDERS: Who = &[Laureate, Provider, OtherTrack, InGrace];
const ADMINISTRATOR: Who = &[Administrator];
const ADMINISTRATOR_OR_COORDINATORS: Who = &[Administrator, Authority, Coordinator, Elsewhere, Service];
const NOBODY: Who = &[];
const EVERYONE: Who = &Caller::ALL;
