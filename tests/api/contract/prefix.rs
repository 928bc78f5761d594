//! The service behind a proxy, under a path of its own; and what stands at its root.

use serde_json::json;

use crate::support::{Program, World};

const EMAIL: &str = "administration@example.test";
const PASSWORD: &str = "une phrase assez longue";

#[actix_web::test]
async fn under_a_prefix_headers_and_document_lead_back_to_the_service() {
    let folder = Program::folder("prefix");
    Program::make_administrator(&folder, "Administration", EMAIL, PASSWORD);
    let service = Program::serve(&folder, &[("JALON_PUBLIC_URL", "https://suivi.example/jalon/")]);
    let client = service.sign_in(EMAIL, PASSWORD).await;
    let body = json!({"name": "Institut", "kind": "other"});
    let keyed = client.with("Idempotency-Key", "a-key");
    let made = keyed.post("/v1/organisations", body.clone()).await;
    made.expect(201);
    let location = format!("/jalon/v1/organisations/{}", made.id());
    assert_eq!(made.header("Location"), location);
    let replayed = keyed.post("/v1/organisations", body).await;
    assert_eq!(
        (replayed.header("Idempotency-Replayed"), replayed.header("Location")),
        ("true", location.as_str())
    );
    let page = client.get("/v1/organisations?limit=1").await;
    let cursor = page.expect(200)["next"].as_str().unwrap().to_owned();
    assert_eq!(
        page.header("Link"),
        format!(
            "</jalon/v1/organisations?limit=1&cursor={cursor}>; rel=\"next\", </jalon/v1/organisations?limit=1>; rel=\"first\""
        )
    );
    assert_eq!(client.get("/docs").await.header("Location"), "/jalon/docs/");
    let document = client.get("/openapi.json").await.expect(200);
    assert_eq!(document["servers"][0]["url"], "https://suivi.example/jalon");
    let page = client.get("/docs/swagger-initializer.js").await.text;
    assert!(page.contains("../openapi.json"), "{page}");
}

#[actix_web::test]
async fn an_address_that_is_none_is_refused_at_the_start() {
    for wrong in [
        "jalon.example",
        "ftp://jalon.example",
        "https://jalon.example/?a",
        "https://a:b@jalon.example",
    ] {
        let folder = Program::folder("address");
        let mut command = Program::command(&folder, &["serve"]);
        command.env("JALON_PUBLIC_URL", wrong);
        let refused = Program::run(command, "");
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains("https://jalon.example/suivi"), "{said}");
    }
}

#[actix_web::test]
async fn the_root_is_a_page_for_people_and_leads_programs_to_where_they_begin() {
    let world = World::new().await;
    let stranger = world.app.stranger();
    for accepted in [
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html",
        "TEXT/HTML, application/json;q=0.9",
    ] {
        let page = stranger.with("Accept", accepted).get("/").await;
        assert_eq!(
            (page.status.as_u16(), page.header("Content-Type")),
            (200, "text/html; charset=utf-8")
        );
    }
    assert_eq!(stranger.with("Accept", "text/html").get("/docs").await.status, 302);
    for accepted in [
        "*/*",
        "application/json",
        "text/html;q=0, */*",
        "text/html;q=0.5, application/json",
    ] {
        let index = stranger.with("Accept", accepted).get("/").await.expect(200);
        for (name, path) in index.as_object().unwrap() {
            let path = format!("/{}", path.as_str().unwrap());
            let there = world.coordinator.get(&path).await;
            assert_eq!(there.status.as_u16(), 200, "{name}: {path}");
        }
    }
}
