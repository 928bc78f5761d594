//! What was derived of a project is shown again where nothing was told of it, and nowhere else (`docs/adr/0018-summaries.md`).

use serde_json::json;

use crate::support::World;

const PORTFOLIO: &str = "/v1/programmes/AMI-T/portfolio";

/// What a service that keeps nothing tells.
async fn anew(world: &World) -> String {
    let twin = world.app.uncached_twin(world.app.database.url());
    world.coordinator.at(&twin.base_url).get(PORTFOLIO).await.text
}

async fn is_right(world: &World) {
    assert_eq!(world.coordinator.get(PORTFOLIO).await.text, anew(world).await);
}

/// They are read 250 at a time.
#[actix_web::test]
async fn of_hundreds_of_projects_each_is_as_it_is() {
    let world = World::new().await;
    world.crowd(600).await;
    is_right(&world).await;
    let coordinator = world.coordinator.with("If-Match", "*");
    for project in ["AMI-T-ASN", "C-0001", "C-0250", "C-0599"] {
        let path = format!("/v1/projects/{project}");
        coordinator
            .patch(&path, json!({"title": "Un autre titre"}))
            .await
            .expect(200);
    }
    let portfolio = world.coordinator.get(PORTFOLIO).await.expect(200);
    let projects = portfolio["projects"].as_array().unwrap();
    assert_eq!(projects.len(), 602);
    assert_eq!(projects.iter().filter(|it| it["title"] == "Un autre titre").count(), 4);
    is_right(&world).await;
}

/// More than is asked of the journal at once.
#[actix_web::test]
async fn after_hundreds_of_entries_all_is_read_anew() {
    let world = World::new().await;
    is_right(&world).await;
    for batch in 0..2 {
        let lines: Vec<_> = (0..300)
            .map(|n| {
                let key = format!("{batch}-{n}");
                json!({"key": key, "project": "AMI-T-ASN", "track": "roadmap", "occurred_on": "2019-03-01", "done": "Fait"})
            })
            .collect();
        let laureate = &world.asn_laureate;
        let reply = laureate
            .post("/v1/progress-entries/batch", json!({"entries": lines}))
            .await
            .expect(200);
        assert!(
            reply["results"]
                .as_array()
                .unwrap()
                .iter()
                .all(|line| line["status"] == 201),
            "{reply}"
        );
    }
    is_right(&world).await;
}
