//! Bounds of what is sent: they may be loosened, never tightened.

use serde_json::Value;

/// Bounds that may only grow.
const MOST: [&str; 3] = ["maximum", "maxLength", "maxItems"];
/// Bounds that may only shrink.
const LEAST: [&str; 3] = ["minimum", "minLength", "minItems"];
/// What may be lifted, and not be set or changed.
const FIXED: [&str; 3] = ["pattern", "format", "multipleOf"];

/// What is asked for more narrowly than before.
pub fn tightened(old: &Value, new: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let number = |schema: &Value, keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    for keyword in MOST {
        if let Some(now) = number(new, keyword)
            && number(old, keyword).is_none_or(|before| now < before)
        {
            found.push(format!("{keyword} is {now}"));
        }
    }
    for keyword in LEAST {
        if let Some(now) = number(new, keyword)
            && number(old, keyword).is_none_or(|before| now > before)
        {
            found.push(format!("{keyword} is {now}"));
        }
    }
    for keyword in FIXED {
        if let Some(now) = new.get(keyword)
            && old.get(keyword) != Some(now)
        {
            found.push(format!("{keyword} is {now}"));
        }
    }
    found
}
