//! `jalon openapi`: prints the document.

use clap::Args;

use crate::openapi::{Version, serialised};

/// Prints the OpenAPI document.
#[derive(Args)]
pub struct Openapi {
    /// Which OpenAPI it is written in.
    #[arg(long = "as", value_name = "VERSION", value_enum, default_value_t)]
    version: Version,
}

impl Openapi {
    /// Prints it.
    pub fn run(self) -> anyhow::Result<()> {
        print!("{}", serialised(self.version));
        Ok(())
    }
}
