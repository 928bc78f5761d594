//! Tags, caching, compression, browsers.

use reqwest::Method;
use serde_json::json;

use crate::support::{TestApp, World};

#[actix_web::test]
async fn a_read_is_cheap_when_nothing_changed() {
    let world = World::new().await;
    for path in [
        format!("/v1/organisations/{}", world.asn),
        "/v1/organisations?limit=3".to_owned(),
    ] {
        let first = world.coordinator.get(&path).await;
        let again = world.coordinator.with("If-None-Match", first.etag()).get(&path).await;
        assert_eq!(again.status, 304, "{path}");
        assert!(again.text.is_empty());
        assert_eq!(again.etag(), first.etag());
        let zipped = first.etag().trim_matches('"').to_owned() + "-gzip";
        let behind_a_proxy = world
            .coordinator
            .with("If-None-Match", &format!("\"other\", W/\"{zipped}\""))
            .get(&path)
            .await;
        assert_eq!(behind_a_proxy.status, 304, "a compression suffix is ignored");
        let other = world.coordinator.with("If-None-Match", "\"other\"");
        other.get(&path).await.expect(200);
        let in_two_lines = other.with("If-None-Match", first.etag()).get(&path).await;
        assert_eq!(in_two_lines.status, 304, "several lines are one list");
    }
}

#[actix_web::test]
async fn what_the_platform_says_of_itself_is_cheap_too() {
    let app = TestApp::start().await;
    for path in [
        "/openapi.json",
        "/problems",
        "/problems/conflict",
        "/version",
        "/health/live",
        "/health/ready",
        "/.well-known/jwks.json",
        "/.well-known/security.txt",
    ] {
        let first = app.stranger().get(path).await;
        assert_eq!(first.status, 200, "{path}");
        let again = app.stranger().with("If-None-Match", first.etag()).get(path).await;
        assert_eq!(again.status, 304, "{path}");
        let asked = app.stranger().get(&format!("{path}?colour=red")).await;
        assert_eq!(
            asked.faults(400, "invalid_parameters"),
            [("colour".to_owned(), "unknown_parameter".to_owned())],
            "{path}"
        );
    }
}

#[actix_web::test]
async fn the_contact_can_be_relied_on_for_most_of_a_year() {
    let app = TestApp::start().await;
    let text = app.stranger().get("/.well-known/security.txt").await.text;
    let expires = text.lines().find_map(|line| line.strip_prefix("Expires: ")).unwrap();
    let expires: chrono::DateTime<chrono::Utc> = expires.parse().unwrap();
    let days = (expires - chrono::Utc::now()).num_days();
    assert!((333..=366).contains(&days), "{text}");
    assert!(text.contains("Contact: mailto:securite@jalon.example\n"), "{text}");
}

#[actix_web::test]
async fn an_edit_of_an_old_version_is_told_who_changed_it_when() {
    let world = World::new().await;
    let path = format!("/v1/organisations/{}", world.asn);
    let seen = world.coordinator.get(&path).await;
    world
        .technical_coordinator
        .patch(&path, json!({"name": "A"}))
        .await
        .refused(428, "precondition_required");
    world
        .technical_coordinator
        .matching(&seen)
        .patch(&path, json!({"name": "A"}))
        .await
        .expect(200);
    let stale = world
        .coordinator
        .matching(&seen)
        .patch(&path, json!({"name": "B"}))
        .await;
    stale.refused(412, "stale");
    let current = &stale.json()["current"];
    let editor = json!({"id": world.technical_coordinator.account(), "name": "Coordination DINSIC"});
    assert_eq!(current["updated_by"], editor);
    assert!(current["updated_at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(current["etag"], stale.etag());
    let now = world.coordinator.get(&path).await;
    assert_eq!(now.json()["name"], "A");
    assert_eq!(stale.etag(), now.etag(), "the tag that a reading gives");
    world
        .coordinator
        .with("If-Match", "*")
        .patch(&path, json!({"name": "C"}))
        .await
        .expect(200);
}

#[actix_web::test]
async fn a_tag_that_a_proxy_touched_counts_for_its_version() {
    let world = World::new().await;
    let path = format!("/v1/organisations/{}", world.asn);
    for (edit, touched) in [
        "W/\"{}\"",
        "\"{}-gzip\"",
        "\"{}--gzip\"",
        "W/\"{};gzip\"",
        "\"{}:zstd\"",
        "\"other\", W/\"{}-br\", \"99.nothing\"",
    ]
    .into_iter()
    .enumerate()
    {
        let now = world.coordinator.get(&path).await;
        let opaque = now.etag().trim_matches('"');
        let held = touched.replace("{}", opaque);
        let unchanged = world.coordinator.with("If-None-Match", &held).get(&path).await;
        assert_eq!(unchanged.status.as_u16(), 304, "{held}");
        let editing = world.coordinator.with("If-Match", &held);
        let name = json!({"name": format!("Autorité {edit}")});
        editing.patch(&path, name.clone()).await.expect(200);
        editing.patch(&path, name).await.refused(412, "stale");
    }
    let now = world.coordinator.get(&path).await;
    let opaque = now.etag().trim_matches('"');
    for other in [
        format!("\"{opaque}-other\""),
        format!("\"{opaque}"),
        format!("\"{opaque}gzip\""),
    ] {
        let changed = world.coordinator.with("If-None-Match", &other).get(&path).await;
        assert_eq!(changed.status.as_u16(), 200, "{other}");
    }
}

#[actix_web::test]
async fn answers_are_private_guarded_and_compressed_on_demand() {
    let world = World::new().await;
    let plain = world.coordinator.get("/v1/organisations").await;
    assert_eq!(plain.header("Cache-Control"), "private, no-cache");
    assert_eq!(plain.header("X-Content-Type-Options"), "nosniff");
    assert_eq!(
        plain.header("Content-Security-Policy"),
        "default-src 'none'; frame-ancestors 'none'"
    );
    assert_eq!(plain.header("Content-Encoding"), "");
    let zipped = world
        .coordinator
        .with("Accept-Encoding", "gzip")
        .get("/v1/organisations")
        .await;
    assert_eq!(zipped.header("Content-Encoding"), "gzip");
    // Strong tags of other bytes differ, and each is that of what is held.
    let coded = format!("{}-gzip\"", plain.etag().trim_end_matches('"'));
    assert_eq!(zipped.etag(), coded);
    for (held, told) in [(plain.etag(), plain.etag()), (&coded, &coded), ("*", plain.etag())] {
        let holder = world.coordinator.with("If-None-Match", held);
        let unchanged = holder.with("Accept-Encoding", "gzip").get("/v1/organisations").await;
        assert_eq!((unchanged.status.as_u16(), unchanged.etag()), (304, told), "{held}");
    }
    assert!(plain.header("Vary").contains("Accept-Encoding"));
}

#[actix_web::test]
async fn browsers_of_the_configured_origins_may_call() {
    let world = World::new().await;
    let preflight = |origin: &str| {
        world
            .app
            .stranger()
            .with("Origin", origin)
            .with("Access-Control-Request-Method", "PATCH")
            .with("Access-Control-Request-Headers", "authorization,if-match,content-type")
    };
    let path = format!("/v1/organisations/{}", world.asn);
    let allowed = preflight("https://front.example")
        .send(Method::OPTIONS, &path, None)
        .await;
    assert_eq!(allowed.status, 200, "{}", allowed.text);
    assert_eq!(allowed.header("Access-Control-Allow-Origin"), "https://front.example");
    let refused = preflight("https://other.example")
        .send(Method::OPTIONS, &path, None)
        .await;
    assert_eq!(refused.header("Access-Control-Allow-Origin"), "");
    let read = world
        .coordinator
        .with("Origin", "https://front.example")
        .get(&path)
        .await;
    let exposed = read.header("Access-Control-Expose-Headers").to_lowercase();
    for header in ["etag", "link", "location", "retry-after", "idempotency-replayed"] {
        assert!(exposed.contains(header), "{exposed}");
    }
}
