//! The gate of the orders, its months: what is over and what was worked in is countersigned. Nothing satisfies it.

use serde_json::json;

use crate::readiness::{ASN, both, gate_of, id_of, lacks, leads, made, readers, readiness, satisfied, why};
use crate::support::{Client, World};

/// The months of Alpha's mission that are over on 4 March 2019.
const OVER: [&str; 4] = ["2018-11", "2018-12", "2019-01", "2019-02"];

/// A mission of Alpha's on ASN's project, as the world has it.
fn alphas(world: &World) -> String {
    format!("/v1/missions/{}", world.alpha_mission)
}

/// Has a month of a mission of Alpha's closed and countersigned, by service or by its twin.
async fn countersigned(world: &World, service: &str, mission: &str, month: &str) {
    let month = format!("{mission}/months/{month}");
    let (expert, coordinator) = (world.alpha_expert.at(service), world.coordinator.at(service));
    expert.act(&month, "close", json!({})).await.expect(200);
    coordinator.act(&month, "countersign", json!({})).await.expect(200);
}

/// Logs half a day of Alpha's expert; gives the entry's id.
async fn logged(by: &Client, on: &str, corrects: Option<&str>) -> String {
    let body = json!({"track": "technical_support", "occurred_on": on, "person_days": 0.5, "done": "Fait", "corrects": corrects});
    let reply = by.post(&format!("{ASN}/progress-entries"), body).await;
    reply.expect(201);
    reply.id()
}

#[actix_web::test]
async fn every_month_that_is_over_is_countersigned() {
    let world = World::new().await;
    let (who, here) = (&world.coordinator, world.app.base_url.as_str());
    let mission = alphas(&world);
    lacks(who, "orders", &both(&OVER)).await;
    // Each says whose mission it is of, and leads to it.
    let [fr, en] = why(who, "orders").await;
    assert!(
        fr.iter().chain(&en).all(|sentence| sentence.contains("Alpha")),
        "{fr:?} {en:?}"
    );
    leads(&readers(&world), "orders", &[]).await;
    let shown = readiness(who, "fr").await;
    let links = gate_of(&shown, "orders")["links"].to_string();
    assert!(links.contains(&mission), "{links}");
    // Closed is not countersigned.
    let first = format!("{mission}/months/2018-11");
    world.alpha_expert.act(&first, "close", json!({})).await.expect(200);
    lacks(who, "orders", &both(&OVER)).await;
    who.act(&first, "countersign", json!({})).await.expect(200);
    lacks(who, "orders", &both(&OVER[1..])).await;
    for month in &OVER[1..] {
        countersigned(&world, here, &mission, month).await;
    }
    satisfied(who, "orders").await;
    let motive = json!({"motive": "Une saisie manque."});
    let second = format!("{mission}/months/2018-12");
    who.act(&second, "reopen", motive).await.expect(200);
    lacks(who, "orders", &both(&["2018-12"])).await;
    leads(&readers(&world), "orders", &[]).await;
    countersigned(&world, here, &mission, "2018-12").await;
    satisfied(who, "orders").await;
}

#[actix_web::test]
async fn a_month_is_asked_for_from_the_day_on_which_it_is_over() {
    let world = World::new().await;
    let mission = alphas(&world);
    for month in OVER {
        countersigned(&world, &world.app.base_url, &mission, month).await;
    }
    let last = world.app.on("2019-03-31");
    satisfied(&world.coordinator.at(&last.base_url), "orders").await;
    let next = world.app.on("2019-04-01");
    let who = world.coordinator.at(&next.base_url);
    lacks(&who, "orders", &both(&["2019-03"])).await;
    countersigned(&world, &next.base_url, &mission, "2019-03").await;
    satisfied(&who, "orders").await;
}

#[actix_web::test]
async fn a_mission_that_is_over_has_no_month_left_and_one_to_come_none_yet() {
    let world = World::new().await;
    let (who, here) = (&world.coordinator, world.app.base_url.as_str());
    for month in OVER {
        countersigned(&world, here, &alphas(&world), month).await;
    }
    let of_its_own = async |from: &str, until: &str| {
        let body = json!({"provider": world.alpha, "tracks": ["roadmap"], "from": from, "until": until});
        let made = who.post(&format!("{ASN}/missions"), body).await;
        made.expect(201);
        format!("/v1/missions/{}", made.id())
    };
    of_its_own("2019-04-01", "2019-06-01").await;
    satisfied(who, "orders").await;
    of_its_own("2019-03-01", "2019-03-05").await;
    satisfied(who, "orders").await;
    // Its last day was yesterday.
    let over = of_its_own("2019-02-20", "2019-03-04").await;
    lacks(who, "orders", &both(&["2019-02", "2019-03"])).await;
    for month in ["2019-02", "2019-03"] {
        countersigned(&world, here, &over, month).await;
    }
    satisfied(who, "orders").await;
}

#[actix_web::test]
async fn a_month_that_goes_on_is_asked_for_once_work_counts_in_it() {
    let world = World::new().await;
    let (who, expert) = (&world.coordinator, &world.alpha_expert);
    let here = world.app.base_url.as_str();
    // What was corrected counts in the month of its correction alone.
    let wrong = logged(expert, "2019-03-01", None).await;
    let mut all = OVER.to_vec();
    all.push("2019-03");
    lacks(who, "orders", &both(&all)).await;
    logged(expert, "2019-02-28", Some(&wrong)).await;
    lacks(who, "orders", &both(&OVER)).await;
    for month in OVER {
        countersigned(&world, here, &alphas(&world), month).await;
    }
    satisfied(who, "orders").await;
    logged(expert, "2019-03-04", None).await;
    lacks(who, "orders", &both(&["2019-03"])).await;
}

#[actix_web::test]
async fn what_was_logged_before_a_mission_was_cut_short_counts_and_the_laureates_own_work_does_not() {
    let world = World::new().await;
    let who = &world.coordinator;
    logged(&world.alpha_expert, "2019-01-08", None).await;
    logged(&world.asn_laureate, "2019-02-04", None).await;
    let edit = who.with("If-Match", "*");
    let shorter = json!({"until": "2018-12-01"});
    edit.patch(&alphas(&world), shorter).await.expect(200);
    lacks(who, "orders", &both(&["2018-11", "2019-01"])).await;
    for month in ["2018-11", "2019-01"] {
        countersigned(&world, &world.app.base_url, &alphas(&world), month).await;
    }
    satisfied(who, "orders").await;
}

#[actix_web::test]
async fn a_project_without_missions_owes_nothing() {
    let world = World::new().await;
    let body = json!({"organisation": world.asn, "title": "Second projet"});
    let second = made(&world.coordinator, "/v1/programmes/AMI-T/projects", body).await;
    let path = format!("/v1/projects/{}/readiness", id_of(&second));
    let shown = world.coordinator.get(&path).await.expect(200);
    let orders = gate_of(&shown, "orders");
    assert_eq!((&orders["state"], &orders["why"]), (&json!("satisfied"), &json!([])));
}
