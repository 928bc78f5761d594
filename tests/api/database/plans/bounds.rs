//! How many buffers a list of five may touch, and what is shown whole.

/// More than any page of five needs, with all that it shows, five exchanges with ten projects and organisations each among them;
/// less than a table holds.
const PAGE: i64 = 450;
/// More than a portfolio of twenty projects needs, of each of which some hundred rows are read, one a block as they lie here.
pub const PORTFOLIO: i64 = 2_000;
/// More than five verdicts need, which are told with what their projects' things are called.
const VERDICTS: i64 = 1_000;
/// More than it takes to count among twenty thousand milestones those that are late in a thousand projects, a fifth of which was suspended.
const COUNTED: i64 = 2_000;
/// More than it takes to see that each of a thousand running projects has reported.
const UNREPORTED: i64 = 5_000;
/// More than the two hundred milestones of a provider's ten projects.
const OF_PROVIDER: i64 = 900;
/// More than there is that is due, or overdue for review: found by its day, and put in the list's order.
const DUE: i64 = 1_000;
/// More than a ranking of twenty projects needs, with three parts of the evaluation of each.
pub const RANKING: i64 = 600;
/// More than five projects of a nursery need, with ten items of the roadmap, ten topics and ten reuses of each.
const NURSERY: i64 = 1_500;

/// Of a list, by its address.
pub fn of(path: &str) -> i64 {
    match path {
        _ if path.contains("count=true") => COUNTED,
        _ if path.contains("/verdicts?") => VERDICTS,
        _ if path.contains("/nursery?") => NURSERY,
        _ if path.contains("unreported_since=") => UNREPORTED,
        _ if path.contains("provider=") => OF_PROVIDER,
        _ if path.contains("roadmap-items?due_before=") || path.contains("overdue_review=") => DUE,
        _ => PAGE,
    }
}
