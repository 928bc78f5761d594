//! No import runs upwards: a module of the crate names only what stands below it, in this order, and a
//! pure file names neither HTTP nor SQL (docs/architecture.md, "Layers").

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The modules, from the ground up.
const ORDER: &[&str] = &[
    // Ground: pure, or the process's own.
    "vocabulary",
    "fault",
    "civil",
    "clock",
    "cycles",
    "known",
    "shape",
    "unseen",
    "useful_months",
    "pictures",
    // The database, and what is kept in it of every resource.
    "database",
    "settings",
    "journal",
    "access",
    "reference",
    "files",
    // What every operation is made of.
    "http",
    // The rooms.
    "organisations",
    "programmes",
    "projects",
    "accompaniment",
    "missions",
    "milestones",
    "history",
    "suspensions",
    "plans",
    "progress",
    "project_life",
    "redactions",
    "team",
    "hand_over",
    "readiness",
    "accounts",
    "exchanges",
    "call",
    "portfolio",
    "trajectories",
    "committee_file",
    "platform",
    // What makes a program of them.
    "app",
    "openapi",
    "background",
    "demonstration",
    "commands",
];

/// Files that hold rules alone.
const PURE: &[&str] = &[
    "access/actor.rs",
    "access/decision.rs",
    "call/applications/rules.rs",
    "call/evaluations/policy.rs",
    "call/evaluations/standing.rs",
    "call/life.rs",
    "call/ranking/rules.rs",
    "milestones/dependencies.rs",
    "milestones/derived.rs",
    "milestones/life.rs",
    "missions/rules.rs",
    "organisations/identifiers.rs",
    "plans/rules.rs",
    "progress/policy.rs",
    "progress/rules.rs",
    "projects/life.rs",
    "projects/standing.rs",
    "suspensions/rules.rs",
    "accounts/policy.rs",
    "milestones/policy.rs",
    "missions/policy.rs",
    "organisations/policy.rs",
    "plans/policy.rs",
    "programmes/policy.rs",
    "projects/policy.rs",
    "redactions/policy.rs",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(sources(&path)),
            false if path.extension().is_some_and(|extension| extension == "rs") => found.push(path),
            false => {}
        }
    }
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code of a file, comments aside.
fn code(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules of the crate that a text names: `crate::name`, and the names of `use crate::{..}`.
fn named(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let mut depth = 0;
        let mut name = String::new();
        for letter in after.chars() {
            match letter {
                'a'..='z' | '_' | '0'..='9' if depth <= 1 => name.push(letter),
                '{' => depth += 1,
                '}' if depth <= 1 => break,
                '}' => depth -= 1,
                _ if depth == 0 => break,
                ',' if depth == 1 => drop(found.insert(std::mem::take(&mut name))),
                ':' if depth == 1 => {
                    found.insert(std::mem::take(&mut name));
                    depth = 1;
                }
                _ => {}
            }
        }
        found.insert(name);
    }
    found.retain(|name| ORDER.contains(&name.as_str()));
    found
}

#[test]
fn no_import_runs_upwards() {
    let place = |module: &str| ORDER.iter().position(|known| *known == module);
    let mut upwards = Vec::new();
    for file in sources(&src()) {
        let within = file.strip_prefix(src()).unwrap().to_owned();
        let module = within.iter().next().unwrap().to_string_lossy().replace(".rs", "");
        if ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let own = place(&module).unwrap_or_else(|| panic!("{module} has no place in the order of layers"));
        let above = named(&code(&file))
            .into_iter()
            .filter(|name| place(name).unwrap() > own);
        upwards.extend(above.map(|name| format!("{} names {name}", within.display())));
    }
    assert!(upwards.is_empty(), "{upwards:#?}");
}

#[test]
fn rules_know_neither_http_nor_sql() {
    for file in PURE {
        let code = code(&src().join(file));
        for outside in ["crate::http", "crate::database", "diesel", "actix_web"] {
            assert!(!code.contains(outside), "{file} names {outside}");
        }
    }
}

#[test]
fn an_import_upwards_would_be_seen() {
    let seen = named("use crate::{http::Read, milestones};\nuse crate::projects::{self, Project};");
    let seen: Vec<&str> = seen.iter().map(String::as_str).collect();
    assert_eq!(seen, ["http", "milestones", "projects"]);
}
