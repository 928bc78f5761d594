//! Lines kept offline, sent together.

use actix_web::post;
use deserr::Deserr;
use serde_json::Value;
use utoipa::ToSchema;

use super::dto::NewProgressEntry;
use super::log::{EntryRequest, log};
use crate::http::lines::{self, BatchResults, LineReporter, key_digest};
use crate::http::wire::{CivilDate, Id, Key, Line, Percent, PersonDays, Prose, Slug};
use crate::http::{ApiError, ApiResult, Arriving};
use crate::shape::{self, ShapeFaults};

/// Lines kept offline.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct ProgressBatch {
    /// The lines, in the order in which they are to be recorded. A line with faults fails alone.
    #[schema(value_type = Vec<ProgressLine>, max_items = 500)]
    #[expect(dead_code, reason = "told in the document; the lines are read one by one")]
    pub entries: Vec<Value>,
}

/// A line of a batch: an entry, its project and its key.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct ProgressLine {
    /// What the `Idempotency-Key` of the single request would be.
    #[schema(value_type = String, example = "2019-03-04-matin", max_length = 255)]
    pub key: Line,
    /// The project: id or code.
    #[schema(value_type = Key, example = "AMI-IA-2018-ASN")]
    pub project: Key,
    /// The track the work was on.
    #[schema(example = "technical_support")]
    pub track: Slug,
    /// The milestone it was for: id or code, on the same track.
    #[deserr(default)]
    #[schema(value_type = Option<Key>, example = "AMI-IA-2018-ASN-M01")]
    pub milestone: Option<Key>,
    /// The day of the work.
    #[schema(example = "2019-03-04")]
    pub occurred_on: CivilDate,
    /// How far the milestone is now.
    #[deserr(default)]
    pub percent: Option<Percent>,
    /// The time it took, in quarters of a person's day.
    #[deserr(default)]
    pub person_days: Option<PersonDays>,
    /// Whose time it is; oneself when absent.
    #[deserr(default)]
    pub person: Option<Id>,
    /// What was done.
    pub done: Prose,
    /// What comes next.
    #[deserr(default)]
    pub next: Option<Prose>,
    /// What stands in the way.
    #[deserr(default)]
    pub blockers: Option<Prose>,
    /// The entry that this one replaces.
    #[deserr(default)]
    pub corrects: Option<Id>,
    /// The entry of a countersigned month that this one takes back.
    #[deserr(default)]
    pub reverses: Option<Id>,
}

impl ProgressLine {
    fn into_asked(self) -> EntryRequest {
        let entry = NewProgressEntry {
            track: self.track,
            milestone: self.milestone,
            occurred_on: self.occurred_on,
            percent: self.percent,
            person_days: self.person_days,
            person: self.person,
            done: self.done,
            next: self.next,
            blockers: self.blockers,
            corrects: self.corrects,
            reverses: self.reverses,
        };
        EntryRequest {
            project: self.project,
            key: Some(key_digest(&self.key)),
            entry,
        }
    }
}

/// Logs a batch of progress.
///
/// Up to 500 lines kept offline, not atomic: each line is the single request it stands for, with
/// its own key, and is recorded or refused by itself, also where it is no JSON that can be read. A
/// body that is not UTF-8 is refused whole (400).
#[utoipa::path(tag = "progress", request_body = ProgressBatch,
    responses((status = 200, description = "What became of each line.", body = BatchResults)))]
#[post("/v1/progress-entries/batch")]
pub async fn create_progress_entries(arriving: Arriving) -> ApiResult {
    let write = arriving.lines::<ProgressBatch>("entries", lines::MOST).await?;
    let reporter = LineReporter::of(&write, "/v1/progress-entries/batch");
    write
        .run(async |change, (_, sent)| {
            lines::at_most(sent.len(), "entries")?;
            let mut change = change.admitted().await?;
            let sent = sent
                .into_iter()
                .map(|line| lines::read(line, shape::read::<ProgressLine>));
            let (keys, sent): (Vec<_>, Vec<_>) = sent.unzip();
            let readable = sent.iter().flatten().cloned().map(ProgressLine::into_asked);
            let mut logged = log(&mut change, readable.collect()).await?.into_iter();
            let outcomes = sent.into_iter().map(|line| match line {
                Ok(_) => logged.next().unwrap_or_else(|| Err(ApiError::not_found())),
                Err(refusal) => Err(refusal),
            });
            let told = keys.into_iter().zip(outcomes);
            let results = told.map(|(key, outcome)| reporter.result(key, outcome.map(|logged| logged.recorded())));
            let results = results.collect::<ApiResult<_>>()?;
            change.ok(&BatchResults { results })
        })
        .await
}
