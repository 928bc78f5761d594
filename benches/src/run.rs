//! One run: the data, the contenders, the rounds, the report.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use crate::cluster::Cluster;
use crate::contender::{Server, copy_for, is_placed};
use crate::data::{self, Sizes};
use crate::requests::Ground;
use crate::results::{Results, Who};
use crate::rounds::{Contender, Rounds};
use crate::trips::Trips;
use crate::works::Work;
use crate::{check, processor, report, trips};

/// What is measured, and how.
#[derive(Args)]
pub struct Options {
    /// The release build of the service.
    #[arg(long, default_value = "target/release/jalon")]
    pub service: PathBuf,
    /// Another build to measure beside it, on its own copy of the same data: the older of the two.
    #[arg(long)]
    pub beside: Option<PathBuf>,
    /// How much data: 1 is 50 programmes of 200 projects, one of 10,000, 200,000 milestones.
    #[arg(long, default_value_t = 1.0)]
    pub scale: f64,
    /// Progress entries of each milestone: 5 make 1,000,000 at scale 1.
    #[arg(long, default_value_t = 5)]
    pub entries: u64,
    /// The scale that growth is read from, as a part of the other; 0 measures no growth.
    #[arg(long, default_value_t = 0.02)]
    pub growth: f64,
    /// How often everything is measured, in turn.
    #[arg(long, default_value_t = 3)]
    pub rounds: usize,
    /// Seconds of each measurement.
    #[arg(long, default_value_t = 4)]
    pub seconds: u64,
    /// Connections that the load comes over.
    #[arg(long, default_value_t = 16)]
    pub clients: usize,
    /// Connections of pgbench.
    #[arg(long, default_value_t = 8)]
    pub pgbench_clients: usize,
    /// Only these works, by the beginning of their name in the program: `milestone,log,large`.
    #[arg(long, value_delimiter = ',')]
    pub only: Vec<String>,
    /// A measurement is repeated if others used more of the processors than this.
    #[arg(long, default_value_t = 0.3)]
    pub quiet: f64,
    /// How often it is repeated.
    #[arg(long, default_value_t = 2)]
    pub retries: usize,
    /// A folder to keep the filled database in, for the next run. User `postgres` must reach it.
    #[arg(long)]
    pub keep: Option<PathBuf>,
    /// Where PostgreSQL's programs are.
    #[arg(long, env = "PG_BIN", default_value = "/usr/lib/postgresql/15/bin")]
    pub pg_bin: PathBuf,
    /// A file for every sample, as JSON.
    #[arg(long)]
    pub json: Option<PathBuf>,
}

impl Options {
    fn works(&self) -> Vec<Work> {
        let chosen = |work: &Work| {
            let name = format!("{work:?}").to_lowercase();
            self.only.is_empty() || self.only.iter().any(|only| name.starts_with(&only.to_lowercase()))
        };
        Work::ALL.into_iter().filter(chosen).collect()
    }
}

/// The folder of a run, removed at its end unless it is kept.
struct Folder(PathBuf, bool);

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.1 {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

/// Runs the benchmark and prints the report.
pub async fn run(options: &Options) -> anyhow::Result<()> {
    let temporary = std::env::temp_dir().join(format!("jalon-bench-{}", std::process::id()));
    let folder = Folder(options.keep.clone().unwrap_or(temporary), options.keep.is_some());
    fs::create_dir_all(&folder.0)?;
    let path = fs::canonicalize(&folder.0)?;
    let service =
        fs::canonicalize(&options.service).with_context(|| format!("no build at {}", options.service.display()))?;
    let beside = options.beside.as_ref().map(fs::canonicalize).transpose()?;
    let cluster = Cluster::start(&options.pg_bin, &path)?;
    let sizes = Sizes::at(options.scale, options.entries);
    let works = options.works();
    // The older build fills: the newer brings its copy to its own level.
    let filler = beside.as_deref().unwrap_or(&service);
    let filled = data::fill(&cluster, filler, sizes, &path)?;
    let url = copy_for(&cluster, &filled, "bench_service", &service, &path)?;
    let placed = is_placed(&cluster, "bench_service")?;
    let server = Server::service(&service, &url, &path).await?;
    let (ground, for_bare) = server.survey(sizes, &works).await?;
    let mut contenders = vec![Contender::new(Who::Service, Some(server), ground, &url)];
    for (who, rights) in [(Who::Bare, false), (Who::BareWithRights, true)] {
        let bare = Server::bare(&url, rights, placed, &path).await?;
        contenders.push(Contender::new(who, Some(bare), for_bare.clone(), &url));
    }
    contenders.push(Contender::new(Who::Pgbench, None, for_bare, &url));
    if let Some(build) = &beside {
        contenders.push(another(&cluster, Who::Beside, build, (&filled, sizes), &path, &works).await?);
    }
    if options.growth > 0.0 {
        let small = Sizes::at(options.scale * options.growth, options.entries);
        let filled = data::fill(&cluster, filler, small, &path)?;
        contenders.push(another(&cluster, Who::Small, &service, (&filled, small), &path, &works).await?);
    }
    let at_rest = processor::memory(contenders[0].process().unwrap_or_default());
    let rounds = Rounds {
        options,
        cluster: &cluster,
        postmaster: cluster.process()?,
        folder: &path,
        placed,
    };
    let (mut results, mut trips) = (Results::new(), Trips::new());
    // All reads before all writes, which change what is read.
    let (writes, reads): (Vec<Work>, Vec<Work>) = works.iter().partition(|work| work.is_write());
    for group in [reads, writes] {
        check::same_answers(&contenders, &group).await?;
        for contender in contenders.iter().filter(|it| it.who != Who::Small) {
            let build = match contender.who {
                Who::Service => Some(service.as_path()),
                _ => beside.as_deref().filter(|_| contender.who == Who::Beside),
            };
            trips::count(&cluster, &path, contender, build, (&group, placed), &mut trips).await?;
        }
        cluster.checkpoint()?;
        rounds.run(&contenders, &group, &mut results).await?;
    }
    let memory = contenders
        .iter()
        .filter_map(|it| it.process().map(|pid| (it.who, processor::memory(pid))))
        .collect();
    let report = report::Report {
        options,
        sizes,
        works: &works,
        results: &results,
        trips: &trips,
        at_rest,
        memory,
    };
    println!("{}", report.tables());
    if let Some(file) = &options.json {
        fs::write(file, serde_json::to_vec_pretty(&report.samples())?)?;
    }
    Ok(())
}

/// Another build, or other data: on a copy of its own.
async fn another(
    cluster: &Cluster,
    who: Who,
    build: &Path,
    (filled, sizes): (&str, Sizes),
    folder: &Path,
    works: &[Work],
) -> anyhow::Result<Contender> {
    let name = format!("bench_{who:?}").to_lowercase();
    let url = copy_for(cluster, filled, &name, build, folder)?;
    let server = Server::service(build, &url, folder).await?;
    let (ground, _): (Ground, Ground) = server.survey(sizes, works).await?;
    Ok(Contender::new(who, Some(server), ground, &url))
}
