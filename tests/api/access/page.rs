//! The matrix as a page that needs no engineer: `docs/access-matrix.md`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::caller::Caller;
use super::place::Target;
use super::rooms;
use super::row::Row;
use super::trial::{Operation, operations};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/access-matrix.md");
/// What writes the page anew.
const COMMAND: &str = "JALON_WRITE_ACCESS_MATRIX=1 cargo test --test api access::page";

/// The columns: those whose credential is worth nothing are always answered alike.
fn columns() -> Vec<Caller> {
    let mut columns: Vec<Caller> = Caller::ALL.into_iter().filter(|caller| caller.is_signed_in()).collect();
    columns.push(Caller::Anonymous);
    columns
}

fn heading(caller: Caller) -> &'static str {
    match caller {
        Caller::Anonymous => "Not signed in",
        caller => caller.heading(),
    }
}

#[test]
fn the_page_is_the_matrix() {
    let page = written();
    if std::env::var_os("JALON_WRITE_ACCESS_MATRIX").is_some() {
        std::fs::write(PAGE, &page).unwrap();
    }
    let committed = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        committed == page,
        "docs/access-matrix.md is not the matrix that is tried. Look at what changed, then run:\n  {COMMAND}"
    );
}

/// From now on an operation without its rows fails the tests, and so does a row without its
/// operation.
#[test]
fn every_operation_has_its_rows_and_every_row_its_operation() {
    let documented: BTreeSet<&str> = operations().into_keys().collect();
    let rows = rooms::ALL.iter().flat_map(|room| (room.rows)());
    let tried: BTreeSet<&str> = rows.map(|row| row.operation).collect();
    let lacking: Vec<_> = documented.difference(&tried).collect();
    let stale: Vec<_> = tried.difference(&documented).collect();
    assert!(
        lacking.is_empty() && stale.is_empty(),
        "operations without rows in tests/api/access/rooms/: {lacking:#?}\nrows of operations that are not in the document: {stale:#?}"
    );
}

/// Two lines of one operation differ in their case.
#[test]
fn no_row_stands_twice() {
    let rows = rooms::ALL.iter().flat_map(|room| (room.rows)());
    let mut seen = BTreeSet::new();
    for row in rows {
        assert!(
            seen.insert((row.operation, row.case)),
            "{} ({})",
            row.operation,
            row.case
        );
    }
}

fn written() -> String {
    let operations = operations();
    let mut page = opening();
    for room in rooms::ALL {
        let rows = (room.rows)();
        writeln!(page, "\n## {}", room.title).unwrap();
        let tables: BTreeSet<_> = rows
            .iter()
            .flat_map(|row| row.targets().iter().map(|target| (row.place, *target)))
            .collect();
        for (place, target) in tables {
            let here = rows
                .iter()
                .filter(|row| row.place == place && row.targets().contains(&target));
            write!(page, "\n### … {}\n\n{}", place.title(target), head()).unwrap();
            for row in here {
                page += &line(row, operations[row.operation], target);
            }
        }
    }
    page
}

fn opening() -> String {
    let mut text = format!(
        "# Who may do what\n\n\
         This page is written by the tests, from the table that they try against the running service: every\n\
         operation, by every kind of caller. Do not edit it. After a change of rights, look at what the tests\n\
         say, change `tests/api/access/`, and run\n\n```sh\n{COMMAND}\n```\n\n\
         ## How to read it\n\n\
         | | |\n|---|---|\n\
         | ✓ | it may, and does |\n\
         | 403 | it sees the thing and may not do this |\n\
         | 404 | it may not know that the thing exists: it is answered as if it did not |\n\
         | 401 | it must sign in first |\n\n\
         The service answers on 4 March 2019. Programmes A and B run side by side. What is listed is always what\n\
         the caller sees: a ✓ on a list promises no item. A line says in *italics* what it was tried on where that\n\
         matters.\n\n\
         | caller | who that is |\n|---|---|\n"
    );
    for caller in columns() {
        let meaning = match caller {
            Caller::Anonymous => {
                let closed = Caller::ALL.into_iter().filter(|caller| !caller.is_signed_in());
                format!(
                    "tried with each of: {}",
                    closed.map(Caller::meaning).collect::<Vec<_>>().join("; ")
                )
            }
            caller => caller.meaning().to_owned(),
        };
        writeln!(text, "| {} | {meaning} |", heading(caller)).unwrap();
    }
    text
}

fn head() -> String {
    let names: Vec<_> = columns().into_iter().map(heading).collect();
    let rules = ":-:|".repeat(names.len());
    format!("| operation | {} |\n|---|{rules}\n", names.join(" | "))
}

fn line(row: &Row, operation: &Operation, target: Target) -> String {
    let cells: Vec<_> = columns()
        .into_iter()
        .map(|caller| row.expected(target, caller).cell())
        .collect();
    let case = if row.case.is_empty() {
        String::new()
    } else {
        format!(" *{}*", row.case)
    };
    let summary = operation.summary.trim_end_matches('.');
    format!(
        "| {summary}{case}<br>`{} {}` | {} |\n",
        operation.method,
        operation.path,
        cells.join(" | ")
    )
}
