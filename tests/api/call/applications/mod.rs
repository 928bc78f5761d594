//! Applications: what each says, when it may come, and what becomes of it.

mod body;
mod edits;
mod jurors;
mod life;
mod lists;
mod local_time;
mod ranks;
mod redaction;
mod references;
mod refusals;
mod replays;
mod rights;
mod verbs;
mod window;

/// Each state, in the order of its code list.
pub const STATES: [&str; 8] = [
    "received",
    "admissible",
    "inadmissible",
    "shortlisted",
    "reserve",
    "laureate",
    "refused",
    "withdrawn",
];

/// Those from which it goes on by itself: what is not decided yet.
pub const OPEN: &[&str] = &["received", "admissible", "shortlisted", "reserve"];

/// What a verb does: from which states, to which, as the journal calls it.
struct Step {
    verb: &'static str,
    action: &'static str,
    from: &'static [&'static str],
    to: &'static str,
}

const fn step(verb: &'static str, action: &'static str, from: &'static [&'static str], to: &'static str) -> Step {
    Step { verb, action, from, to }
}

/// accompaniment.md, "Application"; whatever is not here is refused.
const STEPS: [Step; 8] = [
    step("admit", "admitted", &["received"], "admissible"),
    step("dismiss", "dismissed", &["received"], "inadmissible"),
    step("shortlist", "shortlisted", &["admissible"], "shortlisted"),
    step("reserve", "reserved", &["admissible", "shortlisted"], "reserve"),
    step(
        "select",
        "selected",
        &["admissible", "shortlisted", "reserve"],
        "laureate",
    ),
    step("refuse", "refused", OPEN, "refused"),
    step("withdraw", "withdrawn", OPEN, "withdrawn"),
    step(
        "reopen",
        "reopened",
        &["inadmissible", "refused", "withdrawn"],
        "admissible",
    ),
];

/// The verbs that ask for a motive.
const MOTIVATED: [&str; 4] = ["dismiss", "refuse", "withdraw", "reopen"];
