//! A laureate's year, told by what everybody asks of the service, and by what it shows of that.

mod data;
pub mod day;
mod mission;
mod prototype;
mod weather;

use serde_json::{Value, json};

use self::data::{its_annotation_fills_up, its_data_are_blocked_then_granted};
use self::day::{Day, PROJECT, attached, edited, made};
use self::mission::its_month_is_closed_and_countersigned;
use self::prototype::{
    its_prototype_comes_to_work, its_skills_have_grown, the_milestone_waits_for_a_trial_with_agents,
};
use self::weather::{
    a_stormy_report_names_the_support_it_needs, an_ethical_risk_is_mitigated, the_sun_shines_at_the_end,
};
use crate::support::World;

const KICK_OFF: &str = "/v1/milestones/AMI-T-ASN-M01";

#[actix_web::test]
async fn a_laureates_year() {
    lived_through(&World::on("2018-11-21").await).await;
}

/// From the start of ASN's project to the end of that year: another story goes on from there.
pub async fn lived_through(world: &World) {
    it_is_kicked_off(world).await;
    let letters = its_data_are_blocked_then_granted(world).await;
    an_ethical_risk_is_mitigated(world).await;
    a_stormy_report_names_the_support_it_needs(world).await;
    its_annotation_fills_up(world, &letters).await;
    let version = its_prototype_comes_to_work(world).await;
    the_milestone_waits_for_a_trial_with_agents(world, &version).await;
    its_skills_have_grown(world).await;
    its_month_is_closed_and_countersigned(world).await;
    the_sun_shines_at_the_end(world).await;
}

async fn it_is_kicked_off(world: &World) {
    let day = Day::on(world, "2018-11-26");
    let asks = json!({"requires_trial": true});
    edited(&day.coordinator, "/v1/programmes/AMI-T", asks).await;
    day.coordinator
        .post(&format!("{PROJECT}/plan"), json!({}))
        .await
        .expect(201);
    for (function, name) in [
        ("sponsor", "Directrice commanditaire"),
        ("business_lead", "Cheffe de projet métier"),
    ] {
        let member = json!({"function": function, "person": {"name": name}, "from": "2018-11-21", "share": 30});
        made(&day.laureate, "team", member).await;
    }
    let skills = json!({"moment": "start", "on": "2018-11-26", "levels": [
        {"domain": "Annotation", "counts": [8, 2, 0, 0, 0]}, {"domain": "Lecture des résultats", "counts": [5, 3, 2, 0, 0]}]});
    made(&day.laureate, "skill-assessments", skills).await;
    day.expert.act(KICK_OFF, "start", json!({})).await.expect(200);

    let day = Day::on(world, "2018-12-03");
    let meeting = json!({"track": "technical_support", "milestone": "AMI-T-ASN-M01", "occurred_on": "2018-12-03",
        "percent": 100, "person_days": 0.5, "done": "Réunion de lancement tenue."});
    made(&day.expert, "progress-entries", meeting).await;
    attached(&day.expert, KICK_OFF, &["minutes"]).await;
    day.expert.act(KICK_OFF, "submit", json!({})).await.expect(200);
    let decided = day.decider.act(KICK_OFF, "accept", json!({})).await.expect(200);
    assert_eq!(decided["state"], "accepted");
    day.is_told("milestone", &["Coordination DINSIC — Admission : jalon AMI-T-ASN-M01"])
        .await;
    let shown = day.dashboard().await;
    assert_eq!(
        (
            &shown["milestones"]["by_state"]["accepted"],
            &shown["milestones"]["by_state"]["planned"]
        ),
        (&json!(1), &json!(3))
    );
    assert_eq!((&shown["data_blocked"], &shown["top_risk"]), (&json!(0), &Value::Null));
    assert_eq!(
        (&shown["last_report_on"], &shown["health"]["overall"]),
        (&Value::Null, &Value::Null)
    );
    let team = day.observer.get(&format!("{PROJECT}/team")).await.expect(200);
    let functions: Vec<_> = team["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["function"].clone())
        .collect();
    assert_eq!(functions, ["sponsor", "business_lead"]);
}
