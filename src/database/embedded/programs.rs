//! Where the server programs stand.

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
        Self::choose(found, made_by)
    }

    fn choose(mut found: Vec<Self>, made_by: Option<(PathBuf, u32)>) -> Result<Self, StartError> {
        // Stable: of one version, the place looked at first.
        found.sort_by_key(|programs| std::cmp::Reverse(programs.major));
        let Some((data, made_by)) = made_by else {
            return found.into_iter().next().ok_or(StartError::NoPrograms);
        };
        if let Some(same) = found.iter().find(|programs| programs.major == made_by) {
            return Ok(same.clone());
        }
        found.dedup_by_key(|programs| programs.major);
        let majors: Vec<_> = found.iter().map(|programs| programs.major.to_string()).collect();
        let found = if majors.is_empty() {
            "none".to_owned()
        } else {
            majors.join(", ")
        };
        Err(StartError::OtherMajor { data, made_by, found })
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
    folders.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    folders.retain(|folder| folder.is_absolute() && folder.join("postgres").is_file());
    folders
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn versions(majors: &[u32]) -> Vec<Programs> {
        majors
            .iter()
            .map(|&major| Programs {
                folder: PathBuf::from("/pg").join(major.to_string()),
                major,
            })
            .collect()
    }

    #[test]
    fn the_newest_makes_a_new_cluster() {
        assert_eq!(Programs::choose(versions(&[9, 17, 15]), None).unwrap().major, 17);
    }

    #[test]
    fn data_are_read_by_the_version_that_made_them() {
        let data = || PathBuf::from("/data");
        assert_eq!(
            Programs::choose(versions(&[17, 15]), Some((data(), 15))).unwrap().major,
            15
        );
        let refused = Programs::choose(versions(&[15, 17, 17]), Some((data(), 14)))
            .unwrap_err()
            .to_string();
        assert!(
            refused.contains("made by PostgreSQL 14; found only 17, 15:"),
            "{refused}"
        );
        let refused = Programs::choose(vec![], Some((data(), 14))).unwrap_err().to_string();
        assert!(refused.contains("found only none"), "{refused}");
    }

    #[test]
    fn without_programs_the_refusal_names_the_ways_out() {
        let refused = Programs::choose(vec![], None).unwrap_err().to_string();
        for way in ["apt install postgresql", "PG_BIN", "DATABASE_URL"] {
            assert!(refused.contains(way), "{refused}");
        }
    }
}
