//! Access tokens: JWTs (RFC 7519) signed with Ed25519.
//!
//! The algorithm is pinned: a token's header chooses the key by `kid`, never the algorithm, and
//! `kid` is only compared with the keys that are known, never used to find one.

use std::sync::{Arc, PoisonError, RwLock};

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::keys::{LEEWAY_SECONDS, SigningKeys};

const ISSUER: &str = "jalon";
const AUDIENCE: &str = "jalon-api";
/// Longer than any token of ours: what is longer is not looked at.
const LONGEST: usize = 2048;

/// Makes and checks access tokens.
pub struct TokenIssuer {
    keys: RwLock<Arc<SigningKeys>>,
    lifetime: TimeDelta,
    validation: Validation,
}

/// What an access token says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Claims {
    iss: String,
    aud: String,
    /// The account.
    pub sub: Uuid,
    /// The sign-in that the token came from.
    pub sid: Uuid,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: Uuid,
}

impl TokenIssuer {
    /// An issuer whose tokens live for `lifetime`.
    pub fn new(keys: SigningKeys, lifetime: TimeDelta) -> anyhow::Result<Self> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        validation.validate_nbf = true;
        validation.leeway = LEEWAY_SECONDS.unsigned_abs();
        let issuer = Self {
            keys: RwLock::new(Arc::new(keys)),
            lifetime,
            validation,
        };
        // jsonwebtoken fails at the first use where no cryptography is compiled in: use it now.
        let trial = issuer.issue(Uuid::nil(), Uuid::nil(), Utc::now())?;
        issuer
            .verify(&trial)
            .context("the signing key does not verify its own tokens")?;
        Ok(issuer)
    }

    /// How long a token lives, in seconds.
    pub fn lifetime_seconds(&self) -> i64 {
        self.lifetime.num_seconds()
    }

    /// The public keys.
    pub fn jwks(&self) -> serde_json::Value {
        self.keys().jwks(Utc::now(), self.lifetime)
    }

    /// Goes on with other keys: they were rotated.
    pub fn replace_keys(&self, keys: SigningKeys) {
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
    }

    fn keys(&self) -> Arc<SigningKeys> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A token for an account that has just shown who it is.
    pub fn issue(&self, account: Uuid, session: Uuid, now: DateTime<Utc>) -> anyhow::Result<String> {
        let keys = self.keys();
        let key = keys.signing(Utc::now());
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(key.kid.clone());
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: account,
            sid: session,
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: (now + self.lifetime).timestamp(),
            jti: Uuid::now_v7(),
        };
        Ok(jsonwebtoken::encode(&header, &claims, &key.signs)?)
    }

    /// What a token says, if one of our keys signed it for us and it is in its time.
    pub fn verify(&self, token: &str) -> Option<Claims> {
        if token.len() > LONGEST {
            return None;
        }
        if has_critical(token) {
            return None;
        }
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let keys = self.keys();
        let key = keys.verifying(&kid, Utc::now(), self.lifetime)?;
        jsonwebtoken::decode::<Claims>(token, &key.verifies, &self.validation)
            .ok()
            .map(|token| token.claims)
    }
}

/// Whether a token's header names extensions that must be understood: none is here (RFC 7515,
/// 4.1.11), and jsonwebtoken does not look.
fn has_critical(token: &str) -> bool {
    let header = token.split('.').next().unwrap_or_default();
    let header = URL_SAFE_NO_PAD.decode(header).ok();
    let header = header.and_then(|header| serde_json::from_slice::<serde_json::Value>(&header).ok());
    header.is_none_or(|header| header.get("crit").is_some())
}
