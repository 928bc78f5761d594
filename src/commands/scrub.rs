//! `jalon scrub`: what was erased and redacted, out of the database's files.

use anyhow::Context;
use clap::Args;

use super::host::{self, Host};
use crate::background::scrub;
use crate::database::{Address, scrubbing};
use crate::settings::Settings;

/// Says which tables' files may hold what was erased or redacted, and since when it is only free space in them.
#[derive(Args)]
pub struct Scrub {
    /// Write those tables anew. Each is closed to everyone meanwhile, readers too. It may be interrupted: the next
    /// time goes on with those that are left.
    #[arg(long)]
    full: bool,

    #[command(flatten)]
    settings: Settings,
}

impl Scrub {
    /// Does it.
    pub fn run(self) -> anyhow::Result<()> {
        let _log = host::log(&self.settings)?;
        let host = Host::prepare(self.settings.clone())?;
        let done = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("no runtime")
            .and_then(|runtime| match self.full {
                true => runtime.block_on(rewrite(&host)),
                false => runtime.block_on(list(&host)),
            });
        let stopped = host.stop();
        done.and(stopped)
    }
}

async fn list(host: &Host) -> anyhow::Result<()> {
    let conn = Address::parse(&host.database_url)?.connect().await?;
    for note in scrubbing::notes(&conn).await? {
        match note.vacuumed_at {
            Some(at) => println!("{} vacuumed {}", note.relation, at.to_rfc3339()),
            None => println!("{} to be vacuumed", note.relation),
        }
    }
    Ok(())
}

async fn rewrite(host: &Host) -> anyhow::Result<()> {
    println!("each of these tables is closed to everyone while it is written anew:");
    let tell = |relation: &str| println!("{relation}");
    let done = scrub::rewrite(&host.scrubber()?, tell).await?;
    let tables = done.context("a service is scrubbing just now: try again in a minute")?;
    println!("done: {tables} notes");
    Ok(())
}
