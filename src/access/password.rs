//! Passwords: hashed with Argon2id, never on the threads that serve.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

use crate::fault::{Fault, FaultCode};
use crate::http::{ApiError, ApiResult, ProblemCode};
use crate::settings::{ARGON2_LANES, ARGON2_MEMORY_KIB, ARGON2_PASSES, HASHINGS_AT_ONCE, PASSWORD_LENGTH};

/// How long a sign-in waits for its turn to be hashed.
const PATIENCE: Duration = Duration::from_secs(5);

/// Hashes and checks passwords, a few at once: each takes tens of milliseconds and 19 MiB.
pub struct Passwords {
    turns: Semaphore,
    /// One more, for those who are hardly guessing.
    reserved: Semaphore,
    checked: AtomicU64,
}

/// Where a password waits to be hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// With everyone's, guesses among them.
    Common,
    /// There, and where guesses are not let in.
    Reserved,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Semaphore::new(HASHINGS_AT_ONCE),
            reserved: Semaphore::new(1),
            checked: AtomicU64::new(0),
        }
    }
}

impl Passwords {
    /// Whether a password is the one that was hashed. Without a hash it takes as long, and is not.
    pub async fn verify(&self, password: SecretString, hash: Option<String>, queue: Queue) -> ApiResult<bool> {
        self.checked.fetch_add(1, Ordering::Relaxed);
        self.off_the_workers(queue, move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(nobodys_hash);
            let parsed = PasswordHash::new(&hash).map_err(|error| anyhow::anyhow!("a kept hash: {error}"))?;
            let right = hasher()?
                .verify_password(password.expose_secret().as_bytes(), &parsed)
                .is_ok();
            Ok(right && known)
        })
        .await
    }

    /// How many passwords were checked so far: one for each attempt, whoever it is about.
    pub fn checked(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    /// The hash to keep of a password, in PHC's string format.
    pub async fn hash(&self, password: SecretString) -> ApiResult<String> {
        self.off_the_workers(Queue::Common, move || hash(&password)).await
    }

    async fn off_the_workers<T: Send + 'static>(
        &self,
        queue: Queue,
        work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
    ) -> ApiResult<T> {
        let turn = async {
            match queue {
                Queue::Common => self.turns.acquire().await,
                Queue::Reserved => tokio::select! {
                    turn = self.turns.acquire() => turn,
                    turn = self.reserved.acquire() => turn,
                },
            }
        };
        let turn = tokio::time::timeout(PATIENCE, turn).await;
        let Ok(Ok(_turn)) = turn else {
            return Err(ApiError::of(ProblemCode::Unavailable).retry_after(1));
        };
        let done = actix_web::web::block(work).await.map_err(anyhow::Error::from)?;
        Ok(done?)
    }
}

/// The hash of a password, on this very thread: for commands.
pub fn hash(password: &SecretString) -> anyhow::Result<String> {
    let mut salt = [0_u8; 16];
    aws_lc_rs::rand::fill(&mut salt)
        .ok()
        .context("the system gives no random bytes")?;
    let salt = SaltString::encode_b64(&salt).map_err(|error| anyhow::anyhow!("a salt: {error}"))?;
    hasher()?
        .hash_password(password.expose_secret().as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| anyhow::anyhow!("a password cannot be hashed: {error}"))
}

/// What is wrong with a password that someone wants: too short, or the account's own address.
pub fn weakness(password: &SecretString, email: Option<&str>) -> Option<Fault> {
    let text = password.expose_secret();
    let short = text.chars().count() < PASSWORD_LENGTH;
    let own = email.is_some_and(|email| text.trim().to_lowercase() == email.to_lowercase());
    (short || own).then(|| Fault::new(FaultCode::WeakPassword).with("min", PASSWORD_LENGTH))
}

fn hasher() -> anyhow::Result<Argon2<'static>> {
    let params = Params::new(ARGON2_MEMORY_KIB, ARGON2_PASSES, ARGON2_LANES, None)
        .map_err(|error| anyhow::anyhow!("Argon2's parameters: {error}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of no password that anyone knows, as costly to check as a real one.
fn nobodys_hash() -> String {
    format!(
        "$argon2id$v=19$m={ARGON2_MEMORY_KIB},t={ARGON2_PASSES},p={ARGON2_LANES}$bm9ib2R5J3Mgc2FsdA${}",
        "A".repeat(43)
    )
}
