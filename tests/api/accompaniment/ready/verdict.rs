//! That it is ready, who is told so, and what becomes of that.

use serde_json::{Value, json};

use super::gates::{counted, counts, missing, refused_for};
use crate::accompaniment::call::TITLE;
use crate::accompaniment::year::day::{Day, PROJECT, made};
use crate::readiness::{gate_of, why};
use crate::support::{Client, World};

pub async fn it_is_found_ready(world: &World) -> String {
    let day = Day::on(world, "2019-10-30");
    let verdict = json!({"verdict": "ready", "motive": "Il ne manque qu'une arrivée, qui est prévue."});
    let verdicts = format!("{PROJECT}/verdicts");
    let elsewhere = day.decider.post(&verdicts, verdict.clone()).await;
    assert_eq!(elsewhere.refused(403, "forbidden")[0]["code"], "not_authority");
    let ready = made(&day.coordinator, "verdicts", verdict).await;
    let told = day.expert.get(&ready).await.expect(200);
    assert_eq!(
        (&told["verdict"], &told["on"], &told["superseded_by"]),
        (&json!("ready"), &json!("2019-10-30"), &Value::Null)
    );
    assert_eq!(counts(&told), counted(&day).await);
    for (gate, state) in [("data", "satisfied"), ("roadmap", "satisfied"), ("team", "waived")] {
        assert_eq!(gate_of(&told, gate)["state"], state, "{gate}");
    }
    day.observer.get(&verdicts).await.refused(403, "forbidden");
    ready
}

pub async fn an_observer_finds_it_in_the_nursery(world: &World) {
    let day = Day::on(world, "2019-10-31");
    let told = in_the_nursery(&day.observer).await;
    assert_eq!(
        (&told["project"]["code"], &told["laureate"]["name"], &told["title"]),
        (
            &json!("AMI-T-ASN"),
            &json!("Autorité de sûreté nucléaire"),
            &json!(TITLE)
        )
    );
    assert_eq!(
        (&told["verdict"], &told["on"], &told["maturity"]),
        (&json!("ready"), &json!("2019-10-30"), &json!("functional"))
    );
    let roadmap = told["roadmap_items"].as_array().unwrap().iter();
    let roadmap: Vec<_> = roadmap
        .map(|item| json!([item["horizon"], item["title"], item["state"]]))
        .collect();
    assert_eq!(
        json!(roadmap),
        json!([
            ["short", "Former les inspecteurs", "adopted"],
            ["medium", "Installer le moteur dans chaque division", "adopted"],
            ["long", "Ouvrir les lettres anonymisées", "adopted"],
        ])
    );
}

pub async fn what_happens_later_changes_no_verdict(world: &World, ready: &str) {
    let day = Day::on(world, "2019-11-12");
    let before = in_both_languages(&day.laureate, ready).await;
    assert_ne!(before[0], before[1], "it says why a gate was waived");
    let datasets = day.laureate.get(&format!("{PROJECT}/datasets")).await.expect(200);
    let letters = format!("{PROJECT}/datasets/{}", datasets["items"][0]["id"].as_str().unwrap());
    let motive = json!({"motive": "Les archives changent de système."});
    day.laureate.act(&letters, "block", motive).await.expect(200);
    // October is over besides, and nobody has countersigned it.
    assert_eq!(missing(&day.laureate).await, ["data", "orders"]);
    assert_eq!(
        why(&day.laureate, "data").await,
        [
            ["Le jeu de données « Lettres de suites » n'est pas accessible."],
            ["The dataset \"Lettres de suites\" cannot be reached."]
        ]
    );
    assert_eq!(counted(&day).await, json!({"satisfied": 5, "missing": 2, "waived": 1}));
    assert_eq!(in_both_languages(&day.laureate, ready).await, before);
    assert_eq!(in_the_nursery(&day.observer).await["verdict"], "ready");
}

pub async fn one_with_reservations_supersedes_it(world: &World, ready: &str) {
    let day = Day::on(world, "2019-11-25");
    assert_eq!(
        missing(&day.coordinator).await,
        ["data", "team", "orders"],
        "the waiver is over"
    );
    assert_eq!(refused_for(&day.coordinator).await, ["data", "orders", "team"]);
    let before = in_both_languages(&day.laureate, ready).await;
    let motive = "Les données sont à rouvrir avant le lancement.";
    let reserved = json!({"verdict": "ready_with_reservations", "motive": motive});
    let reserved = made(&day.coordinator, "verdicts", reserved).await;
    let standing = day.laureate.get(&reserved).await.expect(200);
    assert_eq!(
        (counts(&standing), &standing["superseded_by"]),
        (counted(&day).await, &Value::Null)
    );

    // Of the first one nothing else has changed.
    let expected = before.map(|mut told| {
        told["superseded_by"] = standing["id"].clone();
        told
    });
    assert_eq!(in_both_languages(&day.laureate, ready).await, expected);
    let list = format!("{PROJECT}/verdicts?standing=true");
    let listed = day.laureate.get(&list).await.expect(200);
    assert_eq!(listed["items"], json!([standing]));
    let told = in_the_nursery(&day.observer).await;
    assert_eq!(
        (&told["verdict"], &told["on"]),
        (&json!("ready_with_reservations"), &json!("2019-11-25"))
    );
    day.is_told("verdict", &["Coordination DITP — Création : verdict"; 2])
        .await;
}

/// The only project in the programme's nursery.
async fn in_the_nursery(reader: &Client) -> Value {
    let page = reader.get("/v1/programmes/AMI-T/nursery").await.expect(200);
    let projects = page["items"].as_array().unwrap();
    assert_eq!(projects.len(), 1, "{page}");
    projects[0].clone()
}

/// What a verdict says, in French and in English.
async fn in_both_languages(reader: &Client, verdict: &str) -> [Value; 2] {
    let [fr, en] = ["fr", "en"].map(|language| reader.with("Accept-Language", language));
    [fr.get(verdict).await.expect(200), en.get(verdict).await.expect(200)]
}
