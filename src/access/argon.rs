//! Argon2id over memory that is used again.
//!
//! A hash works in 19 MiB. Asked of the allocator by whichever thread it runs on, as much or more
//! would stay with every thread that ever hashed.

use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use argon2::password_hash::{Output, ParamsString, PasswordHash, Salt, SaltString};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use secrecy::{ExposeSecret, SecretString};

use crate::settings::{ARGON2_LANES, ARGON2_MEMORY_KIB, ARGON2_PASSES};

/// Hashes and checks passwords, each in memory that another gave back; as many at once as are
/// called.
#[derive(Default)]
pub struct Argon(Mutex<Vec<Vec<Block>>>);

impl Argon {
    /// The hash of a password, in PHC's string format.
    pub fn hash(&self, password: &SecretString) -> anyhow::Result<String> {
        let mut bytes = [0_u8; 16];
        aws_lc_rs::rand::fill(&mut bytes)
            .ok()
            .context("the system gives no random bytes")?;
        let salt = SaltString::encode_b64(&bytes).map_err(|error| anyhow::anyhow!("a salt: {error}"))?;
        let params = params()?;
        let hash = self
            .run(Algorithm::Argon2id, Version::V0x13, &params, password, salt.as_salt())
            .and_then(|output| {
                let hash = PasswordHash {
                    algorithm: Algorithm::Argon2id.ident(),
                    version: Some(Version::V0x13.into()),
                    params: ParamsString::try_from(&params)?,
                    salt: Some(salt.as_salt()),
                    hash: Some(output),
                };
                Ok(hash.to_string())
            });
        hash.map_err(|error| anyhow::anyhow!("a password cannot be hashed: {error}"))
    }

    /// Whether a password is the one that was hashed. Compared in constant time.
    pub fn verify(&self, password: &SecretString, hash: &str) -> anyhow::Result<bool> {
        let computed = PasswordHash::new(hash).and_then(|parsed| {
            let algorithm = Algorithm::try_from(parsed.algorithm)?;
            let version = parsed.version.map(Version::try_from).transpose()?.unwrap_or_default();
            let params = Params::try_from(&parsed)?;
            let salt = parsed.salt.ok_or(argon2::password_hash::Error::PhcStringField)?;
            let output = self.run(algorithm, version, &params, password, salt)?;
            Ok(parsed.hash == Some(output))
        });
        computed.map_err(|error| anyhow::anyhow!("a kept hash: {error}"))
    }

    fn run(
        &self,
        algorithm: Algorithm,
        version: Version,
        params: &Params,
        password: &SecretString,
        salt: Salt<'_>,
    ) -> argon2::password_hash::Result<Output> {
        let argon = Argon2::new(algorithm, version, params.clone());
        let mut bytes = [0; Salt::MAX_LENGTH];
        let salt = salt.decode_b64(&mut bytes)?;
        let mut memory = self.free().pop().unwrap_or_default();
        memory.resize(params.block_count(), Block::default());
        let output = Output::init_with(params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN), |output| {
            argon.hash_password_into_with_memory(password.expose_secret().as_bytes(), salt, output, &mut memory)?;
            Ok(())
        });
        self.free().push(memory);
        output
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The hash of no password that anyone knows, as costly to check as a real one.
pub fn nobodys_hash() -> String {
    format!(
        "$argon2id$v=19$m={ARGON2_MEMORY_KIB},t={ARGON2_PASSES},p={ARGON2_LANES}$bm9ib2R5J3Mgc2FsdA${}",
        "A".repeat(43)
    )
}

fn params() -> anyhow::Result<Params> {
    Params::new(ARGON2_MEMORY_KIB, ARGON2_PASSES, ARGON2_LANES, None)
        .map_err(|error| anyhow::anyhow!("Argon2's parameters: {error}"))
}
