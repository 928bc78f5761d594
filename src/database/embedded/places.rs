//! The folders of the server: where they are, who may enter them.

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::StartError;
use super::identity::Identity;

/// A socket's address holds 104 bytes on macOS and 108 on Linux, its end included.
const LONGEST_SOCKET: usize = 103;

/// The socket's name in its folder; the port is part of it.
pub(super) const SOCKET: &str = ".s.PGSQL.5432";

/// Where everything stands; absolute, links resolved.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// The service's data folder.
    pub(super) home: PathBuf,
    /// The folder that belongs to the server's user alone.
    pub(super) leaf: PathBuf,
    pub(super) cluster: PathBuf,
    sockets: PathBuf,
    pub(super) lock: PathBuf,
    pub(super) log: PathBuf,
}

impl Places {
    /// The places under `data_dir`, which is created when missing.
    pub(super) fn under(data_dir: &Path) -> Result<Self, StartError> {
        let refused = || StartError::refused("create", data_dir);
        let home = std::path::absolute(data_dir).map_err(refused())?;
        // As root the server's user has to pass; otherwise nobody else has any business there.
        let mode = if rustix::process::geteuid().is_root() {
            0o755
        } else {
            0o700
        };
        create(&home, mode).map_err(refused())?;
        let home = home.canonicalize().map_err(refused())?;
        let leaf = home.join("postgres");
        Ok(Self {
            cluster: leaf.join("data"),
            sockets: leaf.join("socket"),
            lock: home.join("postgres.lock"),
            log: home.join("postgres.log"),
            leaf,
            home,
        })
    }

    /// Makes the private folders of the server and gives them to its user; the folder for the
    /// socket.
    pub(super) fn hand_to(&self, identity: &Identity) -> Result<PathBuf, StartError> {
        private(&self.leaf, identity)?;
        self.check_passage(identity)?;
        if fits(&self.sockets) {
            private(&self.sockets, identity)?;
            return Ok(self.sockets.clone());
        }
        let hash = format!("{:x}", Sha256::digest(self.leaf.as_os_str().as_encoded_bytes()));
        let name = format!("jalon-pg-{}-{}", identity.uid, &hash[..12]);
        let beside = Some(std::env::temp_dir().join(&name)).filter(|path| fits(path));
        let sockets = beside.unwrap_or_else(|| Path::new("/tmp").join(&name));
        // Anyone can make a folder of that name there first: take only one that is ours.
        private(&sockets, identity)?;
        Ok(sockets)
    }

    /// Removes the socket's folder where it stands among temporary files.
    pub(super) fn leave(&self, sockets: &Path) {
        if sockets != self.sockets {
            // It stays when something is in it: that is not ours to decide.
            let _ = fs::remove_dir(sockets);
        }
    }

    fn check_passage(&self, identity: &Identity) -> Result<(), StartError> {
        if !identity.becomes {
            return Ok(());
        }
        match identity
            .command(Path::new("/bin/sh"), &self.leaf)
            .args(["-c", ":"])
            .status()
        {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                let closed = |folder: &&Path| fs::metadata(folder).is_ok_and(|data| data.mode() & 0o001 == 0);
                let barrier = self.home.ancestors().filter(closed).last().unwrap_or(&self.home);
                Err(StartError::CannotEnter {
                    path: self.leaf.clone(),
                    barrier: barrier.to_owned(),
                    user: identity.name.clone(),
                })
            }
            Err(error) => Err(StartError::refused("enter", &self.leaf)(error)),
            Ok(_) => Ok(()),
        }
    }
}

/// Creates `path` and what is missing above it. Not `create_dir_all`: a strict umask would close
/// the folders above to the server's user.
fn create(path: &Path, mode: u32) -> io::Result<()> {
    let missing: Vec<_> = path.ancestors().take_while(|folder| !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => fs::set_permissions(folder, Permissions::from_mode(mode))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Makes `folder` one that only the server's user (and root) may enter, or finds it so.
fn private(folder: &Path, identity: &Identity) -> Result<(), StartError> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(StartError::refused("create", folder)(error));
        }
        _ => {}
    }
    let found = fs::symlink_metadata(folder).map_err(StartError::refused("read", folder))?;
    let ours = found.uid() == identity.uid || found.uid() == rustix::process::geteuid().as_raw();
    if !found.is_dir() || !ours {
        return Err(StartError::NotPrivate {
            path: folder.to_owned(),
            user: identity.name.clone(),
        });
    }
    if found.uid() != identity.uid {
        chown(folder, Some(identity.uid), Some(identity.gid)).map_err(StartError::refused("chown", folder))?;
    }
    if found.mode() & 0o777 != 0o700 {
        fs::set_permissions(folder, Permissions::from_mode(0o700)).map_err(StartError::refused("close", folder))?;
    }
    Ok(())
}

/// Whether a socket in `folder` can be named: short enough, and nothing that the lists of folders
/// in PostgreSQL's settings and in connection strings read as more than a name.
fn fits(folder: &Path) -> bool {
    let plain = |path: &str| !path.contains(|c: char| c.is_control() || ",\"'\\".contains(c)) && path.trim() == path;
    folder.join(SOCKET).as_os_str().len() <= LONGEST_SOCKET && folder.to_str().is_some_and(plain)
}
