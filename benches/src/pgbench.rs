//! The same statements by pgbench: what the database alone takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::bare::statements::{self, Of};
use crate::cluster::run;
use crate::data::{Kind, PER_PROJECT, Sizes, id};
use crate::works::Work;

/// What pgbench found.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Transactions a second.
    pub rate: f64,
    /// How many there were.
    pub number: f64,
}

/// The id of a row of a kind whose number is a variable, as SQL.
fn named(kind: u32, variable: &str) -> String {
    format!("('018f0000-{kind:04x}-7000-8000-' || lpad(to_hex(:{variable}::bigint), 12, '0'))::uuid")
}

/// The script of a kind of work; `place` is where a page far in a list begins, as `forecast_id`.
pub fn script(work: Work, sizes: Sizes, placed: bool, place: Option<&str>) -> Option<String> {
    let any = |number: u64| format!("\\set n random(1, {number})\n");
    let piped = |statements: &[String]| format!("\\startpipeline\n{};\n\\endpipeline\n", statements.join(";\n"));
    let one = |kind: Kind, texts: &[String]| {
        piped(
            &texts
                .iter()
                .map(|text| text.replace("$1", &named(kind as u32, "n")))
                .collect::<Vec<_>>(),
        )
    };
    let with = |first: String, of: Of| [vec![first], statements::around(of).to_vec()].concat();
    Some(match work {
        Work::Milestone => {
            any(sizes.large * PER_PROJECT) + &one(Kind::Milestone, &with(statements::milestone(""), Of::One))
        }
        Work::ProjectMilestones => {
            any(sizes.large) + &one(Kind::Project, &with(statements::milestones_of_project(""), Of::Project))
        }
        Work::Project => {
            any(sizes.large) + &statements::project("").replace("$1", &named(Kind::Project as u32, "n")) + ";\n"
        }
        Work::Portfolio => {
            let all = [
                &[statements::portfolio::projects("")][..],
                &statements::portfolio::REST.map(str::to_owned),
            ]
            .concat();
            piped(
                &all.iter()
                    .map(|text| text.replace("$1", &format!("'{}'::uuid", id(Kind::Programme, 2))))
                    .collect::<Vec<_>>(),
            )
        }
        Work::Log => written(include_str!("../pgbench/log.sql"), sizes),
        Work::Forecast => written(include_str!("../pgbench/forecast.sql"), sizes),
        Work::Batch => written(include_str!("../pgbench/batch.sql"), sizes),
        _ => {
            let (programme, far) = work.page()?;
            let place = place.filter(|_| far).and_then(|place| place.split_once('_'));
            let mut page = statements::page(placed, place.is_some(), "")
                .replace("$1", &format!("'{programme}'::uuid"))
                .replace("$2", "'planned'");
            if let Some((on, id)) = place {
                page = page
                    .replace("$3", &format!("'{on}'::date"))
                    .replace("$4", &format!("'{id}'::uuid"));
            }
            let [evidence, dependencies, percents, suspensions] = statements::around(Of::Several);
            let around = [evidence, dependencies, percents].map(|text| text.replace("$1", ":ids"));
            let gathered = format!(
                "select array_agg(id)::text as ids, array_agg(project_id)::text as projects from ({page}) page \\gset\n"
            );
            gathered + &piped(&[&around[..], &[suspensions.replace("$1", ":projects")]].concat())
        }
    })
}

/// A new id that ascends with time, as the service's do, in SQL: milliseconds, then chance.
const NEW: &str = "(encode(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint << 16), 'hex') \
    || encode(int8send((random() * 9e18)::bigint), 'hex'))::uuid";

/// What the journal keeps of an entry; of one size with the service's.
const ENTRY: &str = r#"'{"id": "018f0000-0011-7000-8000-000000000001", "project_id": "018f0000-0006-7000-8000-000000000001",
"track": "prototype", "milestone_id": "018f0000-000b-7000-8000-000000000001", "mission_id": "018f0000-0009-7000-8000-000000000001",
"author_id": "018f0000-0002-7000-8000-000000000001", "person_id": "018f0000-0002-7000-8000-000000000001",
"organisation_id": "018f0000-0001-7000-8000-000000000001", "occurred_on": "2026-01-01", "percent": 50, "person_days": null,
"done": "Atelier tenu avec les agents, releve partage.", "next": null, "blockers": null, "corrects_id": null,
"recorded_at": "2026-01-01T00:00:00.000000Z"}'::jsonb"#;

/// A script of a write, its names of rows written out.
fn written(script: &str, sizes: Sizes) -> String {
    let names = [
        ("@project", 6, "g"),
        ("@milestone", 11, "m"),
        ("@account", 2, "firm"),
        ("@organisation", 1, "firm"),
        ("@mission", 9, "g"),
    ];
    let script = script
        .replace(":first_small", &sizes.first_small().to_string())
        .replace("@new", NEW)
        .replace("@entry", ENTRY);
    names.iter().fold(script, |script, (name, kind, variable)| {
        script.replace(name, &named(*kind, variable))
    })
}

/// Runs a script for so many seconds.
pub fn measure(programs: &Path, url: &str, script: &Path, clients: usize, seconds: u64) -> anyhow::Result<Found> {
    let mut command = Command::new(programs.join("pgbench"));
    command
        .args([
            "-n",
            "-M",
            "prepared",
            "-j",
            "1",
            "-c",
            &clients.to_string(),
            "-T",
            &seconds.to_string(),
            "-f",
        ])
        .arg(script)
        .arg(url);
    command.env("PGOPTIONS", "-c jit=off");
    let told = run(&mut command)?;
    let number = |begin: &str| {
        let line = told.lines().find_map(|line| line.strip_prefix(begin));
        line.and_then(|line| line.split_whitespace().next())
            .and_then(|number| number.parse().ok())
            .with_context(|| told.clone())
    };
    Ok(Found {
        rate: number("tps = ")?,
        number: number("number of transactions actually processed: ")?,
    })
}

/// Writes a script into a folder.
pub fn keep(folder: &Path, work: Work, script: &str) -> anyhow::Result<PathBuf> {
    let path = folder.join(format!("{work:?}.sql"));
    fs::write(&path, script)?;
    Ok(path)
}
