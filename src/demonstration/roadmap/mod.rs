//! What each laureate means to do once its accompaniment is over, in the order that its team gave it.
//!
//! Public facts: that DGAL's tool went into production in November 2019; that ASN went on with its own budget; that CHU
//! studied how to integrate the annotation tool into its information system. Everything else is plausible: what there is to
//! do, by when, in which order, and on which days it was adopted.

mod acoss;
mod afb;
mod asn;
mod chu;
mod ddtm;
mod dgal;

use serde_json::json;
use uuid::Uuid;

use super::accounts::{self, Cast};
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// An item, as it was proposed on a day, and what followed.
pub struct Item {
    on: &'static str,
    kind: &'static str,
    title: &'static str,
    horizon: &'static str,
    due_on: Option<&'static str>,
    /// Whether the laureate's team looks after it.
    owned: bool,
    /// Its place; the last one where it has none.
    position: Option<u32>,
    then: &'static [(&'static str, Then)],
}

/// What was done to an item on a later day.
pub enum Then {
    Adopted,
    Finished,
    /// Why.
    Dropped(&'static str),
}

/// Proposed at the end, without a day, and no more so far.
const fn item(on: &'static str, kind: &'static str, title: &'static str, horizon: &'static str) -> Item {
    Item {
        on,
        kind,
        title,
        horizon,
        due_on: None,
        owned: false,
        position: None,
        then: &[],
    }
}

/// The roadmaps, by the codes of their projects.
const ROADMAPS: &[(&str, &[Item])] = &[
    ("AMI-IA-2018-ACOSS", acoss::ITEMS),
    ("AMI-IA-2018-AFB", afb::ITEMS),
    ("AMI-IA-2018-ASN", asn::ITEMS),
    ("AMI-IA-2018-CHU-DE-TOULOUSE", chu::ITEMS),
    ("AMI-IA-2018-DDTM-34", ddtm::ITEMS),
    ("AMI-IA-2018-DGAL", dgal::ITEMS),
];

/// The roadmap of a project, told by its laureate; what is dropped, by its coordinators.
pub fn of(story: &ProjectStory, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let account = cast.account(story.team)?;
    let own = ROADMAPS.iter().filter(|(project, _)| *project == story.code);
    let items = own.flat_map(|(_, items)| (0..).zip(*items));
    Ok(items
        .flat_map(|(place, item)| item.events(place, story, account))
        .collect())
}

impl Item {
    fn events(&self, place: u32, story: &ProjectStory, account: Uuid) -> Vec<Event> {
        let items = format!("/v1/projects/{}/roadmap-items", story.code);
        let name = format!("roadmap item {} {place}", story.code);
        let body = json!({
            "kind": self.kind, "title": self.title, "horizon": self.horizon, "due_on": self.due_on,
            "owner": self.owned.then_some(account), "position": self.position,
        });
        // What is proposed at once is proposed in this order.
        let minute = 10 * 60 + 5 + place;
        let made = Event::post(day(self.on), minute, story.team, items.clone(), body).known_as(name.clone());
        let then = self.then.iter().map(|(on, then)| {
            let (by, verb, body) = match then {
                Then::Adopted => (story.team, "adopt", json!({})),
                Then::Finished => (story.team, "finish", json!({})),
                Then::Dropped(motive) => (accounts::DITP, "drop", json!({"motive": motive})),
            };
            Event::post(day(on), minute + 30, by, format!("{items}/{{{name}}}/{verb}"), body)
        });
        [made].into_iter().chain(then).collect()
    }
}
