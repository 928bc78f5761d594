//! Bad requests of every kind: problem+json, the right status, never a 500, never HTML.

use reqwest::Method;
use serde_json::json;

use crate::support::World;

#[actix_web::test]
async fn unknown_routes_and_methods() {
    let world = World::new().await;
    for path in [
        "/nope",
        "/v1",
        "/v1/nope",
        "/v1/organisations/",
        "/v1/organisations/x/y",
        "//v1/organisations",
        "/v1/%00",
        "/v1/organisations/%2e%2e",
    ] {
        for client in [&world.coordinator, &world.app.stranger()] {
            let reply = client.get(path).await;
            assert!([404, 401].contains(&reply.status.as_u16()), "{path}: {}", reply.text);
            assert_eq!(reply.header("Content-Type"), "application/problem+json", "{path}");
        }
    }
    world.app.stranger().get("/v1/nope").await.refused(404, "not_found");
    let reply = world.app.stranger().delete("/v1/organisations").await;
    reply.refused(405, "method_not_allowed");
    assert_eq!(reply.header("Allow"), "GET, POST, HEAD, OPTIONS");
    // Nothing is refused to who asks whether the process runs, but another method is still another.
    for method in [Method::DELETE, Method::TRACE] {
        let reply = world.app.stranger().send(method, "/health/live", None).await;
        reply.refused(405, "method_not_allowed");
        assert_eq!(reply.header("Allow"), "GET, HEAD, OPTIONS");
    }
    let options = world
        .app
        .stranger()
        .send(Method::OPTIONS, "/v1/organisations", None)
        .await;
    assert_eq!(options.status, 204);
    assert_eq!(options.header("Allow"), "GET, POST, HEAD, OPTIONS");
}

#[actix_web::test]
async fn head_answers_as_get_without_a_body() {
    let world = World::new().await;
    let path = format!("/v1/organisations/{}", world.asn);
    let get = world.coordinator.get(&path).await;
    let head = world.coordinator.send(Method::HEAD, &path, None).await;
    assert_eq!(head.status, 200);
    assert_eq!(head.etag(), get.etag());
    assert!(head.text.is_empty());
}

#[actix_web::test]
async fn bad_parameters_are_all_told() {
    let world = World::new().await;
    let get = async |query: &str| world.coordinator.get(&format!("/v1/organisations?{query}")).await;
    assert_eq!(
        get("colour=red&kind=circus&sort=age")
            .await
            .faults(400, "invalid_parameters"),
        [
            ("colour".to_owned(), "unknown_parameter".to_owned()),
            ("kind".to_owned(), "unknown_value".to_owned()),
            ("sort".to_owned(), "unknown_value".to_owned()),
        ]
    );
    assert_eq!(
        get("limit=0&count=maybe").await.faults(400, "invalid_parameters"),
        [
            ("count".to_owned(), "unknown_value".to_owned()),
            ("limit".to_owned(), "out_of_range".to_owned())
        ]
    );
    assert_eq!(
        get("limit=201").await.faults(400, "invalid_parameters"),
        [("limit".to_owned(), "out_of_range".to_owned())]
    );
    assert_eq!(
        get("sort=name&sort=name").await.faults(400, "invalid_parameters"),
        [("sort".to_owned(), "repeated_parameter".to_owned())]
    );
    assert_eq!(
        get("fields=id,colour").await.faults(400, "invalid_parameters"),
        [("fields".to_owned(), "unknown_value".to_owned())]
    );
    let nothing = world.coordinator.get("/v1/projects?programme=").await;
    assert_eq!(
        nothing.faults(400, "invalid_parameters"),
        [("programme".to_owned(), "too_short".to_owned())]
    );
    get("cursor=!!!").await.refused(400, "invalid_cursor");
    get("cursor=e30").await.refused(400, "invalid_cursor");
    assert_eq!(
        world
            .coordinator
            .get("/v1/organisations/not-an-id")
            .await
            .refused(404, "not_found")
            .len(),
        0,
        "a bad id is nothing that exists"
    );
}

#[actix_web::test]
async fn the_language_changes_sentences_and_never_codes() {
    let world = World::new().await;
    let body = json!({"name": "X"});
    let french = world.coordinator.post("/v1/organisations", body.clone()).await;
    let english = world
        .coordinator
        .with("Accept-Language", "en-GB, fr;q=0.5")
        .post("/v1/organisations", body)
        .await;
    assert_eq!(french.header("Content-Language"), "fr");
    for (accepted, language) in [
        ("fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7", "fr"),
        ("en-US,en;q=0.9,fr;q=0.8", "en"),
        ("fr, en", "fr"),
        ("en;q=0.1, fr", "fr"),
        ("en;q=0, fr;q=0.1", "fr"),
        ("en;q=0", "fr"),
        ("de, en;q=0.3", "en"),
        ("*, en;q=0.1", "fr"),
        ("EN", "en"),
        ("de", "fr"),
    ] {
        let told = world
            .coordinator
            .with("Accept-Language", accepted)
            .get("/v1/organisations/x")
            .await;
        assert_eq!(told.header("Content-Language"), language, "{accepted}");
    }
    assert_eq!(english.header("Content-Language"), "en");
    assert_eq!(french.json()["errors"][0]["message"], "Champ obligatoire.");
    assert_eq!(english.json()["errors"][0]["message"], "This field is required.");
    assert_eq!(french.json()["errors"][0]["code"], english.json()["errors"][0]["code"]);
    assert_eq!(english.json()["instance"], "/v1/organisations");
    assert_eq!(english.json()["request_id"], english.header("X-Request-Id"));
}

#[actix_web::test]
async fn a_client_that_takes_no_json_is_told_so() {
    let world = World::new().await;
    world
        .coordinator
        .with("Accept", "text/html")
        .get("/v1/organisations")
        .await
        .refused(406, "not_acceptable");
    world
        .coordinator
        .with("Accept", "application/json;q=0")
        .get("/v1/organisations")
        .await
        .refused(406, "not_acceptable");
    world
        .coordinator
        .with("Accept", "text/html, */*;q=0.1")
        .get("/v1/organisations")
        .await
        .expect(200);
}

#[actix_web::test]
async fn forged_and_missing_credentials() {
    let world = World::new().await;
    let token = world.coordinator.token().to_owned();
    let (head, _) = token.rsplit_once('.').unwrap();
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiIwIn0.";
    for bad in [
        "Bearer",
        "Bearer ",
        "Basic abc",
        "Bearer x",
        &format!("Bearer {head}.AAAA"),
        &format!("Bearer {none}"),
        "Bearer jalon_x_y",
    ] {
        let reply = world
            .app
            .stranger()
            .with("Authorization", bad)
            .get("/v1/organisations")
            .await;
        reply.refused(401, "unauthenticated");
        assert_eq!(reply.header("WWW-Authenticate"), r#"Bearer realm="jalon""#);
    }
}

#[actix_web::test]
async fn what_no_database_text_can_hold_is_nowhere() {
    let world = World::new().await;
    for path in [
        "/v1/projects/%00",
        "/v1/projects/AMI%00/clock",
        "/v1/programmes/%00/portfolio",
        "/v1/milestones/x%00",
        "/docs/%00",
        "/docs/nope",
    ] {
        world.coordinator.get(path).await.refused(404, "not_found");
    }
    let cursor = "eyJzIjogImNvZGUiLCAiayI6ICJcdTAwMDAiLCAiaSI6ICIwMWEyMTFkMy04ZGY4LTc2NzYtYjQwMy0zYzMyM2ExOGFkMGQifQ";
    let list = format!("/v1/projects?cursor={cursor}");
    world.coordinator.get(&list).await.refused(400, "invalid_cursor");
    let id = world.asn_project.to_string();
    for spelling in [format!("{{{id}}}"), format!("urn:uuid:{id}"), id.replace('-', "")] {
        let path = format!("/v1/projects/{spelling}");
        world.coordinator.get(&path).await.refused(404, "not_found");
    }
    // A day that PostgreSQL has none of: {"s": "forecast_on", "k": "-262143-01-01", …}.
    let cursor = "eyJzIjoiZm9yZWNhc3Rfb24iLCJrIjoiLTI2MjE0My0wMS0wMSIsImkiOiIwMWEyMTM3NS0zN2QyLTc3MjktYTdiOS0xZGI1ZDI1MTA3ZTQifQ";
    let list = format!("/v1/programmes/AMI-T/milestones?cursor={cursor}");
    world.coordinator.get(&list).await.refused(400, "invalid_cursor");
    let wrong = world.coordinator.delete("/docs/index.html").await;
    wrong.refused(405, "method_not_allowed");
}

#[actix_web::test]
async fn a_list_without_end_is_refused_at_once() {
    let world = World::new().await;
    let criteria: Vec<_> = (0..501).map(|_| 3).collect();
    let body = json!({"track": 3, "title": "x", "forecast_on": "2019-05-01", "acceptance_criteria": criteria});
    let reply = world.coordinator.post("/v1/projects/AMI-T-ASN/milestones", body).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [("/acceptance_criteria".to_owned(), "too_long".to_owned())]
    );
    let fields: serde_json::Map<_, _> = (0..501).map(|n| (format!("f{n}"), json!(1))).collect();
    let reply = world.app.stranger().post("/v1/auth/token", fields.into()).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [(String::new(), "too_long".to_owned())]
    );
}

#[actix_web::test]
async fn a_client_that_takes_no_coding_at_all_is_answered_plainly() {
    let world = World::new().await;
    for coding in ["identity;q=0", "*;q=0", "gzip;q=0, identity;q=0"] {
        let reply = world.coordinator.with("Accept-Encoding", coding).get("/v1/me").await;
        assert_eq!(reply.header("Content-Type"), "application/json");
        reply.expect(200);
    }
}
