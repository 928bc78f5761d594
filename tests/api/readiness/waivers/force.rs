//! Whether a waiver is in force, and what a gate is then.

use serde_json::{Value, json};

use crate::readiness::{
    ASN, READINESS, WAIVERS, gate_of, id_of, lacks, made, readers, readiness, sentences, state, waived, why,
};
use crate::support::{Client, World};

/// What a gate shows of its waiver, and how it stands.
async fn shown(client: &Client, gate: &str) -> (Value, Value) {
    let whole = readiness(client, "fr").await;
    let gate = gate_of(&whole, gate);
    (gate["state"].clone(), gate["waiver"].clone())
}

async fn revoke(client: &Client, path: &str) {
    let motive = json!({"motive": "La fonction est tenue."});
    client.act(path, "revoke", motive).await.expect(200);
}

#[actix_web::test]
async fn a_waived_gate_still_says_why_and_what_waives_it() {
    let world = World::new().await;
    let who = &world.coordinator;
    let before = why(who, "team").await;
    let path = waived(
        who,
        "team",
        json!({"motive": "Recrutement en cours.", "until": "2019-06-03"}),
    )
    .await;
    let expected = json!({"id": id_of(&path), "motive": "Recrutement en cours.", "until": "2019-06-03"});
    for reader in readers(&world) {
        assert_eq!(shown(reader, "team").await, (json!("waived"), expected.clone()));
        assert_eq!(why(reader, "team").await, before);
        let whole = reader.get(READINESS).await.expect(200);
        assert_eq!((&whole["missing"], &whole["waived"]), (&json!(6), &json!(1)));
        assert_eq!(gate_of(&whole, "data")["waiver"], Value::Null, "of that gate alone");
    }
    // Of that project alone.
    let other = who.get("/v1/projects/AMI-T-CHU/readiness").await.expect(200);
    assert_eq!(gate_of(&other, "team")["state"], "missing");
    let open = waived(who, "roadmap", json!({})).await;
    let expected = json!({"id": id_of(&open), "motive": "Accord du comité de pilotage.", "until": null});
    assert_eq!(shown(who, "roadmap").await, (json!("waived"), expected));
}

#[actix_web::test]
async fn it_is_in_force_until_its_day() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = waived(who, "team", json!({"until": "2019-03-06"})).await;
    let open = waived(who, "roadmap", json!({})).await;
    for (today, in_force) in [
        ("2019-03-04", true),
        ("2019-03-05", true),
        ("2019-03-06", false),
        ("2019-09-01", false),
    ] {
        let service = world.app.on(today);
        let who = who.at(&service.base_url);
        let waiver = who.get(&path).await.expect(200);
        assert_eq!(
            (&waiver["in_force"], &waiver["state"]),
            (&json!(in_force), &json!("standing")),
            "{today}"
        );
        let (state, told) = shown(&who, "team").await;
        assert_eq!(state, if in_force { "waived" } else { "missing" }, "{today}");
        assert_eq!(told.is_null(), !in_force, "{today}: {told}");
        let listed = who.get(&format!("{WAIVERS}?gate=team")).await.expect(200);
        assert_eq!(listed["items"], json!([waiver]), "{today}");
        // One without an end has none.
        assert_eq!(shown(&who, "roadmap").await.0, "waived", "{today}");
        assert_eq!(who.get(&open).await.expect(200)["in_force"], true, "{today}");
    }
}

#[actix_web::test]
async fn one_that_is_revoked_waives_nothing() {
    let world = World::new().await;
    let who = &world.coordinator;
    let first = waived(who, "data", json!({})).await;
    let second = waived(who, "data", json!({"until": "2019-06-03"})).await;
    assert_eq!(state(who, "data").await, "waived");
    revoke(who, &first).await;
    let told = who.get(&first).await.expect(200);
    assert_eq!((&told["state"], &told["in_force"]), (&json!("revoked"), &json!(false)));
    // The other one stands.
    let (state, told) = shown(who, "data").await;
    assert_eq!((state, &told["id"]), (json!("waived"), &json!(id_of(&second))));
    revoke(who, &second).await;
    assert_eq!(shown(who, "data").await, (json!("missing"), Value::Null));
    // Another one can be given.
    waived(who, "data", json!({})).await;
    assert_eq!(shown(who, "data").await.0, "waived");
}

#[actix_web::test]
async fn what_is_satisfied_is_not_waived() {
    let world = World::new().await;
    let who = &world.coordinator;
    // Of one that is satisfied a waiver is taken: it may come to be needed.
    waived(who, "ethics", json!({})).await;
    let whole = readiness(who, "fr").await;
    let gate = gate_of(&whole, "ethics");
    assert_eq!((&gate["state"], sentences(gate).len()), (&json!("satisfied"), 0));
    assert_eq!((&whole["satisfied"], &whole["waived"]), (&json!(1), &json!(0)));
    let risk = json!({"kind": "ethical", "title": "Biais d'annotation", "gross": {"likelihood": 3, "severity": 4}});
    let risk = made(who, &format!("{ASN}/risks"), risk).await;
    assert_eq!(state(who, "ethics").await, "waived");
    let [fr, en] = why(who, "ethics").await;
    for sentences in [fr, en] {
        assert!(
            sentences.len() == 1 && sentences[0].contains("Biais d'annotation"),
            "{sentences:?}"
        );
    }
    let motive = json!({"motive": "Décision du comité."});
    who.act(&risk, "close", motive).await.expect(200);
    assert_eq!(state(who, "ethics").await, "satisfied");
}

#[actix_web::test]
async fn a_gate_without_one_is_as_it_was() {
    let world = World::new().await;
    let who = &world.coordinator;
    waived(who, "team", json!({})).await;
    for gate in ["data", "roadmap", "prototype"] {
        assert_eq!(state(who, gate).await, "missing", "{gate}");
    }
    let tracks = [
        ("prototype", "prototype"),
        ("roadmap", "roadmap"),
        ("hand_over", "hand_over"),
    ];
    lacks(who, "milestones", &tracks).await;
}
