//! Who used how much of the processor, and memory, from the kernel's accounts.

use std::fs;
use std::time::Instant;

/// Microseconds in a tick of the kernel's accounts (`sysconf(_SC_CLK_TCK)` is 100 on Linux).
const TICK: f64 = 10_000.0;

/// A reading of the accounts.
pub struct Accounts {
    at: Instant,
    /// Of the server that answers, in microseconds.
    server: f64,
    /// Of PostgreSQL, all its processes, those that have ended included.
    database: f64,
    /// Of the benchmark itself, its pgbench included.
    own: f64,
    /// Of everybody.
    all: f64,
}

/// What was used between two readings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Used {
    /// Microseconds of the server's processor time.
    pub server: f64,
    /// Microseconds of the database's.
    pub database: f64,
    /// Processors that others used meanwhile, and the idle kernel's own work.
    pub others: f64,
}

impl Accounts {
    /// Reads them; `server` is none where pgbench asks the database itself.
    pub fn read(server: Option<u32>, postmaster: u32) -> Self {
        let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
        let fields: Vec<f64> = stat
            .lines()
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .skip(1)
            .filter_map(|n| n.parse().ok())
            .collect();
        let busy = [0, 1, 2, 5, 6].iter().filter_map(|n| fields.get(*n)).sum::<f64>();
        Self {
            at: Instant::now(),
            server: server.and_then(Process::read).map_or(0.0, |process| process.own),
            database: family(postmaster),
            own: Process::read(std::process::id()).map_or(0.0, |process| process.own + process.ended),
            all: busy * TICK,
        }
    }

    /// What was used since an earlier reading.
    pub fn since(&self, before: &Self) -> Used {
        let (server, database) = (self.server - before.server, self.database - before.database);
        let known = server + database + self.own - before.own;
        let elapsed = self.at.duration_since(before.at).as_secs_f64() * 1e6;
        Used {
            server,
            database,
            others: ((self.all - before.all - known) / elapsed).max(0.0),
        }
    }
}

/// The time of a process and of all its children, those that have ended too.
fn family(parent: u32) -> f64 {
    let pids = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = pids.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let children = pids
        .filter_map(Process::read)
        .filter(|process| process.parent == parent);
    let own = Process::read(parent).map_or(0.0, |process| process.own + process.ended);
    own + children.map(|process| process.own + process.ended).sum::<f64>()
}

struct Process {
    parent: u32,
    own: f64,
    ended: f64,
}

impl Process {
    fn read(pid: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name stands in parentheses and can hold anything; the fields follow the last one.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |n: usize| {
            fields
                .get(n)
                .and_then(|field| field.parse::<f64>().ok())
                .map(|ticks| ticks * TICK)
        };
        Some(Self {
            parent: fields.get(1)?.parse().ok()?,
            own: ticks(11)? + ticks(12)?,
            ended: ticks(13)? + ticks(14)?,
        })
    }
}

/// The memory of a process: MiB now, and at most so far.
pub fn memory(pid: u32) -> (f64, f64) {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok())
            .map_or(f64::NAN, |kib| kib / 1024.0)
    };
    (of("VmRSS:"), of("VmHWM:"))
}
