//! Why the server does not start or stop, in words that say what to do.

use std::io;
use std::path::PathBuf;

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Nothing to run.
    #[error(
        "no PostgreSQL server programs found: install them (Debian, Ubuntu: `apt install postgresql`; macOS: \
         `brew install postgresql@17`), or set PG_BIN to their folder, or set DATABASE_URL to a server of your own"
    )]
    NoPrograms,
    /// The folder that was set does not hold them.
    #[error("PG_BIN is {}, but the programs `postgres` and `initdb` do not stand or do not run there", .0.display())]
    NotPrograms(PathBuf),
    /// A cluster is read only by the major version that made it.
    #[error(
        "{} was made by PostgreSQL {made_by}; found only {found}: install PostgreSQL {made_by} (Debian: \
         `apt install postgresql-{made_by}`), or set PG_BIN to its programs, or carry the data over with pg_upgrade",
        data.display()
    )]
    OtherMajor { data: PathBuf, made_by: u32, found: String },
    /// Another instance holds the data.
    #[error("{} is in use by another running instance: stop it first, or choose another data folder", .0.display())]
    InUse(PathBuf),
    /// The user to run as is unknown.
    #[error("JALON_POSTGRES_USER is `{0}`, but this machine has no such user")]
    NoSuchUser(String),
    /// Nobody to run as.
    #[error(
        "PostgreSQL refuses to run as root, and neither `postgres` nor `nobody` exists here: set JALON_POSTGRES_USER to a user, \
         or start the service as one"
    )]
    NobodyToRunAs,
    /// Root itself was asked for.
    #[error("PostgreSQL refuses to run as root: set JALON_POSTGRES_USER to another user than `{0}`")]
    RunAsRoot(String),
    /// Only root may become another.
    #[error(
        "only root can run the server as `{wanted}`: unset JALON_POSTGRES_USER, or start the service as root or `{wanted}`"
    )]
    CannotBecome { wanted: String },
    /// PostgreSQL insists on a name.
    #[error(
        "user id {0} has no name on this machine, and PostgreSQL refuses to run without: add it to /etc/passwd \
         (or use nss_wrapper), or set DATABASE_URL to a server of your own"
    )]
    Nameless(u32),
    /// The data belong to someone else.
    #[error(
        "{} belongs to user id {owner}, but the server would run as `{user}`: start the service as its owner, \
         or give it over with `chown -R {user} {}`",
        path.display(), path.display()
    )]
    NotOwner { path: PathBuf, owner: u32, user: String },
    /// The server's user is kept out by a folder above.
    #[error(
        "user `{user}`, as whom the server runs, cannot enter {}: choose a data folder outside of {}, \
         or open that one with `chmod a+x`",
        path.display(), barrier.display()
    )]
    CannotEnter {
        path: PathBuf,
        barrier: PathBuf,
        user: String,
    },
    /// Something else stands where the cluster should.
    #[error("{} is not a PostgreSQL data folder (no PG_VERSION): move it away, or restore it from a backup", .0.display())]
    NotACluster(PathBuf),
    /// A folder that has to be the server's alone is another's.
    #[error("{} exists, but is not a folder that belongs to user `{user}`: move it away", path.display())]
    NotPrivate { path: PathBuf, user: String },
    /// `initdb`, or the first statements, failed.
    #[error("the cluster could not be made: {program} said:\n{said}")]
    NotMade { program: &'static str, said: String },
    /// The server dies again and again.
    #[error("the PostgreSQL server has died by itself, and again after {restarts} starts; {} says why", log.display())]
    DoesNotStay { log: PathBuf, restarts: u32 },
    /// The server ended while starting.
    #[error("the PostgreSQL server did not start; {} ends with:\n{said}", log.display())]
    DidNotStart { log: PathBuf, said: String },
    /// The server neither ends nor answers.
    #[error("the PostgreSQL server is not ready after {seconds} s; see {}", log.display())]
    NotReady { log: PathBuf, seconds: u64 },
    /// The operating system refused something.
    #[error("could not {doing} {}: {source}", path.display())]
    Refused {
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

impl StartError {
    /// For `map_err`: the operating system refused to do `doing` to `path`.
    pub(super) fn refused(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Refused { doing, path, source }
    }
}

/// Why the server did not stop as it should. No commit is lost either way.
#[derive(Debug, thiserror::Error)]
pub enum StopError {
    /// It had to be forced; the next start will recover.
    #[error(
        "the PostgreSQL server (process {0}) did not stop in time and was forced; its next start recovers the data"
    )]
    Forced(i32),
    /// It is not ours to stop.
    #[error("the PostgreSQL server (process {pid}) could not be stopped: {source}")]
    Refused { pid: i32, source: io::Error },
}
