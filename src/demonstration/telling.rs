//! The whole story, in the order of its instants.

use std::cell::RefCell;

use actix_web::test;
use actix_web::web::Data;
use serde_json::{Value, json};

use super::accounts::{self, Cast};
use super::entries::{self, Timesheet};
use super::facts::{self, Facts};
use super::founding::open_programme;
use super::happenings::{happenings, selection};
use super::projects::STORIES;
use super::recorder::{self, Recorder};
use super::rehearsal;
use super::storyteller::{Event, Storyteller, day};
use crate::services::Services;

/// Tells the story to an empty database, from the first account to the last log line.
pub async fn tell(services: Data<Services>) -> anyhow::Result<Cast> {
    told(services, None).await.map(|(cast, _)| cast)
}

/// The same, keeping real answers for the document's examples.
pub async fn record(services: Data<Services>) -> anyhow::Result<Value> {
    let (_, recorder) = told(services, Some(RefCell::new(Recorder::new()?))).await?;
    Ok(recorder.map_or(Value::Null, |recorder| recorder.into_inner().into_json()))
}

async fn told(
    services: Data<Services>,
    recorder: Option<RefCell<Recorder>>,
) -> anyhow::Result<(Cast, Option<RefCell<Recorder>>)> {
    let app = test::init_service(crate::app::build(services.clone())).await;
    let reporter = Storyteller {
        app: &app,
        services: &services,
        recorder,
    };
    let facts = facts::read()?;
    let mut cast = Cast::default();
    open_programme(&reporter, &facts, &mut cast).await?;
    for event in story(&facts, &cast)? {
        let account = cast.account(event.by)?;
        reporter.tell(event, account).await?;
    }
    if reporter.recorder.is_some() {
        rehearsal::rehearse(&reporter, &cast).await?;
        recorder::visit(
            &reporter,
            cast.account(accounts::DITP)?,
            cast.account(accounts::ADMINISTRATOR)?,
        )
        .await?;
    }
    Ok((cast, reporter.recorder))
}

/// Everything from the laureates' selection on, sorted by instant: stamps ascend.
fn story(facts: &Facts, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let mut events = Vec::new();
    let mut sheet = Timesheet::default();
    for (index, story) in STORIES.iter().enumerate() {
        let index = u32::try_from(index)?;
        events.extend(selection(story, index, facts, cast)?);
        events.extend(happenings(story));
        events.extend(entries::of(story, u64::from(index), day, &mut sheet));
    }
    let afb = cast.organisation("AFB")?;
    let renaming = json!({"name": "Office français de la biodiversité", "short_name": "OFB", "siren": "130025919", "siret": "13002591900015"});
    events.push(Event::patch(
        day("2020-01-01"),
        600,
        accounts::DITP,
        format!("/v1/organisations/{afb}"),
        renaming,
    ));
    events.sort_by_key(|event| event.at);
    Ok(events)
}
