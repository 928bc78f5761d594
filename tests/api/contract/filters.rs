//! Parameters of lists, walked from the document: which are taken several times, and what several mean.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::walk::Operation;
use crate::access::cast::Cast;
use crate::access::trial;
use crate::milestones::{column, plan};
use crate::support::{NewMilestone, Reply, World};

/// What is given once: an order, a day, a number, a text, yes or no.
const SINGLE: &[&str] = &[
    "limit",
    "cursor",
    "count",
    "fields",
    "sort",
    "as_of",
    "before",
    "due_after",
    "due_before",
    "provided_before",
    "on",
    "since",
    "starts_after",
    "starts_before",
    "submitted_from",
    "submitted_until",
    "until",
    "dry_run",
    "name",
    "updated_since",
    "unreported_since",
    "from",
    "to",
];

/// What a ranking is of, which is one ranking.
const OF_RANKING: &[&str] = &["stage", "grid", "part"];

/// The parameters of each reading operation of the document.
fn parameters() -> HashMap<&'static str, Vec<&'static Value>> {
    let paths = super::document()["paths"].as_object().unwrap();
    let gets = paths.values().map(|path| &path["get"]);
    gets.filter(|get| get.is_object())
        .map(|get| {
            let all = get["parameters"].as_array().into_iter().flatten();
            let queried = all.filter(|parameter| parameter["in"] == "query");
            (get["operationId"].as_str().unwrap(), queried.collect())
        })
        .collect()
}

#[test]
fn what_is_filtered_by_code_or_reference_takes_several_values() {
    for (operation, parameters) in parameters() {
        for parameter in parameters {
            let (name, schema) = (parameter["name"].as_str().unwrap(), &parameter["schema"]);
            let single = SINGLE.contains(&name) || schema["type"] == "boolean";
            let single = single || operation == "get_ranking" && OF_RANKING.contains(&name);
            assert_eq!(schema["type"] == "array", !single, "{operation}: {name}");
        }
    }
}

async fn total(client: &crate::support::Client, path: &str) -> i64 {
    let reply = client.get(path).await.expect(200);
    reply["total"].as_i64().unwrap()
}

#[actix_web::test]
async fn each_is_refused_or_taken_several_times_as_the_document_says() {
    let mut cast = Cast::assembled().await;
    let parameters = parameters();
    for operation in Operation::all() {
        let described = parameters.get(operation.id.as_str());
        let Some(described) = described.filter(|described| !described.is_empty()) else {
            continue;
        };
        let request = operation.requests().remove(0);
        let (client, stage) = request.lay(&mut cast).await;
        let path = trial::path(&request.row, &operation.path, &stage);
        let with = |pairs: &[(&str, &str)]| {
            let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!(
                "{path}{}{}",
                if path.contains('?') { "&" } else { "?" },
                pairs.join("&")
            )
        };
        for parameter in described {
            let name = parameter["name"].as_str().unwrap();
            let codes = parameter["schema"]["items"]["enum"].as_array();
            if parameter["schema"]["type"] != "array" {
                let reply: Reply = client.get(&with(&[(name, "x"), (name, "y")])).await;
                let faults = reply.faults(400, "invalid_parameters");
                assert!(
                    faults.contains(&(name.to_owned(), "repeated_parameter".to_owned())),
                    "{}: {name}: {faults:?}",
                    operation.id
                );
            } else if let Some(codes) = codes {
                let codes: Vec<&str> = codes.iter().map(|code| code.as_str().unwrap()).collect();
                // A row has one code of each list, so those with any code are those with each, added up.
                let mut each = 0;
                for code in &codes {
                    each += total(&client, &with(&[("count", "true"), (name, code)])).await;
                }
                let mut several = vec![("count", "true")];
                several.extend(codes.iter().map(|code| (name, *code)));
                let (any, all) = (
                    total(&client, &with(&several)).await,
                    total(&client, &with(&several[..1])).await,
                );
                // The evaluation of an application is no part of anything.
                let all = if name == "part" { any } else { all };
                assert_eq!((any, any), (each, all), "{}: {name}", operation.id);
            }
        }
    }
}

#[actix_web::test]
async fn several_references_give_what_any_of_them_gives() {
    let world = World::new().await;
    for (title, track) in [("Un", "roadmap"), ("Deux", "prototype"), ("Trois", "technical_support")] {
        plan(
            &world,
            json!({"title": title, "track": track, "forecast_on": "2019-05-01"}),
        )
        .await;
    }
    let body = json!({"track": "roadmap", "title": "CHU", "forecast_on": "2019-06-01"});
    let chu = "/v1/projects/AMI-T-CHU/milestones";
    world.coordinator.post(chu, body).await.expect(201);
    let (asn, other) = (world.asn_project, world.chu_project);
    for (filter, shown) in [
        ("track=roadmap&track=technical_support".to_owned(), 3),
        ("track=roadmap&track=technical_support&track=roadmap".to_owned(), 3),
        (format!("project={asn}&project=AMI-T-CHU"), 4),
        (format!("project={asn}&project={other}&track=prototype"), 1),
        ("project=AMI-T-ASN&project=AMI-T-CHU&project=AMI-T-NONE".to_owned(), 4),
        (format!("provider={}", world.alpha), 2),
        (format!("provider={}&provider={}", world.alpha, world.beta), 2),
        ("state=planned&state=accepted".to_owned(), 4),
    ] {
        let path = format!("/v1/programmes/AMI-T/milestones?{filter}&count=true");
        let page = world.coordinator.get(&path).await.expect(200);
        assert_eq!(page["total"], shown, "{filter}");
    }
    for (filter, shown) in [
        (
            format!("organisation={}&organisation={}", world.asn, world.chu),
            vec!["AMI-T-ASN", "AMI-T-CHU"],
        ),
        (
            format!("programme=AMI-T&programme={}&state=running", world.programme),
            vec!["AMI-T-ASN"],
        ),
    ] {
        let page = world
            .coordinator
            .get(&format!("/v1/projects?{filter}"))
            .await
            .expect(200);
        assert_eq!(column(&page, "code"), shown, "{filter}");
    }
    let path = "/v1/programmes/AMI-T/milestones?track=roadmap&track=nothing!&state=planned&state=done";
    let refused = world.coordinator.get(path).await;
    assert_eq!(
        refused.faults(400, "invalid_parameters"),
        [
            ("state".to_owned(), "unknown_value".to_owned()),
            ("track".to_owned(), "invalid_format".to_owned())
        ]
    );
}

#[actix_web::test]
async fn a_filter_by_several_providers_tells_a_provider_of_its_own_missions_alone() {
    let world = World::new().await;
    plan(
        &world,
        json!({"title": "À nous", "track": "technical_support", "forecast_on": "2019-05-01"}),
    )
    .await;
    plan(
        &world,
        json!({"title": "À d'autres", "track": "roadmap", "forecast_on": "2019-05-01"}),
    )
    .await;
    let mission = json!({"provider": world.beta, "tracks": ["roadmap"], "from": "2018-11-21", "until": "2019-09-21"});
    let path = "/v1/projects/AMI-T-ASN/missions";
    world.coordinator.post(path, mission).await.expect(201);
    let path = format!(
        "/v1/programmes/AMI-T/milestones?provider={}&provider={}",
        world.alpha, world.beta
    );
    let shown = async |client: &crate::support::Client| column(&client.get(&path).await.expect(200), "title");
    assert_eq!(shown(&world.coordinator).await, ["À nous", "À d'autres"]);
    assert_eq!(shown(&world.asn_laureate).await, ["À nous", "À d'autres"]);
    assert_eq!(shown(&world.alpha_expert).await, ["À nous"]);
}

#[actix_web::test]
async fn an_unknown_parameter_is_told_all_those_that_are_known() {
    let world = World::new().await;
    let refused = world.coordinator.get("/v1/projects?colour=red").await;
    let errors = refused.refused(400, "invalid_parameters");
    let none = world.coordinator.get("/v1/me?colour=red").await;
    assert_eq!(
        none.refused(400, "invalid_parameters")[0]["message"],
        "Paramètre inconnu ; paramètres admis : aucun."
    );
    // Lists without parameters of their own have those of a page.
    let milestone = world.milestone(&NewMilestone::default()).await;
    for list in ["comments", "decisions", "evidence", "forecasts", "submissions"] {
        let path = format!("/v1/milestones/{milestone}/{list}?colour=red");
        let refused = world.coordinator.get(&path).await;
        assert_eq!(
            refused.refused(400, "invalid_parameters")[0]["message"],
            "Paramètre inconnu ; paramètres admis : limit, cursor, count, fields, as_of.",
            "{list}"
        );
    }
    assert_eq!(
        errors[0]["params"]["accepted"],
        json!([
            "programme",
            "state",
            "organisation",
            "unreported_since",
            "updated_since",
            "sort",
            "limit",
            "cursor",
            "count",
            "fields",
            "as_of"
        ])
    );
}

/// The fields of a page's items, as the document tells them.
fn fields_of_items(document: &Value, operation: &str) -> Vec<String> {
    let follow = |schema: &Value| match schema["$ref"].as_str() {
        Some(reference) => document.pointer(&reference[1..]).unwrap().clone(),
        None => schema.clone(),
    };
    let gets = document["paths"].as_object().unwrap().values().map(|path| &path["get"]);
    let get = gets.into_iter().find(|get| get["operationId"] == operation).unwrap();
    let page = follow(&get["responses"]["200"]["content"]["application/json"]["schema"]);
    let item = follow(&page["properties"]["items"]["items"]);
    item["properties"].as_object().unwrap().keys().cloned().collect()
}

#[actix_web::test]
async fn every_field_of_an_item_can_be_asked_for() {
    let mut cast = Cast::assembled().await;
    let (document, parameters) = (super::document(), parameters());
    let mut lists = 0;
    for operation in Operation::all() {
        let described = parameters.get(operation.id.as_str()).into_iter().flatten();
        if !described.into_iter().any(|parameter| parameter["name"] == "fields") {
            continue;
        }
        let request = operation.requests().remove(0);
        let (client, stage) = request.lay(&mut cast).await;
        let path = trial::path(&request.row, &operation.path, &stage);
        let fields = fields_of_items(document, &operation.id);
        assert!(fields.len() > 2, "{}: {fields:?}", operation.id);
        let separator = if path.contains('?') { '&' } else { '?' };
        let page = client
            .get(&format!("{path}{separator}fields={}", fields.join(",")))
            .await;
        let whole = client.get(&path).await.expect(200);
        assert_eq!(page.expect(200)["items"], whole["items"], "{}", operation.id);
        lists += 1;
    }
    assert!(lists > 15, "{lists}");
}
