//! In which states an application is edited, and when it can be deleted.

use serde_json::json;
use uuid::Uuid;

use super::{OPEN, STATES};
use crate::call::{GRIDS, applied, assigned, change, entries, faults, grid, id_of, juror, led_to, made, recused};
use crate::support::World;

#[actix_web::test]
async fn it_is_edited_while_nothing_is_decided() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    for state in STATES {
        let path = led_to(&world, state, json!({})).await;
        let before = who.get(&path).await.expect(200);
        let edited = who.patch(&path, json!({"title": "Relu", "summary": "Un essai."})).await;
        if OPEN.contains(&state) {
            let mut expected = before.clone();
            for (field, value) in [
                ("title", json!("Relu")),
                ("summary", json!("Un essai.")),
                ("version", json!(before["version"].as_u64().unwrap() + 1)),
                ("updated_at", edited.expect(200)["updated_at"].clone()),
            ] {
                expected[field] = value;
            }
            assert_eq!(edited.json(), expected, "{state}");
            continue;
        }
        assert_eq!(
            edited.faults(409, "conflict"),
            faults(&[("", "wrong_state")]),
            "{state}"
        );
        assert_eq!(
            edited.json()["errors"][0]["params"],
            json!({"state": state, "allowed": OPEN})
        );
        // What is wrong with a body is told before.
        let wrong = who.patch(&path, json!({"organisation": Uuid::now_v7()})).await;
        assert_eq!(
            wrong.faults(422, "invalid_body"),
            faults(&[("/organisation", "unknown_reference")]),
            "{state}"
        );
        assert_eq!(who.get(&path).await.expect(200), before, "{state}");
    }
}

#[actix_web::test]
async fn it_is_deleted_while_nothing_was_done_to_it_but_edits() {
    let world = World::new().await;
    let who = &world.coordinator;
    let free = who.with("If-Match", "*");
    for state in STATES {
        let path = led_to(&world, state, json!({})).await;
        who.delete(&path).await.refused(428, "precondition_required");
        if state == "received" {
            let read = who.get(&path).await;
            free.patch(&path, json!({"title": "Relu"})).await.expect(200);
            who.matching(&read).delete(&path).await.refused(412, "stale");
            free.delete(&path).await.expect(204);
            who.get(&path).await.refused(404, "not_found");
            let told = change(&world, id_of(&path), "deleted").await;
            assert_eq!(told, entries(&[("application", &path, "deleted")]));
            continue;
        }
        let before = who.get(&path).await.expect(200);
        let deleted = free.delete(&path).await;
        assert_eq!(deleted.faults(409, "conflict"), faults(&[("", "in_use")]), "{state}");
        assert_eq!(who.get(&path).await.expect(200), before, "{state}");
    }
}

#[actix_web::test]
async fn it_stays_while_somebody_evaluates_it_or_did() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let juror = juror(&world, "Jurée").await;
    made(&who, GRIDS, grid(json!({}))).await;
    let in_use = faults(&[("", "in_use")]);
    let path = applied(&world, json!({})).await;
    let evaluation = assigned(&world, &path, &juror).await;
    let other = applied(&world, json!({})).await;
    recused(&juror, &assigned(&world, &other, &juror).await).await;
    for path in [&path, &other] {
        assert_eq!(who.delete(path).await.faults(409, "conflict"), in_use);
        assert_eq!(who.get(path).await.expect(200)["state"], "received");
    }
    who.delete(&evaluation).await.expect(204);
    who.delete(&path).await.expect(204);
}
