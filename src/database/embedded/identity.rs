//! As whom the server runs: as the service, unless that is root, whom PostgreSQL refuses.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::error::StartError;
use super::places::Places;

/// Whom root becomes when neither told nor bound by existing data.
const CANDIDATES: [&str; 2] = ["postgres", "nobody"];

/// What the server's programs get to see of the environment. The rest may hold secrets of the
/// service, or `PG*` variables meant for other programs.
const ENVIRONMENT: [&str; 8] = [
    "PATH",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "LOCALE_ARCHIVE",
    "LD_PRELOAD",
    "NSS_WRAPPER_PASSWD",
    "NSS_WRAPPER_GROUP",
];

/// The user the server runs as.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub(super) uid: u32,
    pub(super) gid: u32,
    pub(super) name: String,
    /// Whether the service is root and has to become that user.
    pub(super) becomes: bool,
}

impl Identity {
    /// The user to run as; refuses when the data belong to another.
    pub(super) fn choose(wanted: Option<&str>, places: &Places) -> Result<Self, StartError> {
        let owner = fs::metadata(&places.cluster).map(|data| data.uid()).ok();
        let identity = if rustix::process::geteuid().is_root() {
            Self::under_root(wanted, owner)?
        } else {
            Self::own(wanted)?
        };
        match owner {
            Some(owner) if owner != identity.uid => Err(StartError::NotOwner {
                path: places.leaf.clone(),
                owner,
                user: identity.name,
            }),
            _ => Ok(identity),
        }
    }

    fn under_root(wanted: Option<&str>, owner: Option<u32>) -> Result<Self, StartError> {
        let found = match (wanted, owner) {
            (Some(name), _) => Self::look_up(name).ok_or_else(|| StartError::NoSuchUser(name.to_owned()))?,
            // Data that `nobody` made stay with `nobody`, though `postgres` has come since.
            (None, Some(uid)) if uid != 0 => Self::look_up(&uid.to_string()).ok_or(StartError::Nameless(uid))?,
            _ => CANDIDATES
                .into_iter()
                .find_map(Self::look_up)
                .ok_or(StartError::NobodyToRunAs)?,
        };
        if found.uid == 0 {
            Err(StartError::RunAsRoot(found.name))
        } else {
            Ok(found)
        }
    }

    fn own(wanted: Option<&str>) -> Result<Self, StartError> {
        let uid = rustix::process::geteuid().as_raw();
        let gid = rustix::process::getegid().as_raw();
        let name = ask(&["-un"]).ok_or(StartError::Nameless(uid))?;
        match wanted {
            Some(wanted) if wanted != name => Err(StartError::CannotBecome {
                wanted: wanted.to_owned(),
            }),
            _ => Ok(Self {
                uid,
                gid,
                name,
                becomes: false,
            }),
        }
    }

    /// A user by name or number; `id` asks every source of users the machine has.
    fn look_up(user: &str) -> Option<Self> {
        let uid = ask(&["-u", "--", user])?.parse().ok()?;
        let gid = ask(&["-g", "--", user])?.parse().ok()?;
        let name = ask(&["-un", "--", user])?;
        Some(Self {
            uid,
            gid,
            name,
            becomes: true,
        })
    }

    /// A command that runs `program` as this user, in `folder`, with a bare environment.
    pub(super) fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(folder)
            .stdin(Stdio::null())
            .env_clear()
            .env("LC_ALL", "C");
        #[expect(clippy::disallowed_methods, reason = "handed on to a program as it is")]
        for name in ENVIRONMENT {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        if self.becomes {
            // The standard library drops root's supplementary groups on the way.
            command.uid(self.uid).gid(self.gid);
        }
        command
    }
}

/// What `id` answers, if it knows.
fn ask(arguments: &[&str]) -> Option<String> {
    let answer = Command::new("id").args(arguments).output().ok()?;
    let said = String::from_utf8(answer.stdout).ok()?.trim().to_owned();
    (answer.status.success() && !said.is_empty()).then_some(said)
}
