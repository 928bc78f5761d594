//! `jalon keys`: the keys of access tokens, and their rotation.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use chrono::{DateTime, SecondsFormat, SubsecRound, TimeDelta, Utc};
use clap::{Args, Subcommand};

use super::host;
use crate::access::{KeyState, SigningKeys, key_folder};
use crate::clock;
use crate::http::services::Services;
use crate::settings::Settings;

/// How often a service looks for rotated keys.
const GLANCE: Duration = Duration::from_secs(10);
/// A new key is known for so long before it signs: every service on the folder has seen it then.
const ANNOUNCED: TimeDelta = TimeDelta::seconds(60);

/// Keys of access tokens.
#[derive(Args)]
pub struct KeysCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Say which keys there are and what each does.
    List(Whose),
    /// Make the next key. It signs from a minute on; those before verify until their tokens end.
    Rotate(Rotate),
    /// Remove the keys that serve no more.
    Prune(Whose),
}

#[derive(Args)]
struct Whose {
    #[command(flatten)]
    settings: Settings,
}

#[derive(Args)]
struct Rotate {
    /// A key became known to somebody: remove all keys there were. The new one signs at once, and
    /// every access token given so far is refused; whoever holds one refreshes it.
    #[arg(long)]
    compromised: bool,

    #[command(flatten)]
    settings: Settings,
}

impl KeysCommand {
    /// Does it.
    pub fn run(self) -> anyhow::Result<()> {
        match self.what {
            What::List(whose) => whose.list(),
            What::Rotate(rotate) => rotate.run(),
            What::Prune(whose) => {
                let _log = host::log(&whose.settings)?;
                prune(&folder(&whose.settings)?, whose.settings.access_token_lifetime())
            }
        }
    }
}

impl Whose {
    fn list(&self) -> anyhow::Result<()> {
        let keys = match self.settings.keys_dir()? {
            Some(folder) => SigningKeys::load(&folder)?,
            None => SigningKeys::from_files(&self.settings.signing_key_file)?,
        };
        for (key, state) in keys.at(clock::instant(), self.settings.access_token_lifetime()) {
            let from = if key.signs_from > DateTime::UNIX_EPOCH && state != KeyState::Verifying {
                format!(" from {}", in_words(key.signs_from))
            } else {
                String::new()
            };
            println!("{} {state}{from} {}", key.kid, key.file.display());
        }
        Ok(())
    }
}

impl Rotate {
    fn run(self) -> anyhow::Result<()> {
        let _log = host::log(&self.settings)?;
        let folder = folder(&self.settings)?;
        let before = key_folder::files(&folder)?;
        let now = clock::instant().trunc_subsecs(0);
        let signs_from = if self.compromised { now } else { now + ANNOUNCED };
        let made = key_folder::make(&folder, signs_from)?;
        println!("made {}, which signs from {}", made.display(), in_words(signs_from));
        if self.compromised {
            remove(before.iter().map(|(_, file)| file.as_path()))?;
        }
        prune(&folder, self.settings.access_token_lifetime())
    }
}

/// The folder of the keys; those that are given one by one are rotated where they are kept.
fn folder(settings: &Settings) -> anyhow::Result<PathBuf> {
    let Some(folder) = settings.keys_dir()? else {
        bail!("the keys are given by JALON_SIGNING_KEY_FILE: put the next one second, then first, and start again");
    };
    Ok(folder)
}

fn prune(folder: &Path, lifetime: TimeDelta) -> anyhow::Result<()> {
    let keys = SigningKeys::load(folder)?;
    let retired = keys
        .at(clock::instant(), lifetime)
        .filter(|(_, state)| *state == KeyState::Retired);
    remove(retired.map(|(key, _)| key.file.as_path()))
}

fn remove<'a>(files: impl Iterator<Item = &'a Path>) -> anyhow::Result<()> {
    for file in files {
        std::fs::remove_file(file).with_context(|| format!("{} cannot be removed", file.display()))?;
        println!("removed {}", file.display());
    }
    Ok(())
}

fn in_words(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Follows the folder of keys as long as the service runs. Keys that cannot be read change
/// nothing: those known go on.
pub async fn watch(settings: &Settings, services: &Services) {
    let Ok(Some(folder)) = settings.keys_dir() else {
        return std::future::pending().await;
    };
    loop {
        tokio::time::sleep(GLANCE).await;
        match SigningKeys::load(&folder) {
            Ok(keys) => services.tokens.replace_keys(keys),
            Err(error) => tracing::error!(cause = format!("{error:#}"), "the signing keys cannot be read again"),
        }
    }
}
