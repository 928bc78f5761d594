//! What a redaction is shown with besides its row, one JSON value for each (a view): it comes with the row.

use diesel::prelude::*;
use serde::Deserialize;

use super::model::Redaction;
use crate::database::detailed;
use crate::database::schema::redactions;
use crate::reference::Reference;

/// The names around a redaction.
#[derive(Clone, Debug, Deserialize)]
pub struct RedactionDetails {
    /// Its programme.
    pub programme: Reference,
    /// Its project.
    pub project: Option<Reference>,
    /// The name of who redacted; none once erased.
    pub author: Option<String>,
}

detailed!(Told: row Redaction in redactions, with RedactionDetails of redaction_details by redaction_id);
