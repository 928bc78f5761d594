//! A private PostgreSQL, run by the service itself over the installed server programs.
//!
//! For whoever starts Jalon without a `DATABASE_URL`: one data folder, no password, no port. The
//! cluster is durable (fsync on) and listens on a unix socket only, in a folder that nobody else
//! may enter; that folder is the whole of its access control, hence `trust` within.
//!
//! ```text
//! <data_dir>/postgres.lock      held while an instance runs
//! <data_dir>/postgres.log       what the server says since its last start (.1: before)
//! <data_dir>/postgres/          0700, owned by the user the server runs as
//!                     data/     the cluster
//!                     socket/   its socket (in the folder for temporary files if the path is long)
//! ```
//!
//! The server's superuser is `postgres`; the service connects as `jalon`, who owns the database
//! `jalon` and nothing else: an injected statement cannot reach the server's files or programs.
//!
//! The life of the server follows that of the service. It stops with it, and on Linux the kernel
//! stops it when the service is killed; where that failed, the next start adopts what still runs. A server
//! that dies by itself is started again ([`Server::supervise`]).

mod cluster;
mod command;
mod error;
mod identity;
mod launch;
mod lock;
mod log;
mod places;
mod postmaster;
mod process;
pub mod programs;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

pub use cluster::{DATABASE, OWNER, SUPERUSER};
pub use error::{StartError, StopError};

use identity::Identity;
use launch::Launch;
use lock::Lock;
use places::Places;
use process::Process;
use programs::Programs;

/// How often [`Server::died`] looks.
const WATCH: Duration = Duration::from_millis(200);
/// How many times in a row the server is started again, and how long it must run to begin a new row.
const RESTARTS: u32 = 5;
const STEADY: Duration = Duration::from_secs(60);

/// What to run, where, and as whom.
#[derive(Clone, Debug)]
pub struct Options {
    /// The service's folder; created when missing.
    pub data_dir: PathBuf,
    /// The folder of the server programs (`PG_BIN`); looked for when absent.
    pub programs: Option<PathBuf>,
    /// The user the server runs as when the service runs as root (`JALON_POSTGRES_USER`): PostgreSQL refuses
    /// root. When absent: the owner of the data, else `postgres`, else `nobody`.
    pub run_as: Option<String>,
    /// Whether a commit survives a power cut. False only for tests.
    pub durable: bool,
    /// Whether the server stops when this process dies, however it dies (Linux). False only for a
    /// cluster that several processes share.
    pub tied: bool,
}

impl Options {
    /// What a service wants: durable, tied to it, programs and user found.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            programs: None,
            run_as: None,
            durable: true,
            tied: true,
        }
    }
}

/// A running server. Dropping it stops it.
#[derive(Debug)]
pub struct Server {
    process: Mutex<Process>,
    launch: Arc<Launch>,
    /// Whether this value answers for the server's end.
    answerable: bool,
    _lock: Lock,
}

impl Server {
    /// Starts the server, or adopts the one a killed instance left; makes the cluster, with the
    /// role [`OWNER`] and the database [`DATABASE`], the first time.
    ///
    /// Blocks until the server answers: a second the first time, a tenth later, longer after a
    /// crash. May be called from any thread.
    pub fn start(options: &Options) -> Result<Self, StartError> {
        let places = Places::under(&options.data_dir)?;
        let lock = Lock::take(&places)?;
        let identity = Identity::choose(options.run_as.as_deref(), &places)?;
        let sockets = places.hand_to(&identity)?;
        let programs = Programs::find(options.programs.as_deref(), cluster::major(&places)?)?;
        cluster::make(&places, &identity, &programs, options.durable)?;
        let mut launch = Launch {
            places,
            sockets,
            identity,
            programs,
            options: options.clone(),
        };
        let process = launch.run()?;
        // Of one that was adopted: where whoever is connected will look for it.
        launch.sockets.clone_from(&process.sockets);
        Ok(Self {
            process: Mutex::new(process),
            launch: Arc::new(launch),
            answerable: true,
            _lock: lock,
        })
    }

    /// Where to connect to `database` as its owner, in PostgreSQL's `key='value'` form.
    pub fn url(&self, database: &str) -> String {
        self.url_as(OWNER, database)
    }

    /// Where to connect to `database` as the superuser: to create databases, to back up.
    pub fn superuser_url(&self, database: &str) -> String {
        self.url_as(SUPERUSER, database)
    }

    fn url_as(&self, role: &str, database: &str) -> String {
        let quoted = |value: &str| value.replace('\\', r"\\").replace('\'', r"\'");
        let host = self.launch.sockets.to_string_lossy();
        format!("host='{}' user='{role}' dbname='{}'", quoted(&host), quoted(database))
    }

    fn process(&self) -> MutexGuard<'_, Process> {
        self.process.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the server still runs.
    pub fn is_alive(&self) -> bool {
        self.process().is_alive()
    }

    /// Returns when the server has died on its own.
    pub async fn died(&self) {
        while self.is_alive() {
            tokio::time::sleep(WATCH).await;
        }
    }

    /// Starts the server again whenever it dies on its own, at the same address. Returns when it cannot be started,
    /// or has died too often in a row: the service has nothing left to serve from.
    pub async fn supervise(&self) -> StartError {
        let mut deaths = 0;
        loop {
            let begun = Instant::now();
            self.died().await;
            deaths = if begun.elapsed() < STEADY { deaths + 1 } else { 1 };
            if deaths > RESTARTS {
                return StartError::DoesNotStay {
                    log: self.launch.places.log.clone(),
                    restarts: RESTARTS,
                };
            }
            tracing::error!(deaths, "the private database has died by itself, and is started again");
            let launch = Arc::clone(&self.launch);
            let started = tokio::task::spawn_blocking(move || launch.run()).await;
            match started {
                Ok(Ok(process)) => *self.process() = process,
                Ok(Err(error)) => return error,
                Err(panic) => std::panic::resume_unwind(panic.into_panic()),
            }
        }
    }

    /// The process id of the server, for the log and for tests.
    pub fn pid(&self) -> i32 {
        self.process().pid()
    }

    /// The major version of the server's programs.
    pub fn major(&self) -> u32 {
        self.launch.programs.major
    }

    /// What the server says: the file to read when something is wrong.
    pub fn log(&self) -> &Path {
        &self.launch.places.log
    }

    /// Stops the server: sessions are ended, what they had not committed is rolled back. Blocks,
    /// usually for less than a tenth of a second and at most for three quarters of a minute.
    pub fn stop(mut self) -> Result<(), StopError> {
        self.answerable = false;
        self.end()
    }

    /// Leaves the server running (as long as this process when `tied`), and gives the lock back.
    pub fn detach(mut self) {
        self.answerable = false;
    }

    fn end(&self) -> Result<(), StopError> {
        let end = self.process().stop();
        self.launch.places.leave(&self.launch.sockets);
        end
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.answerable
            && let Err(error) = self.end()
        {
            tracing::warn!(%error, "the embedded PostgreSQL did not stop well");
        }
    }
}
