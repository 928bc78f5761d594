//! The mean curve of a programme's projects.

use serde_json::{Value, json};

use super::shown;
use crate::support::Story;

const CURVE: &str = "/v1/programmes/AMI-T/progress-curve";

/// ASN's project as on its own, and one that began on 4 February 2019 and has reached all of its half year's work.
async fn told() -> Story {
    let story = Story::begun().await;
    let first = story.milestone("2018-11-22", "Maquette", 1.0, "2019-01-21").await;
    story.milestone("2018-11-22", "Modèle", 3.0, "2019-05-21").await;
    story.baseline("2018-11-23").await;
    story.submitted("2019-01-15", &first).await;
    story.accepted("2019-01-22", &first).await;
    let chu = "/v1/projects/AMI-T-CHU";
    let who = story.on("2019-02-01", &story.world.coordinator);
    who.act(chu, "start", json!({"on": "2019-02-04"})).await.expect(200);
    let body = json!({"track": "strategic_support", "title": "Étude", "weight": 2.0, "forecast_on": "2019-03-11"});
    who.post(&format!("{chu}/milestones"), body).await.expect(201);
    story
}

fn on<'a>(curve: &'a Value, axis: &str, name: &str, at: &Value) -> &'a Value {
    let points = curve[axis].as_array().unwrap();
    points
        .iter()
        .find(|point| &point[name] == at)
        .unwrap_or_else(|| panic!("{at} in {points:?}"))
}

#[actix_web::test]
async fn it_is_the_mean_of_the_projects_that_had_begun() {
    let story = told().await;
    let curve = shown(&story.world.coordinator, CURVE).await;
    let date = |at: &str| on(&curve, "by_date", "on", &json!(at)).clone();
    // Each value with over how many it is.
    let mean = |[planned, actual, forecast]: [(Value, u32); 3], of: u32| {
        json!({
            "planned": planned.0, "planned_over": {"known": planned.1, "of": of},
            "actual": actual.0, "actual_over": {"known": actual.1, "of": of},
            "forecast": forecast.0, "forecast_over": {"known": forecast.1, "of": of},
        })
    };
    let none = || (json!(null), 0);
    let told = |mut point: Value, axis: &str| {
        point.as_object_mut().unwrap().shift_remove(axis);
        point
    };
    assert_eq!(
        told(date("2018-12-01"), "on"),
        mean([(json!(0.0), 1), (json!(0.0), 1), none()], 1)
    );
    assert_eq!(
        told(date("2019-02-01"), "on"),
        mean([(json!(25.0), 1), (json!(25.0), 1), none()], 1)
    );
    // CHU's has no baseline and nothing reached: half of ASN's.
    assert_eq!(
        told(date("2019-03-04"), "on"),
        mean([(json!(25.0), 1), (json!(12.5), 2), (json!(12.5), 2)], 2)
    );
    assert_eq!(
        told(date("2019-06-01"), "on"),
        mean([(json!(100.0), 1), none(), (json!(100.0), 2)], 2)
    );
    let dates: Vec<&Value> = curve["by_date"]
        .as_array()
        .unwrap()
        .iter()
        .map(|point| &point["on"])
        .collect();
    assert_eq!(
        (dates[0], dates[1], *dates.last().unwrap()),
        (&json!("2018-11-21"), &json!("2018-12-01"), &json!("2019-12-04"))
    );
    let month = |months: u32| {
        told(
            on(&curve, "by_useful_month", "useful_months", &json!(months)).clone(),
            "useful_months",
        )
    };
    assert_eq!(
        month(0),
        mean([(json!(0.0), 1), (json!(0.0), 1), none()], 2),
        "ASN had no milestone yet"
    );
    // Of CHU's a month has not passed yet; its milestone is forecast to be reached before two have.
    assert_eq!(
        month(3),
        mean([(json!(25.0), 1), (json!(25.0), 1), (json!(100.0), 1)], 2)
    );
    assert_eq!(curve["by_useful_month"].as_array().unwrap().len(), 11);
}

#[actix_web::test]
async fn who_sees_the_portfolio_sees_it_and_observers_nothing_of_what_was_planned() {
    let story = told().await;
    let seen = shown(&story.world.observer, CURVE).await;
    for axis in ["by_date", "by_useful_month"] {
        assert!(
            seen[axis]
                .as_array()
                .unwrap()
                .iter()
                .all(|point| point["planned"].is_null())
        );
    }
    story.world.alpha_expert.get(CURVE).await.refused(403, "forbidden");
    story.world.nobody.get(CURVE).await.refused(404, "not_found");
}

/// What lasted is in the mean still, what was given up is not.
#[actix_web::test]
async fn what_was_completed_lasts_and_what_was_withdrawn_is_left_out() {
    let story = told().await;
    let who = story.on("2019-02-25", &story.world.coordinator);
    who.act("/v1/projects/AMI-T-CHU", "withdraw", json!({"motive": "Abandon."}))
        .await
        .expect(200);
    let body = json!({"on": "2019-02-25", "cancel_open": true, "motive": "Fin."});
    let completed = who.act("/v1/projects/AMI-T-ASN", "complete", body).await;
    completed.expect(200);
    let curve = shown(&story.world.coordinator, CURVE).await;
    let today = on(&curve, "by_date", "on", &json!("2019-03-04"));
    assert_eq!(
        json!([today["actual"], today["forecast"], today["actual_over"]]),
        json!([100.0, 100.0, {"known": 1, "of": 1}])
    );
}

#[actix_web::test]
async fn a_programme_in_which_nothing_has_begun_has_no_curve_and_one_of_centuries_ends() {
    let story = told().await;
    let empty = shown(&story.world.coordinator, &format!("{CURVE}?as_of=2018-11-10")).await;
    assert_eq!(
        json!([
            empty["by_date"].as_array().unwrap().len() > 1,
            empty["by_useful_month"][0]["actual_over"]
        ]),
        json!([true, {"known": 0, "of": 1}])
    );
    story.milestone("2019-03-01", "Un jour", 1.0, "2099-01-01").await;
    let old = "update projects set started_on = '1900-01-01' where code = 'AMI-T-CHU'";
    let untold = format!("alter table projects disable trigger user; {old}; alter table projects enable trigger user");
    story.world.app.sql(&untold).await;
    let long = shown(&story.world.coordinator, CURVE).await;
    let first = &long["by_date"][0];
    assert_eq!(
        json!([first["on"], first["actual_over"]["of"]]),
        json!(["2014-03-04", 1]),
        "five years back"
    );
    assert_eq!(long["by_date"].as_array().unwrap().last().unwrap()["on"], "2024-03-04");
}
