//! Lines kept offline, sent together.

use actix_web::post;
use deserr::Deserr;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::dto::NewProgressEntry;
use super::log::{EntryRequest, Logged, key_digest, log};
use crate::fault::{Fault, Unit};
use crate::http::error::Refusal;
use crate::http::problem::Problem;
use crate::http::wire::{CivilDate, Id, Key, Line, Percent, PersonDays, Prose, Slug};
use crate::http::{ApiError, ApiResult, Arriving};
use crate::shape::{self, ShapeFaults};
use crate::vocabulary::Language;

/// How many lines a batch may hold.
const MOST: usize = 500;
/// How many fields a line may have: what bounds the faults there are to tell of all of them.
const MOST_FIELDS: usize = 20;
/// How long a line's key may be, as in the header.
const LONGEST_KEY: usize = 255;
const PATH: &str = "/v1/progress-entries/batch";

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

/// What became of each line, in the order sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgressBatchResults {
    /// One result for each line.
    pub results: Vec<ProgressLineResult>,
}

/// What became of a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgressLineResult {
    /// The line's key; null where it has none that can be read.
    #[schema(required = true)]
    pub key: Option<String>,
    /// The status that the single request would have.
    #[schema(example = 201)]
    pub status: u16,
    /// Whether it was recorded before, by the same key.
    pub replayed: bool,
    /// The entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub id: Option<Uuid>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub problem: Option<Problem>,
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
    responses((status = 200, description = "What became of each line.", body = ProgressBatchResults)))]
#[post("/v1/progress-entries/batch")]
pub async fn create_progress_entries(arriving: Arriving) -> ApiResult {
    let write = arriving.lines::<ProgressBatch>("entries", MOST).await?;
    let reporter = LineReporter {
        language: write.language,
        request_id: write.request_id.clone(),
    };
    write
        .run(async |change, (_, lines)| {
            if lines.len() > MOST {
                return Err(Fault::too_long(MOST, Unit::Items).at("/entries").into());
            }
            let mut change = change.admitted().await?;
            let (keys, lines): (Vec<_>, Vec<_>) = lines.into_iter().map(read).unzip();
            let readable = lines.iter().flatten().cloned().map(ProgressLine::into_asked);
            let mut logged = log(&mut change, readable.collect()).await?.into_iter();
            let outcomes = lines.into_iter().map(|line| match line {
                Ok(_) => logged.next().unwrap_or_else(|| Err(ApiError::not_found())),
                Err(refusal) => Err(refusal),
            });
            let told = keys.into_iter().zip(outcomes);
            let results = told.map(|(key, outcome)| reporter.result(key, outcome));
            let results = results.collect::<ApiResult<_>>()?;
            change.ok(&ProgressBatchResults { results })
        })
        .await
}

/// A line's key, where it can be read, and the line or why it is refused for its shape.
fn read(line: ApiResult<Value>) -> (Option<String>, ApiResult<ProgressLine>) {
    let line = match line {
        Ok(line) => line,
        Err(refusal) => return (None, Err(refusal)),
    };
    let key = line
        .get("key")
        .and_then(Value::as_str)
        .map(str::trim)
        .map(str::to_owned);
    (key, read_fields(line).map_err(ApiError::from))
}

fn read_fields(line: Value) -> Result<ProgressLine, Vec<Fault>> {
    if line.as_object().is_some_and(|fields| fields.len() > MOST_FIELDS) {
        return Err(vec![Fault::too_long(MOST_FIELDS, Unit::Fields)]);
    }
    let line = shape::read::<ProgressLine>(line)?;
    match line.key.chars().count() <= LONGEST_KEY {
        true => Ok(line),
        false => Err(vec![Fault::too_long(LONGEST_KEY, Unit::Characters).at("/key")]),
    }
}

/// Tells what became of lines.
struct LineReporter {
    language: Language,
    request_id: String,
}

impl LineReporter {
    /// The result of a line; a failure of ours ends the whole batch.
    fn result(&self, key: Option<String>, outcome: ApiResult<Logged>) -> ApiResult<ProgressLineResult> {
        let (status, replayed, id, problem) = match outcome {
            Ok(logged) => (201, logged.replayed, Some(logged.row.id), None),
            Err(ApiError::Refused(refusal)) => (
                refusal.code.status().as_u16(),
                false,
                None,
                Some(self.problem(&refusal)),
            ),
            Err(error) => return Err(error),
        };
        Ok(ProgressLineResult {
            key,
            status,
            replayed,
            id,
            problem,
        })
    }

    fn problem(&self, refusal: &Refusal) -> Problem {
        Problem::new(refusal, self.language, PATH, &self.request_id)
    }
}
