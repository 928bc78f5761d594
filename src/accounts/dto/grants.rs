//! What clients send and are shown of grants.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::Role;
use crate::accounts::grant_queries::KnownGrant;
use crate::http::Placed;
use crate::http::merge_patch::patch;
use crate::http::wire::{CivilDate, Key};
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// A new grant.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewGrant {
    /// The role.
    pub role: Role,
    /// The programme, by id or code; none for an administrator.
    #[deserr(default)]
    #[schema(value_type = Option<Key>, example = "AMI-IA-2018")]
    pub programme: Option<Key>,
    /// Its first day; at once when absent.
    #[deserr(default)]
    pub from: Option<CivilDate>,
    /// The day it ends, itself excluded; open when absent.
    #[deserr(default)]
    pub until: Option<CivilDate>,
}

patch! {
    /// Another end of a grant (RFC 7396).
    pub struct GrantPatch {
        /// The day it ends, itself excluded; null: open. Today ends it at once.
        pub until: Patch<CivilDate>,
    }
}

/// A grant, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantView {
    /// Its id.
    pub id: Uuid,
    /// The account that holds it.
    pub account: Uuid,
    /// The role.
    pub role: Role,
    /// The programme; null for an administrator's.
    #[schema(required = true)]
    pub programme: Option<Reference>,
    /// Its first day.
    #[schema(required = true)]
    pub from: Option<NaiveDate>,
    /// The day it ends, itself excluded.
    #[schema(required = true)]
    pub until: Option<NaiveDate>,
    /// The number of the last edit.
    pub version: i32,
    /// When it was.
    pub updated_at: DateTime<Utc>,
}

impl From<KnownGrant> for GrantView {
    fn from((grant, programme): KnownGrant) -> Self {
        Self {
            id: grant.id,
            account: grant.account_id,
            role: grant.role,
            programme: programme.map(|on| Reference::coded(on.id, on.code, on.title)),
            from: grant.from_on,
            until: grant.until_on,
            version: grant.version,
            updated_at: grant.updated_at,
        }
    }
}

crate::vocabulary::code_list! {
    /// The order of a list of grants.
    pub enum GrantSort {
        Created "created_at" "Création" "Creation";
    }
}

impl Placed<GrantSort> for KnownGrant {
    fn sort_key(&self, _: GrantSort) -> Value {
        serde_json::json!(self.0.created_at)
    }
    fn id(&self) -> Uuid {
        self.0.id
    }
}
