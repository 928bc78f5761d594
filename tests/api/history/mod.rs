//! The journal of one thing.

mod sentences;

use serde_json::{Value, json};

use crate::support::World;

const HISTORY: &str = "/v1/projects/AMI-T-ASN/history";
const LOG: &str = "/v1/projects/AMI-T-ASN/progress-entries";

fn entities(page: &Value) -> Vec<&str> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["entity"].as_str().unwrap())
        .collect()
}

async fn live(world: &World) {
    world.milestone(&Default::default()).await;
    let entry = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Fait", "milestone": "AMI-T-ASN-M01"});
    world
        .alpha_expert
        .with("Idempotency-Key", "secret-key")
        .post(LOG, entry)
        .await
        .expect(201);
    world
        .coordinator
        .post(
            "/v1/projects/AMI-T-ASN/health",
            json!({"overall": "sunny", "text": "Bien"}),
        )
        .await
        .expect(201);
}

#[actix_web::test]
async fn a_projects_history_is_told_newest_first_in_words_and_data() {
    let world = World::new().await;
    live(&world).await;
    let page = world
        .coordinator
        .get(&format!("{HISTORY}?count=true"))
        .await
        .expect(200);
    assert_eq!(
        entities(&page),
        ["health_report", "progress_entry", "milestone", "mission", "project"]
    );
    assert_eq!(page["total"], 5);
    let newest = &page["items"][0];
    assert_eq!(
        newest["actor"],
        json!({"id": world.coordinator.account(), "name": "Coordination DITP"})
    );
    assert_eq!(newest["action"], json!({"code": "created", "label": "Création"}));
    assert_eq!(newest["sentence"], "Coordination DITP — Création : météo (soleil).");
    assert_eq!(newest["before"], json!(null));
    assert!(
        newest["changes"]
            .as_array()
            .unwrap()
            .contains(&json!({"field": "overall", "before": null, "after": "sunny"}))
    );
    let english = world
        .coordinator
        .with("Accept-Language", "en")
        .get(HISTORY)
        .await
        .expect(200);
    assert_eq!(
        english["items"][0]["sentence"],
        "Coordination DITP — Created: health report (sunny)."
    );
    assert_eq!(english["items"][1]["after"]["done"], "Fait");
    let text = english["items"].to_string();
    assert!(
        !text.contains("secret-key") && !text.contains("request_hash"),
        "keys are no business of the history's"
    );
    let names_in_data = english["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["after"].to_string().contains("Alpha"))
        .count();
    assert_eq!(names_in_data, 0, "data hold account ids, never names");
    let mut seen = Vec::new();
    let mut path = format!("{HISTORY}?limit=2");
    loop {
        let page = world.coordinator.get(&path).await.expect(200);
        seen.extend(entities(&page).into_iter().map(str::to_owned));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("{HISTORY}?limit=2&cursor={next}");
    }
    assert_eq!(
        seen,
        ["health_report", "progress_entry", "milestone", "mission", "project"]
    );
    assert_eq!(
        entities(
            &world
                .coordinator
                .get(&format!("{HISTORY}?entity=mission"))
                .await
                .expect(200)
        ),
        ["mission"]
    );
}

#[actix_web::test]
async fn a_milestones_history_holds_what_belongs_to_it() {
    let world = World::new().await;
    live(&world).await;
    let page = world
        .asn_laureate
        .get("/v1/milestones/AMI-T-ASN-M01/history")
        .await
        .expect(200);
    assert_eq!(entities(&page), ["progress_entry", "milestone"]);
    world
        .beta_expert
        .get("/v1/milestones/AMI-T-ASN-M01/history")
        .await
        .refused(404, "not_found");
    world
        .observer
        .get("/v1/milestones/AMI-T-ASN-M01/history")
        .await
        .refused(403, "forbidden");
    world
        .coordinator
        .get("/v1/milestones/AMI-T-ASN-M02/history")
        .await
        .refused(404, "not_found");
}

#[actix_web::test]
async fn a_provider_is_not_told_of_other_providers_missions() {
    let world = World::new().await;
    let other = uuid::Uuid::now_v7();
    world
        .app
        .sql(&format!(
            "begin; insert into missions (id, project_id, provider_id, tracks, from_on, until_on, accounts, ordered_days, created_at, updated_at, updated_by)
             values ('{other}', '{}', '{}', '{{roadmap}}', '2019-01-01', '2019-06-01', '{{}}', 12, now(), now(), '{other}');
             insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, after)
             values (gen_random_uuid(), 0, '{other}', '{other}', 'created', 'mission', '{other}', '{}', '{{\"ordered_days\": 12}}'); commit;",
            world.asn_project, world.beta, world.asn_project
        ))
        .await;
    let missions = format!("{HISTORY}?entity=mission&count=true");
    let of = |page: Value| -> Vec<String> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["entity_id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        of(world.alpha_expert.get(&missions).await.expect(200)),
        [world.alpha_mission.to_string()]
    );
    assert_eq!(world.alpha_expert.get(&missions).await.json()["total"], 1);
    assert_eq!(
        of(world.beta_expert.get(&missions).await.expect(200)),
        [other.to_string()]
    );
    assert_eq!(of(world.asn_laureate.get(&missions).await.expect(200)).len(), 2);
    assert_eq!(of(world.coordinator.get(&missions).await.expect(200)).len(), 2);
    world.observer.get(HISTORY).await.refused(403, "forbidden");
    for stranger in [&world.chu_laureate, &world.nobody, &world.administrator] {
        stranger.get(HISTORY).await.refused(404, "not_found");
    }
}
