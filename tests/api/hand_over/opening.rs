//! Opening a hand-over: one item of each kind that the programme asks for and the project has none of.

use futures_util::future::join;
use serde_json::{Value, json};

use super::{HISTORY, ITEMS, OPEN, TWELVE, added, column, faults, of_kind};
use crate::support::World;

const PATH: &str = "/v1/programmes/AMI-T";

/// The programme asks for these.
async fn asks_for(world: &World, kinds: Value) {
    let edit = json!({"hand_over_items": kinds});
    let edited = world.coordinator.with("If-Match", "*").patch(PATH, edit).await;
    assert_eq!(edited.expect(200)["hand_over_items"], kinds);
}

#[actix_web::test]
async fn it_adds_one_of_each_kind_in_the_programmes_order() {
    let world = World::new().await;
    let who = &world.coordinator;
    let opened = who.post(OPEN, json!({})).await;
    let whole = opened.expect(201);
    assert_eq!(
        opened.header("Location"),
        format!(
            "/v1/projects/{}/hand-over",
            whole["items"][0]["project"]["id"].as_str().unwrap()
        )
    );
    let members: Vec<&String> = whole.as_object().unwrap().keys().collect();
    assert_eq!(members, ["items"]);
    assert_eq!(column(&whole, "kind"), TWELVE);
    let account = json!({"id": who.account(), "name": "Coordination DITP"});
    for item in whole["items"].as_array().unwrap() {
        let expected = json!({
            "id": item["id"], "project": {"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"},
            "kind": item["kind"], "title": null, "description": null, "state": "missing", "evidence": [],
            "provided_on": null, "verified_on": null, "version": 1, "created_at": item["created_at"],
            "created_by": account, "updated_at": item["created_at"], "updated_by": account,
        });
        assert_eq!(*item, expected);
        let read = world
            .alpha_expert
            .get(&format!("{ITEMS}/{}", item["id"].as_str().unwrap()))
            .await;
        assert_eq!(read.expect(200), expected);
        assert!(read.etag().starts_with("\"1."), "{}", read.etag());
    }
    let listed = world.asn_laureate.get(ITEMS).await.expect(200);
    assert_eq!(listed["items"], whole["items"]);
    // Each is told of.
    let told = who.get(&format!("{HISTORY}&count=true")).await.expect(200);
    let mut told = (told["total"].clone(), column(&told, "entity_id"));
    let mut made = (json!(12), column(&whole, "id"));
    for (_, ids) in [&mut told, &mut made] {
        ids.sort_by_key(Value::to_string);
    }
    assert_eq!(told, made);
}

#[actix_web::test]
async fn once_nothing_lacks_it_is_open_and_what_lacks_is_added() {
    let world = World::new().await;
    let who = &world.technical_coordinator;
    // One that is there already is not added, and stands before the others.
    let first = of_kind(&world, json!({"kind": "dpia", "title": "Analyse d'impact"})).await;
    let opened = who.post(OPEN, json!({})).await.expect(201);
    let without = |left_out: &str| -> Vec<&str> { TWELVE.into_iter().filter(|kind| *kind != left_out).collect() };
    assert_eq!(column(&opened, "kind"), without("dpia"));
    let listed = who.get(ITEMS).await.expect(200);
    assert_eq!(
        (
            listed["items"].as_array().unwrap().len(),
            &listed["items"][0]["title"],
            &listed["items"][1]["kind"]
        ),
        (12, &json!("Analyse d'impact"), &json!("source_code"))
    );
    let mut messages = Vec::new();
    for language in ["fr", "en"] {
        let again = who.with("Accept-Language", language).post(OPEN, json!({})).await;
        assert_eq!(again.faults(409, "conflict"), faults(&[("", "hand_over_open")]));
        messages.push(again.json()["errors"][0]["message"].clone());
    }
    assert_ne!(messages[0], messages[1]);
    assert_eq!(who.get(ITEMS).await.expect(200), listed);
    // What else is added is of no kind of the list.
    added(&world, "Carnet de bord").await;
    let again = who.post(OPEN, json!({})).await;
    assert_eq!(again.faults(409, "conflict"), faults(&[("", "hand_over_open")]));
    // What was deleted lacks again, and is the last then.
    assert_eq!(who.with("If-Match", "*").delete(&first).await.status, 204);
    let again = who.post(OPEN, json!({})).await.expect(201);
    assert_eq!(column(&again, "kind"), ["dpia"]);
    assert_eq!(again["items"][0]["title"], Value::Null);
    let listed = who.get(ITEMS).await.expect(200);
    let kinds = column(&listed, "kind");
    assert_eq!(kinds.len(), 13);
    assert_eq!(kinds[11..], ["other", "dpia"]);
    let again = who.post(OPEN, json!({})).await;
    assert_eq!(again.faults(409, "conflict"), faults(&[("", "hand_over_open")]));
}

#[actix_web::test]
async fn each_programme_asks_for_its_own() {
    let world = World::new().await;
    let who = &world.coordinator;
    asks_for(&world, json!(["dpia", "source_code"])).await;
    let opened = who.post(OPEN, json!({})).await.expect(201);
    assert_eq!(column(&opened, "kind"), ["dpia", "source_code"]);
    // What it asks for later is added behind; what it asks for no more stays.
    asks_for(&world, json!(["training_material", "source_code", "model"])).await;
    let opened = who.post(OPEN, json!({})).await.expect(201);
    assert_eq!(column(&opened, "kind"), ["training_material", "model"]);
    let listed = who.get(ITEMS).await.expect(200);
    assert_eq!(
        column(&listed, "kind"),
        ["dpia", "source_code", "training_material", "model"]
    );
    // Where it asks for nothing, nothing lacks.
    let chu = "/v1/projects/AMI-T-CHU";
    let start = json!({"on": "2019-03-04"});
    who.act(chu, "start", start).await.expect(200);
    asks_for(&world, json!([])).await;
    let open = format!("{chu}/hand-over/open");
    let refused = who.post(&open, json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "hand_over_open")]));
    asks_for(&world, json!(["model"])).await;
    let opened = who.post(&open, json!({})).await.expect(201);
    assert_eq!(
        (column(&opened, "kind"), &opened["items"][0]["project"]["code"]),
        (vec![json!("model")], &json!("AMI-T-CHU"))
    );
    let listed = who.get(ITEMS).await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 4, "each project has its own");
}

#[actix_web::test]
async fn the_same_request_again_opens_nothing_more() {
    let world = World::new().await;
    let keyed = world.coordinator.with("Idempotency-Key", "passation");
    let first = keyed.post(OPEN, json!({})).await;
    first.expect(201);
    assert_eq!(first.header("Idempotency-Replayed"), "");
    let mistake = format!("{ITEMS}/{}", first.json()["items"][3]["id"].as_str().unwrap());
    let deleted = world.coordinator.with("If-Match", "*").delete(&mistake).await;
    assert_eq!(deleted.status, 204);
    let again = keyed.post(OPEN, json!({})).await;
    assert_eq!(
        (again.status, &again.text, again.header("Idempotency-Replayed")),
        (first.status, &first.text, "true")
    );
    let count = world.app.text("select count(*) from hand_over_items").await;
    assert_eq!(count, "11");
    let unknown = world.coordinator.post(OPEN, json!({"kind": "dpia"})).await;
    assert_eq!(
        unknown.faults(422, "invalid_body"),
        faults(&[("/kind", "unknown_field")])
    );
}

#[actix_web::test]
async fn of_two_at_once_one_opens_it() {
    let world = World::new().await;
    let (one, two) = join(
        world.coordinator.post(OPEN, json!({})),
        world.technical_coordinator.post(OPEN, json!({})),
    )
    .await;
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", one.text, two.text);
    let listed = world.coordinator.get(ITEMS).await.expect(200);
    assert_eq!(column(&listed, "kind"), TWELVE);
}

#[actix_web::test]
async fn coordinators_open_it_once_the_project_runs() {
    let world = World::new().await;
    for (client, status, code) in [
        (&world.asn_laureate, 403, "forbidden"),
        (&world.alpha_expert, 403, "forbidden"),
        (&world.observer, 403, "forbidden"),
        (&world.beta_expert, 404, "not_found"),
        (&world.chu_laureate, 404, "not_found"),
        (&world.administrator, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        client.post(OPEN, json!({})).await.refused(status, code);
    }
    let selected = "/v1/projects/AMI-T-CHU/hand-over/open";
    let refused = world.coordinator.post(selected, json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "project_not_running")]));
    let count = world.app.text("select count(*) from hand_over_items").await;
    assert_eq!(count, "0", "what was refused left nothing");
}
