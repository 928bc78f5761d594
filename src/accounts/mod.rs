//! Accounts: who may sign in, what they are granted, and the keys of services.
//!
//! Names and e-mail addresses stand in `identities` alone, outside the journal and the versions, so
//! that a person can be erased without touching history (domain.md, invariant 6). Nobody registers
//! alone: an administrator makes the account and hands over a one-time secret, with which its
//! owner chooses a password. A sign-in is a session; its refresh tokens replace one another, and
//! one used twice ends it. A deactivated account is nobody from the next request on.

mod abilities;
mod details;
mod dto;
mod erasure;
mod export;
mod founding;
mod grant_queries;
mod grants;
mod handlers;
mod model;
mod policy;
pub(crate) mod queries;
mod sessions;
pub(crate) mod spent;
mod wire;

pub use abilities::Ability;
pub use founding::{Founded, Founder, found};
pub use grants::Granting;
pub use model::{Account, Identity};

use crate::http::registry::Registry;

/// Registers the operations on accounts, grants, and signing in.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::auth::create_token)
        .service(handlers::auth::refresh_session)
        .service(handlers::auth::end_session)
        .service(handlers::auth::change_password)
        .service(handlers::auth::accept_invitation)
        .service(handlers::me::get_me)
        .service(handlers::erasure::export_me)
        .service(handlers::accounts::list_accounts)
        .service(handlers::accounts::create_account)
        .service(handlers::accounts::get_account)
        .service(handlers::accounts::update_account)
        .service(handlers::accounts::deactivate_account)
        .service(handlers::erasure::erase_account)
        .service(handlers::erasure::export_account)
        .service(handlers::accounts::create_invitation)
        .service(handlers::grants::list_grants)
        .service(handlers::grants::create_grant)
        .service(handlers::grants::get_grant)
        .service(handlers::grants::update_grant)
        .service(handlers::service_accounts::list_service_accounts)
        .service(handlers::service_accounts::create_service_account)
        .service(handlers::service_accounts::create_service_account_key);
}
