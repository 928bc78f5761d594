//! Tells what breaks the clients of an older document, and fails where anything does:
//!
//! ```sh
//! cargo run --example breaks -- OLDER ACCEPTED < openapi/openapi.json
//! ```
//!
//! ACCEPTED holds the breaks that were decided on, one a line, where `*` stands for anything: they are not
//! told. Lines that begin with # are notes. `tools/breaks` calls it.

mod compatibility;

use std::io::stdin;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use serde_json::Value;

#[derive(Parser)]
struct Cli {
    /// The older document.
    older: PathBuf,
    /// The breaks that were decided on.
    accepted: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let Cli { older, accepted } = Cli::parse();
    let read =
        |file: &PathBuf| std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()));
    let older: Value = serde_json::from_str(&read(&older)?)?;
    let newer: Value = serde_json::from_reader(stdin())?;
    let accepted = read(&accepted)?;
    let accepted: Vec<&str> = accepted.lines().filter(|line| !line.starts_with('#')).collect();
    let breaks = compatibility::breaks(&older, &newer).into_iter();
    let undecided: Vec<String> = breaks
        .filter(|one| !accepted.iter().any(|line| is_like(one, line)))
        .collect();
    for one in &undecided {
        println!("{one}");
    }
    anyhow::ensure!(undecided.is_empty(), "{} changes break clients", undecided.len());
    Ok(())
}

/// Whether a text is the pattern, in which `*` stands for anything.
fn is_like(text: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => text == pattern,
        Some((start, rest)) => text
            .strip_prefix(start)
            .is_some_and(|left| (0..=left.len()).any(|at| left.is_char_boundary(at) && is_like(&left[at..], rest))),
    }
}
