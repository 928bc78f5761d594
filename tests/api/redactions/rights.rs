//! Coordinators of the programme redact and read redactions; nobody else.

use serde_json::json;
use uuid::Uuid;

use super::{LEAK, milestone, post, redact};
use crate::support::World;

#[actix_web::test]
async fn only_coordinators_of_the_programme_redact() {
    let world = World::new().await;
    let id = milestone(&world, LEAK).await;
    for seeing in [&world.alpha_expert, &world.asn_laureate] {
        redact(seeing, "milestone", &id, "title")
            .await
            .refused(403, "forbidden");
    }
    for stranger in [
        &world.beta_expert,
        &world.chu_laureate,
        &world.observer,
        &world.administrator,
        &world.nobody,
    ] {
        redact(stranger, "milestone", &id, "title")
            .await
            .refused(404, "not_found");
    }
    let mission = world.alpha_mission.to_string();
    redact(&world.alpha_expert, "mission", &mission, "purchase_order")
        .await
        .refused(404, "not_found");
    redact(&world.coordinator, "mission", &mission, "purchase_order")
        .await
        .refused(409, "conflict");
    let nothing = Uuid::now_v7().to_string();
    for entity in ["milestone", "forecast", "history_entry", "redaction", "comment"] {
        redact(
            &world.coordinator,
            entity,
            &nothing,
            if entity == "comment" { "text" } else { "motive" },
        )
        .await
        .refused(404, "not_found");
    }
    let made = world
        .app
        .text(&format!(
            "select id from journal where entity = 'account' and entity_id = '{}'",
            world.nobody.account()
        ))
        .await;
    redact(&world.coordinator, "history_entry", &made, "motive")
        .await
        .refused(404, "not_found");
    // An entry about what somebody may not know of is no more there than that.
    let about = world
        .app
        .text(&format!(
            "select id from journal where entity = 'mission' and entity_id = '{mission}'"
        ))
        .await;
    redact(&world.alpha_expert, "history_entry", &about, "motive")
        .await
        .refused(404, "not_found");
    assert!(!world.app.traces_of(LEAK).await.is_empty());
    assert_eq!(world.app.text("select count(*) from redactions").await, "0");
}

#[actix_web::test]
async fn coordinators_read_redactions_and_nobody_else_does() {
    let world = World::new().await;
    let id = milestone(&world, LEAK).await;
    let first = redact(&world.coordinator, "milestone", &id, "title").await;
    let second = redact(&world.coordinator, "milestone", &id, "description").await;
    let chu = "/v1/projects/AMI-T-CHU";
    let started = world.coordinator.act(chu, "start", json!({"on": "2019-01-07"})).await;
    started.expect(200);
    let report = json!({"overall": "sunny", "text": LEAK});
    let report = post(&world.chu_laureate, &format!("{chu}/health"), report).await;
    redact(&world.technical_coordinator, "health_report", &report, "text")
        .await
        .expect(201);
    let shown = world
        .technical_coordinator
        .get(&format!("/v1/redactions/{}", first.id()))
        .await;
    assert_eq!(shown.expect(200), first.expect(201));
    assert_eq!(shown.json()["programme"]["code"], "AMI-T");
    assert_eq!(shown.json()["project"]["code"], "AMI-T-ASN");
    assert_eq!(shown.json()["redacted_by"]["name"], "Coordination DITP");
    let ids = async |query: &str| {
        let page = world
            .coordinator
            .get(&format!("/v1/redactions?{query}"))
            .await
            .expect(200);
        let items = page["items"].as_array().unwrap().clone();
        items
            .iter()
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids("project=AMI-T-ASN").await,
        [second.id(), first.id()],
        "the newest first"
    );
    assert_eq!(ids("programme=AMI-T&entity=milestone").await.len(), 2);
    assert_eq!(ids("programme=AMI-X").await.len(), 0);
    let page = world
        .coordinator
        .get("/v1/redactions?limit=2&count=true")
        .await
        .expect(200);
    assert_eq!(
        (page["items"].as_array().unwrap().len(), &page["total"]),
        (2, &json!(3))
    );
    let rest = ids(&format!("limit=2&cursor={}", page["next"].as_str().unwrap())).await;
    assert_eq!(rest, [first.id()]);
    for other in [
        &world.alpha_expert,
        &world.asn_laureate,
        &world.observer,
        &world.administrator,
        &world.nobody,
    ] {
        other
            .get(&format!("/v1/redactions/{}", first.id()))
            .await
            .refused(404, "not_found");
        assert_eq!(other.get("/v1/redactions?count=true").await.expect(200)["total"], 0);
    }
}

#[actix_web::test]
async fn a_service_needs_the_scope() {
    let world = World::new().await;
    let body = json!({"name": "Outil", "organisation": world.ditp, "scopes": ["projects:write"]});
    let made = world.administrator.post("/v1/service-accounts", body).await.expect(201);
    let service = crate::support::Client::new(&world.app.base_url, Some(made["key"].as_str().unwrap().to_owned()));
    let path = format!("/v1/accounts/{}/grants", made["id"].as_str().unwrap());
    let grant = json!({"role": "coordinator", "programme": "AMI-T"});
    world.administrator.post(&path, grant).await.expect(201);
    let id = milestone(&world, LEAK).await;
    redact(&service, "milestone", &id, "title")
        .await
        .refused(403, "forbidden");
}
