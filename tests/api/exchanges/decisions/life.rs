//! A decision is open, may become overdue, and is settled once.

use serde_json::{Value, json};

use super::{committee, decided};
use crate::exchanges::{DECISIONS, change, entries, faults, id_of, just, label, listed};
use crate::support::World;

#[actix_web::test]
async fn it_is_settled_once_on_the_day_on_which_it_is() {
    let world = World::new().await;
    let exchange = committee(&world, "Comité").await;
    let path = decided(&world, &exchange, json!({"due_on": "2019-05-06"})).await;
    let later = world.app.on("2019-04-11");
    let who = world.technical_coordinator.at(&later.base_url);
    let before = who.get(&path).await.expect(200);
    let settled = who.act(&path, "settle", json!({})).await.expect(200);
    let mut expected = before.clone();
    for (field, value) in [
        ("state", json!("settled")),
        ("settled_on", json!("2019-04-11")),
        ("version", json!(2)),
        ("updated_at", settled["updated_at"].clone()),
        (
            "updated_by",
            json!({"id": who.account(), "name": "Coordination DINSIC"}),
        ),
    ] {
        expected[field] = value;
    }
    assert_eq!(settled, expected);
    assert_eq!(world.coordinator.get(&path).await.expect(200), settled);
    let told = change(&world, id_of(&path), "settled").await;
    assert_eq!(told, entries(&[("committee_decision", &path, "settled")]));
    // Nothing is done to it any more.
    for language in ["fr", "en"] {
        let who = world
            .coordinator
            .with("Accept-Language", language)
            .with("If-Match", "*");
        for refused in [
            who.post(&format!("{path}/settle"), json!({})).await,
            who.patch(&path, json!({"text": "Autre."})).await,
            who.patch(&path, json!({"due_on": null})).await,
        ] {
            assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
            let message = refused.json()["errors"][0]["message"].as_str().unwrap().to_owned();
            for state in ["settled", "open"] {
                let label = label(&world, "committee_decision_states", state, language).await;
                assert!(message.contains(&label), "{message}");
            }
        }
    }
    assert_eq!(world.coordinator.get(&path).await.expect(200), settled);
    let any = world.coordinator.with("If-Match", "*");
    any.delete(&path).await.refused(405, "method_not_allowed");
}

#[actix_web::test]
async fn settling_takes_the_edit_that_it_acts_on() {
    let world = World::new().await;
    let who = &world.coordinator;
    let exchange = committee(&world, "Comité").await;
    let path = decided(&world, &exchange, json!({})).await;
    let acted = format!("{path}/settle");
    let read = who.get(&path).await;
    who.post(&acted, json!({})).await.refused(428, "precondition_required");
    let refused = who.matching(&read).post(&acted, json!({"motive": "Fait."})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/motive", "unknown_field")])
    );
    let edited = who.matching(&read).patch(&path, json!({"text": "Relu."})).await;
    edited.expect(200);
    let stale = who.matching(&read).post(&acted, json!({})).await;
    stale.refused(412, "stale");
    assert_eq!(stale.json()["current"]["etag"], edited.etag());
    let keyed = who.matching(&edited).with("Idempotency-Key", "solde");
    let done = keyed.post(&acted, json!({})).await;
    let again = keyed.post(&acted, json!({})).await;
    assert_eq!(
        (&done.expect(200)["text"], &done.json()["settled_on"]),
        (&json!("Relu."), &json!("2019-03-04"))
    );
    assert_eq!(
        (again.header("Idempotency-Replayed"), &again.text),
        ("true", &done.text)
    );
}

#[actix_web::test]
async fn it_is_overdue_after_its_day_while_it_is_open() {
    let world = World::new().await;
    let exchange = committee(&world, "Comité").await;
    let due = decided(&world, &exchange, json!({"due_on": "2019-03-10"})).await;
    let later = decided(&world, &exchange, json!({"due_on": "2019-09-02"})).await;
    let never = decided(&world, &exchange, json!({})).await;
    let past = decided(&world, &exchange, json!({"due_on": "2019-03-01"})).await;
    for (today, overdue) in [
        ("2019-03-04", &[&past][..]),
        ("2019-03-10", &[&past]),
        ("2019-03-11", &[&due, &past]),
        ("2019-09-02", &[&due, &past]),
        ("2019-09-03", &[&due, &later, &past]),
    ] {
        let twin = world.app.on(today);
        let who = world.coordinator.at(&twin.base_url);
        let all = [&due, &later, &never, &past];
        for path in all {
            let shown = who.get(path).await.expect(200);
            assert_eq!(shown["overdue"], json!(overdue.contains(&path)), "{today}: {shown}");
        }
        let (yes, no): (Vec<&String>, Vec<&String>) = all.iter().copied().partition(|path| overdue.contains(path));
        for list in [DECISIONS.to_owned(), format!("{exchange}/decisions")] {
            let page = who.get(&list).await.expect(200);
            let told: Vec<Value> = page["items"].as_array().unwrap().to_vec();
            for (item, path) in told.iter().zip(all) {
                assert_eq!(item["id"], id_of(path));
                assert_eq!(item["overdue"], json!(overdue.contains(&path)), "{today}: {item}");
            }
        }
        for (asked, paths) in [("true", yes), ("false", no)] {
            let ids: Vec<&str> = paths.iter().map(|path| id_of(path)).collect();
            let asked = format!("{DECISIONS}?overdue={asked}");
            assert_eq!(listed(&who, &asked, "id").await, just(&ids), "{today}");
        }
    }
    // What is settled is late no more, and what is due on another day is not yet.
    let autumn = world.app.on("2019-10-01");
    let who = world.coordinator.at(&autumn.base_url);
    let settled = who.act(&due, "settle", json!({})).await.expect(200);
    assert_eq!(
        (&settled["overdue"], &settled["settled_on"]),
        (&json!(false), &json!("2019-10-01"))
    );
    let edit = who.with("If-Match", "*");
    let moved = edit.patch(&later, json!({"due_on": "2019-10-01"})).await.expect(200);
    assert_eq!(moved["overdue"], false);
    let overdue = format!("{DECISIONS}?overdue=true");
    assert_eq!(listed(&who, &overdue, "id").await, just(&[id_of(&past)]));
}
