//! What the sentences of a history say.

use serde_json::json;

use crate::support::World;

const ASN: &str = "/v1/projects/AMI-T-ASN";

/// The newest sentences of the project, the newest first.
async fn newest(world: &World, language: &str, count: usize) -> Vec<String> {
    let client = world.coordinator.with("Accept-Language", language);
    let page = client.get(&format!("{ASN}/history?limit={count}")).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|item| item["sentence"].as_str().unwrap().to_owned())
        .collect()
}

#[actix_web::test]
async fn days_numbers_and_codes_are_told_in_the_readers_language() {
    let world = World::new().await;
    let suspension = json!({"from": "2019-07-15", "until": "2019-08-19", "motive": "Saison de terrain"});
    let suspended = world
        .coordinator
        .post(&format!("{ASN}/suspensions"), suspension)
        .await
        .id();
    assert_eq!(
        newest(&world, "fr", 1).await,
        ["Coordination DITP — Création : suspension (à partir du 2019-07-15, jusqu'au (exclu) 2019-08-19)."]
    );
    let path = format!("{ASN}/suspensions/{suspended}");
    let known = world.coordinator.get(&path).await;
    let later = json!({"until": "2019-08-26"});
    world.coordinator.matching(&known).patch(&path, later).await.expect(200);
    assert_eq!(
        newest(&world, "en", 1).await,
        ["Coordination DITP — Updated: suspension (until (exclusive) 2019-08-19 → 2019-08-26)."]
    );
    let entry = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Fait", "person_days": 0.75});
    let log = format!("{ASN}/progress-entries");
    world.alpha_expert.post(&log, entry).await.expect(201);
    let said = "Création : saisie d'avancement (jour 2019-03-01, jours-personne 0,75).";
    assert!(newest(&world, "fr", 1).await[0].ends_with(said));
    let health = json!({"overall": "overcast", "text": "Un accès manque."});
    world
        .coordinator
        .post(&format!("{ASN}/health"), health)
        .await
        .expect(201);
    assert_eq!(
        newest(&world, "fr", 1).await,
        ["Coordination DITP — Création : météo (couvert)."]
    );
}

#[actix_web::test]
async fn an_edit_tells_which_texts_it_touched_and_not_the_texts() {
    let world = World::new().await;
    let project = world.coordinator.get(ASN).await;
    let edit = json!({"title": "Un autre intitulé", "summary": "Autrement dit"});
    world.coordinator.matching(&project).patch(ASN, edit).await.expect(200);
    assert_eq!(
        newest(&world, "fr", 1).await,
        ["Coordination DITP — Modification : projet AMI-T-ASN (intitulé, résumé)."]
    );
}

#[actix_web::test]
async fn dependencies_are_told_before_and_after() {
    let world = World::new().await;
    let plan = |title: &str, depends_on: Vec<String>| {
        let body = json!({"track": "prototype", "title": title, "forecast_on": "2019-06-03", "depends_on": depends_on});
        world
            .technical_coordinator
            .post("/v1/projects/AMI-T-ASN/milestones", body)
    };
    let (first, second) = (plan("Un", Vec::new()).await.id(), plan("Deux", Vec::new()).await.id());
    let third = plan("Trois", vec![first.clone()]).await.id();
    let path = format!("/v1/milestones/{third}");
    let edit = json!({"depends_on": [second]});
    let coordinator = world.technical_coordinator.with("If-Match", "*");
    coordinator.patch(&path, edit).await.expect(200);
    let history = world.coordinator.get(&format!("{path}/history")).await.expect(200);
    let told = json!({"field": "depends_on", "before": [first], "after": [second]});
    assert_eq!(history["items"][0]["changes"], json!([told]));
    let sentence = history["items"][0]["sentence"].as_str().unwrap();
    assert!(
        sentence.ends_with("Modification : jalon AMI-T-ASN-M03 (dépendances)."),
        "{sentence}"
    );
    let made = history["items"][1]["after"]["depends_on"].clone();
    assert_eq!(made, json!([first]));
}
