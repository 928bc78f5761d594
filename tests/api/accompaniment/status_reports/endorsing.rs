//! A report is endorsed by somebody else of its author's organisation, or by the author where there is nobody else.

use serde_json::{Value, json};

use super::{faults, joining, written};
use crate::support::{Client, Reply, World};

const OWN: &str = "endorser_is_author";

async fn endorsed(client: &Client, path: &str) -> Reply {
    client
        .with("If-Match", "*")
        .post(&format!("{path}/endorse"), json!({}))
        .await
}

#[actix_web::test]
async fn a_colleague_endorses_it_and_nobody_elses_does() {
    let world = World::new().await;
    let path = written(&world.alpha_expert, json!({})).await;
    let mut messages = Vec::new();
    for language in ["fr", "en"] {
        let refused = endorsed(&world.alpha_expert.with("Accept-Language", language), &path).await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", OWN)]));
        messages.push(refused.json()["errors"][0]["message"].clone());
    }
    assert_ne!(messages[0], messages[1]);
    for (client, status, code) in [
        (&world.asn_laureate, 403, "forbidden"),
        (&world.coordinator, 403, "forbidden"),
        (&world.technical_coordinator, 403, "forbidden"),
        (&world.observer, 404, "not_found"),
        (&world.beta_expert, 404, "not_found"),
        (&world.chu_laureate, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        endorsed(client, &path).await.refused(status, code);
    }
    let before = world.alpha_expert.get(&path).await.expect(200);
    assert_eq!((&before["state"], &before["version"]), (&json!("draft"), &json!(1)));
    let shown = endorsed(&world.alpha_colleague, &path).await.expect(200);
    assert_eq!(
        (&shown["state"], &shown["endorsed_by"]["name"]),
        (&json!("endorsed"), &json!("Collegue Alpha"))
    );
    // Of what the colleague writes it is the other way round.
    let path = written(&world.alpha_colleague, json!({})).await;
    let refused = endorsed(&world.alpha_colleague, &path).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", OWN)]));
    endorsed(&world.alpha_expert, &path).await.expect(200);
}

#[actix_web::test]
async fn whoever_is_alone_endorses_its_own() {
    let world = World::new().await;
    for author in [&world.asn_laureate, &world.coordinator, &world.technical_coordinator] {
        let path = written(author, json!({})).await;
        let shown = endorsed(author, &path).await.expect(200);
        assert_eq!(shown["endorsed_by"]["id"], json!(author.account()));
    }
}

#[actix_web::test]
async fn only_a_person_in_use_with_a_grant_in_force_on_the_programme_is_somebody_else() {
    let world = World::new().await;
    let laureate = &world.asn_laureate;
    // Without a grant.
    joining(&world, world.asn, "Cheffe de projet métier", &[]).await;
    let path = written(laureate, json!({})).await;
    endorsed(laureate, &path).await.expect(200);
    // With one, then deactivated.
    let colleague = joining(&world, world.asn, "Responsable des données", &["laureate"]).await;
    let path = written(laureate, json!({})).await;
    let refused = endorsed(laureate, &path).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", OWN)]));
    let gone = world.administrator.act(&colleague, "deactivate", json!({})).await;
    gone.expect(200);
    endorsed(laureate, &path).await.expect(200);
    // With one that is over.
    let colleague = joining(&world, world.asn, "Juriste du projet", &["laureate"]).await;
    let path = written(laureate, json!({})).await;
    let refused = endorsed(laureate, &path).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", OWN)]));
    let grants = world.administrator.get(&format!("{colleague}/grants")).await;
    let grant = grants.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let over = json!({"until": "2019-03-04"});
    let grant = format!("{colleague}/grants/{grant}");
    let ended = world.administrator.with("If-Match", "*").patch(&grant, over).await;
    ended.expect(200);
    endorsed(laureate, &path).await.expect(200);
}

#[actix_web::test]
async fn a_colleague_whom_only_another_projects_mission_names_is_nobody_else() {
    let world = World::new().await;
    let (expert, colleague) = (&world.alpha_expert, world.alpha_colleague.account());
    let elsewhere = json!({"provider": world.alpha, "tracks": ["strategic_support"], "from": "2019-01-07",
        "until": "2019-10-01", "accounts": [colleague]});
    let made = world
        .coordinator
        .post("/v1/projects/AMI-T-CHU/missions", elsewhere)
        .await;
    made.expect(201);
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    let naming = async |accounts: Value| {
        let edit = world.coordinator.with("If-Match", "*");
        edit.patch(&mission, json!({"accounts": accounts})).await.expect(200);
    };
    naming(json!([expert.account()])).await;
    let path = written(expert, json!({})).await;
    let shown = endorsed(expert, &path).await.expect(200);
    assert_eq!(
        (&shown["state"], &shown["endorsed_by"]["id"]),
        (&json!("endorsed"), &json!(expert.account()))
    );
    // It is, as soon as the project's own mission names it, or nobody.
    for accounts in [json!([expert.account(), colleague]), Value::Null] {
        naming(accounts.clone()).await;
        let path = written(expert, json!({})).await;
        let refused = endorsed(expert, &path).await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", OWN)]), "{accounts}");
        endorsed(&world.alpha_colleague, &path).await.expect(200);
    }
}

#[actix_web::test]
async fn whoever_may_not_report_on_the_project_is_nobody_else() {
    let world = World::new().await;
    // An observer, a provider without a mission, the laureate of no project.
    for (author, organisation, name, role) in [
        (&world.asn_laureate, world.asn, "Cheffe de projet métier", "observer"),
        (&world.asn_laureate, world.asn, "Référent technique", "provider"),
        (&world.coordinator, world.ditp, "Référente innovation", "laureate"),
        (&world.coordinator, world.ditp, "Chargé de mission", "provider"),
    ] {
        joining(&world, organisation, name, &[role]).await;
        let path = written(author, json!({})).await;
        let shown = endorsed(author, &path).await.expect(200);
        assert_eq!(shown["endorsed_by"]["id"], json!(author.account()), "{name}");
    }
    // Nor is what is no person.
    let service = json!({"name": "Tableau de bord", "organisation": world.ditp, "scopes": ["status_reports:write"]});
    let service = world.administrator.post("/v1/service-accounts", service).await;
    service.expect(201);
    let grant = json!({"role": "coordinator", "programme": "AMI-T"});
    let grants = format!("/v1/accounts/{}/grants", service.id());
    world.administrator.post(&grants, grant).await.expect(201);
    let path = written(&world.coordinator, json!({})).await;
    endorsed(&world.coordinator, &path).await.expect(200);
    // Whoever may is.
    for (author, organisation, name, role) in [
        (&world.asn_laureate, world.asn, "Directrice métier", "laureate"),
        (&world.coordinator, world.ditp, "Directeur de programme", "coordinator"),
    ] {
        joining(&world, organisation, name, &[role]).await;
        let path = written(author, json!({})).await;
        let refused = endorsed(author, &path).await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", OWN)]), "{name}");
    }
}
