//! Recording one entry: the same steps for a single request and for a line of a batch.

use uuid::Uuid;

use super::dto::NewProgressEntry;
use super::model::ProgressEntry;
use super::rules::{self, EntryFacts};
use super::{policy, queries};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Change, ProblemCode};
use crate::journal::{Action, Entry};
use crate::milestones::MilestoneState;
use crate::projects::{self, Scene};

/// An entry that stands, recorded now or by the same request before.
#[derive(Debug)]
pub struct Logged {
    pub scene: Scene,
    pub row: ProgressEntry,
    pub replayed: bool,
}

/// Records an entry, or finds the one that the same key recorded. The project stays locked until
/// the end of the change, so a twin with the same key waits and then finds it.
pub async fn log(
    change: &mut Change,
    project: &Key,
    key: Option<String>,
    entry: NewProgressEntry,
) -> ApiResult<Logged> {
    let actor = change.actor.clone();
    let scene = projects::find_visible(change.conn(), &actor, project)
        .await?
        .ok_or_else(ApiError::not_found)?;
    let tracks = crate::programmes::tracks(change.conn(), scene.programme.id).await?;
    let track_is_known = tracks.iter().any(|track| track.code == *entry.track);
    let today = change.today(scene.programme.zone());
    policy::may_log(&actor, &scene, &entry, track_is_known, today)?;
    projects::lock(change.conn(), scene.project.id).await?;
    if let Some(row) = kept(change, &scene, key.as_deref(), &entry).await? {
        return Ok(Logged {
            scene,
            row,
            replayed: true,
        });
    }
    let (milestone, facts) = facts(change, &scene, track_is_known, &entry).await?;
    verdict(rules::faults(&entry, &facts))?;
    let row = ProgressEntry {
        id: Uuid::now_v7(),
        project_id: scene.project.id,
        request_hash: key.is_some().then(|| entry.digest()),
        track: entry.track.into(),
        milestone_id: milestone,
        mission_id: facts.mission.ok().flatten(),
        author_id: actor.account,
        person_id: entry.person.map_or(actor.account, Into::into),
        organisation_id: actor.organisation,
        occurred_on: entry.occurred_on.into(),
        percent: entry.percent.map(Into::into),
        person_days: entry.person_days.map(Into::into),
        done: entry.done.into(),
        next: entry.next.map(Into::into),
        blockers: entry.blockers.map(Into::into),
        corrects_id: entry.corrects.map(Into::into),
        key,
        recorded_at: change.now,
    };
    queries::insert(change.conn(), &row).await?;
    change.record(match row.corrects_id {
        None => Entry::created(&row),
        Some(_) => Entry::appeared(Action::Corrected, &row),
    });
    Ok(Logged {
        scene,
        row,
        replayed: false,
    })
}

/// What the key recorded before; refused where the request now says something else.
async fn kept(
    change: &mut Change,
    scene: &Scene,
    key: Option<&str>,
    entry: &NewProgressEntry,
) -> ApiResult<Option<ProgressEntry>> {
    let Some(key) = key else { return Ok(None) };
    let author = change.actor.account;
    match queries::kept(change.conn(), author, scene.project.id, key).await? {
        Some(row) if row.request_hash.as_ref() != Some(&entry.digest()) => Err(ApiError::refused(
            ProblemCode::IdempotencyKeyReused,
            vec![Fault::new(FaultCode::IdempotencyMismatch)],
        )),
        found => Ok(found),
    }
}

/// The milestone that the entry names, and what the rules ask.
async fn facts(
    change: &mut Change,
    scene: &Scene,
    track_is_known: bool,
    entry: &NewProgressEntry,
) -> ApiResult<(Option<Uuid>, EntryFacts)> {
    let actor = change.actor.clone();
    let today = change.today(scene.programme.zone());
    let project = scene.project.id;
    let milestone = match &entry.milestone {
        Some(key) => queries::milestone(change.conn(), project, key).await?,
        None => None,
    };
    let deferred = milestone
        .as_ref()
        .is_some_and(|(_, track, state)| *state == MilestoneState::Deferred && *track == *entry.track);
    let person = entry.person.as_deref().copied().unwrap_or(actor.account);
    let person_is_colleague =
        person == actor.account || queries::is_member(change.conn(), person, actor.organisation).await?;
    let corrects = entry.corrects.as_deref().copied();
    let may_correct = match corrects {
        Some(entry) => queries::may_correct(change.conn(), project, entry, actor.account, actor.organisation).await?,
        None => true,
    };
    // Of a stranger's day not even the rest is told.
    let counts = person_is_colleague && entry.person_days.as_deref().is_some_and(|days| *days > 0.0);
    let logged = match counts {
        true => {
            queries::lock_person_day(change.conn(), person, *entry.occurred_on).await?;
            let replaced = corrects.filter(|_| may_correct);
            queries::logged(change.conn(), person, *entry.occurred_on, replaced).await?
        }
        false => 0.0,
    };
    let mission = policy::mission_for(&actor, scene, &entry.track, *entry.occurred_on, today, deferred);
    let facts = EntryFacts {
        today,
        project_start: scene.project.started_on,
        track_is_known,
        milestone_track: milestone.as_ref().map(|(_, track, _)| track.clone()),
        mission,
        person_is_colleague,
        may_correct,
        logged,
    };
    Ok((milestone.map(|(id, ..)| id), facts))
}
