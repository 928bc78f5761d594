//! What a ranking is made of.

use std::collections::HashMap;

use diesel::dsl::{exists, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Jsonb;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::SubjectState;
use super::rules::{Evaluated, Progress};
use crate::call::applications::ApplicationState;
use crate::call::evaluations::{EvaluationPart, EvaluationState, Scores};
use crate::call::grids::EvaluationStage;
use crate::database::Prepared;
use crate::database::schema::{applications, evaluations, projects};
use crate::projects::ProjectState;
use crate::reference::Reference;

/// What is ranked.
#[derive(Clone, Debug)]
pub struct Ranked {
    pub id: Uuid,
    /// How an answer points to it.
    pub reference: Reference,
    pub state: SubjectState,
}

/// An evaluation, with what it is of and by which grid it is; without the reasons of its scores.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = evaluations, check_for_backend(diesel::pg::Pg))]
pub struct Given {
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

impl Given {
    /// Whether it counts.
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
            progress: match self.state {
                EvaluationState::Assigned => Progress::Assigned,
                EvaluationState::Submitted => Progress::Submitted,
                EvaluationState::Recused => Progress::Recused,
            },
            by_grid: Some(self.grid_id) == grid,
            scores: scores.collect(),
        }
    }
}

/// What is ranked at a stage of a programme: applications that were admitted or are evaluated, by arrival; projects that were not
/// withdrawn, by code.
pub async fn subjects(
    mut conn: &AsyncPgConnection,
    programme: Uuid,
    stage: EvaluationStage,
) -> QueryResult<Vec<Ranked>> {
    if stage != EvaluationStage::Selection {
        let of_programme = projects::table.filter(projects::programme_id.eq(programme));
        let standing = of_programme.filter(projects::state.ne(ProjectState::Withdrawn));
        let rows: Vec<(Uuid, String, String, ProjectState)> = standing
            .order(projects::code)
            .select((projects::id, projects::code, projects::title, projects::state))
            .load(&mut conn)
            .await?;
        let ranked = |(id, code, title, state)| Ranked {
            id,
            reference: Reference::coded(id, code, title),
            state: SubjectState::Project(state),
        };
        return Ok(rows.into_iter().map(ranked).collect());
    }
    use ApplicationState::{Admissible, Laureate, Received, Refused, Reserve, Shortlisted};
    let judged = evaluations::table
        .filter(evaluations::application_id.eq(applications::id.nullable()))
        .filter(evaluations::state.ne(EvaluationState::Recused));
    let admitted = applications::state.eq_any([Admissible, Shortlisted, Reserve, Laureate]);
    let others = applications::state.eq_any([Received, Refused]);
    let rows: Vec<(Uuid, String, ApplicationState)> = applications::table
        .filter(applications::programme_id.eq(programme))
        .filter(admitted.or(others.and(exists(judged))))
        .order((applications::submitted_at, applications::id))
        .select((applications::id, applications::title, applications::state))
        .load(&mut conn)
        .await?;
    let ranked = |(id, title, state): (Uuid, String, _)| Ranked {
        id,
        reference: Reference::new(id, title),
        state: SubjectState::Application(state),
    };
    Ok(rows.into_iter().map(ranked).collect())
}

/// The evaluations of a stage, by what they are of, in their order.
pub async fn given(
    mut conn: &AsyncPgConnection,
    programme: Uuid,
    stage: EvaluationStage,
    part: Option<EvaluationPart>,
) -> QueryResult<HashMap<Uuid, Vec<Given>>> {
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
    let rows: Vec<Given> = Prepared(in_order.select(Given::as_select())).load(&mut conn).await?;
    let mut by_subject: HashMap<Uuid, Vec<Given>> = HashMap::new();
    for row in rows {
        by_subject.entry(row.subject_id).or_default().push(row);
    }
    Ok(by_subject)
}
