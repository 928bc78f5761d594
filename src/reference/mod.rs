//! How an answer points to another resource: `{"id", "code"?, "name"}`.

mod names;

pub use names::Names;
pub(crate) use names::names_among;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::{SYSTEM_ACCOUNT, Visibility};

/// What a person is called once erased.
pub const ERASED: &str = "—";

/// A resource, pointed to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reference {
    /// Its id.
    pub id: Uuid,
    /// Its code, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub code: Option<String>,
    /// What it is called.
    pub name: String,
}

/// What an answer points to, or that it points to something the caller may not know of.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum AnyReference {
    /// To what the caller may know of.
    Disclosed(Reference),
    /// To something else.
    Undisclosed(Undisclosed),
}

/// Stands for a reference to something that the caller may not know of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Undisclosed {
    /// Always true.
    undisclosed: bool,
}

impl AnyReference {
    /// The reference, for whoever may know of what it points to.
    pub fn of(known: Option<Reference>) -> Self {
        known.map_or(Self::Undisclosed(Undisclosed { undisclosed: true }), Self::Disclosed)
    }
}

impl Reference {
    /// To something without a code.
    pub fn new(id: Uuid, name: impl Into<String>) -> Self {
        Self {
            id,
            code: None,
            name: name.into(),
        }
    }

    /// To something with a code.
    pub fn coded(id: Uuid, code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id,
            code: Some(code.into()),
            name: name.into(),
        }
    }

    /// To an account, for whoever may read its name: an observer gets none. The name is missing
    /// once the person was erased.
    pub fn account(id: Uuid, name: Option<String>, visibility: Visibility) -> Option<Self> {
        (visibility == Visibility::Full).then(|| Self::to_account(id, name))
    }

    /// The same, for whoever is shown everything.
    pub fn to_account(id: Uuid, name: Option<String>) -> Self {
        let nameless = || if id == SYSTEM_ACCOUNT { "Jalon" } else { ERASED }.to_owned();
        Self::new(id, name.unwrap_or_else(nameless))
    }
}
