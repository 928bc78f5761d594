//! Access tokens: JWTs (RFC 7519) signed with Ed25519.
//!
//! The algorithm is pinned: a token's header chooses the key by `kid`, never the algorithm, and
//! `kid` is only compared with the keys that are known, never used to find one.
//!
//! A signature costs more to check than most answers cost to make, so it is checked once: what a token
//! says is remembered until it ends, or the keys change. Whether its time and its key's have come or are
//! over is asked each time; whether its sign-in still stands, the database is ([`super::authenticate`]).

use std::sync::{Arc, PoisonError, RwLock};

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation};
use quick_cache::sync::Cache;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::keys::{LEEWAY_SECONDS, SigningKeys};
use crate::clock;

const ISSUER: &str = "jalon";
const AUDIENCE: &str = "jalon-api";
/// Longer than any token of ours: what is longer is not looked at.
const LONGEST: usize = 2048;
/// So many tokens are remembered, in less than 2 MB; of more, those used least are checked again.
const REMEMBERED: usize = 8 * 1024;

/// Makes and checks access tokens.
pub struct TokenIssuer {
    in_use: RwLock<Arc<KeysInUse>>,
    lifetime: TimeDelta,
    validation: Validation,
}

/// The keys, and which tokens they were found to have signed. The two go together: what is found out
/// with keys that are just being replaced is not remembered beside the next ones.
struct KeysInUse {
    keys: SigningKeys,
    /// By the digest of the whole token: no secret of anybody is kept.
    verified: Cache<[u8; 32], Verified>,
}

/// A token that one of the keys signed for us.
#[derive(Clone, Copy)]
struct Verified {
    claims: Claims,
    nbf: i64,
    exp: i64,
    /// The place of its key.
    key: usize,
}

/// Who an access token says that its bearer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    /// The account.
    pub sub: Uuid,
    /// The sign-in that the token came from.
    pub sid: Uuid,
}

/// What is written in an access token.
#[derive(Serialize, Deserialize)]
struct Payload {
    iss: String,
    aud: String,
    sub: Uuid,
    sid: Uuid,
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
            in_use: RwLock::new(Arc::new(KeysInUse::new(keys))),
            lifetime,
            validation,
        };
        // jsonwebtoken fails at the first use where no cryptography is compiled in: use it now.
        let trial = issuer.issue(Uuid::nil(), Uuid::nil(), clock::instant())?;
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
        self.in_use().keys.jwks(clock::instant(), self.lifetime)
    }

    /// Goes on with these keys. Where they are others than before, nothing is remembered of any token.
    pub fn replace_keys(&self, keys: SigningKeys) {
        if !self.in_use().keys.are(&keys) {
            *self.in_use.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(KeysInUse::new(keys));
        }
    }

    fn in_use(&self) -> Arc<KeysInUse> {
        Arc::clone(&self.in_use.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A token for an account that has just shown who it is.
    pub fn issue(&self, account: Uuid, session: Uuid, now: DateTime<Utc>) -> anyhow::Result<String> {
        let in_use = self.in_use();
        let key = in_use.keys.signing(clock::instant());
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(key.kid.clone());
        let payload = Payload {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: account,
            sid: session,
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: (now + self.lifetime).timestamp(),
            jti: Uuid::now_v7(),
        };
        Ok(jsonwebtoken::encode(&header, &payload, &key.signs)?)
    }

    /// Who a token says that its bearer is, if one of our keys signed it for us and it is in its time.
    pub fn verify(&self, token: &str) -> Option<Claims> {
        if token.len() > LONGEST {
            return None;
        }
        let now = clock::instant();
        let in_use = self.in_use();
        let digest: [u8; 32] = Sha256::digest(token).into();
        if let Some(known) = in_use.verified.get(&digest) {
            let good = known.is_in_time(now) && in_use.keys.verifies(known.key, now, self.lifetime);
            return good.then_some(known.claims);
        }
        let verified = self.check(token, &in_use.keys, now)?;
        in_use.verified.insert(digest, verified);
        Some(verified.claims)
    }

    fn check(&self, token: &str, keys: &SigningKeys, now: DateTime<Utc>) -> Option<Verified> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        // Extensions that must be understood: none is here (RFC 7515, 4.1.11), and jsonwebtoken does not look.
        if header.crit.is_some() {
            return None;
        }
        let (place, key) = keys.verifying(&header.kid?, now, self.lifetime)?;
        let token = jsonwebtoken::decode::<Payload>(token, &key.verifies, &self.validation).ok()?;
        let Payload { sub, sid, nbf, exp, .. } = token.claims;
        Some(Verified {
            claims: Claims { sub, sid },
            nbf,
            exp,
            key: place,
        })
    }
}

impl KeysInUse {
    fn new(keys: SigningKeys) -> Self {
        Self {
            keys,
            verified: Cache::new(REMEMBERED),
        }
    }
}

impl Verified {
    /// As jsonwebtoken checks it.
    fn is_in_time(&self, now: DateTime<Utc>) -> bool {
        let now = now.timestamp();
        self.nbf <= now + LEEWAY_SECONDS && now - LEEWAY_SECONDS <= self.exp
    }
}
