//! What a caller is shown of itself.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{AccountView, GrantView};
use crate::accounts::abilities::Ability;
use crate::organisations::OrganisationKind;

/// The organisation of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnOrganisation {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What kind of organisation it is.
    #[schema(required = true)]
    pub kind: Option<OrganisationKind>,
}

/// Who asks, and what that lets it do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The account.
    pub account: AccountView,
    /// Its organisation.
    #[schema(required = true)]
    pub organisation: Option<OwnOrganisation>,
    /// Its grants in force today.
    pub grants: Vec<GrantView>,
    /// What it may do.
    pub may: Vec<Ability>,
    /// The scopes of a service account; null: a person has no such bounds.
    #[schema(required = true)]
    pub scopes: Option<Vec<String>>,
}
