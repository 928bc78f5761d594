//! A schema as its kinds: what a value of it can be, one by one, null aside.

use std::collections::BTreeSet;

use serde_json::Value;

use super::list;
use jalon::openapi::schemas::referred;

/// One kind of value.
#[derive(Clone)]
pub struct Kind {
    /// The component it is, where it has a name.
    pub name: Option<String>,
    /// `string`, `object`, …; nothing where any is right.
    pub type_: Option<String>,
    /// Its schema, references followed and `allOf` gathered.
    pub schema: Value,
}

impl Kind {
    /// What tells it from the other kinds of one schema.
    pub fn title(&self) -> String {
        let type_ = self.type_.clone().unwrap_or_else(|| "anything".to_owned());
        self.name.clone().filter(|_| type_ == "object").unwrap_or(type_)
    }
}

/// The kinds of a schema, and whether null is one.
pub fn kinds(schema: &Value, document: &Value) -> (Vec<Kind>, bool) {
    let mut found = (Vec::new(), false);
    gather(schema, None, document, &mut found);
    found
}

fn gather(schema: &Value, name: Option<&str>, document: &Value, found: &mut (Vec<Kind>, bool)) {
    if let Some(name) = referred(schema) {
        return gather(&document["components"]["schemas"][name], Some(name), document, found);
    }
    for keyword in ["oneOf", "anyOf"] {
        if schema.get(keyword).is_some() {
            for branch in list(&schema[keyword]) {
                gather(branch, None, document, found);
            }
            return;
        }
    }
    let whole = gathered(schema, document);
    let types = match &whole["type"] {
        Value::String(one) => vec![Some(one.clone())],
        Value::Array(several) => several.iter().map(|one| one.as_str().map(str::to_owned)).collect(),
        _ => vec![None],
    };
    for type_ in types {
        if type_.as_deref() == Some("null") {
            found.1 = true;
        } else {
            let (name, schema) = (name.map(str::to_owned), whole.clone());
            found.0.push(Kind { name, type_, schema });
        }
    }
}

/// A schema with those of its `allOf` in it.
fn gathered(schema: &Value, document: &Value) -> Value {
    let Some(parts) = schema["allOf"].as_array() else {
        return schema.clone();
    };
    let mut whole = serde_json::json!({"type": "object", "properties": {}, "required": []});
    for part in parts {
        let part = referred(part).map_or(part, |name| &document["components"]["schemas"][name]);
        let part = gathered(part, document);
        for (name, property) in super::members(&part["properties"]) {
            whole["properties"][name] = property.clone();
        }
        if let Some(required) = whole["required"].as_array_mut() {
            required.extend(list(&part["required"]).iter().cloned());
        }
    }
    whole
}

/// The codes of an `enum`, or of a `const`; nothing where any value is right.
pub fn codes(schema: &Value) -> Option<BTreeSet<String>> {
    let listed = schema.get("enum").and_then(Value::as_array).cloned();
    let listed = listed.or_else(|| schema.get("const").map(|only| vec![only.clone()]))?;
    Some(
        listed
            .iter()
            .filter(|code| !code.is_null())
            .map(Value::to_string)
            .collect(),
    )
}
