//! A room's rows, tried one by one.
//!
//! What is refused and what only reads shares one stage, and must leave nothing behind: the journal
//! tells no more after it than before. Each write that is allowed has a stage of its own.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use chrono::{SecondsFormat, Utc};
use reqwest::Method;
use serde_json::Value;

use super::caller::Caller;
use super::cast::Cast;
use super::place::{Place, Target};
use super::rooms::Room;
use super::row::{Expected, Row};
use super::stage::{self, Stage};
use crate::support::{Client, Form, Reply, pdf};

/// An operation, as the document tells of it.
pub struct Operation {
    pub id: String,
    pub method: &'static str,
    pub path: String,
    pub summary: String,
    /// Whether it takes an `Idempotency-Key`.
    pub takes_key: bool,
    /// Whether it takes `If-Match`.
    pub takes_tag: bool,
    /// Whether it is refused without.
    pub needs_tag: bool,
    /// Whether its body is a form, with a file.
    pub takes_form: bool,
    /// Whether it can be asked for as of an instant.
    pub has_past: bool,
}

impl Operation {
    /// All of them, in the document's order.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Operation>> = LazyLock::new(Operation::described);
        &ALL
    }

    fn described() -> Vec<Self> {
        let all = jalon::openapi::all_operations(&jalon::openapi::document());
        let described = all.into_iter().map(|(path, method, operation)| {
            let told = serde_json::to_value(&operation).unwrap();
            let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
            let parameter = |place: &str, name: &str| {
                let mut parameters = told["parameters"].as_array().into_iter().flatten();
                parameters.find(|parameter| parameter["in"] == place && parameter["name"] == name)
            };
            let tag = parameter("header", "If-Match");
            Self {
                id: text("operationId"),
                summary: text("summary"),
                takes_key: parameter("header", "Idempotency-Key").is_some(),
                takes_tag: tag.is_some(),
                needs_tag: tag.is_some_and(|tag| tag["required"] == true),
                takes_form: !told["requestBody"]["content"]["multipart/form-data"].is_null(),
                has_past: parameter("query", "as_of").is_some(),
                method,
                path,
            }
        });
        described.collect()
    }
}

/// The operations of the document, by id.
pub fn operations() -> HashMap<&'static str, &'static Operation> {
    let all = Operation::all().iter();
    all.map(|operation| (operation.id.as_str(), operation)).collect()
}

/// Tries a whole room, and fails with every cell that differs.
pub async fn hold(room: &Room) {
    let operations = operations();
    let (last, rows): (Vec<Row>, Vec<Row>) = (room.rows)().into_iter().partition(|row| row.last);
    let mut differing = String::new();
    let mut cast = Cast::assembled().await;
    for row in rows {
        differing += &row_differs(&mut cast, &row, operations[row.operation]).await;
    }
    for row in last {
        let mut cast = Cast::assembled().await;
        cast.give_passwords().await;
        differing += &row_differs(&mut cast, &row, operations[row.operation]).await;
    }
    assert!(
        differing.is_empty(),
        "{}: the matrix does not hold:\n{differing}",
        room.title
    );
}

async fn row_differs(cast: &mut Cast, row: &Row, operation: &Operation) -> String {
    let mut differing = String::new();
    for target in row.targets() {
        let shared = shared(cast, row, *target).await;
        let before = cast.told().await;
        let mut allowed = Vec::new();
        for (caller, stage) in Caller::ALL.iter().zip(&shared) {
            let expected = row.expected(*target, *caller);
            if expected == Expected::Done && operation.method != "GET" {
                allowed.push(*caller);
                continue;
            }
            let reply = attempt(cast, row, operation, *caller, stage).await;
            differing += &told(row, *target, *caller, expected, &reply);
            if operation.has_past {
                let past = again(cast, row, operation, *caller, stage, &reply).await;
                differing += &told(row, *target, *caller, expected, &past);
                if reply.status == 200 && past.text != reply.text {
                    writeln!(
                        differing,
                        "  {}, {}: as of then it is another",
                        row.name(*target),
                        caller.heading()
                    )
                    .unwrap();
                }
            }
        }
        if cast.told().await != before {
            writeln!(differing, "  {}: what was refused changed something", row.name(*target)).unwrap();
        }
        for caller in allowed {
            let stage = stage::lay(cast, row, *target, Some(caller)).await;
            let reply = attempt(cast, row, operation, caller, &stage).await;
            differing += &told(row, *target, caller, Expected::Done, &reply);
        }
    }
    differing
}

/// A stage for each caller: the same one, unless it matters whose it is.
async fn shared(cast: &mut Cast, row: &Row, target: Target) -> Vec<Stage> {
    let callers = Caller::ALL.iter();
    let owned = matches!(row.place, Place::Account | Place::Organisation);
    if row.personal || owned && target == Target::Own {
        let mut stages = Vec::new();
        for caller in callers {
            stages.push(stage::lay(cast, row, target, Some(*caller)).await);
        }
        return stages;
    }
    let stage = stage::lay(cast, row, target, None).await;
    callers.map(|_| stage.clone()).collect()
}

async fn attempt(cast: &Cast, row: &Row, operation: &Operation, caller: Caller, stage: &Stage) -> Reply {
    let client = match operation.takes_tag {
        true => cast.client(caller).with("If-Match", "*"),
        false => cast.client(caller).clone(),
    };
    send(&client, row, operation, stage).await
}

/// The same, as of when it was answered; as of now where that was refused.
async fn again(cast: &Cast, row: &Row, operation: &Operation, caller: Caller, stage: &Stage, reply: &Reply) -> Reply {
    let path = path(row, &operation.path, stage);
    let separator = if path.contains('?') { '&' } else { '?' };
    let as_of = match reply.header("Jalon-As-Of") {
        "" => Utc::now().to_rfc3339_opts(SecondsFormat::Micros, true),
        as_of => as_of.to_owned(),
    };
    cast.client(caller)
        .get(&format!("{path}{separator}as_of={as_of}"))
        .await
}

/// Sends the row's request.
pub async fn send(client: &Client, row: &Row, operation: &Operation, stage: &Stage) -> Reply {
    let path = path(row, &operation.path, stage);
    let body = row.body.map(|body| body(stage));
    if operation.takes_form {
        return client.upload(&path, &as_form(&body.unwrap())).await;
    }
    client
        .send(operation.method.parse::<Method>().unwrap(), &path, body)
        .await
}

/// A body as a form: its texts, and a file.
fn as_form(body: &Value) -> Form {
    let texts = body.as_object().unwrap().iter();
    let form = texts.fold(Form::default(), |form, (name, text)| {
        form.field(name, text.as_str().unwrap())
    });
    form.file("bilan.pdf", "application/pdf", &pdf(2000))
}

/// The path of the row's operation, filled with what is on the stage, and the parameters that it cannot do without.
pub fn path(row: &Row, template: &str, stage: &Stage) -> String {
    let mut names = row.path.iter();
    let filled = template.split('/').map(|segment| {
        if segment.starts_with('{') {
            let name = names
                .next()
                .unwrap_or_else(|| panic!("{}: what fills {segment}?", row.operation));
            stage.id(name)
        } else {
            segment
        }
    });
    let path = filled.collect::<Vec<_>>().join("/");
    match row.query {
        "" => path,
        query => format!("{path}?{query}"),
    }
}

/// The status of the answer, or of the one line of a batch.
pub fn status(row: &Row, reply: &Reply) -> u16 {
    let lines = match row.line && reply.status == 200 {
        true => reply.json()["results"][0]["status"].as_u64(),
        false => None,
    };
    lines.map_or(reply.status.as_u16(), |status| u16::try_from(status).unwrap())
}

/// A line for a cell that differs.
fn told(row: &Row, target: Target, caller: Caller, expected: Expected, reply: &Reply) -> String {
    let status = status(row, reply);
    if expected.is(status) {
        return String::new();
    }
    let said: Value = serde_json::from_str(&reply.text).unwrap_or_default();
    let why = match said["code"].as_str() {
        Some(code) => format!("{code} {}", said["errors"]),
        None => reply.text.chars().take(200).collect(),
    };
    format!(
        "  {}, {} ({}): expected {}, answered {status} {why}\n",
        row.name(target),
        caller.heading(),
        caller.meaning(),
        expected.cell()
    )
}
