//! The progress curve: each past day as it was known, and what is planned and forecast.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{ASN, shown};
use crate::support::Story;

const CURVE: &str = "/v1/projects/AMI-T-ASN/progress-curve";

/// A first milestone of a quarter of the weight, and what became of both; entries that were corrected, a milestone that came and was
/// cancelled, a suspension.
async fn told() -> Story {
    let story = Story::begun().await;
    let coordinator = story.world.coordinator.clone();
    let first = story.milestone("2018-11-22", "Maquette", 1.0, "2019-01-21").await;
    let second = story.milestone("2018-11-22", "Modèle", 3.0, "2019-05-21").await;
    story.baseline("2018-11-23").await;
    story
        .entry(
            "2018-12-10",
            json!({"milestone": first, "occurred_on": "2018-12-07", "percent": 40}),
        )
        .await;
    let wrong = json!({"milestone": first, "occurred_on": "2018-12-18", "percent": 80});
    let wrong = story.entry("2018-12-20", wrong).await;
    let right = json!({"milestone": first, "occurred_on": "2018-12-18", "percent": 60, "corrects": wrong});
    story.entry("2019-01-08", right).await;
    let pause = json!({"from": "2019-01-28", "until": "2019-02-04", "motive": "Congés."});
    story.made("2019-01-10", &coordinator, "suspensions", pause).await;
    story.submitted("2019-01-15", &first).await;
    story.accepted("2019-01-22", &first).await;
    let third = story.milestone("2019-02-05", "Étude", 4.0, "2019-06-03").await;
    story
        .acted(
            "2019-02-12",
            &coordinator,
            &third,
            "cancel",
            json!({"motive": "Hors objet."}),
        )
        .await;
    story
        .entry(
            "2019-02-20",
            json!({"milestone": second, "occurred_on": "2019-02-01", "percent": 20}),
        )
        .await;
    story
        .acted(
            "2019-02-26",
            &coordinator,
            &first,
            "reopen",
            json!({"motive": "Défaut trouvé."}),
        )
        .await;
    story
}

/// The value that holds on a day.
fn value(curve: &Value, on: NaiveDate, name: &str) -> Value {
    let points = curve["points"].as_array().unwrap();
    let until = |point: &&Value| point["on"].as_str().unwrap().parse::<NaiveDate>().unwrap() <= on;
    points
        .iter()
        .take_while(until)
        .last()
        .map_or(Value::Null, |point| point[name].clone())
}

fn days(from: &str, number: usize) -> impl Iterator<Item = NaiveDate> {
    from.parse::<NaiveDate>().unwrap().iter_days().take(number)
}

#[actix_web::test]
async fn what_was_reached_on_a_day_is_what_the_portfolio_showed_at_its_end() {
    let story = told().await;
    let who = &story.world.coordinator;
    let curve = shown(who, CURVE).await;
    let mut values = std::collections::BTreeSet::new();
    for day in days("2018-11-21", 104) {
        let portfolio = shown(who, &format!("/v1/programmes/AMI-T/portfolio?as_of={day}")).await;
        let projects = portfolio["projects"].as_array().unwrap();
        let project = projects.iter().find(|project| project["code"] == "AMI-T-ASN").unwrap();
        assert_eq!(value(&curve, day, "actual"), project["progress"], "{day}");
        values.insert(project["progress"].to_string());
    }
    assert!(values.len() > 7, "the story moves: {values:?}");
}

#[actix_web::test]
async fn its_points_are_those_worked_by_hand() {
    let story = told().await;
    let curve = shown(&story.world.coordinator, CURVE).await;
    let told = |on: &str| {
        let point = curve["points"]
            .as_array()
            .unwrap()
            .iter()
            .find(|point| point["on"] == on);
        let point = point.unwrap_or_else(|| panic!("no point on {on}: {curve}"));
        json!([
            point["useful_months"],
            point["planned"],
            point["actual"],
            point["forecast"]
        ])
    };
    // 40 % of a quarter; then 80, which was wrong; then 60.
    assert_eq!(told("2018-12-10"), json!([0.63, 0.0, 10.0, null]));
    assert_eq!(told("2018-12-20"), json!([0.95, 0.0, 20.0, null]));
    assert_eq!(told("2019-01-08"), json!([1.58, 0.0, 15.0, null]));
    // Planned before the 22nd, on which it was accepted: 62 days of 304 are 2.04 months.
    assert_eq!(told("2019-01-22"), json!([2.04, 25.0, 25.0, null]));
    // Seven days without useful time.
    assert_eq!(told("2019-01-28"), json!([2.24, 25.0, 25.0, null]));
    assert_eq!(told("2019-02-04"), json!([2.24, 25.0, 25.0, null]));
    // Half of the weight came, and went again.
    assert_eq!(told("2019-02-05"), json!([2.27, 25.0, 12.5, null]));
    assert_eq!(told("2019-02-12"), json!([2.5, 25.0, 25.0, null]));
    assert_eq!(told("2019-02-20"), json!([2.76, 25.0, 40.0, null]));
    // Reopened, it has what its entries say; its forecast is past, and nothing is forecast by it.
    assert_eq!(told("2019-03-04"), json!([3.16, 25.0, 30.0, 30.0]));
    assert_eq!(told("2019-05-22"), json!([5.76, 25.0, null, 90.0]));
    // The second one's baseline is as much later as was suspended after it.
    assert_eq!(told("2019-05-29"), json!([5.99, 100.0, null, 90.0]));
    assert_eq!(told("2019-09-28"), json!([10.0, 100.0, null, 90.0]));
    assert_eq!(curve["planned_end"], "2019-09-28");
    assert_eq!(curve["planned_over"], json!({"known": 2, "of": 2}));
    assert_eq!(curve["forecast_over"], json!({"known": 1, "of": 2}));
    assert_eq!(curve["likely_end"]["reason"], "nothing_accepted");
    assert_eq!(curve["points"][0]["on"], "2018-11-21");
}

#[actix_web::test]
async fn what_was_known_on_a_day_is_told_as_of_it_for_ever() {
    let story = told().await;
    let who = &story.world.coordinator;
    let now = shown(who, CURVE).await;
    for as_of in ["2018-11-30", "2018-12-20", "2019-01-08", "2019-02-05", "2019-03-03"] {
        let then = shown(who, &format!("{CURVE}?as_of={as_of}")).await;
        assert_eq!(then["on"], as_of);
        let last: NaiveDate = as_of.parse().unwrap();
        for day in days("2018-11-21", 200) {
            let expected = if day <= last {
                value(&now, day, "actual")
            } else {
                Value::Null
            };
            let told = value(&then, day, "actual");
            let told = if day <= last {
                told
            } else {
                then["points"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .find(|point| point["on"] == day.to_string())
                    .map_or(Value::Null, |point| point["actual"].clone())
            };
            assert_eq!(told, expected, "{day} as of {as_of}");
        }
        let portfolio = shown(who, &format!("/v1/programmes/AMI-T/portfolio?as_of={as_of}")).await;
        let project = &portfolio["projects"][0];
        assert_eq!(value(&then, last, "planned"), project["expected_progress"], "{as_of}");
    }
}

#[actix_web::test]
async fn a_project_without_a_start_has_no_curve_and_says_why_no_end_is_likely() {
    let story = Story::begun().await;
    let who = &story.world.coordinator;
    let curve = shown(who, "/v1/projects/AMI-T-CHU/progress-curve").await;
    assert_eq!(
        json!([
            curve["points"],
            curve["useful_months"],
            curve["planned_end"],
            curve["likely_end"]["reason"]
        ]),
        json!([[], null, null, "not_started"])
    );
    let bare = shown(who, CURVE).await;
    assert_eq!(bare["points"][0]["actual"], Value::Null, "over nothing");
    assert_eq!(bare["likely_end"]["reason"], "no_baseline");
}

#[actix_web::test]
async fn once_ended_nothing_more_is_reached_or_forecast() {
    let story = told().await;
    let who = story.on("2019-02-27", &story.world.coordinator);
    who.act(ASN, "withdraw", json!({"motive": "Abandon du laureat."}))
        .await
        .expect(200);
    let curve = shown(&story.world.coordinator, CURVE).await;
    let points = curve["points"].as_array().unwrap();
    let reached: Vec<&Value> = points.iter().filter(|point| !point["actual"].is_null()).collect();
    assert_eq!(reached.last().unwrap()["on"], "2019-02-26", "{curve}");
    assert!(points.iter().all(|point| point["forecast"].is_null()));
    assert_eq!(curve["likely_end"]["reason"], "ended");
}

/// An observer is shown no baseline of what is not accepted: so nothing that is made of it.
#[actix_web::test]
async fn an_observer_is_shown_what_was_reached_and_not_what_was_planned() {
    let story = told().await;
    let whole = shown(&story.world.coordinator, CURVE).await;
    let seen = shown(&story.world.observer, CURVE).await;
    let points = seen["points"].as_array().unwrap();
    assert!(points.iter().all(|point| point["planned"].is_null()));
    for day in days("2018-11-21", 200) {
        for name in ["actual", "forecast"] {
            assert_eq!(value(&seen, day, name), value(&whole, day, name), "{name} on {day}");
        }
    }
    assert!(seen.get("likely_end").is_none() && seen.get("planned_over").is_none());
    assert!(
        !points.iter().any(|point| point["on"] == "2019-05-29"),
        "the day of a baseline tells of it"
    );
    story.world.nobody.get(CURVE).await.refused(404, "not_found");
}
