//! The journal as it is shown.

use chrono::{DateTime, Utc};
use diesel::dsl::auto_type;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::Visibility;
use crate::database::schema::{identities, journal};
use crate::http::Placed;
use crate::http::query::{AnyOf, filter};
use crate::journal::{Action, Entity};
use crate::journal::{FieldChange, changes};
use crate::reference::Reference;
use crate::vocabulary::{CodeList, Language};

/// An entry, as it is kept.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = journal, check_for_backend(diesel::pg::Pg))]
pub struct JournalRow {
    pub id: Uuid,
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub change_id: Uuid,
    pub actor_id: Uuid,
    pub action: Action,
    pub entity: Entity,
    pub entity_id: Uuid,
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// The name of who did it; none once erased.
    #[diesel(select_expression = actor_name(), select_expression_type = actor_name)]
    pub actor_name: Option<String>,
}

#[auto_type]
fn actor_name() -> _ {
    let actor = identities::table.filter(identities::account_id.eq(journal::actor_id));
    actor.select(identities::name).single_value()
}

/// One thing that was done to one resource, in words and in data.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryEntryView {
    /// Its id.
    pub id: Uuid,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Shared by all that one request did.
    pub change_id: Uuid,
    /// Who did it.
    #[schema(required = true)]
    pub actor: Option<Reference>,
    /// What was done.
    pub action: ActionView,
    /// The kind of resource.
    pub entity: Entity,
    /// The resource.
    pub entity_id: Uuid,
    /// The whole in words, in the language of the answer.
    #[schema(example = "Experte Alpha — Création : saisie d'avancement (jour 2019-03-01, avancement en % 40).")]
    pub sentence: String,
    /// The fields that differ.
    pub changes: Vec<FieldChange>,
    /// The resource before; null for a new one.
    #[schema(value_type = Option<Object>, required = true)]
    pub before: Option<Value>,
    /// The resource after; null for one that is no more.
    #[schema(value_type = Option<Object>, required = true)]
    pub after: Option<Value>,
}

/// What was done, for programs and for people.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionView {
    /// For programs.
    pub code: Action,
    /// In the language of the answer.
    #[schema(example = "Création")]
    pub label: &'static str,
}

impl HistoryEntryView {
    /// An entry.
    pub fn new(row: JournalRow, language: Language) -> Self {
        let actor = Reference::account(row.actor_id, row.actor_name.clone(), Visibility::Full);
        let sentence = super::telling::sentence(&row, actor.as_ref(), language);
        Self {
            id: row.id,
            at: row.at,
            change_id: row.change_id,
            actor,
            action: ActionView {
                code: row.action,
                label: row.action.label().in_language(language),
            },
            entity: row.entity,
            entity_id: row.entity_id,
            sentence,
            changes: changes(row.before.as_ref(), row.after.as_ref()),
            before: row.before,
            after: row.after,
        }
    }
}

filter! {
    /// Which entries to list.
    pub struct HistoryFilter {
        /// Only about this kind of resource.
        pub entity: AnyOf<Entity>,
        /// Only this kind of action.
        pub action: AnyOf<Action>,
    }
}

crate::vocabulary::code_list! {
    /// The order of a history.
    pub enum HistoryOrder {
        Newest "-seq" "Du plus récent au plus ancien" "Newest first";
    }
}

impl Placed<HistoryOrder> for JournalRow {
    fn sort_key(&self, _: HistoryOrder) -> Value {
        Value::from(self.seq)
    }
    fn id(&self) -> Uuid {
        self.id
    }
}
