//! What became of each application, told by the coordinators on the days of the selection.

use serde_json::{Value, json};

use super::applications::{Application, Fate};
use super::{motive, path};
use crate::demonstration::accounts;
use crate::demonstration::storyteller::{Event, day};

/// The days on which applications were admitted, and those that were not dismissed.
const ADMITTED: &str = "2018-09-20";
const DISMISSED: &str = "2018-09-24";
/// That on which what had been dismissed was taken up again.
const REOPENED: &str = "2018-10-01";
/// Those on which the jury's list was made, and the others refused.
const SHORTLISTED: &str = "2018-10-11";
const LEFT: &str = "2018-10-12";
/// Those on which the jury's work was drawn upon: the reserve, and the day after the laureates were announced.
const RESERVED: &str = "2018-11-15";
const CONCLUDED: &str = "2018-11-22";

/// What was done on a day: the verb and what it was told.
type Step = (&'static str, &'static str, Value);

/// What became of them; that laureates were selected is told with their projects.
pub fn of(applications: &[Application<'_>]) -> Vec<Event> {
    let told = applications.iter().flat_map(|application| {
        let steps = application.fate.steps();
        steps.into_iter().map(move |(on, verb, body)| {
            let path = format!("{}/{verb}", path(application.number));
            Event::post(day(on), 9 * 60 + application.place, accounts::DITP, path, body)
        })
    });
    told.collect()
}

impl Fate {
    fn steps(&self) -> Vec<Step> {
        let admitted = (ADMITTED, "admit", json!({}));
        let shortlisted = (SHORTLISTED, "shortlist", json!({}));
        match *self {
            Self::Dismissed(why) => vec![(DISMISSED, "dismiss", motive(why))],
            Self::TakenUpAgain(first, then, last) => vec![
                (DISMISSED, "dismiss", motive(first)),
                (REOPENED, "reopen", motive(then)),
                (LEFT, "refuse", motive(last)),
            ],
            Self::WithdrawnAtOnce(on, why) => vec![(on, "withdraw", motive(why))],
            Self::Withdrawn(on, why) => vec![admitted, (on, "withdraw", motive(why))],
            Self::Refused(why) => vec![admitted, (LEFT, "refuse", motive(why))],
            Self::HeardAndRefused(why) => vec![admitted, shortlisted, (CONCLUDED, "refuse", motive(why))],
            Self::InReserve(rank) => vec![admitted, shortlisted, (RESERVED, "reserve", json!({"rank": rank}))],
            Self::Selected => vec![admitted, shortlisted],
        }
    }
}
