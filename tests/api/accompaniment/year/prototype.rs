//! What is built, who tries it, and what the agents have learnt.

use serde_json::json;

use super::day::{Day, PROJECT, attached, edited, made};
use crate::accompaniment::faults;
use crate::support::World;

const PROTOTYPE: &str = "/v1/milestones/AMI-T-ASN-M03";

pub async fn its_prototype_comes_to_work(world: &World) -> String {
    let day = Day::on(world, "2019-03-18");
    let version = json!({"version": "0.1", "maturity": "mock_up", "description": "Écrans du moteur de recherche."});
    let version = made(&day.expert, "prototypes", version).await;

    let day = Day::on(world, "2019-06-17");
    let works = json!({"maturity": "functional", "description": "Le moteur cherche et classe."});
    let shown = edited(&day.expert, &version, works).await;
    assert_eq!(shown["maturity"], "functional");
    day.is_told(
        "prototype",
        &[
            "Experte Alpha — Création : prototype 0.1",
            "Experte Alpha — Modification : prototype 0.1 (description, maturité)",
        ],
    )
    .await;
    version
}

pub async fn the_milestone_waits_for_a_trial_with_agents(world: &World, version: &str) {
    let day = Day::on(world, "2019-06-24");
    day.expert.act(PROTOTYPE, "start", json!({})).await.expect(200);
    attached(&day.expert, PROTOTYPE, &["source_code", "user_trial_report"]).await;
    let early = day.expert.act(PROTOTYPE, "submit", json!({})).await;
    assert_eq!(early.faults(409, "conflict"), faults(&[("", "trial_missing")]));
    let trial = json!({"prototype": version.rsplit('/').next(), "audience": "agents", "from": "2019-07-01", "participants": 15,
        "protocol": "Préparer une inspection avec le moteur, une autre sans.",
        "measures": [{"name": "Lettres utiles", "unit": "%", "direction": "higher", "target": 80}]});
    let trial = made(&day.laureate, "trials", trial).await;

    let day = Day::on(world, "2019-07-01");
    day.laureate.act(&trial, "begin", json!({})).await.expect(200);
    let still = day.expert.act(PROTOTYPE, "submit", json!({})).await;
    assert_eq!(still.faults(409, "conflict"), faults(&[("", "trial_missing")]));

    let day = Day::on(world, "2019-07-22");
    let outcome =
        json!({"participants": 12, "verdict": "conclusive", "measures": [{"name": "Lettres utiles", "observed": 86}]});
    let done = day.expert.act(&trial, "complete", outcome).await.expect(200);
    assert_eq!(
        (
            &done["participants"],
            &done["maturity"],
            &done["measures"][0]["observed"]
        ),
        (&json!(12), &json!("functional"), &json!(86.0))
    );
    day.is_told(
        "trial",
        &["Laureate ASN — Démarrage : essai", "Experte Alpha — Achèvement : essai"],
    )
    .await;
    day.expert.act(PROTOTYPE, "submit", json!({})).await.expect(200);
    let decided = day.decider.act(PROTOTYPE, "accept", json!({})).await.expect(200);
    assert_eq!(decided["state"], "accepted");
    day.is_told("milestone", &["Coordination DINSIC — Admission : jalon AMI-T-ASN-M03"])
        .await;
}

pub async fn its_skills_have_grown(world: &World) {
    let day = Day::on(world, "2019-09-30");
    let skills = json!({"moment": "end", "on": "2019-09-30", "levels": [
        {"domain": "Annotation", "counts": [1, 3, 4, 2, 0]}, {"domain": "Lecture des résultats", "counts": [0, 4, 4, 2, 0]}]});
    made(&day.laureate, "skill-assessments", skills).await;
    let grown = day.expert.get(&format!("{PROJECT}/skills")).await.expect(200);
    assert_eq!(
        grown["domains"],
        json!([
            {"domain": "Annotation", "start": {"mean": 0.2, "counted": 10}, "middle": null,
                "end": {"mean": 1.7, "counted": 10}, "gain": 1.5},
            {"domain": "Lecture des résultats", "start": {"mean": 0.7, "counted": 10}, "middle": null,
                "end": {"mean": 1.8, "counted": 10}, "gain": 1.1},
        ])
    );
    day.is_told(
        "skill_assessment",
        &["Laureate ASN — Création : évaluation de compétences"; 2],
    )
    .await;
}
