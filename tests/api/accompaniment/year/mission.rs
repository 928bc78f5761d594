//! A month of the provider's mission.

use serde_json::json;

use super::day::{Day, PROJECT, made};
use crate::accompaniment::faults;
use crate::support::World;

pub async fn its_month_is_closed_and_countersigned(world: &World) {
    let day = Day::on(world, "2019-09-30");
    let entry = |on: &str, days: f64| json!({"track": "prototype", "occurred_on": on, "person_days": days, "done": "Moteur repris."});
    made(&day.expert, "progress-entries", entry("2019-09-10", 1.0)).await;
    made(&day.colleague, "progress-entries", entry("2019-09-17", 0.5)).await;
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    let september = format!("{mission}/months/2019-09");
    let early = day.expert.act(&september, "close", json!({})).await;
    assert_eq!(early.faults(409, "conflict"), faults(&[("", "month_not_over")]));

    let day = Day::on(world, "2019-10-02");
    day.expert.act(&september, "close", json!({})).await.expect(200);
    day.coordinator
        .act(&september, "countersign", json!({}))
        .await
        .expect(200);
    let late = day
        .expert
        .post(&format!("{PROJECT}/progress-entries"), entry("2019-09-20", 0.25))
        .await;
    let refused = &late.refused(409, "conflict")[0];
    assert_eq!(
        (&refused["code"], &refused["params"]["month"]),
        (&json!("month_closed"), &json!("2019-09"))
    );
    let effort = day.laureate.get(&format!("{mission}/effort")).await.expect(200);
    assert_eq!(
        (&effort["ordered_days"], &effort["logged_days"]),
        (&json!(20.0), &json!(2.0))
    );
    let months = effort["months"].as_array().unwrap();
    let shown = months.iter().find(|it| it["month"] == "2019-09").unwrap();
    assert_eq!(
        (
            &shown["state"],
            &shown["ordered_days"],
            &shown["logged_days"],
            &shown["closed_days"]
        ),
        (&json!("countersigned"), &json!(1.6), &json!(1.5), &json!(1.5))
    );
    assert_eq!(shown["tracks"], json!([{"track": "prototype", "logged_days": 1.5}]));
    day.is_told(
        "mission_month",
        &[
            "Experte Alpha — Clôture : mois de mission 2019-09",
            "Coordination DITP — Contreseing : mois de mission 2019-09",
        ],
    )
    .await;
}
