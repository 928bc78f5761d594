//! What clients send and are shown of accounts.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Invitation;
use crate::access::{AccountKind, Actor, Scope};
use crate::accounts::details::{AccountDetails, KnownAccount};
use crate::accounts::policy;
use crate::database::Json;
use crate::http::Placed;
use crate::http::merge_patch::patch;
use crate::http::query::{AnyOf, Flag, filter};
use crate::http::wire::{EmailAddress, Id, Instant, Line};
use crate::reference::{ERASED, Reference};
use crate::shape::ShapeFaults;

/// A new account of a person.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewAccount {
    /// The person's name.
    #[schema(example = "Camille Martin")]
    pub name: Line,
    /// The person's e-mail address, which is also what it signs in with.
    #[schema(example = "camille.martin@example.gouv.fr")]
    pub email: EmailAddress,
    /// Its organisation.
    pub organisation: Id,
}

patch! {
    /// A change of an account (RFC 7396).
    pub struct AccountPatch {
        /// The name.
        pub name: Replace<Line>,
        /// The e-mail address.
        pub email: Replace<EmailAddress>,
        /// The organisation.
        pub organisation: Replace<Id>,
    }
}

/// A new service account.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewServiceAccount {
    /// What the service is called.
    #[schema(example = "Tableau de bord du SGPI")]
    pub name: Line,
    /// The organisation that answers for it.
    pub organisation: Id,
    /// What it may do at most; its grants say on what.
    #[schema(min_items = 1)]
    pub scopes: Vec<Scope>,
}

/// An account, as it is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccountView {
    /// Its id.
    pub id: Uuid,
    /// Who stands behind it.
    pub kind: AccountKind,
    /// The name; `—` once it was erased.
    #[schema(example = "Camille Martin")]
    pub name: String,
    /// The e-mail address; absent for whoever is neither an administrator nor its owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "camille.martin@example.gouv.fr")]
    pub email: Option<String>,
    /// Its organisation.
    #[schema(required = true)]
    pub organisation: Option<Reference>,
    /// Whether it can be used.
    pub active: bool,
    /// Whether the person behind it was erased.
    pub erased: bool,
    /// The scopes of a service account; absent for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = json!(["progress:write"]))]
    pub scopes: Option<Vec<String>>,
    /// The number of the last edit.
    pub version: i32,
    /// When it was.
    pub updated_at: DateTime<Utc>,
    /// Whose it was; absent for whoever is not shown the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_by: Option<Reference>,
}

/// A new account and the one-time secret with which its owner chooses a password.
#[derive(Serialize, ToSchema)]
pub struct InvitedAccount {
    /// The account.
    #[serde(flatten)]
    pub account: AccountView,
    /// The invitation.
    pub invitation: Invitation,
}

/// A service account and its key.
#[derive(Serialize, ToSchema)]
pub struct KeyedAccount {
    /// The account.
    #[serde(flatten)]
    pub account: AccountView,
    /// The key, shown this once: send it as `Authorization: Bearer`.
    #[schema(example = "jalon_0192a7c0-6f3e-7c1a-9d52-3f4b8a1c2d3e_…")]
    pub key: String,
}

impl AccountView {
    /// An account, as the actor is shown it.
    pub fn new(known: KnownAccount, actor: &Actor) -> Self {
        let KnownAccount {
            account,
            details: Json(details),
        } = known;
        let AccountDetails {
            name,
            email,
            organisation,
            editor,
        } = details;
        let shown = policy::sees_address(actor, account.id);
        let editor = Reference::account(account.updated_by, editor, crate::access::Visibility::Full);
        Self {
            id: account.id,
            kind: account.kind,
            erased: name.is_none(),
            name: name.unwrap_or_else(|| ERASED.to_owned()),
            email: email.filter(|_| shown),
            organisation,
            active: account.deactivated_at.is_none(),
            scopes: (account.kind == AccountKind::Service).then_some(account.scopes),
            version: account.version,
            updated_at: account.updated_at,
            updated_by: editor.filter(|_| actor.is_administrator()),
        }
    }
}

filter! {
    /// Which accounts to list.
    pub struct AccountFilter {
        /// Only of this organisation.
        pub organisation: AnyOf<Id>,
        /// Only of this kind.
        pub kind: AnyOf<AccountKind>,
        /// Only those that can be used, or cannot.
        pub active: Flag,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
        /// The order; `created_at` when absent.
        pub sort: AccountSort,
    }
}

crate::vocabulary::code_list! {
    /// The orders of a list of accounts.
    pub enum AccountSort {
        Created "created_at" "Création" "Creation";
        CreatedDescending "-created_at" "Création, décroissant" "Creation, descending";
    }
}

impl Placed<AccountSort> for KnownAccount {
    fn sort_key(&self, _: AccountSort) -> Value {
        serde_json::json!(self.account.created_at)
    }
    fn id(&self) -> Uuid {
        self.account.id
    }
}
