//! Passwords: hashed with Argon2id, never on the threads that serve.

use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context;
use argon2::password_hash::{Error, Output, ParamsString, PasswordHash, Salt, SaltString};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;

use crate::fault::{Fault, FaultCode};
use crate::settings::{ARGON2_LANES, ARGON2_MEMORY_KIB, ARGON2_PASSES, HASHINGS_AT_ONCE, PASSWORD_LENGTH};

/// Why a password was not hashed.
#[derive(Debug, thiserror::Error)]
pub enum HashingError {
    /// Too many wait for their turn.
    #[error("too many passwords are being checked")]
    Busy,
    /// A failure of ours.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

/// How long a sign-in waits for its turn to be hashed.
const PATIENCE: Duration = Duration::from_secs(5);

/// The threads that hash: as few as hash at once, since each keeps the memory of a hash ([`output`]).
static THREADS: LazyLock<io::Result<Runtime>> = LazyLock::new(|| {
    Builder::new_current_thread()
        .max_blocking_threads(HASHINGS_AT_ONCE)
        .thread_keep_alive(Duration::from_secs(24 * 60 * 60))
        .build()
});

/// Hashes and checks passwords, a few at once: each takes tens of milliseconds and 19 MiB.
pub struct Passwords {
    turns: Semaphore,
    checked: AtomicU64,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Semaphore::new(HASHINGS_AT_ONCE),
            checked: AtomicU64::new(0),
        }
    }
}

impl Passwords {
    /// Whether a password is the one that was hashed. Without a hash it takes as long, and is not.
    pub async fn verify(&self, password: SecretString, hash: Option<String>) -> Result<bool, HashingError> {
        self.checked.fetch_add(1, Ordering::Relaxed);
        self.off_the_workers(move || {
            let known = hash.is_some();
            let right = verify(&password, &hash.unwrap_or_else(nobodys_hash))?;
            Ok(right && known)
        })
        .await
    }

    /// How many passwords were checked so far: one for each attempt, whoever it is about.
    pub fn checked(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    /// The hash to keep of a password, in PHC's string format.
    pub async fn hash(&self, password: SecretString) -> Result<String, HashingError> {
        self.off_the_workers(move || hash(&password)).await
    }

    async fn off_the_workers<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
    ) -> Result<T, HashingError> {
        let turn = tokio::time::timeout(PATIENCE, self.turns.acquire()).await;
        let Ok(Ok(_turn)) = turn else {
            return Err(HashingError::Busy);
        };
        let threads = THREADS
            .as_ref()
            .map_err(|error| anyhow::anyhow!("no threads to hash on: {error}"))?;
        Ok(threads.spawn_blocking(work).await.map_err(anyhow::Error::from)??)
    }
}

/// The hash of a password, in PHC's string format.
pub fn hash(password: &SecretString) -> anyhow::Result<String> {
    let mut bytes = [0_u8; 16];
    aws_lc_rs::rand::fill(&mut bytes)
        .ok()
        .context("the system gives no random bytes")?;
    let hashed = Params::new(ARGON2_MEMORY_KIB, ARGON2_PASSES, ARGON2_LANES, None)
        .map_err(Error::from)
        .and_then(|params| {
            let salt = SaltString::encode_b64(&bytes)?;
            let hash = PasswordHash {
                algorithm: Algorithm::Argon2id.ident(),
                version: Some(Version::V0x13.into()),
                params: ParamsString::try_from(&params)?,
                salt: Some(salt.as_salt()),
                hash: None,
            };
            let hash = PasswordHash {
                hash: Some(output(password, &hash)?),
                ..hash
            };
            Ok(hash.to_string())
        });
    hashed.map_err(|error| anyhow::anyhow!("a password cannot be hashed: {error}"))
}

/// Whether a password is the one that was hashed. Compared in constant time.
fn verify(password: &SecretString, hash: &str) -> anyhow::Result<bool> {
    let checked = PasswordHash::new(hash).and_then(|hash| Ok(hash.hash == Some(output(password, &hash)?)));
    checked.map_err(|error| anyhow::anyhow!("a kept hash: {error}"))
}

/// What a password gives by the parameters and the salt of a hash.
///
/// In memory that stays with the thread: asked of the allocator for each, 1,000 guesses on four threads left
/// 620 MB with the process, because it splits what was freed and cannot use it for the next.
fn output(password: &SecretString, hash: &PasswordHash<'_>) -> Result<Output, Error> {
    thread_local! {
        static MEMORY: RefCell<Vec<Block>> = const { RefCell::new(Vec::new()) };
    }
    let version = hash.version.map(Version::try_from).transpose()?.unwrap_or_default();
    let params = Params::try_from(hash)?;
    let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
    let mut bytes = [0; Salt::MAX_LENGTH];
    let salt = hash.salt.ok_or(Error::PhcStringField)?.decode_b64(&mut bytes)?;
    MEMORY.with_borrow_mut(|memory| {
        memory.resize(params.block_count(), Block::default());
        let argon = Argon2::new(Algorithm::try_from(hash.algorithm)?, version, params);
        Output::init_with(length, |output| {
            Ok(argon.hash_password_into_with_memory(password.expose_secret().as_bytes(), salt, output, memory)?)
        })
    })
}

/// The hash of no password that anyone knows, as costly to check as a real one.
fn nobodys_hash() -> String {
    format!(
        "$argon2id$v=19$m={ARGON2_MEMORY_KIB},t={ARGON2_PASSES},p={ARGON2_LANES}$bm9ib2R5J3Mgc2FsdA${}",
        "A".repeat(43)
    )
}

/// What is wrong with a password that someone wants: too short, or the account's own address.
pub fn weakness(password: &SecretString, email: Option<&str>) -> Option<Fault> {
    let text = password.expose_secret();
    let short = text.chars().count() < PASSWORD_LENGTH;
    let own = email.is_some_and(|email| text.trim().to_lowercase() == email.to_lowercase());
    (short || own).then(|| Fault::new(FaultCode::WeakPassword).with("min", PASSWORD_LENGTH))
}
