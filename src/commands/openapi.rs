//! `jalon openapi`: prints the document.

use clap::Args;

/// Prints the OpenAPI document.
#[derive(Args)]
pub struct Openapi {}

impl Openapi {
    /// Prints it.
    pub fn run(self) -> anyhow::Result<()> {
        print!("{}", crate::openapi::serialised());
        Ok(())
    }
}
