//! What evaluations are shown with.

use std::collections::HashMap;

use diesel::dsl::array;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::GridReference;
use crate::call::life::EvaluationState;
use crate::database::schema::{evaluations, grids};
use crate::http::ApiResult;
use crate::reference::{Names, names_among};

/// What evaluations are shown with.
#[derive(Debug)]
pub struct EvaluationDetails {
    pub names: Names,
    /// The numbers of grids.
    grids: HashMap<Uuid, i32>,
    /// By which each is corrected: submitted, or recused.
    corrections: HashMap<Uuid, (Uuid, EvaluationState)>,
}

type Rows = evaluations::BoxedQuery<'static, Pg>;

impl EvaluationDetails {
    /// Those of the evaluations that a subselect gives.
    pub async fn of(conn: &AsyncPgConnection, rows: impl Fn() -> ApiResult<Rows>) -> ApiResult<Self> {
        let (mut one, mut two) = (conn, conn);
        let names = names_among!(
            conn,
            rows()?.select(evaluations::created_by),
            rows()?.select(evaluations::updated_by),
            rows()?.select(evaluations::juror_id.assume_not_null())
        );
        let cited = array(rows()?.select(evaluations::grid_id));
        let cited = grids::table
            .filter(grids::id.eq_any(cited))
            .select((grids::id, grids::number));
        let corrected = array(rows()?.select(evaluations::id));
        let corrections = evaluations::table
            .filter(evaluations::corrects_id.assume_not_null().eq_any(corrected))
            .filter(evaluations::state.ne(EvaluationState::Assigned))
            .select((
                evaluations::corrects_id.assume_not_null(),
                (evaluations::id, evaluations::state),
            ));
        let (cited, corrections) = (
            cited.load::<(Uuid, i32)>(&mut one),
            corrections.load::<(Uuid, (Uuid, EvaluationState))>(&mut two),
        );
        let (names, cited, corrections) = tokio::try_join!(names, cited, corrections)?;
        Ok(Self {
            names,
            grids: cited.into_iter().collect(),
            corrections: corrections.into_iter().collect(),
        })
    }

    /// A grid, pointed to.
    pub fn grid(&self, id: Uuid) -> GridReference {
        let number = self.grids.get(&id).copied().unwrap_or_default();
        GridReference { id, number }
    }

    /// Which submitted evaluation corrects this one.
    pub fn corrected_by(&self, evaluation: Uuid) -> Option<Uuid> {
        let (by, state) = self.corrections.get(&evaluation)?;
        (*state == EvaluationState::Submitted).then_some(*by)
    }

    /// Whether this one, submitted, does not count any more: it was corrected, or recused where it was to be. As
    /// [`standing`](super::standing) has it of all of them.
    pub fn is_set_aside(&self, evaluation: Uuid) -> bool {
        self.corrections.contains_key(&evaluation)
    }
}
