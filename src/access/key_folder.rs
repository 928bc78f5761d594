//! Signing keys as files: one PEM (PKCS#8) each, named for the instant from which it signs.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use aws_lc_rs::signature::Ed25519KeyPair;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use pem::{EncodeConfig, LineEnding, Pem};

/// A file's name without its extension, in UTC: names in order are keys in order.
const NAME: &str = "%Y%m%dT%H%M%S";

/// The key files of a folder, in the order in which they sign. One of another name signs from
/// the beginning of time.
pub fn files(folder: &Path) -> anyhow::Result<Vec<(DateTime<Utc>, PathBuf)>> {
    fs::create_dir_all(folder).with_context(|| format!("the folder of keys {} cannot be made", folder.display()))?;
    let mut files: Vec<_> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "pem"))
        .map(|path| (signs_from(&path), path))
        .collect();
    files.sort();
    Ok(files)
}

fn signs_from(file: &Path) -> DateTime<Utc> {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    NaiveDateTime::parse_from_str(stem, NAME).map_or(DateTime::UNIX_EPOCH, |at| at.and_utc())
}

/// Makes a key that signs from `at`, or from the first second after it of which no key is there;
/// gives its file. Whole or not there at all: a service that reads the folder meanwhile never sees
/// half of it.
pub fn make(folder: &Path, at: DateTime<Utc>) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| format!("the folder of keys {} cannot be made", folder.display()))?;
    let draft = folder.join(format!("{}.new", uuid::Uuid::now_v7()));
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)
        .with_context(|| format!("no key can be kept in {}", folder.display()))?;
    file.write_all(new_key()?.as_bytes())?;
    file.sync_all()?;
    let mut at = at;
    let kept = loop {
        let path = folder.join(format!("{}.pem", at.format(NAME)));
        // A link never goes over a key that is there: what that one signed would be refused.
        match fs::hard_link(&draft, &path) {
            Ok(()) => break Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => at += TimeDelta::seconds(1),
            Err(error) => break Err(error),
        }
    };
    fs::remove_file(&draft)?;
    kept.with_context(|| format!("no key can be kept in {}", folder.display()))
}

fn new_key() -> anyhow::Result<String> {
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new())
        .map_err(|_| anyhow::anyhow!("a signing key cannot be made"))?;
    let lines = EncodeConfig::new().set_line_ending(LineEnding::LF);
    Ok(pem::encode_config(&Pem::new("PRIVATE KEY", pkcs8.as_ref()), lines))
}
