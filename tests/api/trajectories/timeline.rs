//! The timeline: the plan on a calendar.

use serde_json::json;

use super::shown;
use crate::support::Story;

const TIMELINE: &str = "/v1/projects/AMI-T-ASN/timeline";

#[actix_web::test]
async fn it_tells_baseline_forecast_and_actual_dates_suspensions_and_ends() {
    let story = Story::begun().await;
    let coordinator = story.world.coordinator.clone();
    let first = story.milestone("2018-11-22", "Maquette", 1.0, "2019-01-21").await;
    let second = story.milestone("2018-11-22", "Modèle", 3.0, "2019-02-18").await;
    let dropped = story.milestone("2018-11-22", "Étude", 3.0, "2019-02-18").await;
    story.baseline("2018-11-23").await;
    story
        .acted(
            "2018-11-26",
            &coordinator,
            &dropped,
            "cancel",
            json!({"motive": "Hors objet."}),
        )
        .await;
    story.forecast("2018-12-10", &second, "2019-02-25").await;
    story.submitted("2019-01-15", &first).await;
    story.accepted("2019-01-22", &first).await;
    let pause = json!({"from": "2019-01-28", "until": "2019-02-04", "motive": "Congés."});
    story.made("2019-01-24", &coordinator, "suspensions", pause).await;
    let expected = json!({
        "project": {"id": story.world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"},
        "on": "2019-03-04", "start": "2018-11-21", "planned_end": "2019-09-28", "earliest_end": "2019-09-28",
        "forecast_end": "2019-02-25", "ended_on": null,
        "suspensions": [{"from": "2019-01-28", "until": "2019-02-04"}],
        "milestones": [
            {"id": first, "code": "AMI-T-ASN-M01", "title": "Maquette", "track": "prototype", "state": "accepted",
                "baseline_on": "2019-01-21", "forecast_on": "2019-01-21", "submitted_on": "2019-01-15", "actual_on": "2019-01-15",
                "slip_days": -6, "late": false},
            {"id": second, "code": "AMI-T-ASN-M02", "title": "Modèle", "track": "prototype", "state": "planned",
                "baseline_on": "2019-02-18", "forecast_on": "2019-02-25", "submitted_on": null, "actual_on": null,
                "slip_days": 7, "late": true},
        ]
    });
    assert_eq!(shown(&coordinator, TIMELINE).await, expected);
    let mut seen = expected;
    for name in ["baseline_on", "slip_days"] {
        seen["milestones"][1][name] = json!(null);
    }
    assert_eq!(shown(&story.world.observer, TIMELINE).await, seen, "an observer");
    let then = shown(&coordinator, &format!("{TIMELINE}?as_of=2018-12-01")).await;
    assert_eq!(
        json!([
            then["on"],
            then["suspensions"],
            then["planned_end"],
            then["milestones"][1]["forecast_on"]
        ]),
        json!(["2018-12-01", [], "2019-09-21", "2019-02-18"])
    );
    story.world.nobody.get(TIMELINE).await.refused(404, "not_found");
    let none = shown(&coordinator, "/v1/projects/AMI-T-CHU/timeline").await;
    assert_eq!(
        json!([none["start"], none["planned_end"], none["milestones"]]),
        json!([null, null, []])
    );
}
