//! The `jalon` program: reads the command, runs it.

use std::process::ExitCode;

use clap::Parser;
use jalon::commands::Command;

/// Follows the laureate projects of a public programme.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    match Cli::parse().command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("jalon: {error:#}");
            ExitCode::FAILURE
        }
    }
}
