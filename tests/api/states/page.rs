//! The table as a page that needs no engineer: `docs/project-states.md`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::table::TABLE;
use super::trial::{self, Cell, State, Tried};
use crate::access::trial::operations;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/project-states.md");
/// What writes the page anew.
const COMMAND: &str = "JALON_WRITE_PROJECT_STATES=1 cargo test --test api states::page";

#[actix_web::test]
async fn the_service_does_what_the_table_says_and_the_page_shows_it() {
    let tried = trial::tried().await;
    let mut differing = String::new();
    for Tried { kind, row, cells } in &tried {
        for state in State::ALL {
            let (expected, came) = (kind.expected(state), &cells[state as usize]);
            if expected != *came {
                writeln!(
                    differing,
                    "  {} ({}), {state:?}: expected {expected:?}, came {came:?}",
                    row.operation, row.case
                )
                .unwrap();
            }
        }
    }
    assert!(differing.is_empty(), "the table of states does not hold:\n{differing}");
    let page = written(&tried);
    if std::env::var_os("JALON_WRITE_PROJECT_STATES").is_some() {
        std::fs::write(PAGE, &page).unwrap();
    }
    let committed = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        committed == page,
        "docs/project-states.md is not what was tried. Look at what changed, then run:\n  {COMMAND}"
    );
}

/// From now on an operation that writes in a project has its line, and each stands on one.
#[test]
fn every_write_in_a_project_has_its_line() {
    let known: BTreeSet<_> = trial::rows().iter().map(|row| (row.operation, row.case)).collect();
    let mut placed = BTreeSet::new();
    for place in TABLE.iter().flat_map(|kind| kind.operations) {
        assert!(placed.insert(*place), "{place:?} stands twice");
    }
    let lacking: Vec<_> = known.difference(&placed).collect();
    assert!(
        lacking.is_empty(),
        "writes without a line in tests/api/states/table.rs: {lacking:#?}"
    );
    // The document itself: whatever stands below a project or a milestone.
    let operations = operations();
    let below = operations.iter().filter(|(_, operation)| {
        let path = &operation.path;
        operation.method != "GET" && (path.contains("/{project}") || path.contains("/{milestone}"))
    });
    let placed: BTreeSet<_> = placed.iter().map(|(operation, _)| *operation).collect();
    let lacking: Vec<_> = below
        .filter(|(id, _)| !placed.contains(*id))
        .map(|(id, _)| id)
        .collect();
    assert!(
        lacking.is_empty(),
        "operations without a line in tests/api/states/table.rs: {lacking:#?}"
    );
}

fn written(tried: &[Tried]) -> String {
    let operations = operations();
    let mut page = format!(
        "# What a project's state allows\n\n\
         This page is written by the tests: they try every operation that writes in a project, in a project of\n\
         every state, and write down what the service did. Do not edit it. After a change of rules, look at what the\n\
         tests say, change `tests/api/states/table.rs`, and run\n\n```sh\n{COMMAND}\n```\n\n\
         ## How to read it\n\n\
         | | |\n|---|---|\n\
         | ✓ | it is done |\n\
         | a code | it is refused (409) for that reason, and nothing is changed |\n\n\
         It is 6 March 2019. The projects run since 21 November 2018; the suspended one rests from 25 February until\n\
         18 March, the others were completed or withdrawn on 4 March. Who asks may do so. The rule itself stands in\n\
         `src/projects/standing.rs`. A project that runs from a day to come answers like a running one, but that\n\
         milestones are started and delivered from that day on (`project_not_running`).\n"
    );
    let mut title = "";
    for line in tried {
        if line.kind.title != title {
            title = line.kind.title;
            let heads: Vec<_> = State::ALL.into_iter().map(State::heading).collect();
            let rules = ":-:|".repeat(heads.len());
            write!(
                page,
                "\n## {title}\n\n| operation | {} |\n|---|{rules}\n",
                heads.join(" | ")
            )
            .unwrap();
        }
        let operation = &operations[line.row.operation];
        let case = match line.row.case {
            "" => String::new(),
            case => format!(" *{case}*"),
        };
        let cells: Vec<_> = line.cells.iter().map(shown).collect();
        writeln!(
            page,
            "| {}{case}<br>`{} {}` | {} |",
            operation.summary.trim_end_matches('.'),
            operation.method,
            operation.path,
            cells.join(" | ")
        )
        .unwrap();
    }
    page
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Done => "✓".to_owned(),
        Cell::Refused(reasons) => format!("`{}`", reasons.join("`, `")),
        Cell::Other(answer) => panic!("undecided: {answer}"),
    }
}
