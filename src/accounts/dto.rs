//! What clients send and are shown of accounts and grants.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::abilities::Ability;
use super::queries::{KnownAccount, KnownGrant};
use super::{policy, wire::Password};
use crate::access::{AccountKind, Actor, Role, Scope};
use crate::http::Placed;
use crate::http::merge_patch::{Patch, Replace};
use crate::http::query::Flag;
use crate::http::shape::ShapeFaults;
use crate::http::wire::{CivilDate, EmailAddress, Id, Key, Line};
use crate::organisations::OrganisationKind;
use crate::reference::Reference;

/// An e-mail address and a password.
#[derive(Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Credentials {
    /// The account's e-mail address; case does not matter.
    #[schema(example = "camille.martin@example.gouv.fr")]
    pub email: EmailAddress,
    /// Its password.
    pub password: Password,
}

/// A refresh token.
#[derive(Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Refreshing {
    /// The refresh token that was given last. Each serves once.
    pub refresh_token: Line,
}

/// Another password.
#[derive(Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct PasswordChange {
    /// The present password.
    pub current_password: Password,
    /// The one to have: 12 characters at least, and not the account's address.
    pub new_password: Password,
}

/// An invitation taken up, or a reset.
#[derive(Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Acceptance {
    /// The one-time secret that an administrator handed over.
    pub secret: Line,
    /// The password to have: 12 characters at least, and not the account's address.
    pub password: Password,
}

/// What a sign-in gives (RFC 6749, 5.1).
#[derive(Serialize, ToSchema)]
pub struct Tokens {
    /// The access token, a JWT: send it as `Authorization: Bearer`.
    pub access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    pub token_type: &'static str,
    /// Seconds that the access token lives.
    #[schema(example = 900)]
    pub expires_in: i64,
    /// What gives the next access token, once.
    pub refresh_token: String,
}

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

/// A change of an account (RFC 7396).
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct AccountPatch {
    /// The name.
    #[deserr(default)]
    #[schema(value_type = Option<Line>)]
    pub name: Replace<Line>,
    /// The e-mail address.
    #[deserr(default)]
    #[schema(value_type = Option<EmailAddress>)]
    pub email: Replace<EmailAddress>,
    /// The organisation.
    #[deserr(default)]
    #[schema(value_type = Option<Id>)]
    pub organisation: Replace<Id>,
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

/// A new grant.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewGrant {
    /// The role.
    pub role: Role,
    /// The programme, by id or code; none for an administrator.
    #[deserr(default)]
    #[schema(value_type = Option<String>, example = "AMI-IA-2018")]
    pub programme: Option<Key>,
    /// Its first day; at once when absent.
    #[deserr(default)]
    pub from: Option<CivilDate>,
    /// The day it ends, itself excluded; open when absent.
    #[deserr(default)]
    pub until: Option<CivilDate>,
}

/// Another end of a grant (RFC 7396).
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct GrantPatch {
    /// The day it ends, itself excluded; null: open. Today ends it at once.
    #[deserr(default)]
    #[schema(value_type = Option<CivilDate>)]
    pub until: Patch<CivilDate>,
}

/// A one-time secret.
#[derive(Serialize, ToSchema)]
pub struct Invitation {
    /// The secret, shown this once: hand it over to the account's owner.
    pub secret: String,
    /// When it is worth nothing any more.
    pub expires_at: DateTime<Utc>,
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
    pub organisation: Option<Reference>,
    /// Whether it can be used.
    pub active: bool,
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
    pub programme: Option<Reference>,
    /// Its first day.
    pub from: Option<NaiveDate>,
    /// The day it ends, itself excluded.
    pub until: Option<NaiveDate>,
    /// The number of the last edit.
    pub version: i32,
    /// When it was.
    pub updated_at: DateTime<Utc>,
}

/// The organisation of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnOrganisation {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What kind of organisation it is.
    pub kind: Option<OrganisationKind>,
}

/// Who asks, and what that lets it do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The account.
    pub account: AccountView,
    /// Its organisation.
    pub organisation: Option<OwnOrganisation>,
    /// Its grants in force today.
    pub grants: Vec<GrantView>,
    /// What it may do.
    pub may: Vec<Ability>,
    /// The scopes of a service account; null: a person has no such bounds.
    pub scopes: Option<Vec<String>>,
}

impl AccountView {
    /// An account, as the actor is shown it.
    pub fn new(known: KnownAccount, actor: &Actor) -> Self {
        let KnownAccount {
            account,
            name,
            email,
            organisation,
            editor,
        } = known;
        let shown = policy::sees_address(actor, account.id);
        let editor = Reference::account(account.updated_by, editor, crate::access::Lens::Full);
        Self {
            id: account.id,
            kind: account.kind,
            name: name.unwrap_or_else(|| "—".to_owned()),
            email: email.filter(|_| shown),
            organisation: organisation.map(|(id, name)| Reference::new(id, name)),
            active: account.deactivated_at.is_none(),
            scopes: (account.kind == AccountKind::Service).then_some(account.scopes),
            version: account.version,
            updated_at: account.updated_at,
            updated_by: editor.filter(|_| actor.is_administrator()),
        }
    }
}

impl From<KnownGrant> for GrantView {
    fn from((grant, programme): KnownGrant) -> Self {
        Self {
            id: grant.id,
            account: grant.account_id,
            role: grant.role,
            programme: programme.map(|(id, code, title)| Reference::coded(id, code, title)),
            from: grant.from_on,
            until: grant.until_on,
            version: grant.version,
            updated_at: grant.updated_at,
        }
    }
}

/// Which accounts to list.
#[derive(Debug, Default, Deserr, IntoParams)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountFilter {
    /// Only of this organisation.
    #[deserr(default)]
    #[param(value_type = Option<String>, format = Uuid)]
    pub organisation: Option<Id>,
    /// Only of this kind.
    #[deserr(default)]
    pub kind: Option<AccountKind>,
    /// Only those that can be used, or cannot.
    #[deserr(default)]
    #[param(value_type = Option<bool>)]
    pub active: Option<Flag>,
    /// The order; `created_at` when absent.
    #[deserr(default)]
    pub sort: Option<AccountSort>,
}

crate::vocabulary::code_list! {
    /// The orders of a list of accounts.
    pub enum AccountSort {
        Created "created_at" "Création" "Creation";
        CreatedDescending "-created_at" "Création, décroissant" "Creation, descending";
    }
}

crate::vocabulary::code_list! {
    /// The order of a list of grants.
    pub enum GrantSort {
        Created "created_at" "Création" "Creation";
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

impl Placed<GrantSort> for KnownGrant {
    fn sort_key(&self, _: GrantSort) -> Value {
        serde_json::json!(self.0.created_at)
    }
    fn id(&self) -> Uuid {
        self.0.id
    }
}
