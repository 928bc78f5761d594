//! Service accounts: a key, scopes, and grants.

use serde_json::{Value, json};

use super::bearing;
use crate::support::World;

pub async fn service(world: &World, scopes: Value) -> (String, String) {
    let body = json!({"name": "Tableau de bord", "organisation": world.ditp, "scopes": scopes});
    let made = world.administrator.post("/v1/service-accounts", body).await;
    assert_eq!(made.header("Cache-Control"), "no-store");
    let made = made.expect(201);
    (
        made["id"].as_str().unwrap().to_owned(),
        made["key"].as_str().unwrap().to_owned(),
    )
}

#[actix_web::test]
async fn a_service_does_what_its_scopes_and_its_grants_both_let_it() {
    let world = World::new().await;
    let (id, key) = service(&world, json!(["organisations:read"])).await;
    assert!(key.starts_with(&format!("jalon_{id}_")));
    let client = bearing(&world, &key);
    // The scope without a grant: nothing but its own organisation.
    let page = client.get("/v1/organisations?count=true").await.expect(200);
    assert_eq!(page["total"], 1);
    let grant = json!({"role": "coordinator", "programme": "AMI-T"});
    world
        .administrator
        .post(&format!("/v1/accounts/{id}/grants"), grant)
        .await
        .expect(201);
    let page = client.get("/v1/organisations?count=true").await.expect(200);
    assert_eq!(page["total"], 7);
    // The grant without the scope: nothing.
    client
        .post("/v1/organisations", json!({"name": "X", "kind": "other"}))
        .await
        .refused(403, "forbidden");
    client.get("/v1/accounts").await.refused(403, "forbidden");
    let me = client.get("/v1/me").await.expect(200);
    assert_eq!(
        (&me["scopes"], &me["may"]),
        (&json!(["organisations:read"]), &json!([]))
    );
    assert_eq!(me["account"]["kind"], "service");
    client.get("/v1/vocabulary").await.expect(200);
}

/// What was read is kept; not for whoever has the key of before, nor the account of before.
#[actix_web::test]
async fn what_was_read_before_is_nobodys_once_the_key_or_the_account_ended() {
    let world = World::new().await;
    let (id, first) = service(&world, json!(["projects:read"])).await;
    let grant = json!({"role": "observer", "programme": "AMI-T"});
    let administrator = &world.administrator;
    administrator
        .post(&format!("/v1/accounts/{id}/grants"), grant)
        .await
        .expect(201);
    let read = async |key: &str| {
        let client = bearing(&world, key);
        for _ in 0..2 {
            client.get("/v1/projects/AMI-T-ASN").await.expect(200);
        }
        client
    };
    let before = read(&first).await;
    let made = administrator
        .post(&format!("/v1/service-accounts/{id}/key"), json!({}))
        .await;
    before
        .get("/v1/projects/AMI-T-ASN")
        .await
        .refused(401, "unauthenticated");
    let made = made.expect(200);
    let now = read(made["key"].as_str().unwrap()).await;
    let deactivate = format!("/v1/accounts/{id}/deactivate");
    administrator.post(&deactivate, json!({})).await.expect(200);
    now.get("/v1/projects/AMI-T-ASN").await.refused(401, "unauthenticated");
}

#[actix_web::test]
async fn another_key_ends_the_one_before() {
    let world = World::new().await;
    let (id, first) = service(&world, json!(["portfolio:read"])).await;
    let path = format!("/v1/service-accounts/{id}/key");
    let second = world.administrator.post(&path, json!({})).await.expect(200)["key"]
        .as_str()
        .unwrap()
        .to_owned();
    bearing(&world, &first)
        .get("/v1/me")
        .await
        .refused(401, "unauthenticated");
    bearing(&world, &second).get("/v1/me").await.expect(200);
    let other = format!(
        "jalon_{}_{}",
        world.administrator.account(),
        second.rsplit_once('_').unwrap().1
    );
    bearing(&world, &other)
        .get("/v1/me")
        .await
        .refused(401, "unauthenticated");
    world
        .administrator
        .post(&format!("/v1/accounts/{id}/deactivate"), json!({}))
        .await
        .expect(200);
    bearing(&world, &second)
        .get("/v1/me")
        .await
        .refused(401, "unauthenticated");
    world
        .administrator
        .post(&path, json!({}))
        .await
        .refused(409, "conflict");
    let person = format!("/v1/service-accounts/{}/key", world.nobody.account());
    world
        .administrator
        .post(&person, json!({}))
        .await
        .refused(404, "not_found");
}

#[actix_web::test]
async fn a_service_has_scopes_and_no_password() {
    let world = World::new().await;
    let body = json!({"name": "X", "organisation": world.ditp, "scopes": ["organisations:read", "everything"]});
    let refused = world.administrator.post("/v1/service-accounts", body).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [("/scopes/1".to_owned(), "unknown_value".to_owned())]
    );
    let body = json!({"name": "X", "organisation": world.ditp, "scopes": []});
    let refused = world.administrator.post("/v1/service-accounts", body).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [("/scopes".to_owned(), "too_short".to_owned())]
    );
    let (id, _) = service(&world, json!(["progress:write"])).await;
    let refused = world
        .administrator
        .post(&format!("/v1/accounts/{id}/invitation"), json!({}))
        .await;
    assert_eq!(
        refused.faults(409, "conflict"),
        [(String::new(), "not_a_person".to_owned())]
    );
    let page = world.administrator.get("/v1/service-accounts").await.expect(200);
    assert_eq!(page["items"][0]["scopes"], json!(["progress:write"]));
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
}

/// A service that administers hands on no more than it has.
#[actix_web::test]
async fn a_service_makes_no_key_beyond_its_own_scopes() {
    let world = World::new().await;
    let (id, key) = service(&world, json!(["accounts:write", "accounts:read"])).await;
    let grant = json!({"role": "administrator"});
    let grants = format!("/v1/accounts/{id}/grants");
    world.administrator.post(&grants, grant).await.expect(201);
    let (other, _) = service(&world, json!(["projects:read"])).await;
    let client = bearing(&world, &key);
    let beyond = [("/scopes".to_owned(), "scope_not_held".to_owned())];
    let make = |scopes: Value| {
        let body = json!({"name": "Autre", "organisation": world.ditp, "scopes": scopes});
        client.post("/v1/service-accounts", body)
    };
    let refused = make(json!(["accounts:read", "projects:read"])).await;
    assert_eq!(refused.faults(422, "invalid_body"), beyond);
    make(json!(["accounts:read"])).await.expect(201);
    let refused = client
        .post(&format!("/v1/service-accounts/{other}/key"), json!({}))
        .await;
    assert_eq!(refused.faults(422, "invalid_body"), beyond);
}
