//! The rounds: every contender at every work, in turn, again and again.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;

use crate::cluster::Cluster;
use crate::contender::Server;
use crate::processor::Accounts;
use crate::requests::Ground;
use crate::results::{Results, Sample, Who, place};
use crate::run::Options;
use crate::works::Work;
use crate::{load, pgbench};

/// The bytes of what grows with each write.
const SIZES: &str = "select pg_total_relation_size('journal')
  || ' ' || (select sum(pg_total_relation_size(oid)) from pg_class where relnamespace = 'hist'::regnamespace and relkind = 'r')
  || ' ' || pg_total_relation_size('kept_answers')";

/// One that is measured: a server, or pgbench, which needs none.
pub struct Contender {
    pub who: Who,
    pub server: Option<Server>,
    pub ground: Ground,
    url: String,
}

impl Contender {
    pub fn new(who: Who, server: Option<Server>, ground: Ground, url: &str) -> Self {
        Self {
            who,
            server,
            ground,
            url: url.to_owned(),
        }
    }

    /// The name of its database.
    pub fn database(&self) -> &str {
        let name = self.url.rsplit('/').next().unwrap_or_default();
        name.split('?').next().unwrap_or_default()
    }

    /// The server's process.
    pub fn process(&self) -> Option<u32> {
        self.server.as_ref().map(Server::process)
    }
}

/// How rounds are run.
pub struct Rounds<'a> {
    pub options: &'a Options,
    pub cluster: &'a Cluster,
    pub postmaster: u32,
    pub folder: &'a Path,
    pub placed: bool,
}

impl Rounds<'_> {
    /// All rounds of some works.
    pub async fn run(&self, contenders: &[Contender], works: &[Work], results: &mut Results) -> anyhow::Result<()> {
        for round in 0..self.options.rounds {
            for work in works {
                for turn in 0..contenders.len() {
                    let contender = &contenders[(turn + round) % contenders.len()];
                    if contender.who.does(*work) {
                        let sample = self.measure(contender, *work, round).await;
                        let sample = sample.with_context(|| format!("{}: {}", contender.who.name(), work.name()))?;
                        tell(contender.who, *work, &sample);
                        let samples = results.entry((contender.who, place(*work))).or_default();
                        samples.push(sample);
                    }
                }
            }
        }
        Ok(())
    }

    /// One measurement; where others were busy it is made again, and the quietest counts.
    async fn measure(&self, contender: &Contender, work: Work, round: usize) -> anyhow::Result<Sample> {
        let mut best: Option<Sample> = None;
        for attempt in 0..=self.options.retries {
            let sample = self.sample(contender, work, round, attempt).await?;
            if best.is_none_or(|best| sample.others < best.others) {
                best = Some(sample);
            }
            if sample.others <= self.options.quiet {
                break;
            }
        }
        best.context("nothing was measured")
    }

    async fn sample(&self, contender: &Contender, work: Work, round: usize, attempt: usize) -> anyhow::Result<Sample> {
        let Some(server) = &contender.server else {
            return self.sample_pgbench(contender, work, round);
        };
        let run = format!("{}-{:?}-{round}-{attempt}", std::process::id(), contender.who);
        let tag = if work == Work::Unchanged {
            server.tag(&contender.ground).await?
        } else {
            None
        };
        let ground = Ground {
            run,
            tag,
            ..contender.ground.clone()
        };
        let next = |client: usize, turn: u64| ground.request(work, client + 100 * round, turn);
        let clients = work.clients(self.options.clients);
        // What has to be prepared, planned and opened is, before the clock starts.
        let warming = |client: usize, turn: u64| ground.request(work, client + 50 + 100 * round, turn);
        load::put(server.address, clients, Duration::from_millis(300), &warming).await?;
        let sizes = self.sizes(contender, work)?;
        let before = Accounts::read(Some(server.process()), self.postmaster);
        let load = load::put(
            server.address,
            clients,
            Duration::from_secs(self.options.seconds),
            &next,
        )
        .await?;
        let used = Accounts::read(Some(server.process()), self.postmaster).since(&before);
        let number = load.micros.len() as f64 / work.requests() as f64;
        let now = self.sizes(contender, work)?;
        let grown = sizes
            .zip(now)
            .map(|(before, now)| [0, 1, 2].map(|at| (now[at] - before[at]) / number));
        Ok(Sample {
            round,
            rate: load.rate() / work.requests() as f64,
            p50: Some(load.quantile(0.5)),
            p99: Some(load.quantile(0.99)),
            server: used.server / number,
            database: used.database / number,
            others: used.others,
            grown,
        })
    }

    /// Bytes of the journal, of the versions, and of the answers kept for retries, with their indexes.
    fn sizes(&self, contender: &Contender, work: Work) -> anyhow::Result<Option<[f64; 3]>> {
        if contender.who != Who::Service || !work.is_write() {
            return Ok(None);
        }
        let told = self.cluster.sql(contender.database(), SIZES)?;
        let mut sizes = told.split_whitespace().map(str::parse::<f64>);
        let mut next = || sizes.next().context("no size")?.context("a size is a number");
        Ok(Some([next()?, next()?, next()?]))
    }

    fn sample_pgbench(&self, contender: &Contender, work: Work, round: usize) -> anyhow::Result<Sample> {
        let sizes = contender.ground.sizes.context("no sizes")?;
        let place = contender.ground.cursors.get(&work).map(String::as_str);
        let script = pgbench::script(work, sizes, self.placed, place).context("no script")?;
        let script = pgbench::keep(self.folder, work, &script)?;
        let before = Accounts::read(None, self.postmaster);
        let clients = work.clients(self.options.pgbench_clients);
        let found = pgbench::measure(
            &self.options.pg_bin,
            &contender.url,
            &script,
            clients,
            self.options.seconds,
        )?;
        // Its connections have ended: their time is the postmaster's once it has noticed.
        std::thread::sleep(Duration::from_millis(150));
        let used = Accounts::read(None, self.postmaster).since(&before);
        Ok(Sample {
            round,
            rate: found.rate,
            p50: None,
            p99: None,
            server: 0.0,
            database: used.database / found.number,
            others: used.others,
            grown: None,
        })
    }
}

/// Says how far the rounds have come.
fn tell(who: Who, work: Work, sample: &Sample) {
    let (round, others) = (sample.round + 1, sample.others);
    let (rate, server, database) = (sample.rate, sample.server, sample.database);
    let (who, work) = (who.name(), work.name());
    eprintln!(
        "round {round} {who:<22} {work:<46} {rate:>8.1}/s {server:>6.0} + {database:>6.0} us, others {others:.2}"
    );
}
