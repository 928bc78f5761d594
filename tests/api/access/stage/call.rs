//! What is judged by and how: grids and evaluations, of a call and of what became of it.

use serde_json::{Value, json};
use uuid::Uuid;

use super::TEXT;
use crate::access::cast::SYSTEM;
use crate::support::Laying;

/// What coordinators alone are told: why an application came to nothing, why somebody judges no more.
pub const MOTIVE: &str = "Confidentiel : entre nous";

/// Columns that rows with a version share, as nobody's.
pub(super) const EDITS: &str = "version, created_at, created_by, updated_at, updated_by";
pub(super) fn edited() -> String {
    format!("1, now(), '{SYSTEM}', now(), '{SYSTEM}'")
}

/// A grid with the next number of its stage, so that it is the one in force.
pub(super) fn lay_grid(lay: &mut Laying, programme: Uuid, stage: &str) -> Uuid {
    let id = Uuid::now_v7();
    let number = format!(
        "(select coalesce(max(number), 0) + 1 from grids where programme_id = '{programme}' and stage = '{stage}')"
    );
    let criteria = json!([
        {"code": "benefits", "label": {"fr": "Bénéfices", "en": "Benefits"}, "weight": 1},
        {"code": "data", "label": {"fr": "Données", "en": "Data"}, "weight": 2},
    ]);
    lay.row(
        "grid",
        id,
        "grids",
        &format!("id, programme_id, stage, number, criteria, scale_min, scale_max, {EDITS}"),
        &format!(
            "'{id}', '{programme}', '{stage}', {number}, '{criteria}', 0, 5, {}",
            edited()
        ),
    );
    id
}

/// An evaluation to lay.
pub(super) struct NewEvaluation<'a> {
    pub programme: Uuid,
    pub grid: Uuid,
    /// The column of what it is of, and that.
    pub subject: (&'static str, Uuid),
    pub stage: &'static str,
    pub part: Option<&'static str>,
    pub juror: Option<Uuid>,
    /// By which it goes on a stage: one that is "filled" is ready to be submitted.
    pub name: &'a str,
}

/// Lays it: open, with all its scores or none; submitted, or recused.
pub(super) fn lay_evaluation(lay: &mut Laying, new: &NewEvaluation<'_>) -> Uuid {
    let id = Uuid::now_v7();
    let (column, subject) = new.subject;
    let text = |text: Option<&str>| text.map_or("null".to_owned(), |text| format!("'{text}'"));
    let is_submitted = new.name.starts_with("submitted") || new.name == "another's evaluation";
    let (state, submitted_at, recused) = match new.name {
        "another's recusal" => ("recused", "null", format!("'conflict_of_interest', '{MOTIVE}'")),
        _ if is_submitted => ("submitted", "'2019-02-11T10:00:00Z'", "null, null".to_owned()),
        _ => ("assigned", "null", "null, null".to_owned()),
    };
    let said = match is_submitted || new.name.starts_with("filled") {
        true => (scores(), format!("'{TEXT}'"), "'favourable'"),
        false => (json!([]), "null".to_owned(), "null"),
    };
    let (scores, comment, recommendation) = said;
    lay.row(
        "evaluation",
        id,
        "evaluations",
        &format!(
            "id, programme_id, subject_id, {column}, stage, part, grid_id, juror_id, scores, comment, recommendation, state, \
             submitted_at, recusal_reason, motive, {EDITS}"
        ),
        &format!(
            "'{id}', '{}', '{subject}', '{subject}', '{}', {}, '{}', {}, '{scores}', {comment}, {recommendation}, '{state}', \
             {submitted_at}, {recused}, {}",
            new.programme,
            new.stage,
            text(new.part),
            new.grid,
            text(new.juror.map(|juror| juror.to_string()).as_deref()),
            edited()
        ),
    );
    id
}

/// A score and a reason for each criterion of a grid on a stage.
fn scores() -> Value {
    json!([
        {"criterion": "benefits", "score": 4, "reason": TEXT},
        {"criterion": "data", "score": 2, "reason": TEXT},
    ])
}
