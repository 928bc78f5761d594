//! Which evaluations stand, of those that correct one another. Pure.

use uuid::Uuid;

use crate::call::life::EvaluationState;

/// An evaluation, as far as what stands and what it gives goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluated {
    /// Which.
    pub id: Uuid,
    /// The one that it corrects.
    pub corrects: Option<Uuid>,
    /// Its state: one that is recused does not count, nor what it corrects.
    pub state: EvaluationState,
    /// Whether it is by the grid that is asked for.
    pub by_grid: bool,
    /// What it gives, by criterion.
    pub scores: Vec<(String, f64)>,
}

impl Evaluated {
    /// Whether its scores are known, by that grid.
    pub fn is_known(&self) -> bool {
        self.state == EvaluationState::Submitted && self.by_grid
    }

    /// What it gives for a criterion.
    pub fn score(&self, criterion: &str) -> Option<f64> {
        let given = self.scores.iter().find(|(of, _)| of == criterion);
        given.map(|(_, score)| *score)
    }
}

/// Those that stand: of each chain of corrections the one that counts, or is open.
pub fn standing(evaluations: &[Evaluated]) -> impl Iterator<Item = &Evaluated> {
    originals(evaluations).filter_map(|head| counting(head, evaluations))
}

/// Those that correct none: each begins a chain of corrections.
pub fn originals(evaluations: &[Evaluated]) -> impl Iterator<Item = &Evaluated> {
    evaluations.iter().filter(|it| it.corrects.is_none())
}

/// Which of a chain of corrections counts: the last one, or what that corrects while it is open; none where it was recused.
fn counting<'a>(head: &'a Evaluated, all: &'a [Evaluated]) -> Option<&'a Evaluated> {
    let next = all.iter().find(|it| it.corrects == Some(head.id));
    match (head.state, next) {
        (EvaluationState::Recused, _) => None,
        (_, Some(next)) if next.state != EvaluationState::Assigned => counting(next, all),
        _ => Some(head),
    }
}
