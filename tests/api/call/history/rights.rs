//! Who reads it: those who coordinate the programme, and nobody else.

use serde_json::json;
use uuid::Uuid;

use super::{Lived, MOTIVE, applied, assigned, elsewhere, history, id_of, juror, led_to, project_of, told};
use crate::accounts::service_of;
use crate::support::{Reply, World};

/// What an answer should say nothing of.
fn tells_nothing(refused: &Reply) {
    assert!(refused.etag().is_empty());
    for secret in ["Relu", "Jurée", "Brouillon.", "Dossier", MOTIVE] {
        assert!(!refused.text.contains(secret), "{secret}: {}", refused.text);
    }
}

#[actix_web::test]
async fn a_juror_of_it_is_refused_and_to_everybody_else_there_is_none() {
    let lived = Lived::new().await;
    let world = &lived.world;
    let elsewhere = elsewhere(world).await;
    // A juror of the programme, who judges another one.
    let other = juror(world, "Doyenne").await;
    assigned(world, &applied(world, json!({})).await, &other).await;
    let path = history(&lived.application);
    for asked in [path.clone(), format!("{path}?entity=evaluation&count=true")] {
        let refused = lived.juror.get(&asked).await;
        refused.refused(403, "forbidden");
        tells_nothing(&refused);
        for client in [
            &lived.mistaken,
            &other,
            &world.asn_laureate,
            &world.chu_laureate,
            &world.alpha_expert,
            &world.beta_expert,
            &world.observer,
            &world.administrator,
            &elsewhere,
            &world.nobody,
        ] {
            let refused = client.get(&asked).await;
            refused.refused(404, "not_found");
            tells_nothing(&refused);
        }
        let stranger = world.app.stranger().get(&asked).await;
        stranger.refused(401, "unauthenticated");
        tells_nothing(&stranger);
    }
    let page = world.technical_coordinator.get(&path).await.expect(200);
    assert_eq!(told(&page), lived.done);
}

/// Whose organisation applied, and who works on the project that came of it.
#[actix_web::test]
async fn a_laureate_reads_none_of_its_own() {
    let world = World::new().await;
    let path = led_to(&world, "laureate", json!({})).await;
    let project = format!("/v1/projects/{}", project_of(&world, &path).await);
    let own = world.asn_laureate.get(&format!("{project}/history")).await;
    own.expect(200);
    assert!(!own.text.contains(id_of(&path)), "{}", own.text);
    let refused = world.asn_laureate.get(&history(&path)).await;
    refused.refused(404, "not_found");
}

#[actix_web::test]
async fn it_stands_with_an_application_that_is_there() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let path = applied(&world, json!({})).await;
    who.get(&history(&path)).await.expect(200);
    who.delete(&path).await.expect(204);
    for nowhere in [
        path,
        "/v1/applications/no-id".to_owned(),
        format!("/v1/applications/{}", Uuid::now_v7()),
        format!("/v1/applications/{}", world.programme),
        format!("/v1/applications/{}", world.asn_project),
    ] {
        who.get(&history(&nowhere)).await.refused(404, "not_found");
    }
}

#[actix_web::test]
async fn a_service_account_needs_the_scopes_of_all_that_is_told() {
    let lived = Lived::new().await;
    let path = history(&lived.application);
    let service = async |scopes: &[&str]| service_of(&lived.world, "coordinator", json!(scopes)).await;
    for scopes in [
        &["history:read"][..],
        &["history:read", "call:read"],
        &["history:read", "evaluations:read"],
        &["call:read", "evaluations:read"],
    ] {
        let refused = service(scopes).await.get(&path).await;
        refused.refused(403, "forbidden");
        tells_nothing(&refused);
    }
    let page = service(&["history:read", "call:read", "evaluations:read"])
        .await
        .get(&path)
        .await;
    assert_eq!(told(&page.expect(200)), lived.done);
}
