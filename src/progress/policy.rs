//! Who may log, and under which mission.

use std::collections::HashSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::NewProgressEntry;
use crate::access::{Actor, Assignment, Decision, Denied, Visibility, WorkPeriod, allow_if};
use crate::civil::Month;
use crate::fault::{Fault, FaultCode};
use crate::projects::ProjectContext;

/// Whoever is shown everything may read the log: free text is not for observers.
pub fn may_read(context: &ProjectContext) -> Decision {
    allow_if(context.visibility == Visibility::Full)
}

/// Providers log on the tracks of their missions, until the grace days after them; laureates on
/// every track; coordinators read. After that, whether the milestone named is deferred still, and a
/// track that the programme does not have, are left to the rules.
pub fn may_log(
    actor: &Actor,
    context: &ProjectContext,
    entry: &NewProgressEntry,
    track_is_known: bool,
    today: NaiveDate,
) -> Decision {
    may_read(context)?;
    let project = context.project.id;
    let entitled = !track_is_known
        || actor.works_on(project, &entry.track, today)
        || entry.milestone.is_some() && actor.missions.iter().any(|it| it.is_on(project, &entry.track));
    let logs = actor.is_laureate_of(project) || actor.missions.iter().any(|mission| mission.project == project);
    allow_if(logs)?;
    match entitled {
        true => Ok(()),
        false => Err(Denied::because(Fault::new(FaultCode::OutsideMission).at("/track"))),
    }
}

/// Work that is told of.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// Its track.
    pub track: &'a str,
    /// The day it was done.
    pub on: NaiveDate,
    /// Whose time it is.
    pub person: Uuid,
    /// When the milestone that it is about was worked on, where that was deferred.
    pub deferred: Option<WorkPeriod>,
    /// The mission of the entry that it takes back.
    pub mission: Option<Uuid>,
    /// The countersigned months of missions.
    pub countersigned: &'a HashSet<(Uuid, Month)>,
}

/// The mission that covers the work: its track, its day, told in time (`today`). A deferred milestone
/// is worked on, and told of, for as long as it is deferred. Of several, that of the entry that it takes
/// back, one whose month is not countersigned, one that the person works on, and the last to end. `None` without a fault: a laureate needs no mission.
pub fn mission_for<'a>(
    actor: &'a Actor,
    context: &ProjectContext,
    work: Work<'_>,
    today: NaiveDate,
) -> Result<Option<&'a Assignment>, Fault> {
    let project = context.project.id;
    let covers = |mission: &&Assignment| {
        let own = work.deferred.is_some_and(|worked| mission.allowed_during(worked));
        let inside = work.on < mission.until && mission.allows_on(today);
        mission.is_on(project, work.track) && mission.from <= work.on && (own || inside)
    };
    let covering = actor.missions.iter().filter(covers);
    let rank = |mission: &&Assignment| {
        let is_open = !work.countersigned.contains(&(mission.mission, Month::of(work.on)));
        let is_wanted = work.mission == Some(mission.mission);
        (is_wanted, is_open, mission.is_of(work.person), mission.until)
    };
    match covering.max_by_key(rank) {
        None if actor.is_laureate_of(project) => Ok(None),
        None => Err(Fault::new(FaultCode::OutsideMission).at("/occurred_on")),
        mission => Ok(mission),
    }
}
