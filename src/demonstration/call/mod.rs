//! The call of 2018: who applied, what became of it, by what and by whom it was judged; and how projects were judged at
//! their ends.
//!
//! Public facts: the call's instants, that 52 applied at demarches-simplifiees and that six of them became laureates on
//! 21 November 2018, by six criteria. Everything else is made up: whoever applied besides the laureates, numbers and
//! instants of all applications, the days of the selection, the jury, its scores and its reasons. Summaries and comments
//! say so.

mod applicants;
mod applications;
mod dossiers;
mod fates;
mod grids;
mod imports;
mod jury;
mod project_ends;

use serde_json::{Value, json};

use super::accounts::Cast;
use super::facts::Facts;
use super::storyteller::Event;

/// Everything from the first grid to the last evaluation. What makes the laureates' projects is told with them.
pub fn all(facts: &Facts, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let applications = applications::all(facts)?;
    Ok([
        grids::all(),
        imports::of(&applications, cast)?,
        fates::of(&applications),
        dossiers::of(&applications),
        jury::all(cast)?,
        project_ends::all(cast)?,
    ]
    .concat())
}

/// Where the application of a laureate is, by its short name in the facts.
pub fn laureate(operator: &str) -> anyhow::Result<String> {
    Ok(path(applications::number_of(operator)?))
}

/// Where an application is, by its number where it was sent.
fn path(number: &str) -> String {
    format!("/v1/applications/{{{APPLICATION} {}}}", key(number))
}

/// What applications go by in later events, each with its key.
const APPLICATION: &str = "application";

/// What keeps an application from being imported twice.
fn key(number: &str) -> String {
    format!("ds-{number}")
}

/// The body of what asks for a motive.
fn motive(text: &str) -> Value {
    json!({"motive": text})
}
