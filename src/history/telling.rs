//! Entries in words. Pure.

use serde_json::{Value, json};
use uuid::Uuid;

use super::dto::JournalRow;
use super::particulars::particulars;
use crate::journal::changes;
use crate::reference::Reference;
use crate::vocabulary::{CodeList, Language, lower_first};

/// "Coordination DITP — Nouvelle prévision : jalon AMI-IA-2018-ASN-M01 (prévision 2019-05-02 → 2019-06-03)."
pub fn sentence(row: &JournalRow, actor: Option<&Reference>, language: Language) -> String {
    let actor = actor.map_or("—", |actor| actor.name.as_str());
    let action = row.action.label().in_language(language);
    let entity = lower_first(row.entity.label().in_language(language));
    let subject = row.after.as_ref().or(row.before.as_ref()).and_then(subject);
    let subject = subject.map(|subject| format!(" {subject}")).unwrap_or_default();
    let changes = changes(row.before.as_ref(), row.after.as_ref());
    let told = match row.after {
        Some(_) => particulars(&changes, row.before.is_none(), language),
        None => Vec::new(),
    };
    let told = match told.is_empty() {
        true => String::new(),
        false => format!(" ({})", told.join(", ")),
    };
    match language {
        Language::French => format!("{actor} — {action} : {entity}{subject}{told}."),
        Language::English => format!("{actor} — {action}: {entity}{subject}{told}."),
    }
}

/// Hides which mission a row was written under, unless it is among those known.
pub fn hide_missions(row: &mut Value, known: &[Uuid]) {
    let mission = row.get_mut("mission_id").filter(|mission| !mission.is_null());
    if let Some(mission) = mission
        && !known.iter().any(|known| *mission == known.to_string())
    {
        *mission = json!({"undisclosed": true});
    }
}

/// Hides which other project a project replaces, unless the reader may know of it.
pub fn hide_replaced(row: &mut Value, may_know: impl Fn(Uuid) -> bool) {
    let replaced = row.get_mut("replaces_id").filter(|project| !project.is_null());
    if let Some(project) = replaced
        && !project.as_str().and_then(|id| id.parse().ok()).is_some_and(may_know)
    {
        *project = json!({"undisclosed": true});
    }
}

/// What a resource is called: its code, its title, its name, that of its version, or its month.
fn subject(row: &Value) -> Option<&str> {
    ["code", "title", "name", "version_name", "month"]
        .iter()
        .find_map(|name| row.get(name)?.as_str())
}
