//! Months of missions that were closed by their provider and countersigned by the coordinators.
//!
//! None of it is a public fact: which months, and on which days, is plausible.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde_json::json;

use super::accounts;
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// The first month of every mission.
const FIRST: &str = "2018-11-01";

/// Which of a project's missions it is.
#[derive(Clone, Copy)]
pub enum Side {
    Technical,
    Strategic,
}

/// A mission of which months were closed: the first day of the last one that was countersigned too, and of the last one
/// that was closed.
const CLOSED: &[(&str, Side, &str, &str)] = &[
    ("AMI-IA-2018-ASN", Side::Technical, "2019-02-01", "2019-03-01"),
    // To the end of both: what is ready to launch owes nothing.
    ("AMI-IA-2018-DGAL", Side::Technical, "2019-11-01", "2019-11-01"),
    ("AMI-IA-2018-DGAL", Side::Strategic, "2019-11-01", "2019-11-01"),
];

/// What a mission of a project goes by in later events.
pub fn mission(project: &str, side: Side) -> String {
    let side = match side {
        Side::Technical => "technical",
        Side::Strategic => "strategic",
    };
    format!("{side} mission {project}")
}

/// The months of a project's missions that were closed, told by its experts and by who decides on their work.
pub fn of(story: &ProjectStory) -> Vec<Event> {
    let own = (0..).zip(CLOSED);
    let own = own.filter(|(_, (project, ..))| *project == story.code);
    own.flat_map(|(place, (_, side, countersigned, closed))| {
        let first = day(FIRST);
        let all = (0..).map_while(move |number| first.checked_add_months(Months::new(number)));
        let all = all.take_while(move |month| *month <= day(closed));
        all.flat_map(move |month| events(month, place, *side, story, month <= day(countersigned)))
    })
    .collect()
}

/// A month is closed in the first days of the next one, and countersigned a week later.
fn events(month: NaiveDate, place: u32, side: Side, story: &ProjectStory, countersigned: bool) -> Vec<Event> {
    let own = format!(
        "/v1/missions/{{{}}}/months/{}",
        mission(story.code, side),
        month.format("%Y-%m")
    );
    let (expert, decider) = match side {
        Side::Technical => (story.technical, accounts::DINSIC),
        Side::Strategic => (story.strategic, accounts::DITP),
    };
    let minute = 18 * 60 + 30 + place;
    let on = working(month + Months::new(1) + Days::new(3));
    let close = Event::post(on, minute, expert, format!("{own}/close"), json!({}));
    let countersign = countersigned.then(|| {
        let on = on + Days::new(7);
        Event::post(on, minute, decider, format!("{own}/countersign"), json!({}))
    });
    [close].into_iter().chain(countersign).collect()
}

/// That day, or the Monday after it.
fn working(on: NaiveDate) -> NaiveDate {
    match on.weekday() {
        Weekday::Sat => on + Days::new(2),
        Weekday::Sun => on + Days::new(1),
        _ => on,
    }
}
