//! `jalon check`: whether what is kept twice agrees.

use anyhow::Context;
use clap::Args;
use diesel_async::SimpleAsyncConnection;

use super::host::{self, Host};
use crate::database::consistency::{self, Comparison};
use crate::database::{Address, Mode};
use crate::settings::Settings;

/// Compares what the database keeps twice: rows with their versions, versions with the journal, copies with what they are
/// copies of. It reads everything, at one instant and beside whoever writes, and changes nothing. Where something differs
/// it says what, and fails.
#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    settings: Settings,
}

impl Check {
    /// Does it.
    pub fn run(self) -> anyhow::Result<()> {
        let _log = host::log(&self.settings)?;
        let host = Host::prepare(self.settings)?;
        let compared = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("no runtime")
            .and_then(|runtime| runtime.block_on(compare(&host.database_url)));
        host.stop()?;
        report(&compared?)
    }
}

async fn compare(database_url: &str) -> anyhow::Result<Vec<Comparison>> {
    let mut conn = Address::parse(database_url)?.connect().await?;
    conn.batch_execute("set statement_timeout = 0").await?;
    conn.batch_execute(Mode::Snapshot.begin()).await?;
    Ok(consistency::compare(&mut conn).await?)
}

fn report(comparisons: &[Comparison]) -> anyhow::Result<()> {
    let mut differing = 0;
    for Comparison {
        what,
        differing: number,
        some,
    } in comparisons.iter().filter(|it| it.differing > 0)
    {
        differing += number;
        println!("{what}: {number} do not ({})", some.join(", "));
    }
    anyhow::ensure!(differing == 0, "{differing} differences");
    println!("{} comparisons, no difference", comparisons.len());
    Ok(())
}
