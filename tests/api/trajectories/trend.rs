//! The milestone trend: what was expected at each report.

use serde_json::{Value, json};

use super::shown;
use crate::support::Story;

const TREND: &str = "/v1/projects/AMI-T-ASN/milestone-trend";

async fn told() -> (Story, String, String) {
    let story = Story::begun().await;
    let coordinator = story.world.coordinator.clone();
    let first = story.milestone("2018-11-22", "Maquette", 1.0, "2019-01-21").await;
    let second = story.milestone("2018-11-22", "Modèle", 3.0, "2019-05-21").await;
    story.baseline("2018-11-23").await;
    let health = |text: &str| json!({"overall": "sunny", "text": text});
    story
        .made("2018-12-03", &coordinator, "health", health("Bon départ."))
        .await;
    story.forecast("2018-12-10", &first, "2019-01-28").await;
    // Twice on one day: what is known at its end counts.
    story.forecast("2019-01-07", &second, "2019-06-03").await;
    story
        .made("2019-01-07", &coordinator, "health", health("Des retards."))
        .await;
    story.forecast("2019-01-07", &second, "2019-06-10").await;
    story.submitted("2019-01-30", &first).await;
    story.accepted("2019-02-01", &first).await;
    let late = story.milestone("2019-02-01", "Étude", 1.0, "2019-07-01").await;
    story.made("2019-02-04", &coordinator, "health", health("Mieux.")).await;
    story.made("2019-02-18", &coordinator, "health", health("Bien.")).await;
    story
        .acted(
            "2019-02-25",
            &coordinator,
            &late,
            "cancel",
            json!({"motive": "Hors objet."}),
        )
        .await;
    (story, first, second)
}

#[actix_web::test]
async fn each_forecast_stands_as_it_was_known_when_a_report_was_published() {
    let (story, first, second) = told().await;
    let trend = shown(&story.world.coordinator, TREND).await;
    assert_eq!(trend["on"], "2019-03-04");
    assert_eq!(
        trend["reports"],
        json!(["2018-12-03", "2019-01-07", "2019-02-04", "2019-02-18", "2019-03-04"])
    );
    let point = |on: &str, forecast_on: &str| json!({"on": on, "forecast_on": forecast_on});
    assert_eq!(
        trend["milestones"],
        json!([
            {"milestone": {"id": first, "code": "AMI-T-ASN-M01", "name": "Maquette"}, "state": "accepted", "baseline_on": "2019-01-21",
                // The day of its submission, and no more after it.
                "actual_on": "2019-01-30", "forecasts": [point("2018-12-03", "2019-01-21"), point("2019-01-07", "2019-01-28"),
                    point("2019-02-04", "2019-01-30")]},
            {"milestone": {"id": second, "code": "AMI-T-ASN-M02", "name": "Modèle"}, "state": "planned", "baseline_on": "2019-05-21",
                "actual_on": null, "forecasts": [point("2018-12-03", "2019-05-21"), point("2019-01-07", "2019-06-10"),
                    point("2019-02-04", "2019-06-10"), point("2019-02-18", "2019-06-10"), point("2019-03-04", "2019-06-10")]},
        ])
    );
    let then = shown(&story.world.coordinator, &format!("{TREND}?as_of=2019-02-20")).await;
    assert_eq!(
        then["milestones"].as_array().unwrap().len(),
        3,
        "what was cancelled since"
    );
    assert_eq!(then["reports"].as_array().unwrap().last().unwrap(), "2019-02-20");
}

/// An observer knows the present forecast of what is not accepted, and not how it moved.
#[actix_web::test]
async fn an_observer_is_shown_the_trend_of_what_is_accepted() {
    let (story, first, _) = told().await;
    let trend = shown(&story.world.observer, TREND).await;
    let ids: Vec<&Value> = trend["milestones"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["milestone"]["id"])
        .collect();
    assert_eq!(ids, [&json!(first)]);
    story.world.nobody.get(TREND).await.refused(404, "not_found");
    let none = shown(&story.world.coordinator, &TREND.replace("ASN", "CHU")).await;
    assert_eq!(
        json!([none["milestones"], none["reports"]]),
        json!([[], ["2019-03-04"]])
    );
}
