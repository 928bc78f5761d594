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

/// A project of whose technical mission months were closed: the first day of the last one that was countersigned too,
/// and of the last one that was closed.
const CLOSED: &[(&str, &str, &str)] = &[
    ("AMI-IA-2018-ASN", "2019-02-01", "2019-03-01"),
    ("AMI-IA-2018-DGAL", "2019-10-01", "2019-11-01"),
];

/// What the technical mission of a project goes by in later events.
pub fn mission(project: &str) -> String {
    format!("mission {project}")
}

/// The months of a project's technical mission that were closed, told by its expert and by who decides on its work.
pub fn of(story: &ProjectStory) -> Vec<Event> {
    let own = (0..).zip(CLOSED);
    let own = own.filter(|(_, (project, ..))| *project == story.code);
    own.flat_map(|(place, (_, countersigned, closed))| {
        let first = day(FIRST);
        let all = (0..).map_while(move |number| first.checked_add_months(Months::new(number)));
        let all = all.take_while(move |month| *month <= day(closed));
        all.flat_map(move |month| events(month, place, story, month <= day(countersigned)))
    })
    .collect()
}

/// A month is closed in the first days of the next one, and countersigned a week later.
fn events(month: NaiveDate, place: u32, story: &ProjectStory, countersigned: bool) -> Vec<Event> {
    let own = format!(
        "/v1/missions/{{{}}}/months/{}",
        mission(story.code),
        month.format("%Y-%m")
    );
    let minute = 18 * 60 + 30 + place;
    let on = working(month + Months::new(1) + Days::new(3));
    let close = Event::post(on, minute, story.technical, format!("{own}/close"), json!({}));
    let countersign = countersigned.then(|| {
        let on = on + Days::new(7);
        Event::post(on, minute, accounts::DINSIC, format!("{own}/countersign"), json!({}))
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
