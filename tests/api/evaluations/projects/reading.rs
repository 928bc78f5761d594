//! Who reads a part, and when: coordinators all of them; the laureate its own, and the others once submitted; whoever works on
//! the project those submitted.

use serde_json::{Value, json};

use super::{
    ASN, EVALUATIONS, PARTS, TO, accompanied, asked, code, colleague, edited, just, listed, marks, recused, submitted,
    without, writer,
};
use crate::support::Client;

/// What is told to coordinators alone, and to those it is of.
const UNTOLD: [&str; 4] = ["juror", "recusal", "created_by", "updated_by"];

/// Those are all that a caller finds, each by itself too; the others are answered as what never was.
async fn finds(client: &Client, all: &[&String], some: &[&String]) {
    assert_eq!(listed(client, TO).await, just(some));
    for path in all {
        let status = client.get(path).await.status.as_u16();
        assert_eq!(status, if some.contains(path) { 200 } else { 404 }, "{path}");
    }
}

#[actix_web::test]
async fn each_is_read_by_those_it_is_of_and_once_submitted_by_those_who_work_there() {
    let (world, [juror, ..]) = accompanied().await;
    let mut paths = Vec::new();
    for of in PARTS {
        paths.push(asked(&world, of, json!({})).await);
    }
    let [own, second, third] = [&paths[0], &paths[1], &paths[2]];
    let all = [own, second, third];
    for (of, path) in PARTS.iter().zip(all) {
        edited(writer(&world, of), path, marks(4.0, 3.0)).await;
    }
    let coordinators = [&world.coordinator, &world.technical_coordinator];
    let providers = [&world.alpha_expert, &world.alpha_colleague];
    let (mut to_laureate, mut to_providers): (Vec<&String>, Vec<&String>) = (vec![own], vec![]);
    for (of, path) in PARTS.iter().zip(all) {
        for client in coordinators {
            finds(client, &all, &all).await;
        }
        finds(&world.asn_laureate, &all, &to_laureate).await;
        for client in providers {
            finds(client, &all, &to_providers).await;
        }
        submitted(writer(&world, of), path, marks(2.0, 2.0)).await;
        to_providers.push(path);
        if path != own {
            to_laureate.push(path);
        }
    }
    for client in providers.into_iter().chain([&world.asn_laureate]) {
        finds(client, &all, &all).await;
        for path in all {
            let whole = world.coordinator.get(path).await.expect(200);
            let is_own = path == own && client.account() == world.asn_laureate.account();
            let told = if is_own { whole } else { without(&whole, &UNTOLD) };
            assert_eq!(client.get(path).await.expect(200), told);
        }
    }
    for (client, status) in [
        (&world.observer, 403),
        (&world.beta_expert, 404),
        (&world.chu_laureate, 404),
        (&juror, 404),
        (&world.administrator, 404),
        (&world.nobody, 404),
    ] {
        let refused = client.get(TO).await;
        refused.refused(status, code(status));
        assert!(refused.etag().is_empty());
        for path in all {
            client.get(path).await.refused(404, "not_found");
        }
    }
    // Those of a programme are for coordinators and jurors.
    assert_eq!(listed(&world.coordinator, EVALUATIONS).await, just(&all));
    assert_eq!(listed(&juror, EVALUATIONS).await, just(&[]));
    for client in providers.into_iter().chain([&world.asn_laureate, &world.observer]) {
        client.get(EVALUATIONS).await.refused(403, "forbidden");
    }
}

#[actix_web::test]
async fn of_one_that_was_left_to_others_only_those_it_is_of_are_told() {
    let (world, _) = accompanied().await;
    let mut paths = Vec::new();
    for of in PARTS {
        let path = asked(&world, of, json!({})).await;
        recused(writer(&world, of), &path).await;
        paths.push(path);
    }
    let all: Vec<&String> = paths.iter().collect();
    finds(&world.coordinator, &all, &all).await;
    finds(&world.asn_laureate, &all, &all[..1]).await;
    finds(&world.alpha_expert, &all, &[]).await;
}

#[actix_web::test]
async fn whoever_is_named_is_told_its_own_name() {
    let (world, _) = accompanied().await;
    let colleague = colleague(&world).await;
    let path = asked(&world, "self_assessment", json!({"juror": colleague.account()})).await;
    let done = submitted(&colleague, &path, marks(4.0, 3.0)).await;
    let whole = world.coordinator.get(&path).await.expect(200);
    assert_eq!((&done, &whole["juror"]["name"]), (&whole, &json!("Collègue ASN")));
    assert_eq!(
        world.asn_laureate.get(&path).await.expect(200),
        whole,
        "her colleagues know"
    );
    assert_eq!(
        world.alpha_expert.get(&path).await.expect(200),
        without(&whole, &UNTOLD)
    );
    // Nor does a filter tell who it was.
    for (client, found) in [
        (&world.coordinator, true),
        (&colleague, true),
        (&world.asn_laureate, false),
        (&world.alpha_expert, false),
    ] {
        let by_juror = format!("{TO}?juror={}", colleague.account());
        let expected = if found { just(&[&path]) } else { just(&[]) };
        assert_eq!(listed(client, &by_juror).await, expected);
    }
}

/// A tag does not tell a provider that something is being written.
#[actix_web::test]
async fn a_providers_list_changes_once_something_is_submitted() {
    let (world, _) = accompanied().await;
    let client = &world.alpha_expert;
    let before = client.get(TO).await;
    assert_eq!(before.expect(200)["items"], json!([]));
    let path = asked(&world, "instruction", json!({})).await;
    edited(&world.coordinator, &path, marks(1.0, 1.0)).await;
    let held = client.with("If-None-Match", before.etag());
    assert_eq!(held.get(TO).await.status, 304);
    assert_eq!(listed(client, &format!("{TO}?state=assigned")).await, just(&[]));
    assert_eq!(
        listed(client, &format!("{TO}?updated_since=2000-01-01T00:00:00Z")).await,
        just(&[])
    );
    submitted(&world.coordinator, &path, marks(2.0, 2.0)).await;
    assert_eq!(held.get(TO).await.expect(200)["items"][0]["state"], "submitted");
    // The project's history tells of none of it, but to coordinators.
    for reader in [client, &world.asn_laureate] {
        let history = reader.get(&format!("{ASN}/history?limit=200")).await.expect(200);
        let told = history["items"].as_array().unwrap().iter();
        let told: Vec<&Value> = told
            .map(|entry| &entry["entity"])
            .filter(|entity| **entity == "evaluation")
            .collect();
        assert_eq!(told, Vec::<&Value>::new());
    }
}
