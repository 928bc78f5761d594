//! Lines sent together, each with its own key: what is the same of every batch. A line is the single request it stands
//! for, and is recorded or refused by itself.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use super::error::{ApiError, ApiResult, Refusal};
use super::problem::Problem;
use super::write::Write;
use crate::fault::{Fault, Unit};
use crate::vocabulary::Language;

/// How many lines a batch may hold.
pub const MOST: usize = 500;
/// How many fields a line may have: what bounds the faults there are to tell of all of them.
const MOST_FIELDS: usize = 20;
/// How long a line's key may be, as in the header.
const LONGEST_KEY: usize = 255;

/// What became of each line, in the order sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchResults {
    /// One result for each line.
    pub results: Vec<LineResult>,
}

/// What became of a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineResult {
    /// The line's key; null where it has none that can be read.
    #[schema(required = true)]
    pub key: Option<String>,
    /// The status that the single request would have.
    #[schema(example = 201)]
    pub status: u16,
    /// Whether it was recorded before, by the same key.
    pub replayed: bool,
    /// What was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub id: Option<Uuid>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub problem: Option<Problem>,
}

/// What a line recorded, now or before.
#[derive(Clone, Copy, Debug)]
pub struct Recorded {
    /// What.
    pub id: Uuid,
    /// Whether it was before.
    pub replayed: bool,
}

/// What is kept of a line's key: it can say who its author is, and it stays for ever.
pub fn key_digest(key: &str) -> String {
    format!("{:x}", Sha256::digest(key))
}

/// Refuses too many lines, in the member of that name.
pub fn at_most(lines: usize, member: &str) -> ApiResult<()> {
    match lines > MOST {
        true => Err(Fault::too_long(MOST, Unit::Items).at(format!("/{member}")).into()),
        false => Ok(()),
    }
}

/// A line's key, where it can be read, and what the line says or why it is refused for its shape.
pub fn read<T>(
    line: ApiResult<Value>,
    fields: impl FnOnce(Value) -> Result<T, Vec<Fault>>,
) -> (Option<String>, ApiResult<T>) {
    let line = match line {
        Ok(line) => line,
        Err(refusal) => return (None, Err(refusal)),
    };
    let key = line.get("key").and_then(Value::as_str);
    let key = key.map(str::trim).map(str::to_owned);
    let read = match line.as_object().is_some_and(|fields| fields.len() > MOST_FIELDS) {
        true => Err(vec![Fault::too_long(MOST_FIELDS, Unit::Fields)]),
        false => fields(line),
    };
    let is_long = key.as_ref().is_some_and(|key| key.chars().count() > LONGEST_KEY);
    let read = read.and_then(|said| match is_long {
        true => Err(vec![Fault::too_long(LONGEST_KEY, Unit::Characters).at("/key")]),
        false => Ok(said),
    });
    (key, read.map_err(ApiError::from))
}

/// Tells what became of lines.
#[derive(Debug)]
pub struct LineReporter {
    path: String,
    language: Language,
    request_id: String,
}

impl LineReporter {
    /// Of the lines of a request to that path.
    pub fn of<B, F>(write: &Write<B, F>, path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            language: write.language,
            request_id: write.request_id.clone(),
        }
    }

    /// The result of a line; a failure of ours ends the whole batch.
    pub fn result(&self, key: Option<String>, outcome: ApiResult<Recorded>) -> ApiResult<LineResult> {
        let (status, replayed, id, problem) = match outcome {
            Ok(recorded) => (201, recorded.replayed, Some(recorded.id), None),
            Err(ApiError::Refused(refusal)) => (
                refusal.code.status().as_u16(),
                false,
                None,
                Some(self.problem(&refusal)),
            ),
            Err(error) => return Err(error),
        };
        Ok(LineResult {
            key,
            status,
            replayed,
            id,
            problem,
        })
    }

    fn problem(&self, refusal: &Refusal) -> Problem {
        Problem::new(refusal, self.language, &self.path, &self.request_id)
    }
}
