//! What the jury was given to read of each application that it heard: a link, which a coordinator attached. There is nothing
//! behind it.

use serde_json::json;

use super::applications::Application;
use super::path;
use crate::demonstration::accounts;
use crate::demonstration::storyteller::{Event, day};

/// The day on which the jury's list was made.
const ATTACHED: &str = "2018-10-11";

/// Of those that were shortlisted that morning.
pub fn of(applications: &[Application<'_>]) -> Vec<Event> {
    let heard = applications.iter().filter(|application| application.fate.is_heard());
    let told = heard.map(|application| {
        let number = application.number;
        let body = json!({
            "type": "application_file", "title": "Dossier de candidature (démonstration)",
            "url": format!("https://depot.example/ami-ia-2018/candidatures/{number}.pdf"),
        });
        let evidence = format!("{}/evidence", path(number));
        let minute = 14 * 60 + application.place;
        Event::post(day(ATTACHED), minute, accounts::DITP, evidence, body)
    });
    told.collect()
}
