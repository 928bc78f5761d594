//! Each answer is a state that was, whatever is written meanwhile.
//!
//! Eight writers lead a project each through the same states, one commit after the other:
//!
//! ```text
//! title     state       open milestones
//! "ouvert"  running     all
//! "ouvert"  completed   none             POST complete, which cancels them
//! "fermé"   completed   none             PATCH
//! "fermé"   running     none             POST reopen
//! "fermé"   running     the first ones   POST reopen, one milestone after the other
//! "ouvert"  running     all              PATCH
//! ```
//!
//! So the title, the state and the milestones of a project that stand in one answer tell whether they
//! were read at one instant.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use diesel_async::SimpleAsyncConnection;
use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use crate::support::{Client, Laying, NewMilestone, World, lay_milestone};

pub const WRITERS: usize = 8;
const READERS: usize = 8;
/// The milestones of each project.
const MILESTONES: i32 = 3;
/// How many answers are looked at; `JALON_SNAPSHOT_ANSWERS` asks for another number.
const ANSWERS: usize = 400;

const PORTFOLIO: &str = "/v1/programmes/AMI-T/portfolio";
const COMPLETED: &str = "/v1/projects?state=completed&count=true&limit=200";
const PROJECTS: &str = "/v1/programmes/AMI-T/projects?count=true&limit=200";
const MILESTONES_OF_ALL: &str = "/v1/programmes/AMI-T/milestones?sort=code&count=true&limit=200";
const CANCELLED: &str = "/v1/programmes/AMI-T/milestones?sort=code&state=cancelled&count=true&limit=200";
pub const READ: [&str; 5] = [PORTFOLIO, MILESTONES_OF_ALL, COMPLETED, CANCELLED, PROJECTS];

fn answers() -> usize {
    let asked = std::env::var("JALON_SNAPSHOT_ANSWERS").ok();
    asked.map_or(ANSWERS, |asked| asked.parse().unwrap())
}

pub fn code(writer: usize) -> String {
    format!("AMI-T-W{writer}")
}

/// A project for each writer, with its milestones in progress.
pub async fn lay(world: &World) {
    let mut lay = Laying::default();
    for writer in 0..WRITERS {
        let project = lay.project(world.programme, &code(writer), world.asn, Some("2018-11-21"));
        lay.more(&format!("update projects set title = 'ouvert' where id = '{project}';"));
        for number in 1..=MILESTONES {
            let new = NewMilestone {
                number,
                ..NewMilestone::default()
            };
            lay_milestone(&mut lay, project, &code(writer), &new);
        }
    }
    world.app.sql(&lay.transaction()).await;
}

/// Once around.
pub async fn lead_around(client: &Client, code: &str) {
    let client = client.with("If-Match", "*");
    let project = format!("/v1/projects/{code}");
    let because = || json!({"motive": "Décision du comité."});
    let completion = json!({"on": "2019-03-01", "cancel_open": true, "motive": "Décision du comité."});
    client
        .post(&format!("{project}/complete"), completion)
        .await
        .expect(200);
    client.patch(&project, json!({"title": "fermé"})).await.expect(200);
    client.post(&format!("{project}/reopen"), because()).await.expect(200);
    for number in 1..=MILESTONES {
        let milestone = format!("/v1/milestones/{code}-M{number:02}/reopen");
        client.post(&milestone, because()).await.expect(200);
    }
    client.patch(&project, json!({"title": "ouvert"})).await.expect(200);
}

/// Whether a project can have so many open milestones.
fn was(title: &Value, state: &Value, open: u64) -> bool {
    let all = MILESTONES as u64;
    match (title.as_str().unwrap(), state.as_str().unwrap()) {
        ("ouvert", "running") => open == all,
        ("ouvert" | "fermé", "completed") => open == 0,
        ("fermé", "running") => open <= all,
        _ => false,
    }
}

/// The number at a code; none is 0.
fn at(counts: &Value, code: &str) -> u64 {
    counts[code].as_u64().unwrap_or_default()
}

fn open(by_state: &Value) -> u64 {
    let open = ["planned", "in_progress", "submitted", "deferred"];
    open.iter().map(|state| at(by_state, state)).sum()
}

/// Those of the writers among the items.
fn led(items: &Value) -> impl Iterator<Item = &Value> {
    let items = items.as_array().unwrap().iter();
    items.filter(|item| item["code"].as_str().unwrap().starts_with("AMI-T-W"))
}

/// A portfolio: each project by itself, and the totals of them all.
fn hold_portfolio(portfolio: &Value) {
    let projects = &portfolio["projects"];
    assert_eq!(led(projects).count(), WRITERS);
    for project in led(projects) {
        let by_state = &project["milestones"]["by_state"];
        let open = open(by_state);
        assert!(was(&project["title"], &project["state"], open), "{project:#}");
        assert_eq!(open + at(by_state, "cancelled"), MILESTONES as u64, "{project:#}");
        assert_eq!(project["forecast_end"].is_null(), open == 0, "{project:#}");
        assert_eq!(project["next_milestone"].is_null(), open == 0, "{project:#}");
    }
    let totals = &portfolio["totals"];
    let projects = projects.as_array().unwrap();
    let states: BTreeMap<_, u64> = projects.iter().fold(BTreeMap::new(), |mut states, project| {
        *states.entry(project["state"].as_str().unwrap()).or_default() += 1;
        states
    });
    for (state, number) in totals["projects_by_state"].as_object().unwrap() {
        assert_eq!(
            number.as_u64(),
            Some(states.get(state.as_str()).copied().unwrap_or_default())
        );
    }
    assert_eq!(totals["projects"], projects.len());
    for (state, number) in totals["milestones_by_state"].as_object().unwrap() {
        let sum: u64 = projects
            .iter()
            .map(|project| at(&project["milestones"]["by_state"], state))
            .sum();
        assert_eq!(number.as_u64(), Some(sum), "{state}");
    }
    for of in ["late", "decision_overdue"] {
        let sum: u64 = projects.iter().map(|project| at(&project["milestones"], of)).sum();
        assert_eq!(at(totals, of), sum, "{of}");
    }
}

/// A page of milestones: of each project the first ones are open, and there are as many as it says.
fn hold_milestones(page: &Value, all: bool) {
    assert_eq!(page["total"], page["items"].as_array().unwrap().len(), "{page:#}");
    let mut states: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for milestone in led(&page["items"]) {
        let [project, code] = [&milestone["project"]["code"], &milestone["code"]].map(|code| code.as_str().unwrap());
        states
            .entry(project)
            .or_default()
            .push((code, milestone["state"].as_str().unwrap()));
    }
    for (project, milestones) in states {
        let cancelled = milestones.iter().skip_while(|(_, state)| *state == "in_progress");
        assert!(
            cancelled.clone().all(|(_, state)| *state == "cancelled"),
            "{milestones:?}"
        );
        // What is cancelled is what was not reopened yet: the last ones.
        let first = usize::try_from(MILESTONES).unwrap() + 1 - cancelled.clone().count();
        for ((code, _), number) in cancelled.zip(first..) {
            assert_eq!(*code, format!("{project}-M{number:02}"));
        }
        assert!(
            !all || milestones.len() == usize::try_from(MILESTONES).unwrap(),
            "{milestones:?}"
        );
    }
}

/// A page of projects: each in a state that the title allows, as many as it says.
fn hold_projects(page: &Value, completed: bool) {
    assert_eq!(page["total"], page["items"].as_array().unwrap().len(), "{page:#}");
    for project in led(&page["items"]) {
        let ended = project["state"] == "completed";
        assert_eq!(ended, !project["ended_on"].is_null(), "{project:#}");
        assert!(ended || !completed, "{project:#}");
    }
}

fn hold(path: &str, answer: &Value) {
    match path {
        PORTFOLIO => hold_portfolio(answer),
        MILESTONES_OF_ALL => hold_milestones(answer, true),
        CANCELLED => hold_milestones(answer, false),
        COMPLETED => hold_projects(answer, true),
        _ => hold_projects(answer, false),
    }
}

#[actix_web::test]
async fn each_answer_is_a_state_that_was() {
    let world = World::new().await;
    lay(&world).await;
    let reading = Cell::new(true);
    let around = Cell::new(0);
    let seen = RefCell::new(BTreeSet::new());
    let each = answers().div_ceil(READERS);

    let writers = join_all((0..WRITERS).map(async |writer| {
        while reading.get() {
            lead_around(&world.coordinator, &code(writer)).await;
            around.set(around.get() + 1);
        }
    }));
    let readers = async {
        let readers = (0..READERS).map(async |reader| {
            let client = [&world.technical_coordinator, &world.observer][reader % 2];
            for number in reader..reader + each {
                let path = READ[number % READ.len()];
                let reply = client.get(path).await;
                hold(path, &reply.expect(200));
                seen.borrow_mut().insert((path, reply.text));
            }
        });
        join_all(readers).await;
        reading.set(false);
    };
    join(writers, readers).await;

    // What was read did change all the time.
    let seen = seen.borrow();
    assert!(
        seen.len() > each * READERS / 4 && around.get() >= WRITERS,
        "{} answers, {} of them different, {} times around",
        each * READERS,
        seen.len(),
        around.get()
    );
}

/// A portfolio is held up after its projects were read, and before its milestones: what a write does
/// meanwhile is in none of it.
#[actix_web::test]
async fn an_answer_that_is_held_up_is_the_state_that_was() {
    let world = World::new().await;
    lay(&world).await;
    let mut holding = world.app.connection().await;
    // Read between the two, and by no write of this test.
    let hold = "begin; lock table programme_tracks in access exclusive mode";
    holding.batch_execute(hold).await.unwrap();
    let write = async {
        world.app.waiting(1).await;
        let completion = json!({"on": "2019-03-01", "cancel_open": true, "motive": "Décision du comité."});
        let complete = format!("/v1/projects/{}/complete", code(0));
        let client = world.coordinator.with("If-Match", "*");
        client.post(&complete, completion).await.expect(200);
        holding.batch_execute("commit").await.unwrap();
    };
    let (held_up, ()) = join(world.observer.get(PORTFOLIO), write).await;
    let of_first = |portfolio: &Value| {
        let mut projects = led(&portfolio["projects"]).filter(|project| project["code"] == code(0).as_str());
        let project = projects.next().unwrap();
        (project["state"].clone(), open(&project["milestones"]["by_state"]))
    };
    assert_eq!(of_first(&held_up.expect(200)), (json!("running"), MILESTONES as u64));
    let now = world.observer.get(PORTFOLIO).await.expect(200);
    assert_eq!(of_first(&now), (json!("completed"), 0));
}
