//! The keys that access tokens are signed with, and their rotation (docs/adr/0007-redaction-erasure-keys.md).
//!
//! Each key has an instant from which it signs, and may be known before: a service that shares the
//! keys with others then accepts what they sign, whichever of them learns of it first. Once the
//! next key signs, a key verifies for as long as a token lives, then no more.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{DecodingKey, EncodingKey};
use sha2::{Digest, Sha256};

use super::key_folder;
use crate::clock;

/// Clocks differ: a token is taken this long before and after its time, a key after its own.
pub(super) const LEEWAY_SECONDS: i64 = 5;

/// When a key signs that only verifies.
const NEVER: DateTime<Utc> = DateTime::<Utc>::MAX_UTC;

/// The keys, in the order in which they sign.
#[derive(Debug)]
pub struct SigningKeys {
    keys: Vec<Key>,
}

/// One key.
pub struct Key {
    /// What tokens call it: a digest of its public part.
    pub kid: String,
    /// From when it signs, until the next one does.
    pub signs_from: DateTime<Utc>,
    /// Where it is kept.
    pub file: PathBuf,
    public: String,
    pub(super) signs: EncodingKey,
    pub(super) verifies: DecodingKey,
}

/// What a key does at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// It verifies already, and signs later.
    Announced,
    /// It signs.
    Signing,
    /// It still verifies what it signed.
    Verifying,
    /// It does nothing any more.
    Retired,
}

impl SigningKeys {
    /// The keys of a folder; a first one is made where there is none.
    pub fn load_or_make(folder: &Path) -> anyhow::Result<Self> {
        if key_folder::files(folder)?.is_empty() {
            key_folder::make(folder, clock::instant())?;
        }
        Self::load(folder)
    }

    /// The keys of a folder.
    pub fn load(folder: &Path) -> anyhow::Result<Self> {
        let files = key_folder::files(folder)?;
        let keys = files.into_iter().map(|(signs_from, file)| Key::read(file, signs_from));
        Self::of(keys.collect::<anyhow::Result<_>>()?)
    }

    /// The keys in these files: the first signs, all verify.
    pub fn from_files(files: &[PathBuf]) -> anyhow::Result<Self> {
        let keys = files.iter().enumerate().map(|(place, file)| {
            let signs_from = if place == 0 { DateTime::UNIX_EPOCH } else { NEVER };
            Key::read(file.clone(), signs_from)
        });
        Self::of(keys.collect::<anyhow::Result<_>>()?)
    }

    fn of(keys: Vec<Key>) -> anyhow::Result<Self> {
        anyhow::ensure!(!keys.is_empty(), "there is no signing key");
        Ok(Self { keys })
    }

    /// The keys, oldest first, with what each does at `now` where tokens live for `lifetime`.
    pub fn at(&self, now: DateTime<Utc>, lifetime: TimeDelta) -> impl Iterator<Item = (&Key, KeyState)> {
        let signing = self.signing_place(now);
        self.keys.iter().enumerate().map(move |(place, key)| {
            let state = match place.cmp(&signing) {
                std::cmp::Ordering::Greater if key.signs_from == NEVER => KeyState::Verifying,
                std::cmp::Ordering::Greater => KeyState::Announced,
                std::cmp::Ordering::Equal => KeyState::Signing,
                std::cmp::Ordering::Less => {
                    let until = self.keys[place + 1].signs_from + lifetime + TimeDelta::seconds(LEEWAY_SECONDS);
                    if now < until {
                        KeyState::Verifying
                    } else {
                        KeyState::Retired
                    }
                }
            };
            (key, state)
        })
    }

    /// The key that signs at `now`: the last whose time has come, else the first to come.
    pub(super) fn signing(&self, now: DateTime<Utc>) -> &Key {
        &self.keys[self.signing_place(now)]
    }

    fn signing_place(&self, now: DateTime<Utc>) -> usize {
        let begun = self.keys.iter().rposition(|key| key.signs_from <= now);
        begun.unwrap_or_default()
    }

    /// The key that a token names and its place, unless it is retired.
    pub(super) fn verifying(&self, kid: &str, now: DateTime<Utc>, lifetime: TimeDelta) -> Option<(usize, &Key)> {
        let mut keys = self.at(now, lifetime).enumerate();
        keys.find(|(_, (key, state))| key.kid == kid && *state != KeyState::Retired)
            .map(|(place, (key, _))| (place, key))
    }

    /// Whether the key at a place is not retired.
    pub(super) fn verifies(&self, place: usize, now: DateTime<Utc>, lifetime: TimeDelta) -> bool {
        let mut keys = self.at(now, lifetime);
        keys.nth(place).is_some_and(|(_, state)| state != KeyState::Retired)
    }

    /// Whether these are the same keys, in the same times.
    pub(super) fn are(&self, others: &Self) -> bool {
        let times = |keys: &'_ [Key]| -> Vec<_> { keys.iter().map(|key| (key.kid.clone(), key.signs_from)).collect() };
        times(&self.keys) == times(&others.keys)
    }

    /// The public parts of all keys that verify, as a JSON Web Key Set (RFC 7517, RFC 8037).
    pub fn jwks(&self, now: DateTime<Utc>, lifetime: TimeDelta) -> serde_json::Value {
        let verifying = self.at(now, lifetime).filter(|(_, state)| *state != KeyState::Retired);
        let keys: Vec<_> = verifying
            .map(|(key, _)| {
                serde_json::json!({"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": key.kid, "x": key.public})
            })
            .collect();
        serde_json::json!({ "keys": keys })
    }
}

impl Key {
    fn read(file: PathBuf, signs_from: DateTime<Utc>) -> anyhow::Result<Self> {
        let pem =
            fs::read_to_string(&file).with_context(|| format!("the signing key {} cannot be read", file.display()))?;
        let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        let der = STANDARD
            .decode(body.trim())
            .with_context(|| format!("the signing key {} is not PEM", file.display()))?;
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der)
            .map_err(|error| anyhow::anyhow!("{} is no Ed25519 key in PKCS#8: {error}", file.display()))?;
        let public = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
        Ok(Self {
            kid: URL_SAFE_NO_PAD.encode(&Sha256::digest(pair.public_key().as_ref())[..9]),
            signs_from,
            file,
            signs: EncodingKey::from_ed_der(&der),
            verifies: DecodingKey::from_ed_components(&public)?,
            public,
        })
    }
}

impl std::fmt::Display for KeyState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Announced => "announced",
            Self::Signing => "signing",
            Self::Verifying => "verifying",
            Self::Retired => "retired",
        })
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("kid", &self.kid).finish_non_exhaustive()
    }
}
