//! The stage: a folder of one's own, and what may be asked of the server in it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};

use jalon::database::embedded::{Options, Server};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use tokio_postgres::{NoTls, SimpleQueryMessage};

/// A user that every machine has and that owns nothing.
pub const NOBODY: u32 = 65534;

pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A folder for one test, removed at its end together with what still runs in it.
pub struct Place {
    path: PathBuf,
    /// Held, so that the original stays as long as its copies.
    copied_from: Option<Arc<Place>>,
}

impl Place {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("jalon-embedded-{}-{n}", std::process::id()));
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        Self {
            path: folder.canonicalize().unwrap(),
            copied_from: None,
        }
    }

    /// One with a cluster in it, stopped: a copy, ten times quicker than another `initdb`. The
    /// original goes with the last copy.
    pub fn with_cluster() -> Self {
        static ORIGINAL: Mutex<Weak<Place>> = Mutex::new(Weak::new());
        let mut known = ORIGINAL.lock().unwrap();
        let original = known.upgrade().unwrap_or_else(|| {
            let original = Self::new();
            Server::start(&original.options()).unwrap().stop().unwrap();
            fs::remove_file(original.home().join("postgres.log")).unwrap();
            Arc::new(original)
        });
        *known = Arc::downgrade(&original);
        drop(known);
        let mut place = Self::new();
        place.copied_from = Some(Arc::clone(&original));
        assert!(
            Command::new("cp")
                .arg("-pR")
                .args([original.home(), place.home()])
                .status()
                .unwrap()
                .success()
        );
        place
    }

    /// One that belongs to `uid`.
    pub fn of(uid: u32) -> Self {
        let place = Self::new();
        chown(&place.path, Some(uid), Some(uid)).unwrap();
        place
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A hasty server in `<folder>/home`.
    pub fn options(&self) -> Options {
        Options {
            durable: false,
            ..Options::new(self.home())
        }
    }

    pub fn home(&self) -> PathBuf {
        self.path.join("home")
    }

    pub fn cluster(&self) -> PathBuf {
        self.home().join("postgres/data")
    }

    pub fn pid_file(&self) -> PathBuf {
        self.cluster().join("postmaster.pid")
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.home().join("postgres.log")).unwrap()
    }

    /// The user the server runs as.
    pub fn owner(&self) -> u32 {
        fs::metadata(self.cluster()).unwrap().uid()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let said = fs::read_to_string(self.pid_file()).unwrap_or_default();
        let pid = said.lines().next().and_then(|line| line.parse().ok());
        if let Some(pid) = pid.filter(|&pid| works_in(pid, &self.cluster())) {
            kill(pid, Signal::QUIT);
            within(Duration::from_secs(10), || !is_alive(pid));
        }
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// The first value that `sql` answers, or why it does not.
pub fn ask(url: &str, sql: &str) -> Result<String, tokio_postgres::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        tokio::spawn(connection);
        let messages = client.simple_query(sql).await?;
        let row = messages.iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        });
        Ok(row.unwrap_or_default())
    })
}

/// The permission bits of a file or folder.
pub fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

pub fn kill(pid: i32, signal: Signal) {
    kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
}

/// Whether a process of that number is there.
pub fn is_alive(pid: i32) -> bool {
    test_kill_process(Pid::from_raw(pid).unwrap()).is_ok()
}

pub fn works_in(pid: i32, folder: &Path) -> bool {
    fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == folder)
}

/// The processes that `pid` has started.
pub fn children(pid: i32) -> Vec<i32> {
    let listed = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
    listed.split_whitespace().map(|child| child.parse().unwrap()).collect()
}

/// Whether `condition` comes true in time.
pub fn within(time: Duration, condition: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < time {
        if condition() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    condition()
}
