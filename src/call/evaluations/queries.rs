//! SQL of evaluations, beside that of their pages.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::{exists, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Jsonb;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::scores::Scores;
use super::standing::Evaluated;
use super::vocabulary::EvaluationPart;
use crate::access::Role;
use crate::call::grids::EvaluationStage;
use crate::call::life::EvaluationState;
use crate::database::Prepared;
use crate::database::schema::{accounts, evaluations, grants};

/// An evaluation, with what it is of and by which grid it is; without the reasons of its scores.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = evaluations, check_for_backend(diesel::pg::Pg))]
pub struct ScoredEvaluation {
    id: Uuid,
    pub subject_id: Uuid,
    pub grid_id: Uuid,
    state: EvaluationState,
    #[diesel(select_expression = bare_scores(), select_expression_type = SqlLiteral<Jsonb>)]
    scores: Scores,
    corrects_id: Option<Uuid>,
}

/// The scores of an evaluation without their reasons.
fn bare_scores() -> SqlLiteral<Jsonb> {
    sql("coalesce((select jsonb_agg(score - 'reason') from jsonb_array_elements(evaluations.scores) score), '[]')")
}

impl ScoredEvaluation {
    /// Whether it is submitted, by whatever grid.
    pub fn is_submitted(&self) -> bool {
        self.state == EvaluationState::Submitted
    }

    /// What a ranking by a grid takes of it.
    pub fn by(&self, grid: Option<Uuid>) -> Evaluated {
        let scores = self
            .scores
            .0
            .iter()
            .filter_map(|it| Some((it.criterion.clone(), it.score?)));
        Evaluated {
            id: self.id,
            corrects: self.corrects_id,
            state: self.state,
            by_grid: Some(self.grid_id) == grid,
            scores: scores.collect(),
        }
    }
}

/// The evaluations of a stage, by what they are of, in their order.
pub async fn of_stage(
    mut conn: &AsyncPgConnection,
    programme: Uuid,
    stage: EvaluationStage,
    part: Option<EvaluationPart>,
) -> QueryResult<HashMap<Uuid, Vec<ScoredEvaluation>>> {
    let of_stage = evaluations::table
        .filter(evaluations::programme_id.eq(programme))
        .filter(evaluations::stage.eq(stage))
        .into_boxed();
    let of_stage = match part {
        None => of_stage,
        Some(part) => of_stage.filter(evaluations::part.eq(part)),
    };
    let in_order = of_stage.order((evaluations::created_at, evaluations::id));
    // Its text never changes, whatever diesel thinks of what it does not read.
    let rows: Vec<ScoredEvaluation> = Prepared(in_order.select(ScoredEvaluation::as_select()))
        .load(&mut conn)
        .await?;
    let mut by_subject: HashMap<Uuid, Vec<ScoredEvaluation>> = HashMap::new();
    for row in rows {
        by_subject.entry(row.subject_id).or_default().push(row);
    }
    Ok(by_subject)
}

/// An account that is to evaluate.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub in_use: bool,
    pub organisation: Option<Uuid>,
    pub is_juror: bool,
    pub coordinates: bool,
}

/// An account, and what it is in a programme today.
pub async fn candidate(
    mut conn: &AsyncPgConnection,
    account: Uuid,
    programme: Uuid,
    today: NaiveDate,
) -> QueryResult<Option<Candidate>> {
    let holds = |role: Role| {
        let of = grants::table.filter(grants::account_id.eq(account).and(grants::role.eq(role)));
        let begun = grants::from_on.is_null().or(grants::from_on.le(today));
        let lasting = grants::until_on.is_null().or(grants::until_on.gt(today));
        let of = of.filter(grants::programme_id.eq(programme));
        exists(of.filter(begun).filter(lasting))
    };
    let known = accounts::table.find(account).select((
        accounts::deactivated_at.is_null(),
        accounts::organisation_id,
        holds(Role::Juror),
        holds(Role::Coordinator),
    ));
    let known: Option<(bool, Option<Uuid>, bool, bool)> = known.first(&mut conn).await.optional()?;
    let candidate = |(in_use, organisation, is_juror, coordinates)| Candidate {
        in_use,
        organisation,
        is_juror,
        coordinates,
    };
    Ok(known.map(candidate))
}

/// Those of a subject at a stage that a new one would be beside: of its part, or of its juror where it is no part.
pub async fn alike(
    mut conn: &AsyncPgConnection,
    subject: Uuid,
    stage: EvaluationStage,
    part: Option<EvaluationPart>,
    juror: Option<Uuid>,
) -> QueryResult<Vec<ScoredEvaluation>> {
    let there = evaluations::table
        .filter(evaluations::subject_id.eq(subject))
        .filter(evaluations::stage.eq(stage))
        .into_boxed();
    let alike = match part {
        None => there.filter(evaluations::juror_id.eq(juror)),
        Some(part) => there.filter(evaluations::part.eq(part)),
    };
    // Its text never changes, whatever diesel thinks of what it does not read.
    Prepared(alike.select(ScoredEvaluation::as_select()))
        .load(&mut conn)
        .await
}

/// Whether an evaluation has a correction, submitted or not.
pub async fn is_corrected(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<bool> {
    let corrections = evaluations::table.filter(evaluations::corrects_id.eq(id));
    diesel::select(exists(corrections)).get_result(&mut conn).await
}
