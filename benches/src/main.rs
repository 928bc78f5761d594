//! The benchmark of Jalon: the service beside PostgreSQL itself and a bare handler, in one run. See README.md.

mod bare;
mod check;
mod cluster;
mod contender;
mod data;
mod failure;
mod load;
mod numbers;
mod pgbench;
mod processor;
mod proxy;
mod report;
mod requests;
mod results;
mod rounds;
mod run;
mod trips;
mod works;

use clap::{Parser, Subcommand};
use tokio::signal::unix::{SignalKind, signal};

/// Runs the benchmark; an interrupted one stops its servers too.
async fn measure(options: &run::Options) -> anyhow::Result<()> {
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        done = run::run(options) => done,
        _ = tokio::signal::ctrl_c() => anyhow::bail!("interrupted"),
        _ = terminated.recv() => anyhow::bail!("terminated"),
    }
}

/// The benchmark of Jalon.
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Command {
    #[command(subcommand)]
    mode: Option<Mode>,
    #[command(flatten)]
    options: run::Options,
}

#[derive(Subcommand)]
enum Mode {
    /// Serve the bare handler: the benchmark starts it by itself.
    #[command(hide = true)]
    Bare(bare::Bare),
}

fn main() -> anyhow::Result<()> {
    let command = Command::parse();
    match command.mode {
        Some(Mode::Bare(bare)) => bare.run(),
        None => tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?
            .block_on(measure(&command.options)),
    }
}
