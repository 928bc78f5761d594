//! The whole story, in the order of its instants.

use actix_web::body::to_bytes;
use actix_web::dev::Service;
use actix_web::test;
use actix_web::web::Data;
use futures_util::future::LocalBoxFuture;
use serde_json::json;

use super::accounts::{self, Cast};
use super::call;
use super::datasets;
use super::entries::{self, Timesheet};
use super::exchanges;
use super::facts::{self, Facts};
use super::founding::open_programme;
use super::hand_over;
use super::happenings::{happenings, selection};
use super::months;
use super::projects::STORIES;
use super::prototypes;
use super::reuses;
use super::risks;
use super::roadmap;
use super::skills;
use super::status_reports;
use super::storyteller::{Event, Listener, Made, Storyteller, day};
use super::team;
use super::topics;
use super::trials;
use super::verdicts;
use super::waivers;
use crate::clock::StoryTime;
use crate::http::services::Services;

/// Tells the story to an empty database, from the first account to the last log line. The clock of the
/// services is the story's.
pub async fn tell(services: Data<Services>, time: &'static StoryTime) -> anyhow::Result<()> {
    with_storyteller(services, time, None, async |storyteller| {
        tell_through(storyteller).await.map(drop)
    })
    .await
}

/// Gives a storyteller to `steps`; at their end everybody is signed out.
pub async fn with_storyteller<T>(
    services: Data<Services>,
    time: &'static StoryTime,
    listener: Option<Listener<'_>>,
    steps: impl AsyncFnOnce(&Storyteller<'_>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let app = test::init_service(crate::app::build(services.clone())).await;
    let answering = |request| -> LocalBoxFuture<'_, _> {
        let answer = app.call(request);
        Box::pin(async move {
            let response = answer.await.map_err(|error| anyhow::anyhow!("{error}"))?;
            let status = response.status();
            let body = to_bytes(response.into_body()).await;
            Ok((status, body.map_err(|_| anyhow::anyhow!("an answer broke off"))?))
        })
    };
    let storyteller = Storyteller {
        app: &answering,
        services: &services,
        time,
        listener,
    };
    let done = steps(&storyteller).await?;
    storyteller.end().await?;
    Ok(done)
}

/// Tells the story.
pub async fn tell_through(storyteller: &Storyteller<'_>) -> anyhow::Result<Cast> {
    let facts = facts::read()?;
    let mut cast = Cast::default();
    open_programme(storyteller, &facts, &mut cast).await?;
    let mut made = Made::default();
    for mut event in story(&facts, &cast)? {
        event.put(&made);
        let (account, name) = (cast.account(event.by)?, event.name.take());
        let told = storyteller.tell(event, account).await?;
        if let Some(name) = name {
            made.keep(&name, &told);
        }
    }
    Ok(cast)
}

/// Everything from the call on, sorted by instant: stamps ascend.
fn story(facts: &Facts, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let mut events = call::all(facts, cast)?;
    let mut sheet = Timesheet::default();
    for (index, story) in STORIES.iter().enumerate() {
        let index = u32::try_from(index)?;
        events.extend(selection(story, index, cast)?);
        events.extend(happenings(story));
        events.extend(risks::of(story.code, story.technical));
        events.extend(datasets::of(story, cast)?);
        events.extend(prototypes::of(story));
        events.extend(trials::of(story));
        events.extend(status_reports::of(story));
        events.extend(skills::of(story));
        events.extend(team::of(story, cast)?);
        events.extend(roadmap::of(story, cast)?);
        events.extend(reuses::of(story, cast)?);
        events.extend(topics::of(story, cast)?);
        events.extend(months::of(story));
        events.extend(hand_over::of(story));
        events.extend(waivers::of(story));
        events.extend(verdicts::of(story));
        events.extend(entries::of(story, u64::from(index), day, &mut sheet));
    }
    events.extend(exchanges::all(facts, cast)?);
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
