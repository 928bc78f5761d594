//! Who used how much of the processor, and memory, from the kernel's accounts.

use std::fs;
use std::time::Instant;

/// Microseconds in a tick of the kernel's accounts (`sysconf(_SC_CLK_TCK)` is 100 on Linux).
const TICK: f64 = 10_000.0;
/// The process whose children are the kernel's own threads.
const KERNEL: u32 = 2;

/// A reading of the accounts, in microseconds of processor time.
pub struct Accounts {
    at: Instant,
    /// Of the server that answers.
    server: f64,
    /// Of PostgreSQL: all its processes, those that have ended included.
    database: f64,
    /// Of everybody else: neither the benchmark and what it has started, nor the kernel's threads; with
    /// what the machine gave to other machines.
    others: f64,
}

/// What was used between two readings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Used {
    /// Microseconds of the server's processor time.
    pub server: f64,
    /// Microseconds of the database's.
    pub database: f64,
    /// Processors that others used meanwhile.
    pub others: f64,
}

impl Accounts {
    /// Reads them; `server` is none where pgbench asks the database itself.
    pub fn read(server: Option<u32>, postmaster: u32) -> Self {
        let own = std::process::id();
        let mut accounts = Self {
            at: Instant::now(),
            server: 0.0,
            database: 0.0,
            others: stolen(),
        };
        let pids = fs::read_dir("/proc").into_iter().flatten().flatten();
        for pid in pids.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()) {
            let Some(process) = Process::read(pid) else { continue };
            let (time, family) = (process.own + process.ended, [pid, process.parent]);
            if server == Some(pid) {
                accounts.server += time;
            } else if family.contains(&postmaster) {
                accounts.database += time;
            } else if !family.contains(&own) && !family.contains(&KERNEL) {
                accounts.others += time;
            }
        }
        accounts
    }

    /// What was used since an earlier reading.
    pub fn since(&self, before: &Self) -> Used {
        let elapsed = self.at.duration_since(before.at).as_secs_f64() * 1e6;
        Used {
            server: self.server - before.server,
            database: self.database - before.database,
            others: ((self.others - before.others) / elapsed).max(0.0),
        }
    }
}

/// What the machine's host took away, in microseconds.
fn stolen() -> f64 {
    let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
    let steal = stat
        .split_whitespace()
        .nth(8)
        .and_then(|ticks| ticks.parse::<f64>().ok());
    steal.unwrap_or_default() * TICK
}

struct Process {
    parent: u32,
    own: f64,
    /// Of its children that have ended.
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
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kib.map_or(f64::NAN, |kib| kib / 1024.0)
    };
    (of("VmRSS:"), of("VmHWM:"))
}
