//! What threatens the project, and how it fares.

use serde_json::{Value, json};

use super::day::{Day, PROJECT, made};
use crate::accompaniment::faults;
use crate::support::World;

pub async fn an_ethical_risk_is_mitigated(world: &World) {
    let day = Day::on(world, "2019-02-18");
    let risk = json!({"kind": "ethical", "title": "Des lettres désignent des personnes",
        "gross": {"likelihood": 3, "severity": 4}});
    let risk = made(&day.laureate, "risks", risk).await;
    assert_eq!(
        day.dashboard().await["top_risk"],
        json!({"kind": "ethical", "criticality": "critical"})
    );

    let day = Day::on(world, "2019-03-01");
    let mitigation = json!({"residual": {"likelihood": 1, "severity": 3}, "response": "Noms masqués avant lecture."});
    let mitigated = day.expert.act(&risk, "mitigate", mitigation).await.expect(200);
    assert_eq!(
        (&mitigated["state"], &mitigated["criticality"]),
        (&json!("mitigated"), &json!("low"))
    );
    assert_eq!(
        day.dashboard().await["top_risk"],
        json!({"kind": "ethical", "criticality": "low"})
    );
    day.is_told(
        "risk",
        &[
            "Laureate ASN — Création : risque Des lettres désignent des personnes",
            "Experte Alpha — Maîtrise : risque Des lettres désignent des personnes",
        ],
    )
    .await;
}

/// Writes a report of a period, has it endorsed and published; gives its path.
async fn reported(day: &Day, report: Value) -> String {
    let report = made(&day.expert, "status-reports", report).await;
    day.colleague.act(&report, "endorse", json!({})).await.expect(200);
    let published = day.coordinator.act(&report, "publish", json!({})).await.expect(200);
    assert_eq!(published["state"], "published");
    report
}

pub async fn a_stormy_report_names_the_support_it_needs(world: &World) {
    let day = Day::on(world, "2019-03-04");
    let mut report = json!({"from": "2019-02-01", "until": "2019-03-01", "done": "Accès obtenu avec deux mois de retard.",
        "next": "Annotation.", "health": {"overall": "stormy", "tracks": {"technical_support": "cloudy"}}});
    let refused = day
        .expert
        .post(&format!("{PROJECT}/status-reports"), report.clone())
        .await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/support_needed", "support_required")])
    );
    report["support_needed"] = json!("Libérer des agents pour annoter.");
    let draft = made(&day.expert, "status-reports", report.clone()).await;
    let own = day.expert.act(&draft, "endorse", json!({})).await;
    assert_eq!(own.faults(409, "conflict"), faults(&[("", "endorser_is_author")]));
    day.observer.get(&draft).await.refused(404, "not_found");
    assert_eq!(
        day.dashboard().await["last_report_on"],
        Value::Null,
        "nothing is published yet"
    );
    assert_eq!(day.expert.with("If-Match", "*").delete(&draft).await.status, 204);
    let published = reported(&day, report).await;
    let read = day.observer.get(&published).await.expect(200);
    assert_eq!(
        (&read["health"]["overall"], &read["support_needed"]),
        (&json!("stormy"), &json!("Libérer des agents pour annoter."))
    );
    let shown = day.dashboard().await;
    assert_eq!(
        (&shown["health"], &shown["last_report_on"]),
        (
            &json!({"overall": "stormy", "on": "2019-03-04", "stale": false}),
            &json!("2019-03-04")
        )
    );
    day.is_told(
        "status_report",
        &[
            "Experte Alpha — Création : rapport d'étape",
            "Collegue Alpha — Visa : rapport d'étape",
            "Coordination DITP — Publication : rapport d'étape",
        ],
    )
    .await;
}

pub async fn the_sun_shines_at_the_end(world: &World) {
    let day = Day::on(world, "2019-10-03");
    let report = json!({"from": "2019-09-01", "until": "2019-10-01", "health": {"overall": "sunny"},
        "done": "Prototype admis, agents formés.", "next": "Feuille de route."});
    reported(&day, report).await;
    let shown = day.dashboard().await;
    assert_eq!(
        (&shown["health"], &shown["last_report_on"]),
        (
            &json!({"overall": "sunny", "on": "2019-10-03", "stale": false}),
            &json!("2019-10-03")
        )
    );
    assert_eq!(
        (
            &shown["top_risk"],
            &shown["data_blocked"],
            &shown["effort"]["logged_days"]
        ),
        (
            &json!({"kind": "ethical", "criticality": "low"}),
            &json!(0),
            &json!(2.0)
        )
    );
    assert_eq!(
        (
            &shown["milestones"]["by_state"]["accepted"],
            &shown["milestones"]["by_state"]["planned"]
        ),
        (&json!(3), &json!(1))
    );
    // How it fared, the latest first, is there for everybody.
    let path = format!("{PROJECT}/status-reports");
    let told = day.observer.get(&path).await.expect(200);
    let weather: Vec<_> = told["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["health"]["overall"].clone())
        .collect();
    assert_eq!(weather, ["sunny", "stormy"]);
}
