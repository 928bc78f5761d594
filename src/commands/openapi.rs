//! `jalon openapi`: prints the document, compares it with an older one, or records the answers it
//! shows as examples.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use serde_json::Value;

use super::host::Host;
use crate::clock::Clock;
use crate::demonstration;
use crate::settings::Settings;

/// Prints the OpenAPI document.
#[derive(Args)]
pub struct Openapi {
    /// Print instead the real answers of the demonstration, for `openapi/examples.json`. Needs an
    /// empty data folder.
    #[arg(long)]
    record_examples: bool,

    /// Print instead what breaks the clients of an older document, and fail where anything does.
    #[arg(long, value_name = "FILE", conflicts_with = "record_examples")]
    breaks_since: Option<PathBuf>,

    /// Breaks that were decided on, one a line, where `*` stands for anything: they are not told.
    /// Lines that begin with # are notes.
    #[arg(long, value_name = "FILE", requires = "breaks_since")]
    accepted: Option<PathBuf>,

    #[command(flatten)]
    settings: Settings,
}

impl Openapi {
    /// Prints it.
    pub fn run(self) -> anyhow::Result<()> {
        if let Some(older) = &self.breaks_since {
            return compare(older, self.accepted.as_deref());
        }
        if !self.record_examples {
            print!("{}", crate::openapi::serialised());
            return Ok(());
        }
        let host = Host::prepare(self.settings)?;
        let clock = demonstration::TODAY.map_or_else(Clock::real, Clock::standing_at);
        let services = host.services_with(clock)?;
        let examples = actix_web::rt::System::new().block_on(demonstration::record(services));
        host.stop()?;
        println!("{}", serde_json::to_string_pretty(&examples?)?);
        Ok(())
    }
}

/// Tells every break since the older document that nobody decided on.
fn compare(older: &Path, accepted: Option<&Path>) -> anyhow::Result<()> {
    let read =
        |file: &Path| std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()));
    let older: Value = serde_json::from_str(&read(older)?)?;
    let newer: Value = serde_json::from_str(&crate::openapi::serialised())?;
    let accepted = accepted.map(read).transpose()?.unwrap_or_default();
    let accepted: Vec<&str> = accepted.lines().filter(|line| !line.starts_with('#')).collect();
    let breaks = crate::openapi::compatibility::breaks(&older, &newer).into_iter();
    let undecided: Vec<String> = breaks
        .filter(|one| !accepted.iter().any(|line| is_like(one, line)))
        .collect();
    for one in &undecided {
        println!("{one}");
    }
    anyhow::ensure!(undecided.is_empty(), "{} changes break clients", undecided.len());
    Ok(())
}

/// Whether a text is the pattern, in which `*` stands for anything.
fn is_like(text: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => text == pattern,
        Some((start, rest)) => text
            .strip_prefix(start)
            .is_some_and(|left| (0..=left.len()).any(|at| left.is_char_boundary(at) && is_like(&left[at..], rest))),
    }
}
