//! What a project's readiness shows, and what nothing satisfies.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{GATES, MISSING, READINESS, made, readers, states, waived};
use crate::support::World;

fn fields(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[actix_web::test]
async fn it_is_shown_whole_in_the_order_of_the_gates() {
    let world = World::new().await;
    let shown = world.asn_laureate.get(READINESS).await.expect(200);
    let known = ["project", "as_of", "gates", "satisfied", "missing", "waived"];
    assert_eq!(fields(&shown), BTreeSet::from(known));
    assert_eq!(
        (&shown["project"], &shown["as_of"]),
        (
            &json!({"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"}),
            &json!("2019-03-04")
        )
    );
    let codes: Vec<_> = states(&shown).into_iter().map(|(gate, _)| gate).collect();
    assert_eq!(codes, GATES);
    for gate in shown["gates"].as_array().unwrap() {
        let known = ["gate", "state", "advisory", "why", "links", "waiver"];
        assert_eq!(fields(gate), BTreeSet::from(known), "{gate}");
        assert_eq!(
            (&gate["advisory"], &gate["waiver"]),
            (&json!(false), &Value::Null),
            "{gate}"
        );
    }
    assert_eq!(
        (&shown["satisfied"], &shown["missing"], &shown["waived"]),
        (&json!(1), &json!(7), &json!(0))
    );
    for reader in readers(&world) {
        assert_eq!(reader.get(READINESS).await.expect(200), shown);
    }
    let later = world.app.on("2019-03-05");
    let later = world.asn_laureate.at(&later.base_url).get(READINESS).await.expect(200);
    assert_eq!(later["as_of"], "2019-03-05");
    // By its id as by its code.
    let path = format!("/v1/projects/{}/readiness", world.asn_project);
    assert_eq!(world.asn_laureate.get(&path).await.expect(200), shown);
}

#[actix_web::test]
async fn nothing_satisfies_what_asks_for_something() {
    let world = World::new().await;
    let who = &world.coordinator;
    let shown = who.get(READINESS).await.expect(200);
    let missing: Vec<_> = states(&shown)
        .into_iter()
        .filter(|(_, state)| state == "missing")
        .map(|(gate, _)| gate)
        .collect();
    assert_eq!(missing, MISSING);
    for gate in shown["gates"].as_array().unwrap() {
        let silent = gate["why"].as_array().unwrap().is_empty();
        assert_eq!(silent, gate["state"] == "satisfied", "{gate}");
    }
    // What asks that nothing be wrong is satisfied by nothing: of a new project, also what its missions owe.
    let body = json!({"organisation": world.asn, "title": "Second projet"});
    let second = who.post("/v1/programmes/AMI-T/projects", body).await;
    second.expect(201);
    let path = format!("/v1/projects/{}/readiness", second.id());
    let shown = who.get(&path).await.expect(200);
    for (gate, state) in states(&shown) {
        let expected = match gate.as_str() {
            "ethics" | "orders" => "satisfied",
            _ => "missing",
        };
        assert_eq!(state, expected, "{gate}");
    }
    assert_eq!(
        (&shown["satisfied"], &shown["missing"], &shown["waived"]),
        (&json!(2), &json!(6), &json!(0))
    );
    // What another project has is none of it.
    assert_eq!(who.get(READINESS).await.expect(200)["missing"], 7);
}

#[actix_web::test]
async fn each_gate_is_counted_where_it_stands() {
    let world = World::new().await;
    let who = &world.coordinator;
    for gate in ["team", "data", "orders"] {
        waived(who, gate, json!({})).await;
    }
    let shown = who.get(READINESS).await.expect(200);
    for (counted, state) in [("satisfied", 1), ("missing", 4), ("waived", 3)] {
        assert_eq!(shown[counted], state, "{counted}");
        let there = states(&shown).into_iter().filter(|(_, it)| it == counted).count();
        assert_eq!(shown[counted], there, "{counted}");
    }
}

/// What it is told by is in an order of its own, not in that in which it was last written.
#[actix_web::test]
async fn an_edit_of_one_mission_moves_none() {
    let world = World::new().await;
    let mission =
        json!({"provider": world.beta, "tracks": ["strategic_support"], "from": "2019-01-07", "until": "2019-10-01"});
    made(&world.coordinator, "/v1/projects/AMI-T-ASN/missions", mission).await;
    let read = async || world.coordinator.get(READINESS).await;
    let before = read().await;
    let first = format!("/v1/missions/{}", world.alpha_mission);
    let edit = json!({"purchase_order": "BC-2019-07"});
    world
        .coordinator
        .with("If-Match", "*")
        .patch(&first, edit)
        .await
        .expect(200);
    let after = read().await;
    assert_eq!(after.expect(200), before.expect(200));
    let past = format!("{READINESS}?as_of={}", after.header("Jalon-As-Of"));
    assert_eq!(world.coordinator.get(&past).await.text, after.text);
}
