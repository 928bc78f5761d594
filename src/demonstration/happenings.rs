//! What happens to each project: how it came of its application, its milestones, its clock, its health.

use chrono::NaiveDate;
use serde_json::json;

use super::accounts::{self, Cast, Player};
use super::call;
use super::months::{self, Side};
use super::plan::MILESTONES;
use super::projects::{Decision, Delivery, ProjectStory};
use super::storyteller::{Event, day};

/// The application is selected, which makes the project; then it is started, manned, planned and its plan approved.
pub fn selection(story: &ProjectStory, index: u32, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let start = day("2018-11-21");
    let at = |step: u32| 600 + index * 10 + step;
    let project = format!("/v1/projects/{}", story.code);
    let post = |step, path: &str, body| Event::post(start, at(step), accounts::DITP, path.to_owned(), body);
    let mission = |provider: Player, tracks: [&str; 2], days: f64| {
        anyhow::Ok(json!({
            "provider": cast.organisation(provider.organisation)?, "tracks": tracks, "from": "2018-11-21",
            "until": if story.completed.is_some() { "2019-12-01" } else { "2020-07-01" },
            "purchase_order": format!("BC-2018-{:02}", index + 1), "ordered_days": days,
        }))
    };
    let missions = format!("{project}/missions");
    Ok(vec![
        post(
            0,
            &format!("{}/select", call::laureate(story.laureate)?),
            json!({"code": story.code}),
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
        )
        .known_as(months::mission(story.code, Side::Technical)),
        post(
            3,
            &missions,
            mission(story.strategic, ["strategic_support", "roadmap"], story.ordered_days.1)?,
        )
        .known_as(months::mission(story.code, Side::Strategic)),
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
pub fn happenings(story: &ProjectStory) -> Vec<Event> {
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
            let title = format!("{} ({evidence})", plan.title);
            let links = format!("{milestone}/evidence");
            let attached = if *evidence == "minutes" {
                let body = json!({"type": evidence, "title": title});
                let name = format!("compte-rendu-{}.md", plan.key.replace('_', "-"));
                Event::post(submitted, minute, worker, format!("{links}/files"), body)
                    .with_file(name, minutes(story, plan.title, submitted))
            } else {
                let body = json!({"type": evidence, "title": title, "url": url});
                Event::post(submitted, minute, worker, links, body)
            };
            events.push(attached.known_as(piece(story.code, plan.key, evidence)));
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

/// What a piece of a milestone's evidence goes by in later events.
pub fn piece(project: &str, milestone: &str, evidence: &str) -> String {
    format!("{evidence} of {milestone} {project}")
}

/// The minutes of a meeting, as plausible as the plan and no truer.
fn minutes(story: &ProjectStory, subject: &str, on: NaiveDate) -> String {
    format!(
        "# {subject}\n\nProjet {}, compte rendu du {}. Document de démonstration : la réunion est vraisemblable, non réelle.\n\n\
         * Présents : l'équipe de l'administration, l'accompagnement, la coordination.\n\
         * Décidé : poursuivre selon le plan ; les écarts se lisent dans les prévisions.\n",
        story.code,
        on.format("%d/%m/%Y"),
    )
}
