//! Real answers for the document's examples: those the story got, and a look at everything it made.

use std::collections::BTreeMap;

use actix_web::http::{Method, StatusCode};
use chrono::NaiveDate;
use jalon::demonstration::accounts::{self, Player};
use jalon::demonstration::storyteller::{Event, Storyteller};
use jalon::http::routes::{operations, representations};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// Lists in examples are cut to this many items, and long texts stay as they are.
const ITEMS: usize = 1;

/// The first success of each operation with each status: `{operation id: {"request"?, "responses":
/// {status: body}}}`.
#[derive(Debug, Default)]
pub struct Recorder {
    /// Paths of the document, with what each method is called.
    paths: matchit::Router<BTreeMap<&'static str, String>>,
    examples: BTreeMap<String, Example>,
}

/// What was sent and answered.
#[derive(Debug, Default, Serialize)]
struct Example {
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    responses: BTreeMap<String, Value>,
}

impl Recorder {
    /// A recorder of the operations of this build.
    pub fn new() -> anyhow::Result<Self> {
        let mut paths = matchit::Router::new();
        for (path, item) in &jalon::openapi::document().paths.paths {
            let named = operations(item)
                .filter_map(|(method, operation)| Some((method, operation.operation_id.clone()?)))
                .collect();
            paths.insert(path.clone(), named)?;
        }
        Ok(Self {
            paths,
            examples: BTreeMap::new(),
        })
    }

    /// Keeps an exchange, unless one of the same operation and status is kept already.
    pub fn keep(&mut self, method: &Method, path: &str, request: &Value, status: StatusCode, response: &Value) {
        let path = path.split('?').next().unwrap_or(path);
        let Some(operation) = self
            .paths
            .at(path)
            .ok()
            .and_then(|found| found.value.get(method.as_str()))
        else {
            return;
        };
        let example = self.examples.entry(operation.clone()).or_default();
        if *method != Method::GET && request.is_object() && example.request.is_none() {
            example.request = Some(shortened(request));
        }
        if !response.is_null() {
            let kept = example.responses.entry(status.as_str().to_owned());
            kept.or_insert_with(|| shortened(response));
        }
    }

    /// What was kept, for `openapi/examples.json`.
    pub fn into_json(self) -> Value {
        json!(self.examples)
    }
}

/// The same value with its lists cut: an example shows the shape, not the volume.
fn shortened(value: &Value) -> Value {
    match value {
        // Figures that stand together, as counts by level.
        Value::Array(items) if items.iter().all(Value::is_number) => value.clone(),
        Value::Array(items) => Value::Array(items.iter().take(ITEMS).map(shortened).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), member(name, value)))
                .collect(),
        ),
        other => other.clone(),
    }
}

/// A member of an object, unless it is a secret.
fn member(name: &str, value: &Value) -> Value {
    match value {
        Value::String(secret) if SECRETS.contains(&name) && secret.len() > 15 => {
            Value::String(format!("{}…", &secret[..6]))
        }
        other => shortened(other),
    }
}

/// Members whose value nobody should read in a document, not even that of a database thrown away.
const SECRETS: [&str; 7] = [
    "access_token",
    "refresh_token",
    "secret",
    "key",
    "password",
    "invitation",
    "x",
];

/// What stands for each parameter of a path, where the resource before it does not tell.
const SAMPLES: [(&str, &str); 5] = [
    ("code", "conflict"),
    ("programme", "AMI-IA-2018"),
    ("project", "AMI-IA-2018-CHU-DE-TOULOUSE"),
    ("milestone", "AMI-IA-2018-CHU-DE-TOULOUSE-M05"),
    ("month", "2019-03"),
];

/// Where the first of a kind is listed, for resources that are addressed by themselves, or differ by their kind.
const LISTED: [(&str, &str); 7] = [
    ("/v1/applications", "/v1/programmes/AMI-IA-2018/applications"),
    ("/v1/evaluations", "/v1/programmes/AMI-IA-2018/evaluations"),
    // Of a committee alone decisions can be read.
    (
        "/v1/programmes/AMI-IA-2018/exchanges",
        "/v1/programmes/AMI-IA-2018/exchanges?kind=steering_committee",
    ),
    ("/v1/missions", "/v1/projects/AMI-IA-2018-CHU-DE-TOULOUSE/missions"),
    (
        "/v1/evidence",
        "/v1/milestones/AMI-IA-2018-CHU-DE-TOULOUSE-M01/evidence",
    ),
    (
        "/v1/decisions",
        "/v1/milestones/AMI-IA-2018-CHU-DE-TOULOUSE-M05/decisions",
    ),
    (
        "/v1/progress-entries",
        "/v1/projects/AMI-IA-2018-CHU-DE-TOULOUSE/progress-entries",
    ),
];

/// What is asked for besides, where nothing is answered without it.
const ASKED: [(&str, &str); 2] = [
    ("/v1/programmes/{programme}/portfolio/comparison", "?from=2019-12-16"),
    ("/v1/programmes/{programme}/ranking", "?stage=selection"),
];

/// Reads everything that can be read, once.
pub async fn visit(storyteller: &Storyteller<'_>, coordinator: Uuid, administrator: Uuid) -> anyhow::Result<()> {
    let day = jalon::demonstration::TODAY.unwrap_or_default();
    let document = jalon::openapi::document();
    let readable = document.paths.paths.iter().filter(|(path, item)| {
        shown(path)
            && item
                .get
                .as_ref()
                .is_some_and(|operation| !representations(operation).is_empty())
    });
    for (path, _) in readable {
        let (player, account) = match path.starts_with("/v1/accounts") || path.starts_with("/v1/service-accounts") {
            true => (accounts::ADMINISTRATOR, administrator),
            false => (accounts::DITP, coordinator),
        };
        let asked = ASKED.iter().find(|(asking, _)| asking == path);
        let asked = asked.map_or("", |(_, query)| *query);
        match address(storyteller, path, day, player, account).await? {
            Some(address) => drop(
                storyteller
                    .tell(Event::get(day, player, address + asked), account)
                    .await?,
            ),
            None => eprintln!("nothing to show an example of: {path}"),
        }
    }
    Ok(())
}

/// Whether a path answers JSON that is worth an example.
fn shown(path: &str) -> bool {
    path.starts_with("/v1/")
        || [
            "/health/live",
            "/health/ready",
            "/version",
            "/problems",
            "/problems/{code}",
            "/.well-known/jwks.json",
        ]
        .contains(&path)
}

/// A path with something real in each of its places.
async fn address(
    storyteller: &Storyteller<'_>,
    path: &str,
    day: NaiveDate,
    player: Player,
    account: Uuid,
) -> anyhow::Result<Option<String>> {
    let mut address = String::new();
    for segment in path.split('/').skip(1) {
        let Some(name) = segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) else {
            address = format!("{address}/{segment}");
            continue;
        };
        let sample = SAMPLES
            .iter()
            .find(|(parameter, _)| *parameter == name)
            .map(|(_, sample)| (*sample).to_owned());
        let sample = match sample {
            Some(sample) => Some(sample),
            None => {
                let list = LISTED
                    .iter()
                    .find(|(kind, _)| *kind == address)
                    .map_or(address.as_str(), |(_, list)| list);
                let listed = storyteller
                    .tell(Event::get(day, player, list.to_owned()), account)
                    .await?;
                listed["items"][0]["id"].as_str().map(str::to_owned)
            }
        };
        let Some(sample) = sample else { return Ok(None) };
        address = format!("{address}/{sample}");
    }
    Ok(Some(address))
}
