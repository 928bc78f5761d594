//! What the database holds, and how each row is named: ids are made of numbers (`fill/rows.sql`).

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

use crate::cluster::{Cluster, run};

/// Projects of a small programme, at every scale.
pub const SMALL: u64 = 200;
/// Milestones of a project.
pub const PER_PROJECT: u64 = 10;
/// Projects of a firm.
pub const PER_FIRM: u64 = 10;
/// The password of every account that signs in.
pub const PASSWORD: &str = "a benchmark measures, it does not hide";
/// The account that coordinates the programmes that are measured.
pub const COORDINATOR: &str = "coordinator@bench.example";

/// The kinds of rows whose ids are asked for.
#[derive(Clone, Copy)]
pub enum Kind {
    Programme = 3,
    Project = 6,
    Milestone = 11,
}

/// The id of the n-th row of a kind.
pub fn id(kind: Kind, n: u64) -> String {
    format!("018f0000-{:04x}-7000-8000-{n:012x}", kind as u32)
}

/// How many rows there are.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Programmes of 200 projects.
    pub programmes: u64,
    /// Projects of the one large programme.
    pub large: u64,
    /// Progress entries of a milestone.
    pub per_milestone: u64,
}

impl Sizes {
    /// 50 programmes of 200 projects and one of 10,000 at scale 1.
    pub fn at(scale: f64, per_milestone: u64) -> Self {
        let scaled = |number: f64| (number * scale).round().max(1.0) as u64;
        Self {
            programmes: scaled(50.0),
            large: scaled(10_000.0).div_ceil(PER_FIRM) * PER_FIRM,
            per_milestone,
        }
    }

    /// All projects.
    pub fn projects(&self) -> u64 {
        self.large + self.programmes * SMALL
    }

    /// The number of the first project of the small programme that is measured.
    pub fn first_small(&self) -> u64 {
        self.large + 1
    }

    /// The name of the database that holds them.
    pub fn database(&self) -> String {
        format!("filled_{}_{}_{}", self.programmes, self.large, self.per_milestone)
    }

    /// In words.
    pub fn told(&self) -> String {
        let (projects, milestones) = (self.projects(), self.projects() * PER_PROJECT);
        format!(
            "{} programmes of {SMALL} projects, one of {}: {projects} projects, {milestones} milestones, {} entries",
            self.programmes,
            self.large,
            milestones * self.per_milestone
        )
    }
}

/// The address that the n-th firm of the small programme signs in with.
pub fn provider(firm: u64) -> String {
    format!("provider-{firm}@bench.example")
}

/// Fills a database by one build of the service, unless that was done before.
pub fn fill(cluster: &Cluster, jalon: &Path, sizes: Sizes, folder: &Path) -> anyhow::Result<String> {
    let filled = sizes.database();
    if cluster.has(&filled)? {
        return Ok(filled);
    }
    eprintln!("filling: {}", sizes.told());
    let filling = "filling";
    cluster.sql("postgres", "drop database if exists filling with (force)")?;
    cluster.sql("postgres", "create database filling")?;
    migrate(jalon, &cluster.url(filling), folder)?;
    let numbers = format!(
        "\\set programmes {}\n\\set large {}\n\\set per_project {PER_PROJECT}\n\\set per_milestone {}\n",
        sizes.programmes, sizes.large, sizes.per_milestone
    );
    let script = [
        &numbers,
        include_str!("../fill/rows.sql"),
        include_str!("../fill/accompaniment.sql"),
        include_str!("../fill/history.sql"),
    ]
    .concat();
    script_of(cluster, filling, &script)?;
    account(jalon, &cluster.url(filling), folder, COORDINATOR, "Direction pilote")?;
    for firm in 0..SMALL / PER_FIRM {
        let number = sizes.large / PER_FIRM + 1 + firm;
        account(
            jalon,
            &cluster.url(filling),
            folder,
            &provider(firm),
            &format!("Prestataire {number}"),
        )?;
    }
    script_of(cluster, filling, include_str!("../fill/grants.sql"))?;
    cluster.sql(filling, "vacuum (freeze, analyze)")?;
    cluster.sql("postgres", &format!("alter database {filling} rename to {filled}"))?;
    cluster.checkpoint()?;
    Ok(filled)
}

/// Brings a database to the schema of a build.
pub fn migrate(jalon: &Path, url: &str, folder: &Path) -> anyhow::Result<()> {
    run(Command::new(jalon)
        .arg("migrate")
        .arg("--database-url")
        .arg(url)
        .arg("--data-dir")
        .arg(folder))
    .map(drop)
}

/// An account with a password, made as the service makes it.
fn account(jalon: &Path, url: &str, folder: &Path, email: &str, organisation: &str) -> anyhow::Result<()> {
    let mut command = Command::new(jalon);
    command.args([
        "account",
        "create",
        "--password-stdin",
        "--email",
        email,
        "--name",
        email,
    ]);
    command
        .args(["--organisation-name", organisation, "--database-url", url])
        .arg("--data-dir")
        .arg(folder);
    feed(&mut command, PASSWORD)
}

fn script_of(cluster: &Cluster, database: &str, script: &str) -> anyhow::Result<()> {
    let mut psql = cluster.program("psql");
    psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &cluster.url(database)]);
    feed(&mut psql, script)
}

fn feed(command: &mut Command, input: &str) -> anyhow::Result<()> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    child.stdin.take().context("no input")?.write_all(input.as_bytes())?;
    let ended = child.wait_with_output()?;
    ensure!(
        ended.status.success(),
        "{command:?} failed: {}",
        String::from_utf8_lossy(&ended.stderr)
    );
    Ok(())
}
