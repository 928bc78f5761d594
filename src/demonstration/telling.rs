//! The whole story, in the order of its instants.

use std::cell::RefCell;

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::web::Data;
use actix_web::{Error, test};
use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel_async::AsyncConnection;
use secrecy::SecretString;
use serde_json::{Value, json};
use uuid::Uuid;

use super::accounts::{self, Cast, Player};
use super::entries::{self, Timesheet};
use super::facts::{self, Facts};
use super::plan::MILESTONES;
use super::projects::{Decision, Delivery, ProjectStory, STORIES};
use super::recorder::{self, Recorder};
use super::rehearsal;
use super::storyteller::{Event, Storyteller, instant};
use super::{PROGRAMME, programme};
use crate::access::password;
use crate::accounts::{Founded, Founder, found, queries};
use crate::database::propose_stamp;
use crate::http::ApiError;
use crate::organisations::OrganisationKind;
use crate::services::Services;

/// The steering body that runs the platform.
const DINSIC: &str =
    "Direction interministérielle du numérique et du système d'information et de communication de l'État";

/// The providers; only one of them is a public fact.
const PROVIDERS: [(&str, &str); 3] = [
    ("Atelier Données (prestataire de démonstration)", "Atelier Données"),
    ("Quantmetry", "Quantmetry"),
    ("Conseil Métiers (prestataire de démonstration)", "Conseil Métiers"),
];

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
    let teller = Storyteller {
        app: &app,
        services: &services,
        recorder,
    };
    let facts = facts::read()?;
    let mut cast = Cast::default();
    open_programme(&teller, &facts, &mut cast).await?;
    for event in story(&facts, &cast)? {
        let account = cast.account(event.by)?;
        teller.tell(event, account).await?;
    }
    if teller.recorder.is_some() {
        rehearsal::rehearse(&teller, &cast).await?;
        recorder::visit(
            &teller,
            cast.account(accounts::DITP)?,
            cast.account(accounts::ADMINISTRATOR)?,
        )
        .await?;
    }
    Ok((cast, teller.recorder))
}

/// Organisations, accounts, the programme and who may do what on it: June to November 2018.
async fn open_programme<S, B>(teller: &Storyteller<'_, S>, facts: &Facts, cast: &mut Cast) -> anyhow::Result<()>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let founding = day("2018-06-01");
    let mut clock = Minutes(9 * 60);
    let administrator = founder(teller, instant(founding.and_hms_opt(8, 0, 0).unwrap_or_default())).await?;
    cast.engage(accounts::ADMINISTRATOR, administrator.account);
    cast.know("DINSIC", administrator.organisation);
    for (short_name, body) in organisations(facts) {
        let event = Event::post(
            founding,
            clock.next(),
            accounts::ADMINISTRATOR,
            "/v1/organisations".to_owned(),
            body,
        );
        let made = teller.tell(event, administrator.account).await?;
        cast.know(&short_name, id_of(&made)?);
    }
    let password = password_hash()?;
    for player in accounts::ALL
        .iter()
        .filter(|player| **player != accounts::ADMINISTRATOR)
    {
        let body = json!({"name": player.name, "email": player.email, "organisation": cast.organisation(player.organisation)?});
        let event = Event::post(
            founding,
            clock.next(),
            accounts::ADMINISTRATOR,
            "/v1/accounts".to_owned(),
            body,
        );
        let account = id_of(&teller.tell(event, administrator.account).await?)?;
        let mut conn = teller.services.pool.get().await?;
        queries::set_secret(&mut conn, account, &password).await?;
        cast.engage(*player, account);
    }
    let opening = day("2018-06-11");
    let body = programme::programme(facts, cast)?;
    teller
        .tell(
            Event::post(opening, 600, accounts::DITP, "/v1/programmes".to_owned(), body),
            cast.account(accounts::DITP)?,
        )
        .await?;
    for (position, player) in accounts::ALL.iter().enumerate() {
        let granted_already = [accounts::DITP, accounts::ADMINISTRATOR].contains(player);
        if !granted_already {
            let body = json!({"role": player.role, "programme": PROGRAMME});
            let minute = 660 + u32::try_from(position).unwrap_or_default();
            let path = format!("/v1/accounts/{}/grants", cast.account(*player)?);
            teller
                .tell(
                    Event::post(opening, minute, accounts::ADMINISTRATOR, path, body),
                    administrator.account,
                )
                .await?;
        }
    }
    Ok(())
}

/// The administrator, whom no request can make.
async fn founder<S>(teller: &Storyteller<'_, S>, at: DateTime<Utc>) -> anyhow::Result<Founded> {
    let founder = Founder {
        name: accounts::ADMINISTRATOR.name.to_owned(),
        email: accounts::ADMINISTRATOR.email.to_owned(),
        organisation: DINSIC.to_owned(),
        short_name: Some("DINSIC".to_owned()),
        kind: OrganisationKind::SteeringBody,
        administrator: true,
        password_hash: Some(password_hash()?),
    };
    let mut conn = teller.services.pool.get().await?;
    conn.transaction(async |conn| {
        propose_stamp(conn, at).await?;
        found(conn, &founder, at).await
    })
    .await
    .map_err(|error: ApiError| anyhow::anyhow!("{error}"))
}

fn password_hash() -> anyhow::Result<String> {
    password::hash(&SecretString::from(accounts::PASSWORD))
}

struct Minutes(u32);

impl Minutes {
    fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

fn organisations(facts: &Facts) -> Vec<(String, Value)> {
    let bodies = facts
        .programme
        .bodies
        .iter()
        .filter(|body| body.short_name != "DINSIC")
        .map(|body| {
            let kind = programme::body_kind(&body.role);
            (
                body.short_name.clone(),
                json!({"name": body.name, "short_name": body.short_name, "kind": kind, "siret": body.siret}),
            )
        });
    let laureates = facts.laureates.iter().map(|laureate| {
        let (name, short_name) = match laureate.operator_short.as_str() {
            "AFB/OFB" => ("Agence française pour la biodiversité", "AFB"),
            short_name => (laureate.operator.as_str(), short_name),
        };
        // The numbers in the facts are those of the OFB, which did not exist yet.
        let (siren, siret) = if short_name == "AFB" {
            (&None, &None)
        } else {
            (&laureate.siren, &laureate.siret)
        };
        let kind = laureate_kind(short_name);
        (
            short_name.to_owned(),
            json!({"name": name, "short_name": short_name, "kind": kind, "siren": siren, "siret": siret}),
        )
    });
    let providers = PROVIDERS.iter().map(|(name, short_name)| {
        (
            (*short_name).to_owned(),
            json!({"name": name, "short_name": short_name, "kind": "private_firm"}),
        )
    });
    bodies.chain(laureates).chain(providers).collect()
}

fn laureate_kind(short_name: &str) -> &'static str {
    match short_name {
        "ACOSS" | "AFB" => "national_operator",
        "ASN" => "independent_authority",
        "CHU de Toulouse" => "hospital",
        "DDTM 34" => "decentralised_service",
        _ => "ministry",
    }
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

/// The project is made, started, manned, planned and its plan approved.
fn selection(story: &ProjectStory, index: u32, facts: &Facts, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let laureate = facts
        .laureates
        .iter()
        .find(|laureate| laureate.operator_short == story.laureate);
    let laureate = laureate.ok_or_else(|| anyhow::anyhow!("{} is no laureate", story.laureate))?;
    let start = day("2018-11-21");
    let at = |step: u32| 600 + index * 10 + step;
    let project = format!("/v1/projects/{}", story.code);
    let post = |step, path: &str, body| Event::post(start, at(step), accounts::DITP, path.to_owned(), body);
    let summary = format!(
        "{} (Démonstration : dates et titre publics ; plan, prestataires et avancement plausibles.)",
        laureate.summary.fr
    );
    let mission = |provider: Player, tracks: [&str; 2], days: f64| {
        anyhow::Ok(json!({
            "provider": cast.organisation(provider.organisation)?, "tracks": tracks, "from": "2018-11-21",
            "until": if story.completed.is_some() { "2019-12-01" } else { "2020-07-01" },
            "purchase_order": format!("BC-2018-{:02}", index + 1), "ordered_days": days,
        }))
    };
    let organisation = cast.organisation(story.team.organisation)?;
    let missions = format!("{project}/missions");
    Ok(vec![
        post(
            0,
            &format!("/v1/programmes/{PROGRAMME}/projects"),
            json!({"organisation": organisation, "title": laureate.title, "summary": summary}),
        ),
        post(1, &format!("{project}/start"), json!({"on": start})),
        post(
            2,
            &missions,
            mission(
                story.technical,
                ["technical_support", "prototype"],
                story.ordered_days.0,
            )?,
        ),
        post(
            3,
            &missions,
            mission(story.strategic, ["strategic_support", "roadmap"], story.ordered_days.1)?,
        ),
        post(4, &format!("{project}/plan"), json!({})),
        Event::post(
            day("2018-12-14"),
            at(0),
            accounts::DITP,
            format!("{project}/baselines"),
            json!({}),
        ),
    ])
}

/// What happened to the project's plan and clock.
fn happenings(story: &ProjectStory) -> Vec<Event> {
    let project = format!("/v1/projects/{}", story.code);
    let mut events: Vec<Event> = story
        .deliveries
        .iter()
        .flat_map(|delivery| delivered(story, delivery))
        .collect();
    for pause in story.pauses {
        let body = json!({"from": pause.from, "until": pause.until, "motive": pause.motive, "shift_forecasts": true});
        events.push(Event::post(
            day(pause.recorded),
            11 * 60,
            accounts::DITP,
            format!("{project}/suspensions"),
            body,
        ));
    }
    if let Some((on, months, motive)) = story.extension {
        let body = json!({"useful_months": months, "motive": motive});
        events.push(Event::post(
            day(on),
            8 * 60 + 30,
            accounts::DITP,
            format!("{project}/extensions"),
            body,
        ));
    }
    for (milestone, on, to, motive) in story.afterwards {
        let path = format!("/v1/milestones/{}-M{milestone:02}/forecasts", story.code);
        events.push(Event::post(
            day(on),
            9 * 60,
            story.technical,
            path,
            json!({"forecast_on": to, "motive": motive}),
        ));
    }
    if story.completed.is_none() {
        let body = json!({"motive": "Nouvelle référence après la prolongation."});
        events.push(Event::post(
            day("2019-11-04"),
            19 * 60,
            accounts::DITP,
            format!("{project}/baselines"),
            body,
        ));
    }
    for (on, overall, text, support) in story.reports {
        let body = json!({"overall": overall, "text": text, "support_needed": support});
        events.push(Event::post(
            day(on),
            18 * 60,
            accounts::DITP,
            format!("{project}/health"),
            body,
        ));
    }
    if let Some(on) = story.completed {
        events.push(Event::post(
            day(on),
            12 * 60,
            accounts::DITP,
            format!("{project}/complete"),
            json!({"on": on}),
        ));
    }
    events
}

/// One milestone, from its start to its decision.
fn delivered(story: &ProjectStory, delivery: &Delivery) -> Vec<Event> {
    let plan = &MILESTONES[delivery.milestone - 1];
    let milestone = format!("/v1/milestones/{}-M{:02}", story.code, delivery.milestone);
    let (worker, decider) = match plan.track {
        "technical_support" | "prototype" => (story.technical, accounts::DINSIC),
        "strategic_support" | "roadmap" => (story.strategic, accounts::DITP),
        _ => (story.team, accounts::DITP),
    };
    let mut events = Vec::new();
    if let Some((on, to, motive)) = delivery.forecast {
        let body = json!({"forecast_on": to, "motive": motive});
        events.push(Event::post(
            day(on),
            9 * 60,
            worker,
            format!("{milestone}/forecasts"),
            body,
        ));
    }
    if !delivery.started.is_empty() {
        events.push(Event::post(
            day(delivery.started),
            9 * 60 + 30,
            worker,
            format!("{milestone}/start"),
            json!({}),
        ));
    }
    if let Some(submitted) = delivery.submitted {
        let submitted = day(submitted);
        for (index, evidence) in plan.evidence.iter().enumerate() {
            let minute = 14 * 60 + u32::try_from(index).unwrap_or_default();
            let url = format!(
                "https://pieces.example/{}/{}/{evidence}",
                story.code.to_lowercase(),
                plan.key
            );
            let body = json!({"type": evidence, "title": format!("{} ({evidence})", plan.title), "url": url});
            events.push(Event::post(
                submitted,
                minute,
                worker,
                format!("{milestone}/evidence"),
                body,
            ));
        }
        events.push(Event::post(
            submitted,
            15 * 60,
            worker,
            format!("{milestone}/submit"),
            json!({}),
        ));
    }
    if let Some((on, decision)) = delivery.decided {
        let (verb, body) = match decision {
            Decision::Accepted => ("accept", json!({})),
            Decision::Reduced { percent, motive } => (
                "accept_with_reduction",
                json!({"motive": motive, "reduction_percent": percent}),
            ),
            Decision::Deferred { until, motive } => ("defer", json!({"motive": motive, "resubmit_by": until})),
        };
        events.push(Event::post(
            day(on),
            16 * 60,
            decider,
            format!("{milestone}/{verb}"),
            body,
        ));
    }
    events
}

fn id_of(made: &Value) -> anyhow::Result<Uuid> {
    made["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| anyhow::anyhow!("no id in {made}"))
}

/// A day of the story; a slip of the pen tells itself by being far away.
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| NaiveDate::MIN + Days::new(366))
}
