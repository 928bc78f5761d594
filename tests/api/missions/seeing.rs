//! Who is shown what of a mission.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{log, of_alpha};
use crate::support::World;

const ASN: &str = "/v1/projects/AMI-T-ASN/missions";
const CHU: &str = "/v1/projects/AMI-T-CHU/missions";

fn ids(reply: &Value) -> Vec<&str> {
    reply["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

#[actix_web::test]
async fn a_provider_sees_its_own_the_laureate_its_projects() {
    let world = World::new().await;
    let of_alpha = world.coordinator.post(CHU, of_alpha(&world)).await.id();
    let beta = world.beta_mission.to_string();
    assert_eq!(
        ids(&world.coordinator.get(CHU).await.expect(200)),
        [beta.as_str(), &of_alpha]
    );
    assert_eq!(
        ids(&world.chu_laureate.get(CHU).await.expect(200)),
        [beta.as_str(), &of_alpha]
    );
    assert_eq!(
        ids(&world.beta_expert.get(&format!("{CHU}?count=true")).await.expect(200)),
        [beta.as_str()]
    );
    assert_eq!(
        world.beta_expert.get(&format!("{CHU}?count=true")).await.json()["total"],
        1
    );
    assert_eq!(
        ids(&world.alpha_colleague.get(CHU).await.expect(200)),
        [of_alpha.as_str()]
    );

    // Alpha works on the same project, and still may not know of Beta's mission.
    world
        .alpha_expert
        .get(&format!("/v1/missions/{beta}"))
        .await
        .refused(404, "not_found");
    assert_eq!(
        world
            .alpha_expert
            .get(&format!("/v1/missions/{of_alpha}"))
            .await
            .expect(200)["purchase_order"],
        "BC-42"
    );
    world.chu_laureate.get(ASN).await.refused(404, "not_found");
    world
        .chu_laureate
        .get(&format!("/v1/missions/{}", world.alpha_mission))
        .await
        .refused(404, "not_found");
    world
        .administrator
        .get(&format!("/v1/missions/{beta}"))
        .await
        .refused(404, "not_found");
    world
        .coordinator
        .get("/v1/missions/no-id")
        .await
        .refused(404, "not_found");
}

#[actix_web::test]
async fn an_observer_is_refused_them_and_no_filter_tells_it_of_one() {
    let world = World::new().await;
    let of_beta = format!("/v1/missions/{}", world.beta_mission);
    world.observer.get(&of_beta).await.refused(403, "forbidden");
    world.observer.get(CHU).await.refused(403, "forbidden");
    let patch = world.observer.with("If-Match", "*");
    patch.patch(&of_beta, json!({})).await.refused(403, "forbidden");

    world.milestone(&Default::default()).await;
    let by_alpha = format!("/v1/programmes/AMI-T/milestones?count=true&provider={}", world.alpha);
    for (client, found) in [
        (&world.observer, 0),
        (&world.alpha_expert, 1),
        (&world.asn_laureate, 1),
        (&world.coordinator, 1),
    ] {
        assert_eq!(client.get(&by_alpha).await.expect(200)["total"], found);
    }
    // Beta sees the milestone by a mission of its own, and still not that Alpha works on it.
    let mut of_beta = of_alpha(&world);
    of_beta["provider"] = json!(world.beta);
    world.coordinator.post(ASN, of_beta).await.expect(201);
    assert_eq!(
        world.beta_expert.get(&by_alpha).await.expect(200)["total"],
        0,
        "of a provider, only its own missions count"
    );
}

#[actix_web::test]
async fn logged_days_leave_corrected_entries_aside() {
    let world = World::new().await;
    let [wrong, right, other] = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    log(
        &world,
        world.alpha_expert.account(),
        &[
            (wrong, "2019-02-20", 1.0, None),
            (right, "2019-02-20", 0.25, Some(wrong)),
        ],
    )
    .await;
    log(
        &world,
        world.alpha_colleague.account(),
        &[(other, "2019-02-20", 0.5, None)],
    )
    .await;
    let path = format!("/v1/missions/{}", world.alpha_mission);
    let seen = world.alpha_expert.get(&path).await;
    assert_eq!(seen.expect(200)["logged_days"], 0.75);
    assert_eq!(seen.json()["over_ordered_days"], 0.0);
    log(
        &world,
        world.alpha_colleague.account(),
        &[(Uuid::now_v7(), "2019-02-21", 1.0, None)],
    )
    .await;
    let later = world.alpha_expert.with("If-None-Match", seen.etag()).get(&path).await;
    assert_eq!(later.expect(200)["logged_days"], 1.75, "the tag follows what is shown");
    assert_eq!(
        world.coordinator.get(ASN).await.expect(200)["items"][0]["logged_days"],
        1.75
    );
}

#[actix_web::test]
async fn missions_are_listed_by_date_and_filtered() {
    let world = World::new().await;
    let second = world.coordinator.post(CHU, of_alpha(&world)).await.id();
    let first = world.beta_mission.to_string();
    let only = async |query: &str| -> Vec<String> {
        let reply = world.coordinator.get(&format!("{CHU}?{query}")).await.expect(200);
        ids(&reply).into_iter().map(str::to_owned).collect()
    };
    assert_eq!(only("sort=-from").await, [second.clone(), first.clone()]);
    assert_eq!(only(&format!("provider={}", world.alpha)).await, [&*second]);
    assert_eq!(only("track=roadmap").await, Vec::<String>::new());
    assert_eq!(only("on=2019-05-31").await, [first.clone(), second.clone()]);
    assert_eq!(only("on=2019-06-01").await, [&*first]);
    let page = world.coordinator.get(&format!("{CHU}?limit=1")).await.expect(200);
    assert_eq!(ids(&page), [first.as_str()]);
    assert_eq!(
        only(&format!("limit=1&cursor={}", page["next"].as_str().unwrap())).await,
        [second]
    );
    world
        .coordinator
        .get(&format!("{CHU}?until=2019-06-01"))
        .await
        .refused(400, "invalid_parameters");
}
