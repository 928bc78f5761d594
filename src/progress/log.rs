//! Recording entries: a single request is a batch of one.

use uuid::Uuid;

use super::batch_context::BatchContext;
use super::dto::NewProgressEntry;
use super::model::ProgressEntry;
use super::{policy, queries, rules};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::lines::Recorded;
use crate::http::wire::Key;
use crate::http::{Admitted, ApiError, ApiResult, ProblemCode, UnitOfWork};
use crate::journal::{Action, Entry, Record};
use crate::projects::ProjectContext;

/// An entry to record.
#[derive(Debug)]
pub struct EntryRequest {
    /// In which project.
    pub project: Key,
    /// The digest of the key under which it is recorded once and for ever.
    pub key: Option<String>,
    /// What it says.
    pub entry: NewProgressEntry,
}

/// An entry that stands, recorded now or by the same request before.
#[derive(Debug)]
pub struct Logged {
    pub context: ProjectContext,
    pub row: ProgressEntry,
    pub replayed: bool,
}

/// Records entries in the order in which they are asked, each by itself: one that is refused leaves
/// nothing behind and keeps no other from being recorded. The projects stay locked until the end of
/// the change, so a twin with the same key waits and then finds what was recorded.
pub async fn log(change: &mut Admitted<'_>, asked: Vec<EntryRequest>) -> ApiResult<Vec<ApiResult<Logged>>> {
    let mut batch = BatchContext::load(change, &asked).await?;
    let outcomes: Vec<ApiResult<Logged>> = asked
        .into_iter()
        .map(|asked| decide(change, &mut batch, asked))
        .collect();
    let recorded = outcomes.iter().flatten().filter(|logged| !logged.replayed);
    let rows: Vec<ProgressEntry> = recorded.map(|logged| logged.row.clone()).collect();
    match rows.as_slice() {
        [] => {}
        [row] => row.insert(change.conn()).await?,
        rows => queries::insert(change.conn(), rows).await?,
    }
    for row in &rows {
        change.record(match row.corrects_id {
            None => Entry::created(row),
            Some(_) => Entry::appeared(Action::Corrected, row),
        });
    }
    Ok(outcomes)
}

impl Logged {
    /// What a batch tells of it.
    pub fn recorded(&self) -> Recorded {
        Recorded {
            id: self.row.id,
            replayed: self.replayed,
        }
    }
}

/// What becomes of one entry.
fn decide(change: &UnitOfWork, batch: &mut BatchContext, asked: EntryRequest) -> ApiResult<Logged> {
    let EntryRequest { project, key, entry } = asked;
    let actor = &change.actor;
    let context = batch.context(&project).ok_or_else(ApiError::not_found)?.clone();
    let track_is_known = batch.has_track(&context, &entry.track);
    let today = change.today(context.programme.zone());
    policy::may_log(actor, &context, &entry, track_is_known, today)?;
    if let Some(row) = batch.kept(context.project.id, key.as_deref()) {
        let row = unless_other(row, &entry)?;
        return Ok(Logged {
            context,
            row,
            replayed: true,
        });
    }
    let (milestone, facts) = batch.facts(actor, &context, &entry, today);
    verdict(rules::faults(&entry, &facts))?;
    let row = ProgressEntry {
        id: Uuid::now_v7(),
        project_id: context.project.id,
        request_hash: key.is_some().then(|| entry.digest()),
        track: entry.track.into(),
        milestone_id: milestone,
        mission_id: facts.mission.ok().flatten(),
        author_id: actor.account,
        person_id: facts.person_id,
        organisation_id: actor.organisation,
        occurred_on: entry.occurred_on.into(),
        percent: entry.percent.map(Into::into),
        person_days: facts.reversed_days.or(entry.person_days.map(Into::into)),
        done: entry.done.into(),
        next: entry.next.map(Into::into),
        blockers: entry.blockers.map(Into::into),
        corrects_id: entry.corrects.map(Into::into),
        reverses_id: entry.reverses.map(Into::into),
        key,
        recorded_at: change.now,
    };
    batch.record(&row);
    Ok(Logged {
        context,
        row,
        replayed: false,
    })
}

/// What the key recorded before; refused where the request now says something else.
fn unless_other(row: &ProgressEntry, entry: &NewProgressEntry) -> ApiResult<ProgressEntry> {
    match row.request_hash.as_ref() == Some(&entry.digest()) {
        true => Ok(row.clone()),
        false => Err(ApiError::refused(
            ProblemCode::IdempotencyKeyReused,
            vec![Fault::new(FaultCode::IdempotencyMismatch)],
        )),
    }
}
