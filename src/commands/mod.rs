//! The commands of the program.

mod account;
mod check;
mod demo;
pub mod host;
mod keys;
mod migrate;
mod openapi;
mod scrub;
pub mod serve;

use clap::Subcommand;

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve the API.
    Serve(serve::Serve),
    /// Bring the database to this version's schema, and end.
    Migrate(migrate::Migrate),
    /// Make an account on the server: the first administrator.
    Account(account::AccountCommand),
    /// List the keys of access tokens, make the next one, remove those that serve no more.
    Keys(keys::KeysCommand),
    /// Compare what the database keeps twice: rows, versions, the journal, copies.
    Check(check::Check),
    /// Say from which tables something was erased or redacted, or write them anew.
    Scrub(scrub::Scrub),
    /// Serve the demonstration: the call of 2018 and its six laureates.
    Demo(demo::Demo),
    /// Print the OpenAPI document.
    Openapi(openapi::Openapi),
}

impl Command {
    /// Does it.
    pub fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Serve(serve) => serve.run(),
            Self::Migrate(migrate) => migrate.run(),
            Self::Account(account) => account.run(),
            Self::Keys(keys) => keys.run(),
            Self::Check(check) => check.run(),
            Self::Scrub(scrub) => scrub.run(),
            Self::Demo(demo) => demo.run(),
            Self::Openapi(openapi) => openapi.run(),
        }
    }
}
