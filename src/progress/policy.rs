//! Who may log, and under which mission.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::NewProgressEntry;
use crate::access::{Actor, Assignment, Lens};
use crate::fault::{Fault, FaultCode};
use crate::http::ProblemCode;
use crate::http::problem::{ApiError, ApiResult};
use crate::projects::Scene;

/// After a mission's end its provider may still tell what happened inside it, for so many days.
const GRACE_DAYS: u64 = 30;

/// Whoever is shown everything may read the log: free text is not for observers.
pub fn may_read(scene: &Scene) -> ApiResult<()> {
    match scene.lens {
        Lens::Full => Ok(()),
        Lens::Observer => Err(ApiError::forbidden()),
    }
}

/// Providers log on the tracks of their missions, until the grace days after them; laureates on
/// every track; coordinators read. After that, whether the milestone named is deferred still, and a
/// track that the programme does not have, are left to the rules.
pub fn may_log(
    actor: &Actor,
    scene: &Scene,
    entry: &NewProgressEntry,
    track_is_known: bool,
    today: NaiveDate,
) -> ApiResult<()> {
    may_read(scene)?;
    let project = scene.project.id;
    let entitled = !track_is_known
        || actor.works_on(project, &entry.track, today)
        || entry.milestone.is_some() && actor.was_on(project, &entry.track);
    match entitled {
        true => Ok(()),
        false => Err(ApiError::refused(
            ProblemCode::Forbidden,
            vec![Fault::new(FaultCode::OutsideMission).at("/track")],
        )),
    }
}

/// The mission that covers the work: its track, its dates (`on`), told in time (`today`). A
/// deferred milestone is worked on, and told of, for as long as it is deferred. `None` without a
/// fault: a laureate needs no mission.
pub fn mission_for(
    actor: &Actor,
    scene: &Scene,
    track: &str,
    on: NaiveDate,
    today: NaiveDate,
    deferred: bool,
) -> Result<Option<Uuid>, Fault> {
    let covers = |mission: &&Assignment| {
        let told_until = mission.until.checked_add_days(Days::new(GRACE_DAYS));
        mission.project == scene.project.id
            && mission.tracks.iter().any(|covered| covered == track)
            && mission.from <= on
            && (deferred || on < mission.until && told_until.is_none_or(|end| today < end))
    };
    match actor.missions.iter().filter(covers).max_by_key(|mission| mission.until) {
        Some(mission) => Ok(Some(mission.mission)),
        None if in_own_right(actor, scene) => Ok(None),
        None => Err(Fault::new(FaultCode::OutsideMission).at("/occurred_on")),
    }
}

/// Whether a person works on the mission that an entry is told under: one that names accounts is
/// worked on by them alone.
pub fn is_on_mission(actor: &Actor, mission: Option<Uuid>, person: Uuid) -> bool {
    let assignment = actor.missions.iter().find(|held| Some(held.mission) == mission);
    assignment.is_none_or(|held| held.accounts.is_empty() || held.accounts.contains(&person))
}

fn in_own_right(actor: &Actor, scene: &Scene) -> bool {
    actor.is_laureate_of(scene.project.id)
}
