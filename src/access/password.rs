//! Passwords: hashed with Argon2id, never on the threads that serve.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

use super::argon::{Argon, nobodys_hash};
use crate::fault::{Fault, FaultCode};
use crate::http::{ApiError, ApiResult, ProblemCode};
use crate::settings::{HASHINGS_AT_ONCE, PASSWORD_LENGTH};

/// How long a sign-in waits for its turn to be hashed.
const PATIENCE: Duration = Duration::from_secs(5);

/// Hashes and checks passwords, a few at once: each takes tens of milliseconds and 19 MiB.
pub struct Passwords {
    turns: Semaphore,
    /// One more, for those who are hardly guessing.
    reserved: Semaphore,
    checked: AtomicU64,
    argon: Arc<Argon>,
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
            argon: Arc::default(),
        }
    }
}

impl Passwords {
    /// Whether a password is the one that was hashed. Without a hash it takes as long, and is not.
    pub async fn verify(&self, password: SecretString, hash: Option<String>, queue: Queue) -> ApiResult<bool> {
        self.checked.fetch_add(1, Ordering::Relaxed);
        let argon = self.argon.clone();
        self.off_the_workers(queue, move || {
            let known = hash.is_some();
            let right = argon.verify(&password, &hash.unwrap_or_else(nobodys_hash))?;
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
        let argon = self.argon.clone();
        self.off_the_workers(Queue::Common, move || argon.hash(&password)).await
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

/// What is wrong with a password that someone wants: too short, or the account's own address.
pub fn weakness(password: &SecretString, email: Option<&str>) -> Option<Fault> {
    let text = password.expose_secret();
    let short = text.chars().count() < PASSWORD_LENGTH;
    let own = email.is_some_and(|email| text.trim().to_lowercase() == email.to_lowercase());
    (short || own).then(|| Fault::new(FaultCode::WeakPassword).with("min", PASSWORD_LENGTH))
}
