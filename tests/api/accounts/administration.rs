//! Who makes, sees and stops accounts.

use serde_json::json;

use super::{PASSWORD, camille, holding, invite, refresh, sign_in};
use crate::support::World;

#[actix_web::test]
async fn only_administrators_make_and_change_accounts() {
    let world = World::new().await;
    let body = json!({"name": "Camille Martin", "email": "camille@example.test", "organisation": world.asn});
    for client in [&world.coordinator, &world.alpha_expert, &world.observer, &world.nobody] {
        client
            .post("/v1/accounts", body.clone())
            .await
            .refused(403, "forbidden");
        client.get("/v1/service-accounts").await.refused(403, "forbidden");
    }
    let made = world.administrator.post("/v1/accounts", body).await;
    assert_eq!(made.header("Cache-Control"), "no-store");
    assert_eq!(made.header("Location"), format!("/v1/accounts/{}", made.id()));
    let path = format!("/v1/accounts/{}", made.id());
    let shown = world.administrator.get(&path).await;
    assert_eq!(shown.expect(200)["email"], "camille@example.test");
    assert!(shown.json().get("invitation").is_none());
    // A coordinator sees the laureate's account, without its address, and may not touch it.
    let seen = world.coordinator.get(&path).await;
    assert_eq!(seen.expect(200)["name"], "Camille Martin");
    assert!(seen.json().get("email").is_none());
    world
        .coordinator
        .matching(&seen)
        .patch(&path, json!({"name": "X"}))
        .await
        .refused(403, "forbidden");
    world
        .coordinator
        .post(&format!("{path}/deactivate"), json!({}))
        .await
        .refused(403, "forbidden");
    world
        .coordinator
        .post(&format!("{path}/invitation"), json!({}))
        .await
        .refused(403, "forbidden");
    world.alpha_expert.get(&path).await.refused(404, "not_found");

    world
        .administrator
        .patch(&path, json!({"name": "X"}))
        .await
        .refused(428, "precondition_required");
    let changes = json!({"name": "Camille Durand", "organisation": world.chu});
    let changed = world
        .administrator
        .matching(&shown)
        .patch(&path, changes)
        .await
        .expect(200);
    assert_eq!(
        (&changed["name"], &changed["version"]),
        (&json!("Camille Durand"), &json!(2))
    );
    assert_eq!(changed["organisation"]["name"], "CHU de Toulouse");
    world
        .administrator
        .matching(&shown)
        .patch(&path, json!({"name": "X"}))
        .await
        .refused(412, "stale");
}

#[actix_web::test]
async fn an_address_belongs_to_one_account() {
    let world = World::new().await;
    invite(&world, "camille@example.test").await;
    let body = json!({"name": "Camille", "email": "CAMILLE@example.test", "organisation": world.asn});
    let twice = world.administrator.post("/v1/accounts", body).await;
    assert_eq!(
        twice.faults(422, "invalid_body"),
        [("/email".to_owned(), "already_taken".to_owned())]
    );
    let body = json!({"name": "Camille", "email": "other@example.test", "organisation": uuid::Uuid::now_v7()});
    let unknown = world.administrator.post("/v1/accounts", body).await;
    assert_eq!(
        unknown.faults(422, "invalid_body"),
        [("/organisation".to_owned(), "unknown_reference".to_owned())]
    );
}

#[actix_web::test]
async fn a_deactivated_account_stops_at_once() {
    let world = World::new().await;
    let id = camille(&world).await;
    let tokens = sign_in(&world, "camille@example.test", PASSWORD).await;
    let client = holding(&world, &tokens);
    client.get("/v1/me").await.expect(200);
    let path = format!("/v1/accounts/{id}");
    let stopped = world
        .administrator
        .post(&format!("{path}/deactivate"), json!({}))
        .await
        .expect(200);
    assert_eq!(stopped["active"], false);
    client.get("/v1/me").await.refused(401, "unauthenticated");
    refresh(&world, &tokens).await.refused(401, "invalid_credentials");
    let credentials = json!({"email": "camille@example.test", "password": PASSWORD});
    world
        .app
        .stranger()
        .post("/v1/auth/token", credentials)
        .await
        .refused(401, "invalid_credentials");
    let again = world.administrator.post(&format!("{path}/deactivate"), json!({})).await;
    assert_eq!(
        again.faults(409, "conflict"),
        [(String::new(), "already_deactivated".to_owned())]
    );
    world
        .administrator
        .post(&format!("{path}/invitation"), json!({}))
        .await
        .refused(409, "conflict");
    let told = format!("select count(*) from journal where entity_id = '{id}' and action = 'deactivated'");
    assert_eq!(world.app.text(&told).await, "1");
}

#[actix_web::test]
async fn a_coordinator_lists_the_accounts_around_its_programme() {
    let world = World::new().await;
    let names = |reply: serde_json::Value| -> Vec<String> {
        let mut names: Vec<_> = reply["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["name"].as_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    };
    let seen = world.coordinator.get("/v1/accounts?count=true").await.expect(200);
    assert_eq!(seen["total"], 8);
    assert!(
        seen["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|item| item.get("email").is_none() || item["id"] == json!(world.coordinator.account()))
    );
    assert_eq!(
        names(seen),
        [
            "Collegue Alpha",
            "Coordination DINSIC",
            "Coordination DITP",
            "Expert Beta",
            "Experte Alpha",
            "Laureate ASN",
            "Laureate CHU",
            "Observatrice",
        ]
    );
    let all = world
        .administrator
        .get("/v1/accounts?count=true&limit=3&active=true")
        .await
        .expect(200);
    assert_eq!((&all["total"], all["items"].as_array().unwrap().len()), (&json!(10), 3));
    let next = format!("/v1/accounts?limit=200&cursor={}", all["next"].as_str().unwrap());
    let rest = world.administrator.get(&next).await.expect(200);
    assert_eq!(rest["items"].as_array().unwrap().len(), 7);
    let alpha = world
        .administrator
        .get(&format!("/v1/accounts?organisation={}", world.alpha))
        .await
        .expect(200);
    assert_eq!(names(alpha), ["Collegue Alpha", "Experte Alpha"]);
    world
        .administrator
        .get("/v1/accounts?active=perhaps")
        .await
        .refused(400, "invalid_parameters");
    world.alpha_expert.get("/v1/accounts").await.refused(403, "forbidden");
    let own = world
        .observer
        .get(&format!("/v1/accounts/{}", world.observer.account()))
        .await
        .expect(200);
    assert_eq!(own["email"], "observatrice@example.test");
}

#[actix_web::test]
async fn no_name_no_address_and_no_secret_is_kept_outside_identities() {
    let world = World::new().await;
    let key = world.administrator.with("Idempotency-Key", "one");
    let body = json!({"name": "Zénobie Introuvable", "email": "zenobie@example.test", "organisation": world.asn});
    let made = key.post("/v1/accounts", body).await;
    let secret = made.expect(201)["invitation"]["secret"].as_str().unwrap().to_owned();
    let path = format!("/v1/accounts/{}", made.id());
    let shown = world.administrator.get(&path).await;
    let renamed = json!({"name": "Zénobie Retrouvée", "email": "zenobie.r@example.test"});
    world
        .administrator
        .matching(&shown)
        .patch(&path, renamed)
        .await
        .expect(200);
    for table in ["journal", "hist.accounts", "kept_answers", "one_time_secrets"] {
        let found = format!(
            "select count(*) from {table} t where t::text ilike '%nobie%' or t::text like '%{secret}%'
             or t::text like '%' || encode(convert_to('{secret}', 'UTF8'), 'hex') || '%'"
        );
        assert_eq!(world.app.text(&found).await, "0", "{table}");
    }
    let told = format!(
        "select string_agg(action, ',' order by seq) from journal where entity_id = '{}'",
        made.id()
    );
    assert_eq!(world.app.text(&told).await, "created,updated");
}

#[actix_web::test]
async fn the_platform_keeps_an_administrator() {
    let world = World::new().await;
    let first = &world.administrator;
    let own = format!("/v1/accounts/{}", first.account());
    let grants = first.get(&format!("{own}/grants")).await.expect(200);
    let grant = grants["items"][0]["id"].as_str().unwrap().to_owned();
    let grant = format!("{own}/grants/{grant}");
    let last = [(String::new(), "last_administrator".to_owned())];
    let deactivated = first.post(&format!("{own}/deactivate"), json!({})).await;
    assert_eq!(deactivated.faults(409, "conflict"), last);
    let shown = first.get(&grant).await;
    let ended = first
        .matching(&shown)
        .patch(&grant, json!({"until": "2030-01-01"}))
        .await;
    assert_eq!(ended.faults(409, "conflict"), last);

    let second = camille(&world).await;
    let given = format!("/v1/accounts/{second}/grants");
    // A second grant of its own is not the last one; nor is a service anybody.
    let given_twice = format!("{own}/grants");
    let twice = first.post(&given_twice, json!({"role": "administrator"})).await;
    let twice = twice.header("Location").to_owned();
    first
        .with("If-Match", "*")
        .patch(&twice, json!({"until": "2019-03-04"}))
        .await
        .expect(200);
    let body = json!({"name": "Outil", "organisation": world.asn, "scopes": ["accounts:write"]});
    let service = first.post("/v1/service-accounts", body).await.id();
    let grants_of_service = format!("/v1/accounts/{service}/grants");
    first
        .post(&grants_of_service, json!({"role": "administrator"}))
        .await
        .expect(201);
    let deactivated = first.post(&format!("{own}/deactivate"), json!({})).await;
    assert_eq!(deactivated.faults(409, "conflict"), last);
    // One that administers for a time only is none to leave the platform to.
    let for_a_time = json!({"role": "administrator", "until": "2030-01-01"});
    first.post(&given, for_a_time).await.expect(201);
    let deactivated = first.post(&format!("{own}/deactivate"), json!({})).await;
    assert_eq!(deactivated.faults(409, "conflict"), last);
    first.post(&given, json!({"role": "administrator"})).await.expect(201);
    let second = world.app.client_of(second).await;
    // Each does away with the other at once: one of them stays.
    let other = format!("/v1/accounts/{}/deactivate", second.account());
    let (one, two) = futures_util::future::join(
        first.post(&other, json!({})),
        second.post(&format!("{own}/deactivate"), json!({})),
    )
    .await;
    let done = [&one, &two].iter().filter(|reply| reply.status == 200).count();
    assert_eq!(done, 1, "{one:?} {two:?}");
    let active = "select count(*) from grants g join accounts a on a.id = g.account_id and a.kind = 'person'
        where g.role = 'administrator' and g.until_on is null and a.deactivated_at is null";
    assert_eq!(world.app.text(active).await, "1");
}
