//! A file is answered as what it is: the media types of the formats that are recognised.

use serde_json::{Value, json};

use super::schemas;
use crate::vocabulary::{CodeList, FileFormat};

/// What stands for any file; the others follow it.
const BYTES: &str = "application/octet-stream";

/// Names, beside the bytes of an answer, the media types they can have.
pub fn name_formats(document: &mut Value) {
    for operation in schemas::operations(document) {
        for (_, response) in operation["responses"].as_object_mut().into_iter().flatten() {
            let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else {
                continue;
            };
            let Some(bytes) = content.get(BYTES).cloned() else {
                continue;
            };
            for format in FileFormat::ALL {
                let media = format.media_type();
                // Of a JSON file nothing is promised but that it is JSON.
                let anything = media == "application/json";
                let shown = if anything { json!({"schema": {}}) } else { bytes.clone() };
                content.insert(media.to_owned(), shown);
            }
        }
    }
}
