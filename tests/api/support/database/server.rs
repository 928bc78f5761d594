//! The server of the test databases, and the locks by which processes share it.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jalon::database::embedded::{self, OWNER, Options, StartError};
use sha2::{Digest, Sha256};

/// Stops the server when nobody uses it any more.
const REAPER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/support/database/reaper.sh");
/// What the server may need: a gigabyte of write-ahead log, some databases.
const ROOM: u64 = 2 << 30;
/// Stands for the database's name in a server's address.
const PLACE: &str = "name_of_the_database";

/// The folder that the test processes of this checkout share.
pub struct Folder(PathBuf);

/// A lock, given back when dropped or when the process ends.
pub struct Held(#[expect(dead_code, reason = "held, never read")] File);

impl Folder {
    /// Finds it, or makes it. Its name can be foreseen, so it must prove to be ours.
    pub fn open() -> io::Result<Self> {
        let uid = rustix::process::geteuid().as_raw();
        let hash = format!("{:x}", Sha256::digest(env!("CARGO_MANIFEST_DIR")));
        let path = Self::place(&format!("jalon-test-{uid}-{}", &hash[..12]));
        match DirBuilder::new().mode(0o755).create(&path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let found = fs::symlink_metadata(&path)?;
        if !found.is_dir() || found.uid() != uid {
            return Err(io::Error::other(format!("{} is not a folder of ours", path.display())));
        }
        Ok(Self(path))
    }

    /// Where it stands: in memory where there is room, or where it stands already.
    fn place(name: &str) -> PathBuf {
        let memory = Path::new("/dev/shm");
        let has_room = rustix::fs::statvfs(memory).is_ok_and(|found| found.f_bavail * found.f_frsize >= ROOM);
        let place = memory.join(name);
        match has_room || place.exists() {
            true => place,
            false => std::env::temp_dir().join(name),
        }
    }

    /// Something in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Waits for one's turn to set up; told as in use from then on. The second lock ends the turn.
    pub fn hold(&self) -> io::Result<(Held, Held)> {
        let open = |name| {
            File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(self.path(name))
        };
        let (setup, users) = (open("setup.lock")?, open("users.lock")?);
        setup.lock()?;
        users.lock_shared()?;
        Ok((Held(users), Held(setup)))
    }

    /// The server, running. Call it in one's turn.
    pub fn server(&self) -> Result<Server, String> {
        if let Some(url) = std::env::var("JALON_TEST_DATABASE_URL")
            .ok()
            .filter(|url| !url.is_empty())
        {
            return Server::at(&url);
        }
        let data_dir = self.path("server");
        let options = Options {
            durable: false,
            tied: false,
            ..Options::new(&data_dir)
        };
        let server = match embedded::Server::start(&options) {
            // Nothing in it is worth keeping: not what another version made, nor what a power cut spoilt.
            Err(StartError::OtherMajor { .. } | StartError::DidNotStart { .. }) => {
                fs::remove_dir_all(&data_dir).map_err(|error| error.to_string())?;
                embedded::Server::start(&options)
            }
            started => started,
        }
        .map_err(|error| error.to_string())?;
        let major = server.major();
        let found = Server {
            url: server.url(PLACE),
            admin: server.superuser_url(PLACE),
            private: true,
            major,
        };
        server.detach();
        self.set_reaper();
        Ok(found)
    }

    /// Sees to the server's end. Where there is no `flock` program (macOS), the server stays.
    fn set_reaper(&self) {
        let mut start = Command::new("sh");
        // In the background of a shell that ends at once: nothing is left for us to reap.
        start
            .args(["-c", r#"sh "$0" "$1" &"#, REAPER])
            .arg(&self.0)
            .current_dir("/")
            .process_group(0);
        let started = start
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert!(started.is_ok_and(|status| status.success()), "run sh");
    }
}

/// Where the server is.
pub struct Server {
    url: String,
    admin: String,
    /// Whether it is ours, with a role for the service beside the superuser.
    private: bool,
    pub major: u32,
}

impl Server {
    /// One that was set, in either form of address.
    fn at(url: &str) -> Result<Self, String> {
        let config: tokio_postgres::Config = url
            .parse()
            .map_err(|error| format!("JALON_TEST_DATABASE_URL: {error}"))?;
        drop(config);
        let url = match url::Url::parse(url) {
            Ok(mut parsed) if parsed.scheme().starts_with("postgres") => {
                parsed.set_path(PLACE);
                parsed.to_string()
            }
            _ => format!("{url} dbname={PLACE}"),
        };
        Ok(Self {
            admin: url.clone(),
            url,
            private: false,
            major: 0,
        })
    }

    /// The address of a database for the service's role.
    pub fn url(&self, database: &str) -> String {
        self.url.replace(PLACE, database)
    }

    /// The address of a database for the role that creates databases.
    pub fn admin(&self, database: &str) -> String {
        self.admin.replace(PLACE, database)
    }

    /// What makes the service's role the owner of a new database.
    pub fn owner_clause(&self) -> String {
        if self.private {
            format!("owner {OWNER}")
        } else {
            String::new()
        }
    }
}
