//! What of a newer document breaks a client of an older one (`openapi/README.md` has the promise).
//!
//! Pure: two documents in, one sentence for each break out. What is sent may only be asked for more
//! loosely, what is answered only be told more strictly.

mod bounds;
mod kinds;
mod schemas;

use std::sync::LazyLock;

use serde_json::{Map, Value};

use schemas::{Comparison, Way};

/// What a part that is not there has.
static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);

/// Every break of a client of `old` by `new`.
pub fn breaks(old: &Value, new: &Value) -> Vec<String> {
    let mut found = Comparison::of(old, new);
    for (path, item) in members(&old["paths"]) {
        for (method, operation) in members(item) {
            let place = format!("{} {path}", method.to_uppercase());
            match new["paths"][path].get(method) {
                None => found.say(&place, "is gone"),
                Some(now) => compare_operations(&mut found, &place, operation, now),
            }
        }
    }
    found.into_breaks()
}

fn compare_operations(found: &mut Comparison<'_>, place: &str, old: &Value, new: &Value) {
    if old["operationId"] != new["operationId"] {
        found.say(
            place,
            &format!("is called {} instead of {}", new["operationId"], old["operationId"]),
        );
    }
    let is_public = |operation: &Value| operation["security"].as_array().is_some_and(Vec::is_empty);
    if is_public(old) && !is_public(new) {
        found.say(place, "asks who is there");
    }
    compare_parameters(found, place, old, new);
    compare_bodies(found, place, &old["requestBody"], &new["requestBody"]);
    for (status, answer) in members(&old["responses"]) {
        let place = format!("{place}, {status}");
        match new["responses"].get(status) {
            None => found.say(&place, "is gone"),
            Some(now) => {
                compare_contents(found, &place, answer, now, Way::Answered);
                for (header, _) in members(&answer["headers"]) {
                    if now["headers"].get(header).is_none() {
                        found.say(&place, &format!("comes without the header {header}"));
                    }
                }
            }
        }
    }
}

fn compare_parameters(found: &mut Comparison<'_>, place: &str, old: &Value, new: &Value) {
    let same = |one: &Value, other: &Value| one["name"] == other["name"] && one["in"] == other["in"];
    for parameter in list(&new["parameters"]) {
        let before = list(&old["parameters"]).iter().find(|known| same(known, parameter));
        let was_required = before.is_some_and(|before| before["required"] == true);
        if parameter["required"] == true && !was_required {
            found.say(place, &format!("requires the parameter {}", parameter["name"]));
        }
    }
    for parameter in list(&old["parameters"]) {
        let name = &parameter["name"];
        match list(&new["parameters"]).iter().find(|known| same(known, parameter)) {
            None => found.say(place, &format!("takes the parameter {name} no more")),
            Some(now) => found.compare(
                &format!("{place}, parameter {name}"),
                &parameter["schema"],
                &now["schema"],
                Way::Sent,
            ),
        }
    }
}

fn compare_bodies(found: &mut Comparison<'_>, place: &str, old: &Value, new: &Value) {
    if new["required"] == true && old["required"] != true {
        found.say(place, "requires a body");
    }
    if old.is_object() {
        compare_contents(found, &format!("{place}, body"), old, new, Way::Sent);
    }
}

fn compare_contents(found: &mut Comparison<'_>, place: &str, old: &Value, new: &Value, way: Way) {
    for (media, content) in members(&old["content"]) {
        match new["content"].get(media) {
            None => found.say(place, &format!("is {media} no more")),
            Some(now) => found.compare(place, &content["schema"], &now["schema"], way),
        }
    }
}

fn members(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or(&NONE)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
