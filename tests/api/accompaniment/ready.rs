//! The same laureate once its year is over: what is handed over, what a launch lacks still, and who finds it ready.

mod gates;
mod hand_over;
mod verdict;

use serde_json::json;

use self::gates::{one_gate_is_mended_and_the_other_waived, ready_is_refused_for_just_these, two_gates_are_missing};
use self::hand_over::{
    its_hand_over_is_accepted, its_hand_over_is_opened, its_provider_hands_over_code_guide_and_model,
    the_model_comes_back_and_the_rest_is_verified, what_it_can_do_without_is_waived,
};
use self::verdict::{
    an_observer_finds_it_in_the_nursery, it_is_found_ready, one_with_reservations_supersedes_it,
    what_happens_later_changes_no_verdict,
};
use super::year::day::{Day, PROJECT, attached, made};
use crate::support::World;

const ROADMAP: &str = "/v1/milestones/AMI-T-ASN-M04";

/// From the end of its year to what becomes of the verdict.
pub async fn found_ready(world: &World) {
    its_orders_are_settled(world).await;
    let later = its_roadmap_leaves_the_long_term_open(world).await;
    let items = its_hand_over_is_opened(world).await;
    its_provider_hands_over_code_guide_and_model(world, &items).await;
    the_model_comes_back_and_the_rest_is_verified(world, &items).await;
    what_it_can_do_without_is_waived(world, &items).await;
    its_hand_over_is_accepted(world).await;
    two_gates_are_missing(world).await;
    ready_is_refused_for_just_these(world).await;
    one_gate_is_mended_and_the_other_waived(world, &later).await;
    let ready = it_is_found_ready(world).await;
    an_observer_finds_it_in_the_nursery(world).await;
    what_happens_later_changes_no_verdict(world, &ready).await;
    one_with_reservations_supersedes_it(world, &ready).await;
}

/// Every month that is over is countersigned; that of September is.
async fn its_orders_are_settled(world: &World) {
    let day = Day::on(world, "2019-10-07");
    for month in [
        "2018-11", "2018-12", "2019-01", "2019-02", "2019-03", "2019-04", "2019-05", "2019-06", "2019-07", "2019-08",
    ] {
        let month = format!("/v1/missions/{}/months/{month}", world.alpha_mission);
        day.expert.act(&month, "close", json!({})).await.expect(200);
        let signed = day.coordinator.act(&month, "countersign", json!({})).await.expect(200);
        assert_eq!(signed["state"], "countersigned");
    }
}

/// The roadmap is accepted, and two of its three items are adopted; gives the path of the one that is only proposed.
async fn its_roadmap_leaves_the_long_term_open(world: &World) -> String {
    let day = Day::on(world, "2019-10-08");
    let item = |kind: &str, title: &str, horizon: &str| json!({"kind": kind, "title": title, "horizon": horizon});
    for adopted in [
        item("skills", "Former les inspecteurs", "short"),
        item("deployment", "Installer le moteur dans chaque division", "medium"),
    ] {
        let adopted = made(&day.laureate, "roadmap-items", adopted).await;
        day.laureate.act(&adopted, "adopt", json!({})).await.expect(200);
    }
    let later = item("data", "Ouvrir les lettres anonymisées", "long");
    let later = made(&day.laureate, "roadmap-items", later).await;
    let member = json!({"function": "it", "person": {"name": "Responsable informatique"}, "from": "2019-10-08"});
    made(&day.laureate, "team", member).await;
    day.laureate.act(ROADMAP, "start", json!({})).await.expect(200);
    attached(&day.laureate, ROADMAP, &["roadmap_document"]).await;
    day.laureate.act(ROADMAP, "submit", json!({})).await.expect(200);

    let day = Day::on(world, "2019-10-10");
    let decided = day.coordinator.act(ROADMAP, "accept", json!({})).await.expect(200);
    assert_eq!(decided["state"], "accepted");
    let read = day.observer.get(&format!("{PROJECT}/roadmap-items")).await.expect(200);
    let horizons: Vec<_> = read["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["horizon"].clone())
        .collect();
    assert_eq!(horizons, ["short", "medium"], "what is proposed is no promise yet");
    later
}
