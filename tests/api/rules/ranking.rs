//! What evaluations come to, and in which order that puts what they are of, against a model that counts in whole numbers.

use jalon::call::evaluations::Evaluated;
use jalon::call::life::EvaluationState;
use jalon::call::ranking::MissingScoreReason;
use jalon::call::ranking::rules::{Tally, Weighed, by_rank, ranks};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

/// How many criteria there are at most.
const CRITERIA: usize = 4;

/// What one juror did: an evaluation and the corrections of it, each with a score, in quarters, for each criterion.
#[derive(Clone, Debug)]
struct Judge {
    given: Vec<Vec<i32>>,
    /// How far the last of them is; those before are submitted.
    last: EvaluationState,
    /// Whether all of them are by the grid of the ranking.
    by_grid: bool,
}

prop_compose! {
    fn judge()(
        given in vec(vec(-40..=80i32, CRITERIA), 1..4),
        last in select(vec![EvaluationState::Assigned, EvaluationState::Submitted, EvaluationState::Submitted, EvaluationState::Recused]),
        by_grid in prop::bool::weighted(0.8),
    ) -> Judge {
        Judge { given, last, by_grid }
    }
}

/// Weights, in thousandths.
fn weights() -> impl Strategy<Value = Vec<i32>> {
    vec(1..=1_000_000i32, 1..=CRITERIA)
}

fn grid(weights: &[i32]) -> Vec<Weighed> {
    let weighed = |(place, weight): (usize, &i32)| Weighed {
        criterion: format!("c{place}"),
        weight: f64::from(*weight) / 1000.0,
    };
    weights.iter().enumerate().map(weighed).collect()
}

/// The evaluations of those jurors, each before what corrects it.
fn evaluations(judges: &[Judge]) -> Vec<Evaluated> {
    let of = |judge: &Judge| {
        let mut corrects = None;
        let last = judge.given.len() - 1;
        let each = judge.given.iter().enumerate().map(|(place, scores)| {
            let scores = scores.iter().enumerate();
            let evaluated = Evaluated {
                id: Uuid::now_v7(),
                corrects,
                state: if place == last {
                    judge.last
                } else {
                    EvaluationState::Submitted
                },
                by_grid: judge.by_grid,
                scores: scores
                    .map(|(place, score)| (format!("c{place}"), f64::from(*score) / 4.0))
                    .collect(),
            };
            corrects = Some(evaluated.id);
            evaluated
        });
        each.collect::<Vec<_>>()
    };
    judges.iter().flat_map(of).collect()
}

/// The scores that a juror's work counts with: the last that was submitted, unless the juror left it to others. `Err`: it counts,
/// and is not known, for that reason.
fn counts(judge: &Judge) -> Option<Result<&[i32], MissingScoreReason>> {
    let (last, before) = judge.given.split_last().expect("one at least");
    let scores = match (judge.last, before.last()) {
        (EvaluationState::Recused, _) => return None,
        (EvaluationState::Submitted, _) => last,
        (EvaluationState::Assigned, Some(before)) => before,
        (EvaluationState::Assigned, None) => return Some(Err(MissingScoreReason::NotSubmitted)),
    };
    match judge.by_grid {
        true => Some(Ok(scores)),
        false => Some(Err(MissingScoreReason::OtherGrid)),
    }
}

/// A number of four decimals, in ten-thousandths; that it has no more of them is held too.
fn ten_thousandths(value: f64) -> i64 {
    let written = format!("{value:.4}");
    assert!(written.parse::<f64>().is_ok_and(|read| read == value), "{value}");
    written.replace('.', "").parse().expect("digits")
}

/// Whether a number is that fraction, to four decimals.
fn is_about(value: f64, numerator: i64, denominator: i64) -> bool {
    let off = ten_thousandths(value) * denominator - numerator * 10_000;
    off.abs() * 2 <= denominator
}

proptest! {
    /// Of each criterion the mean, the bounds and how many of how many; the total where nothing is missing, and else why not.
    #[test]
    fn what_stands_is_counted_and_what_is_missing_named(judges in vec(judge(), 0..5), weights in weights()) {
        let all = evaluations(&judges);
        let tally = Tally::of(&all, &grid(&weights));
        let stand: Vec<_> = judges.iter().filter_map(counts).collect();
        let known: Vec<&[i32]> = stand.iter().filter_map(|it| it.ok()).collect();
        prop_assert_eq!(tally.evaluations.of, stand.len());
        prop_assert_eq!(tally.evaluations.known, known.len());
        let left = judges.iter().filter(|judge| judge.last == EvaluationState::Recused).count();
        prop_assert_eq!(tally.evaluations.recused, left);

        let mut expected: Vec<_> = stand.iter().filter_map(|it| it.err()).collect();
        if stand.is_empty() {
            expected.push(MissingScoreReason::NotAssigned);
        }
        let told: Vec<_> = tally.missing.iter().map(|it| it.reason).collect();
        prop_assert_eq!(told, expected);
        let codes: Vec<_> = (0..weights.len()).map(|place| format!("c{place}")).collect();
        for missing in &tally.missing {
            prop_assert_eq!(&missing.criteria, &codes);
            let is_there = all.iter().any(|it| Some(it.id) == missing.evaluation);
            prop_assert_eq!(is_there, missing.reason != MissingScoreReason::NotAssigned);
        }

        let number = i64::try_from(known.len()).expect("few");
        prop_assert_eq!(tally.criteria.iter().map(|it| it.criterion.clone()).collect::<Vec<_>>(), codes);
        for (place, criterion) in tally.criteria.iter().enumerate() {
            let scores: Vec<i32> = known.iter().map(|scores| scores[place]).collect();
            prop_assert_eq!((criterion.known, criterion.of), (known.len(), stand.len()));
            let bound = |score: Option<&i32>| score.map(|score| f64::from(*score) / 4.0);
            prop_assert_eq!(criterion.min, bound(scores.iter().min()));
            prop_assert_eq!(criterion.max, bound(scores.iter().max()));
            let sum: i64 = scores.iter().map(|score| i64::from(*score)).sum();
            prop_assert_eq!(criterion.mean.is_some(), number > 0);
            prop_assert!(criterion.mean.is_none_or(|mean| is_about(mean, sum, 4 * number)));
        }

        prop_assert_eq!(tally.total.is_some(), tally.missing.is_empty());
        let weighed = weights.iter().enumerate().map(|(place, weight)| {
            let sum: i64 = known.iter().map(|scores| i64::from(scores[place])).sum();
            i64::from(*weight) * sum
        });
        let weighed: i64 = weighed.sum();
        prop_assert!(tally.total.is_none_or(|total| is_about(total, weighed, 4 * 1000 * number)));
    }

    /// In which order evaluations come is nobody's business.
    #[test]
    fn the_order_of_evaluations_changes_nothing(
        (all, shuffled) in vec(judge(), 0..5)
            .prop_map(|judges| evaluations(&judges))
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        weights in weights(),
    ) {
        let grid = grid(&weights);
        let [mut one, mut other] = [&all, &shuffled].map(|evaluations| Tally::of(evaluations, &grid));
        for tally in [&mut one, &mut other] {
            tally.missing.sort_by_key(|it| it.evaluation);
        }
        prop_assert_eq!(one, other);
    }

    /// Whoever gives more never lowers a total.
    #[test]
    fn a_higher_score_never_lowers_a_total(
        scores in vec(vec(0..=80i32, CRITERIA), 1..5), weights in weights(), who in any::<prop::sample::Index>(),
        what in 0..CRITERIA, more in 0..=80i32,
    ) {
        let judges = |scores: &[Vec<i32>]| -> Vec<Judge> {
            let one = |scores: &Vec<i32>| Judge { given: vec![scores.clone()], last: EvaluationState::Submitted, by_grid: true };
            scores.iter().map(one).collect()
        };
        let grid = grid(&weights);
        let total = |scores: &[Vec<i32>]| Tally::of(&evaluations(&judges(scores)), &grid).total;
        let mut raised = scores.clone();
        raised[who.index(scores.len())][what] += more;
        prop_assert!(total(&raised) >= total(&scores));
    }

    /// As in a race: one more than those who are ahead; equal totals share a rank, and what has no total has none.
    #[test]
    fn a_rank_is_one_more_than_those_ahead(totals in vec(prop::option::of(0..6i32), 0..12)) {
        let totals: Vec<Option<f64>> = totals.into_iter().map(|total| total.map(|it| f64::from(it) / 4.0)).collect();
        let ranks = ranks(&totals);
        prop_assert_eq!(ranks.len(), totals.len());
        let mut told: Vec<(Option<usize>, Option<f64>)> = ranks.into_iter().zip(totals.iter().copied()).collect();
        told.sort_by(|one, other| by_rank(one.0, other.0));
        let mut last: Option<(usize, f64)> = None;
        for (place, (rank, total)) in told.into_iter().enumerate() {
            let expected = total.map(|total| match last {
                Some((rank, before)) if before == total => rank,
                _ => place + 1,
            });
            prop_assert_eq!(rank, expected);
            if let Some((before, total)) = last.map(|(_, before)| before).zip(total) {
                prop_assert!(total <= before, "the highest first");
            }
            let is_behind = last.is_none() && place > 0;
            prop_assert!(total.is_none() || !is_behind, "those without a total come last");
            last = rank.zip(total);
        }
    }
}

/// One evaluation that was submitted, with a score for each criterion.
fn submitted(scores: &[f64]) -> Evaluated {
    let scores = scores.iter().enumerate();
    Evaluated {
        id: Uuid::now_v7(),
        corrects: None,
        state: EvaluationState::Submitted,
        by_grid: true,
        scores: scores.map(|(place, score)| (format!("c{place}"), *score)).collect(),
    }
}

/// What is the same in decimals is the same, though it is not in binary.
#[test]
fn equal_totals_are_equal_whatever_they_are_made_of() {
    let grid = grid(&[500, 250, 1500, 125, 300, 1]);
    let totals = [[9.0, 10.0, 4.0, 8.0, 3.0, 13.0], [2.0, 8.0, 4.0, 4.0, 18.0, 13.0]].map(|sums| {
        let each = sums.map(|sum: f64| sum / 4.0);
        let jury: Vec<Evaluated> = (0..4).map(|_| submitted(&each)).collect();
        Tally::of(&jury, &grid).total
    });
    assert_eq!(totals, [Some(3.7283), Some(3.7283)], "3.72825, a half rounded up");
}

#[test]
fn a_mean_does_not_depend_on_who_came_first() {
    let grid = grid(&[1000]);
    let mut scores = [3.01, 0.727, 0.717, 2.283];
    for _ in 0..scores.len() {
        scores.rotate_left(1);
        let given: Vec<Evaluated> = scores.iter().map(|score| submitted(&[*score])).collect();
        let tally = Tally::of(&given, &grid);
        assert_eq!((tally.criteria[0].mean, tally.total), (Some(1.6843), Some(1.6843)));
    }
}
