//! Random secrets: refresh tokens, one-time secrets, keys of service accounts.

use anyhow::Context;
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::authenticate::KEY_PREFIX;

/// A secret of 256 random bits, as text.
pub fn make() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 32];
    aws_lc_rs::rand::fill(&mut bytes)
        .ok()
        .context("the system gives no random bytes")?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// A secret that only who has both a seed and another secret can make.
pub fn derive(seed: &[u8], secret: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, seed);
    URL_SAFE_NO_PAD.encode(hmac::sign(&key, secret.as_bytes()))
}

/// The key of a service account: `jalon_{account}_{secret}`.
pub fn make_key(account: Uuid) -> anyhow::Result<String> {
    Ok(format!("{KEY_PREFIX}{account}_{}", make()?))
}

/// What is kept of such a secret. There is nothing to guess in 256 random bits, so a plain digest
/// is enough, and can be looked up.
pub fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}
