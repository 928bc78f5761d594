//! Nothing leaks: not by texts of refusals, tags, keys, parents, filters, totals, orders, cursors,
//! bodies, history or references.

mod call;
mod exchanges;
mod filters;
mod hidden;
mod lists;
mod months;
mod observer;
mod providers;
mod replays;

use serde_json::{Value, json};

use super::caller::Caller;
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

/// Each of these finds nothing, and tells as much as a filter by what there never was: who asks, of which list, by which filter, for
/// what is hidden and for what never was.
async fn find_nothing(cast: &Cast, cases: Vec<(Caller, &str, &str, String, &str)>) {
    for (caller, path, name, hidden, never) in cases {
        let client = cast.client(caller);
        let by_hidden = client.get(&format!("{path}?count=true&{name}={hidden}")).await;
        let by_nothing = client.get(&format!("{path}?count=true&{name}={never}")).await;
        let asked = format!("{path}?{name} to {caller:?}");
        let found = by_hidden.expect(200);
        assert_eq!((&found["items"], &found["total"]), (&json!([]), &json!(0)), "{asked}");
        assert_eq!(told(&by_hidden, &[&hidden]), told(&by_nothing, &[never]), "{asked}");
        assert_eq!(by_hidden.etag(), by_nothing.etag(), "{asked}");
    }
}
