//! Who is shown which report: by its path, in the list of its project and in the programme's, the same ones.

use std::collections::BTreeSet;

use serde_json::json;
use uuid::Uuid;

use super::{PROGRAMME, endorser, id, joining, report, with_two_projects};
use crate::support::{Client, World};

const PROJECTS: [&str; 2] = ["AMI-T-ASN", "AMI-T-CHU"];
/// A line is a published one.
const STATES: [&str; 4] = ["draft", "endorsed", "published", "line"];

/// A report that stands in one of the projects.
struct Laid {
    path: String,
    /// Which of them.
    project: usize,
    /// The author's.
    organisation: Uuid,
    state: &'static str,
}

/// What somebody is to a project.
#[derive(Clone, Copy)]
enum Part {
    Coordinates,
    Leads,
    /// Provides for this organisation.
    Provides(Uuid),
    Observes,
    Nothing,
}

impl Part {
    /// accompaniment.md, "status-reports".
    fn is_shown(self, report: &Laid) -> bool {
        match self {
            Self::Coordinates | Self::Leads => true,
            Self::Provides(organisation) => {
                ["published", "line"].contains(&report.state) || organisation == report.organisation
            }
            Self::Observes => report.state == "published",
            Self::Nothing => false,
        }
    }
}

fn list_of(project: usize) -> String {
    format!("/v1/projects/{}/status-reports", PROJECTS[project])
}

/// Writes one, and leads it to that state.
async fn laid(world: &World, project: usize, (author, organisation): (&Client, Uuid), state: &'static str) -> Laid {
    let list = list_of(project);
    let made = match state {
        "line" => {
            let line = json!({"overall": "sunny", "text": "Tout va bien."});
            let health = format!("/v1/projects/{}/health", PROJECTS[project]);
            author.post(&health, line).await
        }
        _ => author.post(&list, report(json!({}))).await,
    };
    made.expect(201);
    let path = format!("{list}/{}", made.id());
    if ["endorsed", "published"].contains(&state) {
        let endorser = endorser(world, author);
        endorser.act(&path, "endorse", json!({})).await.expect(200);
    }
    if state == "published" {
        world.coordinator.act(&path, "publish", json!({})).await.expect(200);
    }
    Laid {
        path,
        project,
        organisation,
        state,
    }
}

/// The ids on a list, all on one page; none on one that is refused.
async fn held(client: &Client, list: &str) -> BTreeSet<String> {
    let reply = client.get(&format!("{list}?limit=200&count=true")).await;
    if reply.status != 200 {
        assert!([403, 404].contains(&reply.status.as_u16()), "{}", reply.text);
        return BTreeSet::new();
    }
    let page = reply.json();
    let items = page["items"].as_array().unwrap().iter();
    let ids: Vec<String> = items.map(|report| report["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(page["total"], ids.len(), "{list}");
    let unique = BTreeSet::from_iter(ids.iter().cloned());
    assert_eq!(unique.len(), ids.len(), "{list}");
    unique
}

/// Those of the reports of which this is true.
fn those(reports: &[Laid], are: impl Fn(&Laid) -> bool) -> BTreeSet<String> {
    let those = reports.iter().filter(|report| are(report));
    those.map(|report| id(&report.path).to_owned()).collect()
}

#[actix_web::test]
async fn every_reader_finds_in_the_lists_what_it_can_open() {
    let world = with_two_projects().await;
    let authors = [
        (0, &world.alpha_expert, world.alpha),
        (0, &world.beta_expert, world.beta),
        (0, &world.asn_laureate, world.asn),
        (0, &world.coordinator, world.ditp),
        (1, &world.beta_expert, world.beta),
        (1, &world.chu_laureate, world.chu),
        (1, &world.coordinator, world.ditp),
    ];
    let mut reports = Vec::new();
    for (project, author, organisation) in authors {
        for state in STATES {
            reports.push(laid(&world, project, (author, organisation), state).await);
        }
    }
    // After the reports: of theirs, those who are alone endorse their own.
    let reader = async |organisation: Uuid, name: &str, roles: &[&str]| {
        let account = joining(&world, organisation, name, roles).await;
        world.app.client_of(id(&account).parse().unwrap()).await
    };
    let alphas_observer = reader(world.alpha, "Observateur Alpha", &["observer"]).await;
    let steering_observer = reader(world.ditp, "Observatrice interne", &["observer"]).await;
    let observing_provider = reader(world.alpha, "Experte qui observe", &["provider", "observer"]).await;
    let (alpha, beta) = (Part::Provides(world.alpha), Part::Provides(world.beta));
    for (called, client, parts, number) in [
        ("coordinator", &world.coordinator, [Part::Coordinates; 2], 28),
        (
            "other coordinator",
            &world.technical_coordinator,
            [Part::Coordinates; 2],
            28,
        ),
        ("laureate of ASN", &world.asn_laureate, [Part::Leads, Part::Nothing], 16),
        ("laureate of CHU", &world.chu_laureate, [Part::Nothing, Part::Leads], 12),
        ("provider", &world.alpha_expert, [alpha, Part::Nothing], 10),
        ("its colleague", &world.alpha_colleague, [alpha, Part::Nothing], 10),
        ("provider of both", &world.beta_expert, [beta, beta], 18),
        ("observer", &world.observer, [Part::Observes; 2], 7),
        ("observer of a provider's", &alphas_observer, [Part::Observes; 2], 7),
        (
            "observer of a coordinator's",
            &steering_observer,
            [Part::Observes; 2],
            7,
        ),
        (
            "provider who observes",
            &observing_provider,
            [alpha, Part::Observes],
            13,
        ),
        ("administrator", &world.administrator, [Part::Nothing; 2], 0),
        ("stranger", &world.nobody, [Part::Nothing; 2], 0),
    ] {
        let is_shown = |report: &Laid| parts[report.project].is_shown(report);
        let expected = those(&reports, is_shown);
        assert_eq!(expected.len(), number, "{called}");
        for report in &reports {
            let read = client.get(&report.path).await;
            match is_shown(report) {
                true => assert_eq!(read.expect(200)["id"], id(&report.path), "{called}"),
                false => drop(read.refused(404, "not_found")),
            }
        }
        for project in [0, 1] {
            let of_project = those(&reports, |report| report.project == project && is_shown(report));
            let list = list_of(project);
            assert_eq!(held(client, &list).await, of_project, "{called} {list}");
        }
        assert_eq!(held(client, PROGRAMME).await, expected, "{called}");
    }
}
