//! The ranking: what was found of each application or project, criterion by criterion, and in which order that puts them.

mod apart;
mod figures;
mod grids;
mod judged_anew;
mod projects;
mod rights;
mod subjects;

use serde_json::{Value, json};

use super::{
    ASN, CHU, CRITERIA, JURORS, PROGRAMME, RANKING, applied, applied_at, assigned, called, code, correcting, edited,
    faults, grid, gridded, id_of, lead, made, marks, marks_of, recused, submitted,
};
use crate::support::{Client, World};

/// The ranking of the selection, with these parameters besides.
async fn ranking(world: &World, more: &str) -> Value {
    let path = format!("{RANKING}?stage=selection{more}");
    world.coordinator.get(&path).await.expect(200)
}

/// Has these jurors judge an application: a score for each criterion of the grid in force.
async fn judged(world: &World, application: &str, criteria: &[(&str, f64)], by: &[(&Client, &[f64])]) -> Vec<String> {
    let mut paths = Vec::new();
    for (juror, scores) in by {
        let path = assigned(world, application, juror).await;
        submitted(juror, &path, marks_of(criteria, scores)).await;
        paths.push(path);
    }
    paths
}

/// Records an application, admits it, and has a juror give it these scores.
async fn ranked(world: &World, title: &str, juror: &Client, scores: (f64, f64)) -> String {
    let application = applied(world, title).await;
    lead(world, &application, "admissible").await;
    judged(world, &application, &CRITERIA, &[(juror, &[scores.0, scores.1])]).await;
    application
}

/// What a ranking says of an application or a project.
fn of<'a>(ranking: &'a Value, subject: &str) -> &'a Value {
    let items = ranking["items"].as_array().unwrap();
    let is_it = |item: &&Value| {
        ["application", "project"]
            .iter()
            .any(|kind| item[kind]["id"] == id_of(subject))
    };
    items
        .iter()
        .find(is_it)
        .unwrap_or_else(|| panic!("{subject} is not in {ranking}"))
}

/// What it says of it as a whole.
fn figures(ranking: &Value, subject: &str) -> Value {
    let item = of(ranking, subject);
    json!([
        item["rank"],
        item["total"],
        item["evaluations"]["known"],
        item["evaluations"]["of"]
    ])
}

/// The names of what is ranked, in order, each with its rank.
fn order(ranking: &Value) -> Vec<(String, Option<u64>)> {
    let items = ranking["items"].as_array().unwrap().iter();
    let name = |item: &Value| {
        item["application"]["name"]
            .as_str()
            .or(item["project"]["code"].as_str())
            .map(str::to_owned)
    };
    items.map(|item| (name(item).unwrap(), item["rank"].as_u64())).collect()
}

/// The same, as it should be.
fn in_order(told: &[(&str, Option<u64>)]) -> Vec<(String, Option<u64>)> {
    told.iter().map(|(name, rank)| ((*name).to_owned(), *rank)).collect()
}

/// That nobody was asked to judge by these criteria.
fn nobody(criteria: &[(&str, f64)]) -> Value {
    json!([{"evaluation": null, "reason": "not_assigned", "criteria": codes(criteria)}])
}

/// That an evaluation gives nothing for these criteria, and why.
fn lacking(evaluation: &str, reason: &str, criteria: &[(&str, f64)]) -> Value {
    json!({"evaluation": id_of(evaluation), "reason": reason, "criteria": codes(criteria)})
}

fn codes<'a>(criteria: &[(&'a str, f64)]) -> Vec<&'a str> {
    criteria.iter().map(|(code, _)| *code).collect()
}
