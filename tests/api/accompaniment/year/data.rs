//! Data that are blocked until their impact assessment is done, then granted and annotated.

use serde_json::json;

use super::day::{Day, PROJECT, attached, edited, made};
use crate::accompaniment::faults;
use crate::support::World;

const DATA: &str = "/v1/milestones/AMI-T-ASN-M02";

pub async fn its_data_are_blocked_then_granted(world: &World) -> String {
    let day = Day::on(world, "2018-12-10");
    let mut letters = json!({"name": "Lettres de suites", "existence": "exists", "personal_data": true, "dpia": "not_needed",
        "holder": {"name": "Archives de l'inspection"}, "volume": {"count": 20_000, "unit": "lettres"}});
    let refused = day.expert.post(&format!("{PROJECT}/datasets"), letters.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/dpia", "dpia_needed")]));
    letters["dpia"] = json!("to_do");
    let letters = made(&day.expert, "datasets", letters).await;
    day.expert.act(&letters, "request", json!({})).await.expect(200);

    let day = Day::on(world, "2019-01-08");
    let motive = "Pas d'accès avant l'analyse d'impact.";
    let blocked = day
        .laureate
        .act(&letters, "block", json!({"motive": motive}))
        .await
        .expect(200);
    assert_eq!(
        (&blocked["reachable"], &blocked["blocked_on"], &blocked["block_motive"]),
        (&json!(false), &json!("2019-01-08"), &json!(motive))
    );
    assert_eq!(day.dashboard().await["data_blocked"], 1);

    let day = Day::on(world, "2019-02-11");
    edited(&day.laureate, &letters, json!({"dpia": "done"})).await;
    let granted = day.laureate.act(&letters, "grant", json!({})).await.expect(200);
    assert_eq!(
        (&granted["reachable"], &granted["granted_on"], &granted["dpia"]),
        (&json!(true), &json!("2019-02-11"), &json!("done"))
    );
    assert_eq!(day.dashboard().await["data_blocked"], 0);
    day.is_told(
        "dataset",
        &[
            "Experte Alpha — Création : jeu de données Lettres de suites",
            "Experte Alpha — Demande : jeu de données Lettres de suites (le 2018-12-10",
            "Laureate ASN — Blocage : jeu de données Lettres de suites (le 2019-01-08",
            "Laureate ASN — Modification : jeu de données Lettres de suites (analyse d'impact)",
            "Laureate ASN — Accord : jeu de données Lettres de suites (le 2019-02-11",
        ],
    )
    .await;
    letters
}

pub async fn its_annotation_fills_up(world: &World, letters: &str) {
    let mut day = Day::on(world, "2019-03-05");
    day.expert.act(DATA, "start", json!({})).await.expect(200);
    let begun = json!({"annotation": {"wanted": 1600, "done": 0, "unit": "lettres"}});
    edited(&day.expert, letters, begun).await;
    for (on, done) in [("2019-04-05", 700), ("2019-05-13", 1600)] {
        day = Day::on(world, on);
        let shown = edited(&day.expert, letters, json!({"annotation": {"done": done}})).await;
        let annotation = json!({"wanted": 1600, "done": done, "unit": "lettres"});
        assert_eq!(shown["annotation"], annotation);
    }
    let annotated = "Experte Alpha — Modification : jeu de données Lettres de suites (annotation)";
    day.is_told("dataset", &[annotated; 3]).await;
    attached(&day.expert, DATA, &["dataset_documentation"]).await;
    day.expert.act(DATA, "submit", json!({})).await.expect(200);
    let decided = day.decider.act(DATA, "accept", json!({})).await.expect(200);
    assert_eq!(decided["state"], "accepted");
}
