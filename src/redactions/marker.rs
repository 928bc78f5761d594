//! What stands where a text was, for people and for programs. Pure.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::fields::FieldKind;

/// The text in the place of the redacted one: `[redacted {id}]`, also as the name of a file, or in
/// the place of an address `https://redacted.invalid/{id}`; the id is the redaction's.
/// `hist.is_marker` knows both.
pub fn marker(kind: FieldKind, redaction: Uuid) -> String {
    match kind {
        FieldKind::Text | FieldKind::Texts | FieldKind::Members(_) | FieldKind::File => {
            format!("[redacted {redaction}]")
        }
        FieldKind::Link => format!("https://redacted.invalid/{redaction}"),
    }
}

/// What remains of a text: the SHA-256 of its UTF-8, in hexadecimal.
pub fn remains(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}
