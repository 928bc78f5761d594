//! Nothing leaks: not by texts of refusals, tags, keys, parents, filters, totals, orders, cursors,
//! bodies, history or references.

mod exchanges;
mod filters;
mod hidden;
mod lists;
mod observer;
mod providers;
mod replays;

use serde_json::Value;

use super::cast::Cast;
use super::place::Target;
use super::rooms;
use super::row::Row;
use super::stage::{self, Stage};
use crate::support::Reply;

/// Every row of the matrix.
fn rows() -> Vec<Row> {
    rooms::ALL.iter().flat_map(|room| (room.rows)()).collect()
}

/// What a row of that operation needs, laid on the target.
async fn laid(cast: &mut Cast, operation: &str, target: Target) -> Stage {
    let rows = rows();
    let row: &Row = rows.iter().find(|row| row.operation == operation).unwrap();
    stage::lay(cast, row, target, None).await
}

/// All that an answer tells, less what differs between any two: the request's id, the time, and
/// the names by which the caller asked.
fn told(reply: &Reply, asked: &[&str]) -> (u16, Vec<(String, String)>, Value) {
    let mut text = reply.text.clone();
    for name in asked {
        text = text.replace(name, "…");
    }
    let mut body: Value = serde_json::from_str(&text).unwrap_or(Value::String(text));
    if let Some(body) = body.as_object_mut() {
        body.remove("request_id");
    }
    let headers = reply.headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    let differing = ["date", "x-request-id", "content-length", "etag", "link"];
    let mut headers: Vec<_> = headers
        .filter(|(name, _)| !differing.contains(&name.as_str()))
        .collect();
    headers.sort();
    (reply.status.as_u16(), headers, body)
}
