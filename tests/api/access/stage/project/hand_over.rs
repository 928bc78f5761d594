//! What is handed over: one item of each state.

use uuid::Uuid;

use super::{Laid, TEXT};
use crate::access::cast::SYSTEM;

impl Laid<'_> {
    /// An item of no kind of the list, of which a project has any number. What was provided, a link and a piece of evidence,
    /// is longer ago than the verification days.
    pub(super) fn hand_over_item(&mut self, name: &str) -> Uuid {
        let (state, provided, verified) = match name {
            "hand-over item" => ("missing", "null", "null"),
            "provided hand-over item" => ("provided", "'2019-01-15'", "null"),
            _ => ("verified", "'2019-01-15'", "'2019-01-21'"),
        };
        let (id, project, piece) = (Uuid::now_v7(), self.project.0, self.one("evidence"));
        let evidence = serde_json::json!([
            {"evidence": null, "title": TEXT, "url": format!("https://example.test/{TEXT}")},
            {"evidence": piece, "title": null, "url": null},
        ]);
        self.lay.row(
            "hand_over_item",
            id,
            "hand_over_items",
            "id, project_id, kind, title, description, evidence, provided_on, verified_on, state, version, created_at, created_by, \
             updated_at, updated_by",
            &format!(
                "'{id}', '{project}', 'other', '{TEXT}', '{TEXT}', '{evidence}', {provided}, {verified}, '{state}', 1, now(), \
                 '{SYSTEM}', now(), '{SYSTEM}'"
            ),
        );
        id
    }
}
