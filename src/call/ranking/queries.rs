//! What a ranking is made of.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::SubjectState;
use crate::call::grids::EvaluationStage;
use crate::call::life::{ApplicationState, EvaluationState};
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
