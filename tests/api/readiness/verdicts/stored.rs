//! A verdict tells of every gate as it stood, whatever becomes of what it names.

use serde_json::{Value, json};

use crate::milestones::plan;
use crate::readiness::{ASN, gate_of, made, names, readiness, ruled, sentences, set, states, waived};
use crate::support::{Client, World, faults};

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
async fn what_it_names_stays() {
    let world = World::new().await;
    let (who, laureate) = (&world.coordinator, &world.asn_laureate);
    let named = nameable(&world).await;
    let path = ruled(who, ASN, "not_ready").await;
    let before = told(who, &path).await;
    let unnamed = nameable(&world).await;
    for ((by, names), others) in [laureate, laureate, who, who].iter().zip(&named).zip(&unnamed) {
        let by = by.with("If-Match", "*");
        let refused = by.delete(names).await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "in_use")]), "{names}");
        by.get(names).await.expect(200);
        by.delete(others).await.expect(204);
    }
    assert_eq!(told(who, &path).await, before);
}

/// A dataset, a risk, an item of the hand-over, a milestone: each stands in the way of a launch.
async fn nameable(world: &World) -> [String; 4] {
    let (who, laureate) = (&world.coordinator, &world.asn_laureate);
    let risk = json!({"kind": "ethical", "title": "Biais d'annotation", "gross": {"likelihood": 4, "severity": 4}});
    let item = json!({"kind": "other", "title": "Carte des usages"});
    [
        made(laureate, &format!("{ASN}/datasets"), dataset("Plans des sites")).await,
        made(laureate, &format!("{ASN}/risks"), risk).await,
        made(who, &format!("{ASN}/hand-over"), item).await,
        plan(world, json!({"track": "roadmap"})).await,
    ]
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
