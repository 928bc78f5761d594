//! Links lead to operations that are there, with parameters that they take.

use serde_json::{Value, json};

use super::document;

fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().iter();
            methods.map(move |(method, operation)| (format!("{method} {path}"), operation))
        })
        .collect()
}

#[test]
fn every_link_leads_to_an_operation_and_fills_its_path() {
    let document = document();
    let operations = operations(document);
    let mut followed = 0;
    for (name, operation) in &operations {
        for answer in operation["responses"].as_object().unwrap().values() {
            for link in answer["links"].as_object().into_iter().flat_map(|links| links.values()) {
                let (target_name, target) = operations
                    .iter()
                    .find(|(_, target)| target["operationId"] == link["operationId"])
                    .unwrap_or_else(|| panic!("{name}: {link} leads nowhere"));
                let taken: Vec<String> = target["parameters"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|parameter| {
                        format!(
                            "{}.{}",
                            parameter["in"].as_str().unwrap(),
                            parameter["name"].as_str().unwrap()
                        )
                    })
                    .collect();
                let filled = link["parameters"].as_object().unwrap();
                for parameter in filled.keys() {
                    assert!(taken.contains(parameter), "{name}: {target_name} takes no {parameter}");
                }
                for place in taken.iter().filter(|parameter| parameter.starts_with("path.")) {
                    assert!(filled.contains_key(place), "{name}: {target_name} without {place}");
                }
                followed += 1;
            }
        }
    }
    assert!(followed > 150, "{followed} links");
}

#[test]
fn a_new_milestone_leads_to_what_can_be_done_with_it() {
    let document = document();
    let created = &document["paths"]["/v1/projects/{project}/milestones"]["post"]["responses"]["201"]["links"];
    let act = json!({"path.milestone": "$response.body#/id", "header.If-Match": "$response.header.ETag"});
    assert_eq!(created["submit_milestone"]["parameters"], act);
    assert_eq!(created["update_milestone"]["parameters"], act);
    assert_eq!(
        created["create_evidence"]["parameters"],
        json!({"path.milestone": "$response.body#/id"})
    );
    let shown = &document["paths"]["/v1/milestones/{milestone}"]["get"]["responses"]["200"]["links"];
    assert_eq!(
        shown["start_milestone"]["parameters"]["path.milestone"],
        "$request.path.milestone"
    );
    let listed = &document["paths"]["/v1/projects/{project}/milestones"]["get"]["responses"]["200"]["links"];
    assert_eq!(
        *listed,
        json!({"get_milestone": {"operationId": "get_milestone",
        "parameters": {"path.milestone": "$response.body#/items/0/id"}}})
    );
}
