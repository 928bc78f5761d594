//! What a dashboard shows of risks and data.

use serde_json::{Value, json};

use super::PORTFOLIO;
use crate::support::{Client, World};

async fn shown(client: &Client) -> (Option<Value>, Option<Value>) {
    let portfolio = client.get(PORTFOLIO).await.expect(200);
    let projects = portfolio["projects"].as_array().unwrap();
    let asn = projects.iter().find(|project| project["code"] == "AMI-T-ASN").unwrap();
    (asn.get("top_risk").cloned(), asn.get("data_blocked").cloned())
}

#[actix_web::test]
async fn the_most_critical_risk_and_the_blocked_data_are_shown_but_to_observers() {
    let world = World::new().await;
    let who = &world.coordinator;
    assert_eq!(shown(who).await, (Some(Value::Null), Some(json!(0))));
    let mut risks = Vec::new();
    for (kind, gross) in [
        ("schedule", Value::Null),
        ("ethical", json!({"likelihood": 3, "severity": 3})),
        ("security", json!({"likelihood": 4, "severity": 4})),
        ("adoption", json!({"likelihood": 1, "severity": 2})),
    ] {
        let body = json!({"kind": kind, "title": "x", "gross": gross});
        risks.push(who.post("/v1/projects/AMI-T-ASN/risks", body).await.expect(201)["id"].clone());
    }
    let elsewhere = json!({"kind": "technical", "title": "x", "gross": {"likelihood": 4, "severity": 4}});
    who.post("/v1/projects/AMI-T-CHU/risks", elsewhere).await.expect(201);
    for blocked in [false, true, true] {
        let body = json!({"name": "x", "holder": {"name": "Réseau"}, "existence": "exists", "personal_data": false,
            "dpia": "not_needed"});
        let made = who.post("/v1/projects/AMI-T-ASN/datasets", body).await.expect(201);
        if blocked {
            let dataset = format!("/v1/projects/AMI-T-ASN/datasets/{}", made["id"].as_str().unwrap());
            who.act(&dataset, "block", json!({"motive": "Refus du producteur."}))
                .await
                .expect(200);
        }
    }
    assert_eq!(
        shown(who).await,
        (
            Some(json!({"kind": "security", "criticality": "critical"})),
            Some(json!(2))
        )
    );
    // Mitigated it weighs what is left of it; closed it is none.
    let risk = |place: usize| format!("/v1/projects/AMI-T-ASN/risks/{}", risks[place].as_str().unwrap());
    let mitigation = json!({"residual": {"likelihood": 1, "severity": 4}, "response": "Chiffrement."});
    who.act(&risk(2), "mitigate", mitigation).await.expect(200);
    assert_eq!(
        shown(who).await.0.unwrap(),
        json!({"kind": "ethical", "criticality": "high"})
    );
    who.act(&risk(1), "close", json!({"motive": "Sans objet."}))
        .await
        .expect(200);
    assert_eq!(
        shown(who).await.0,
        Some(json!({"kind": "security", "criticality": "moderate"}))
    );
    assert_eq!(shown(&world.observer).await, (None, None));
}
