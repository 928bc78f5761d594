//! Filters, orders, and pages that stay right.

use serde_json::json;

use super::{ASN, column, plan, submitted, suspend};
use crate::support::World;

#[actix_web::test]
async fn lists_are_filtered_and_late_agrees_with_what_each_milestone_says() {
    let world = World::new().await;
    plan(&world, json!({"title": "En retard", "forecast_on": "2019-03-03"})).await;
    plan(&world, json!({"title": "Aujourd'hui", "forecast_on": "2019-03-04"})).await;
    plan(
        &world,
        json!({"title": "Avant le début", "forecast_on": "2018-01-01", "track": "roadmap"}),
    )
    .await;
    submitted(&world, json!({"title": "Présenté", "forecast_on": "2019-02-01"})).await;
    let body = json!({"track": "strategic_support", "title": "CHU", "forecast_on": "2019-01-01"});
    world
        .coordinator
        .post("/v1/projects/AMI-T-CHU/milestones", body)
        .await
        .expect(201);
    let titles = async |filter: &str| {
        let path = format!("/v1/programmes/AMI-T/milestones?{filter}");
        column(&world.coordinator.get(&path).await.expect(200), "title")
    };
    assert_eq!(
        titles("").await,
        ["Avant le début", "CHU", "Présenté", "En retard", "Aujourd'hui"]
    );
    assert_eq!(titles("late=true").await, ["Avant le début", "En retard"]);
    assert_eq!(titles("late=false").await, ["CHU", "Présenté", "Aujourd'hui"]);
    assert_eq!(titles("state=submitted").await, ["Présenté"]);
    assert_eq!(titles("track=roadmap").await, ["Avant le début"]);
    assert_eq!(titles("project=AMI-T-CHU").await, ["CHU"]);
    assert_eq!(
        titles(&format!("provider={}", world.alpha)).await,
        ["Présenté", "En retard", "Aujourd'hui"]
    );
    assert_eq!(
        titles("due_after=2019-02-01&due_before=2019-03-04").await,
        ["Présenté", "En retard"]
    );
    assert_eq!(
        titles("sort=-code&project=AMI-T-ASN&track=technical_support").await,
        ["Présenté", "Aujourd'hui", "En retard"]
    );
    let all = world
        .coordinator
        .get("/v1/programmes/AMI-T/milestones")
        .await
        .expect(200);
    for item in all["items"].as_array().unwrap() {
        let listed = titles(&format!("late={}", item["late"])).await;
        assert!(listed.contains(&item["title"].as_str().unwrap().to_owned()), "{item}");
    }
    let own = world
        .coordinator
        .get(&format!("{ASN}?late=true&count=true&fields=title"))
        .await
        .expect(200);
    assert_eq!(
        own,
        json!({"items": [{"title": "Avant le début"}, {"title": "En retard"}], "next": null, "total": 2})
    );
    let refused = world.coordinator.get(&format!("{ASN}?state=done&colour=red")).await;
    assert_eq!(
        refused.faults(400, "invalid_parameters"),
        [
            ("colour".to_owned(), "unknown_parameter".to_owned()),
            ("state".to_owned(), "unknown_value".to_owned())
        ]
    );
}

#[actix_web::test]
async fn suspended_time_is_never_lateness() {
    let world = World::new().await;
    let path = plan(&world, json!({"forecast_on": "2019-03-01"})).await;
    assert_eq!(world.coordinator.get(&path).await.json()["late"], true);
    suspend(&world, "2019-02-15").await;
    assert_eq!(world.coordinator.get(&path).await.json()["late"], false);
    assert_eq!(
        world.coordinator.get(&format!("{ASN}?late=true")).await.expect(200)["items"],
        json!([])
    );
}

#[actix_web::test]
async fn walking_a_list_to_its_end_misses_none_that_stays() {
    let world = World::new().await;
    let mut paths = Vec::new();
    for _ in 0..7 {
        paths.push(plan(&world, json!({})).await);
    }
    let mut seen = Vec::new();
    let mut next = format!("{ASN}?limit=2");
    for step in 0.. {
        assert!(step < 8, "the walk does not end");
        let reply = world.coordinator.get(&next).await;
        let page = reply.expect(200);
        seen.extend(column(&page, "code"));
        let Some(cursor) = page["next"].as_str() else { break };
        assert!(reply.header("Link").contains(cursor));
        next = format!("{ASN}?limit=2&cursor={cursor}");
        if step == 0 {
            // The last one shown goes, and so does one not shown yet; others come on both sides.
            for path in [&paths[1], &paths[4]] {
                world.coordinator.with("If-Match", "*").delete(path).await.expect(204);
            }
            plan(&world, json!({"forecast_on": "2019-01-01"})).await;
            plan(&world, json!({"forecast_on": "2019-09-01"})).await;
        }
    }
    let code = |number: usize| format!("AMI-T-ASN-M{number:02}");
    assert_eq!(seen, [1, 2, 3, 4, 6, 7, 9].map(code));
    world
        .coordinator
        .get(&format!("{ASN}?cursor=nonsense"))
        .await
        .refused(400, "invalid_cursor");
}
