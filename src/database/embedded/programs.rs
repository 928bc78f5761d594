//! Where the server programs stand.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::StartError;

/// Folders of versions, and where in each the programs stand.
const INSTALLATIONS: [(&str, &str, &str); 7] = [
    // Debian and Ubuntu; Red Hat; Alpine; Homebrew on either processor; Postgres.app; Arch's old ones.
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/usr/libexec", "postgresql", ""),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
    ("/opt", "pgsql-", "bin"),
];

/// The programs of one installed version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Programs {
    folder: PathBuf,
    pub(super) major: u32,
}

impl Programs {
    /// The programs to use: those of the folder that was set, else the installed ones that can
    /// read what `made_by` made, else the newest.
    pub(super) fn find(set: Option<&Path>, made_by: Option<(PathBuf, u32)>) -> Result<Self, StartError> {
        let found = match set {
            Some(folder) => vec![Self::at(folder).ok_or_else(|| StartError::NotPrograms(folder.to_owned()))?],
            None => installed().iter().filter_map(|folder| Self::at(folder)).collect(),
        };
        let majors: Vec<_> = found.iter().map(|programs| programs.major).collect();
        let chosen = choose(&majors, made_by)?;
        found.into_iter().nth(chosen).ok_or(StartError::NoPrograms)
    }

    /// The programs in `folder`, when they are there and run.
    fn at(folder: &Path) -> Option<Self> {
        if !folder.join("initdb").is_file() {
            return None;
        }
        // `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, or `17beta1`.
        let answer = Command::new(folder.join("postgres")).arg("--version").output().ok()?;
        let said = String::from_utf8(answer.stdout).ok()?;
        let version = said.split_once(") ")?.1;
        let digits = version.split(|c: char| !c.is_ascii_digit()).next()?;
        Some(Self {
            folder: folder.to_owned(),
            major: digits.parse().ok()?,
        })
    }

    /// The path of one program.
    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }
}

/// Which of the versions found, in the order they were found in, to use: the one that made the data,
/// else the newest. Of one version, the place looked at first.
pub fn choose(majors: &[u32], made_by: Option<(PathBuf, u32)>) -> Result<usize, StartError> {
    let Some((data, made_by)) = made_by else {
        let newest = majors.iter().max().ok_or(StartError::NoPrograms)?;
        return majors
            .iter()
            .position(|major| major == newest)
            .ok_or(StartError::NoPrograms);
    };
    if let Some(same) = majors.iter().position(|major| *major == made_by) {
        return Ok(same);
    }
    let distinct: BTreeSet<_> = majors.iter().collect();
    let found: Vec<_> = distinct.iter().rev().map(ToString::to_string).collect();
    let found = match found.is_empty() {
        true => "none".to_owned(),
        false => found.join(", "),
    };
    Err(StartError::OtherMajor { data, made_by, found })
}

/// Every folder that may hold the programs, in order of preference.
fn installed() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for (parent, prefix, below) in INSTALLATIONS {
        let entries = fs::read_dir(parent).into_iter().flatten().flatten();
        let versions = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix));
        folders.extend(versions.map(|entry| entry.path().join(below)));
    }
    if let Ok(answer) = Command::new("pg_config").arg("--bindir").output() {
        folders.extend(
            String::from_utf8(answer.stdout)
                .ok()
                .map(|said| PathBuf::from(said.trim())),
        );
    }
    #[expect(clippy::disallowed_methods, reason = "where programs are is no setting of ours")]
    folders.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    folders.retain(|folder| folder.is_absolute() && folder.join("postgres").is_file());
    folders
}
