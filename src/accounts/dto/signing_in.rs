//! What clients send and are given to sign in.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;

use crate::accounts::wire::Password;
use crate::http::wire::{EmailAddress, Line};
use crate::shape::ShapeFaults;

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

/// A one-time secret.
#[derive(Serialize, ToSchema)]
pub struct Invitation {
    /// The secret, shown this once: hand it over to the account's owner.
    pub secret: String,
    /// When it is worth nothing any more.
    pub expires_at: DateTime<Utc>,
}
