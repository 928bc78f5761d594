//! The `jalon` program: reads the command, runs it.

use std::process::ExitCode;

use clap::Parser;
use jalon::commands::Command;

/// It gives back what is not needed, by a thread of its own: glibc's keeps what starting took, fifteen times what
/// serving takes (docs/adr/0013-memory.md).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

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
