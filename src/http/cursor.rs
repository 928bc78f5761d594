//! The place in a list after which its next page begins.

use std::ops::RangeInclusive;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// The years that dates and instants are of, here and in PostgreSQL.
const YEARS: RangeInclusive<i32> = 1..=9999;

/// The sort key and the id of the last row shown, and the name of the order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Cursor {
    #[serde(rename = "s")]
    pub(super) sort: String,
    #[serde(rename = "k")]
    pub(super) key: Value,
    #[serde(rename = "i")]
    pub(super) id: Uuid,
}

impl Cursor {
    /// As clients get it.
    pub(super) fn write(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// As clients send it back.
    pub(super) fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        serde_json::from_slice(&bytes).ok()
    }
}

/// What a list is sorted by. A cursor with a key that no row can have is none of ours.
pub trait SortKey: DeserializeOwned {
    /// Whether a row can have it.
    fn can_be_kept(&self) -> bool;
}

impl SortKey for String {
    fn can_be_kept(&self) -> bool {
        !self.contains('\0')
    }
}

/// A text's place in French alphabetical order, as `hist.french_order` gives it: letters, accents, capitals.
#[derive(Clone, Debug, Deserialize)]
pub struct FrenchOrder(pub String);

impl SortKey for FrenchOrder {
    fn can_be_kept(&self) -> bool {
        self.0.can_be_kept() && self.0.matches('\u{1}').count() == 2
    }
}

impl SortKey for i32 {
    fn can_be_kept(&self) -> bool {
        true
    }
}

impl SortKey for i64 {
    fn can_be_kept(&self) -> bool {
        true
    }
}

impl SortKey for NaiveDate {
    fn can_be_kept(&self) -> bool {
        YEARS.contains(&self.year())
    }
}

impl SortKey for DateTime<Utc> {
    fn can_be_kept(&self) -> bool {
        YEARS.contains(&self.year())
    }
}

impl<A: SortKey, B: SortKey> SortKey for (A, B) {
    fn can_be_kept(&self) -> bool {
        self.0.can_be_kept() && self.1.can_be_kept()
    }
}
