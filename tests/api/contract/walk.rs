//! Every operation of the document with a request that succeeds, for what holds of all of them.
//!
//! Which operations there are and what each takes is the document's; on what each is tried, with which
//! body, and who may is the access matrix's, which has rows for every one of them.

use reqwest::Method;
use serde_json::Value;

use crate::access::caller::Caller;
use crate::access::cast::Cast;
use crate::access::place::Target;
use crate::access::rooms;
use crate::access::row::{Expected, Row};
use crate::access::stage::{self, Stage};
use crate::access::trial;
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
    /// Whether its body may be a form.
    takes_form: bool,
}

/// A request that succeeds: a row of the matrix by a caller who may.
#[derive(Clone)]
pub struct Request<'a> {
    pub operation: &'a Operation,
    pub row: Row,
    target: Target,
    caller: Caller,
    /// Whether it is sent as a form, with a file.
    form: bool,
}

impl Operation {
    /// All of them, in the document's order.
    pub fn all() -> Vec<Self> {
        let all = jalon::openapi::all_operations(&jalon::openapi::document());
        let described = all.into_iter().map(|(path, method, operation)| {
            let told = serde_json::to_value(&operation).unwrap();
            let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
            let header = |name: &str| {
                let mut parameters = told["parameters"].as_array().into_iter().flatten();
                parameters.find(|parameter| parameter["in"] == "header" && parameter["name"] == name)
            };
            let tag = header("If-Match");
            Self {
                id: text("operationId"),
                summary: text("summary"),
                takes_key: header("Idempotency-Key").is_some(),
                takes_tag: tag.is_some(),
                needs_tag: tag.is_some_and(|tag| tag["required"] == true),
                takes_form: !told["requestBody"]["content"]["multipart/form-data"].is_null(),
                method,
                path,
            }
        });
        described.collect()
    }

    /// Its requests that succeed: of each row of the matrix that someone may, in each kind of body.
    pub fn requests(&self) -> Vec<Request<'_>> {
        let rows = rooms::ALL.iter().flat_map(|room| (room.rows)());
        let mut requests = Vec::new();
        for row in rows.filter(|row| row.operation == self.id) {
            let Some((target, caller)) = who_may(&row) else {
                continue;
            };
            let request = Request {
                operation: self,
                row,
                target,
                caller,
                form: false,
            };
            requests.push(request.clone());
            if self.takes_form {
                requests.push(Request { form: true, ..request });
            }
        }
        assert!(
            !requests.is_empty(),
            "no row of the matrix tells how {} succeeds",
            self.id
        );
        requests
    }
}

/// A caller who may, and on what. Whoever's sign-ins are ended by it is one that nothing else is
/// asked of.
fn who_may(row: &Row) -> Option<(Target, Caller)> {
    let mut callers = Caller::ALL.to_vec();
    if row.last {
        callers.reverse();
    }
    let all = row
        .targets()
        .iter()
        .flat_map(|target| callers.iter().map(|caller| (*target, *caller)));
    let mut may = all.filter(|(target, caller)| row.expected(*target, *caller) == Expected::Done);
    may.next()
}

impl Request<'_> {
    /// "accept_milestone (deferred)", for a failure's text and a page.
    pub fn name(&self) -> String {
        format!("{}{}", self.operation.id, self.case())
    }

    /// In which case, where the operation has several.
    pub fn case(&self) -> String {
        let case = match self.row.case {
            "" => String::new(),
            case => format!(" ({case})"),
        };
        case + if self.form { " (with a file)" } else { "" }
    }

    /// Lays what it is sent on, and gives who sends it.
    pub async fn lay(&self, cast: &mut Cast) -> (Client, Stage) {
        let stage = stage::lay(cast, &self.row, self.target, Some(self.caller)).await;
        let client = cast.client(self.caller).clone();
        if !self.row.last {
            return (client, stage);
        }
        cast.give_passwords().await;
        (cast.world.app.client_of(client.account()).await, stage)
    }

    /// Sends it.
    pub async fn send(&self, client: &Client, stage: &Stage) -> Reply {
        let path = trial::path(&self.row, &self.operation.path, stage);
        let body = self.row.body.map(|body| body(stage));
        if self.form {
            return client.upload(&path, &as_form(&body.unwrap_or_default())).await;
        }
        let method: Method = self.operation.method.parse().unwrap();
        client.send(method, &path, body).await
    }

    /// Whether that is a success, of the one line too where it is a batch.
    #[track_caller]
    pub fn succeeded(&self, reply: &Reply) {
        let status = trial::status(&self.row, reply);
        assert!((200..400).contains(&status), "{}: {status} {}", self.name(), reply.text);
    }
}

/// A body as a form: its texts, and a file in place of an address.
fn as_form(body: &Value) -> Form {
    let texts = body.as_object().unwrap().iter().filter(|(name, _)| *name != "url");
    let form = texts.fold(Form::default(), |form, (name, text)| {
        form.field(name, text.as_str().unwrap())
    });
    form.file("bilan.pdf", "application/pdf", &pdf(2000))
}
