//! A verdict tells of every gate as it stood, whatever becomes of what it names.

use serde_json::{Value, json};

use crate::milestones::plan;
use crate::readiness::{ASN, GATES, gate_of, made, names, readiness, ruled, sentences, set, states, waived};
use crate::support::{Client, World};

/// What a verdict tells of the gates, in French and in English.
async fn told(client: &Client, path: &str) -> [Value; 2] {
    let mut told = Vec::new();
    for language in ["fr", "en"] {
        let shown = client.with("Accept-Language", language).get(path).await.expect(200);
        told.push(json!([
            shown["gates"],
            shown["satisfied"],
            shown["missing"],
            shown["waived"]
        ]));
    }
    told.try_into().unwrap()
}

/// The same of how ready the project is.
async fn standing(client: &Client) -> [Value; 2] {
    let whole = [readiness(client, "fr").await, readiness(client, "en").await];
    whole.map(|shown| json!([shown["gates"], shown["satisfied"], shown["missing"], shown["waived"]]))
}

/// One that is neither there nor assessed.
fn dataset(name: &str) -> Value {
    json!({"name": name, "existence": "absent", "personal_data": true, "dpia": "to_do",
        "holder": {"name": "Archives de l'inspection"}})
}

#[actix_web::test]
async fn it_tells_in_both_languages_what_stood_when_the_data_have_changed() {
    let world = World::new().await;
    let (who, laureate) = (&world.coordinator, &world.asn_laureate);
    let letters = made(laureate, &format!("{ASN}/datasets"), dataset("Lettres de suites")).await;
    let risk = json!({"kind": "ethical", "title": "Biais d'annotation", "gross": {"likelihood": 4, "severity": 4}});
    let risk = made(laureate, &format!("{ASN}/risks"), risk).await;
    let milestone = plan(&world, json!({"track": "roadmap"})).await;
    let waiver = waived(
        who,
        "team",
        json!({"motive": "Recrutement en cours.", "until": "2019-06-03"}),
    )
    .await;
    set(
        &world,
        json!({"gates_off": ["hand_over"], "gates_advisory": ["orders"]}),
    )
    .await;
    let before = standing(who).await;
    assert_ne!(before[0], before[1]);
    let path = ruled(who, ASN, "ready_with_reservations").await;
    assert_eq!(told(who, &path).await, before);
    for shown in &before {
        let whole = json!({"gates": shown[0]});
        for (gate, subject) in [
            ("data", "Lettres de suites"),
            ("ethics", "Biais d'annotation"),
            ("milestones", "AMI-T-ASN-M01"),
        ] {
            let said = sentences(gate_of(&whole, gate));
            assert!(said.iter().any(|sentence| names(sentence, subject)), "{said:?}");
        }
    }

    // What it names stands in the way no more, and what stood in nobody's way does.
    let (edit, led) = (laureate.with("If-Match", "*"), who.with("If-Match", "*"));
    let better = json!({"existence": "exists", "dpia": "done"});
    edit.patch(&letters, better).await.expect(200);
    edit.act(&letters, "grant", json!({})).await.expect(200);
    let motive = || json!({"motive": "Décision du comité."});
    edit.act(&risk, "close", motive()).await.expect(200);
    led.act(&milestone, "cancel", motive()).await.expect(200);
    led.act(&waiver, "revoke", motive()).await.expect(200);
    for (function, name) in [("sponsor", "Directrice"), ("it", "Informaticien")] {
        let member = json!({"function": function, "person": {"name": name}, "from": "2019-01-07"});
        made(laureate, &format!("{ASN}/team"), member).await;
    }
    set(
        &world,
        json!({"gates_off": ["roadmap"], "gates_advisory": ["data", "team"]}),
    )
    .await;
    let now = readiness(who, "fr").await;
    for (gate, stands) in [
        ("data", "satisfied"),
        ("ethics", "satisfied"),
        ("team", "missing"),
        ("hand_over", "missing"),
        ("roadmap", "off"),
    ] {
        assert_eq!(gate_of(&now, gate)["state"], stands, "{gate}");
    }
    for reader in [who, laureate, &world.alpha_expert] {
        assert_eq!(told(reader, &path).await, before);
    }
    // A list shows the same, and so does a later day.
    let page = who.get(&format!("{ASN}/verdicts")).await.expect(200);
    assert_eq!(page["items"][0]["gates"], before[0][0]);
    let later = world.app.on("2019-09-01");
    assert_eq!(told(&who.at(&later.base_url), &path).await, before);
}

#[actix_web::test]
async fn what_it_names_can_be_gone() {
    let world = World::new().await;
    let (who, laureate) = (&world.coordinator, &world.asn_laureate);
    let plans = made(laureate, &format!("{ASN}/datasets"), dataset("Plans des sites")).await;
    let risk = json!({"kind": "ethical", "title": "Biais d'annotation", "gross": {"likelihood": 4, "severity": 4}});
    let risk = made(laureate, &format!("{ASN}/risks"), risk).await;
    let item = json!({"kind": "other", "title": "Carte des usages"});
    let item = made(who, &format!("{ASN}/hand-over"), item).await;
    let milestone = plan(&world, json!({"track": "roadmap"})).await;
    let path = ruled(who, ASN, "not_ready").await;
    let before = told(who, &path).await;
    for (by, gone) in [(laureate, &plans), (laureate, &risk), (who, &item), (who, &milestone)] {
        by.with("If-Match", "*").delete(gone).await.expect(204);
    }
    // It says as much as before, of the same gates.
    let after = told(who, &path).await;
    for (before, after) in before.iter().zip(&after) {
        let [before, after] = [before, after].map(|told| json!({"gates": told[0]}));
        assert_eq!(states(&after), states(&before));
        for gate in GATES {
            let [before, after] = [&before, &after].map(|whole| sentences(gate_of(whole, gate)));
            assert_eq!(after.len(), before.len(), "{gate}: {after:?}");
        }
        let milestones = sentences(gate_of(&after, "milestones"));
        let told = milestones.iter().any(|sentence| sentence.contains("AMI-T-ASN-M01"));
        assert!(told, "a code is given once and stays: {milestones:?}");
    }
    // And no link leads to what is there no more.
    for reader in [who, laureate, &world.alpha_expert] {
        let shown = reader.get(&path).await.expect(200);
        for gate in shown["gates"].as_array().unwrap() {
            for link in gate["links"].as_array().unwrap() {
                reader.get(link["href"].as_str().unwrap()).await.expect(200);
            }
        }
    }
}

#[actix_web::test]
async fn a_later_one_tells_of_what_stands_then() {
    let world = World::new().await;
    let who = &world.coordinator;
    let first = ruled(who, ASN, "not_ready").await;
    let waiver = waived(who, "data", json!({})).await;
    let second = ruled(who, ASN, "ready_with_reservations").await;
    let motive = json!({"motive": "Décision du comité."});
    who.act(&waiver, "revoke", motive).await.expect(200);
    let [first, second] = [who.get(&first).await.expect(200), who.get(&second).await.expect(200)];
    for (told, stood, waived, missing) in [(&first, "missing", 0, 7), (&second, "waived", 1, 6)] {
        assert_eq!(gate_of(told, "data")["state"], stood);
        assert_eq!((&told["waived"], &told["missing"]), (&json!(waived), &json!(missing)));
    }
    let others = |whole: &Value| {
        let all = states(whole).into_iter();
        all.filter(|(gate, _)| gate != "data").collect::<Vec<_>>()
    };
    assert_eq!(others(&first), others(&second));
}
