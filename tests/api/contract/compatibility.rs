//! What breaks a client is found, and what does not is let through.

use serde_json::{Value, json};

use rules::breaks;

#[path = "../../../tools/document/breaks/compatibility/mod.rs"]
pub(super) mod rules;

/// A document with one operation that takes and answers these schemas, besides two components.
fn document(sent: Value, answered: Value) -> Value {
    let content = |schema: Value| json!({"application/json": {"schema": schema}});
    json!({
        "paths": {"/things": {"post": {
            "operationId": "create_thing", "security": [],
            "parameters": [{"name": "sort", "in": "query", "schema": {"type": "string", "enum": ["a", "b"]}}],
            "requestBody": {"required": true, "content": content(sent)},
            "responses": {"201": {"headers": {"ETag": {}}, "content": content(answered)}, "409": {}},
        }}},
        "components": {"schemas": {
            "Kind": {"type": "string", "enum": ["x", "y"]},
            "Thing": object(json!({"kind": {"$ref": "#/components/schemas/Kind"}}), &["kind"]),
        }},
    })
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({"type": "object", "properties": properties, "required": required})
}

/// What breaks where a body goes from one schema to another, and where an answer does.
fn of_schemas(old: Value, new: Value) -> [Vec<String>; 2] {
    let none = || json!({"type": "string"});
    let (sent, answered) = (
        breaks(&document(old.clone(), none()), &document(new.clone(), none())),
        breaks(&document(none(), old), &document(none(), new)),
    );
    let short = |found: Vec<String>| {
        let places = ["POST /things, body", "POST /things, 201"];
        let cut = |one: &str| {
            places
                .iter()
                .fold(one.to_owned(), |text, place| text.replace(place, "").trim().to_owned())
        };
        found.iter().map(|one| cut(one)).collect()
    };
    [short(sent), short(answered)]
}

fn check(old: Value, new: Value, sent: &[&str], answered: &[&str]) {
    assert_eq!(
        of_schemas(old.clone(), new.clone()),
        [sent, answered].map(|them| them.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>()),
        "{old} -> {new}"
    );
}

#[test]
fn the_same_document_breaks_nothing() {
    let generated = super::document();
    assert_eq!(breaks(generated, generated), Vec::<String>::new());
}

#[test]
fn fields() {
    let text = || json!({"type": "string"});
    let one = || object(json!({"a": text()}), &["a"]);
    check(one(), object(json!({"a": text(), "b": text()}), &["a"]), &[], &[]);
    check(
        one(),
        object(json!({"a": text(), "b": text()}), &["a", "b"]),
        &[".b is required"],
        &[],
    );
    check(one(), object(json!({}), &[]), &[".a is gone"], &[".a is gone"]);
    check(one(), object(json!({"a": text()}), &[]), &[], &[".a may be absent"]);
    check(object(json!({"a": text()}), &[]), one(), &[".a is required"], &[]);
    check(
        one(),
        object(json!({"a": {"type": "integer"}}), &["a"]),
        &[".a takes no more string"],
        &[".a may be integer"],
    );
}

#[test]
fn null_and_kinds() {
    let (text, maybe) = (json!({"type": "string"}), json!({"type": ["string", "null"]}));
    check(text.clone(), maybe.clone(), &[], &["may be null"]);
    check(maybe, text, &["takes null no more"], &[]);
    let (integer, number) = (json!({"type": "integer"}), json!({"type": "number"}));
    check(integer.clone(), number.clone(), &[], &["may be number"]);
    check(number, integer, &["takes no more number"], &[]);
    let thing = json!({"$ref": "#/components/schemas/Thing"});
    let either = json!({"anyOf": [thing, {"type": "null"}]});
    check(thing.clone(), either, &[], &["may be null"]);
    let list = |items: Value| json!({"type": "array", "items": items});
    check(
        list(json!({"type": "string"})),
        list(json!({"type": "boolean"})),
        &["[] takes no more string"],
        &["[] may be boolean"],
    );
}

#[test]
fn codes_and_bounds() {
    let codes = |codes: Value| json!({"type": "string", "enum": codes});
    check(codes(json!(["x"])), codes(json!(["x", "y"])), &[], &["may be \"y\""]);
    check(
        codes(json!(["x", "y"])),
        codes(json!(["x"])),
        &["takes no more \"y\""],
        &[],
    );
    check(
        json!({"type": "string"}),
        codes(json!(["x"])),
        &["takes no more any value"],
        &[],
    );
    check(
        json!({"type": "string", "maxLength": 10}),
        json!({"type": "string", "maxLength": 5, "minLength": 1, "pattern": "a"}),
        &[
            "is narrower: maxLength is 5",
            "is narrower: minLength is 1",
            "is narrower: pattern is \"a\"",
        ],
        &[],
    );
    check(
        json!({"type": "string", "maxLength": 5}),
        json!({"type": "string"}),
        &[],
        &[],
    );
}

#[test]
fn components_are_compared_under_their_name() {
    let thing = || json!({"$ref": "#/components/schemas/Thing"});
    let old = document(thing(), thing());
    let mut new = old.clone();
    new["components"]["schemas"]["Kind"]["enum"] = json!(["x", "z"]);
    assert_eq!(
        breaks(&old, &new),
        ["Kind (sent) takes no more \"y\"", "Kind (answered) may be \"z\""]
    );
}

#[test]
fn open_lists_may_grow() {
    let reason = |codes: Value| {
        let mut document = document(
            json!({"type": "string"}),
            json!({"$ref": "#/components/schemas/FaultCode"}),
        );
        document["components"]["schemas"]["FaultCode"] = json!({"type": "string", "enum": codes});
        document
    };
    assert!(breaks(&reason(json!(["x"])), &reason(json!(["x", "y"]))).is_empty());
}

#[test]
fn operations() {
    let old = document(json!({"type": "string"}), json!({"type": "string"}));
    let change = |pointer: &str, value: Value| {
        let mut new = old.clone();
        *new.pointer_mut(pointer).unwrap() = value;
        breaks(&old, &new)
    };
    let post = "/paths/~1things/post";
    assert_eq!(change("/paths", json!({})), ["POST /things is gone"]);
    assert_eq!(
        change(&format!("{post}/operationId"), json!("add_thing")),
        ["POST /things is called \"add_thing\" instead of \"create_thing\""]
    );
    assert_eq!(
        change(&format!("{post}/security"), json!([{"bearer": []}])),
        ["POST /things asks who is there"]
    );
    assert_eq!(
        change(&format!("{post}/parameters"), json!([])),
        ["POST /things takes the parameter \"sort\" no more"]
    );
    assert_eq!(
        change(&format!("{post}/parameters/0/schema/enum"), json!(["a"])),
        ["POST /things, parameter \"sort\" takes no more \"b\""]
    );
    let required =
        json!([{"name": "sort", "in": "query", "schema": {}}, {"name": "If-Match", "in": "header", "required": true}]);
    assert_eq!(
        change(&format!("{post}/parameters"), required),
        ["POST /things requires the parameter \"If-Match\""]
    );
    assert_eq!(
        change(&format!("{post}/requestBody/content"), json!({"text/csv": {}})),
        ["POST /things, body is application/json no more"]
    );
    let answers = change(
        &format!("{post}/responses"),
        json!({"201": {"headers": {}, "content": {}}}),
    );
    assert_eq!(
        answers,
        [
            "POST /things, 201 is application/json no more",
            "POST /things, 201 comes without the header ETag",
            "POST /things, 409 is gone"
        ]
    );
}
