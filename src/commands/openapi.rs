//! `jalon openapi`: prints the document, or records the answers it shows as examples.

use clap::Args;

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

    #[command(flatten)]
    settings: Settings,
}

impl Openapi {
    /// Prints it.
    pub fn run(self) -> anyhow::Result<()> {
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
