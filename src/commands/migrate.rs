//! `jalon migrate`.

use clap::Args;

use super::host::{self, Host};
use crate::settings::Settings;

/// Brings the database to this version's schema, and ends.
#[derive(Args)]
pub struct Migrate {
    #[command(flatten)]
    settings: Settings,
}

impl Migrate {
    /// Does it.
    pub fn run(self) -> anyhow::Result<()> {
        let _log = host::log(&self.settings)?;
        Host::prepare(self.settings)?.stop()
    }
}
