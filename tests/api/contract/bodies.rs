//! Bodies that cannot be read, or are not what was asked for.

use reqwest::Method;
use serde_json::json;

use crate::support::{Client, World};

#[actix_web::test]
async fn unreadable_and_unfit_bodies() {
    let world = World::new().await;
    let send = async |bytes: &[u8], media: &str| {
        world
            .coordinator
            .send_raw(Method::POST, "/v1/organisations", Some((bytes.to_vec(), media)))
            .await
    };
    for bytes in [
        &b"{"[..],
        b"{\"name\": }",
        b"\xff\xfe",
        b"{\"name\":\"a\",}",
        b"nul",
        b"{\"a\":1e999}",
    ] {
        send(bytes, "application/json").await.refused(400, "malformed_request");
    }
    let twice = send(
        b"{\"name\": \"a\",\n \"name\": \"b\", \"kind\": \"other\"}",
        "application/json",
    )
    .await;
    let reasons = twice.refused(400, "malformed_request");
    assert_eq!(
        (&reasons[0]["code"], &reasons[0]["params"]["line"]),
        (&json!("repeated_member"), &json!(2))
    );
    send(b"{}", "text/plain").await.refused(415, "unsupported_media_type");
    send(b"{}", "application/merge-patch+json")
        .await
        .refused(415, "unsupported_media_type");
    for bytes in [&b"[]"[..], b"null", b"3", b"\"text\"", b"true"] {
        assert_eq!(
            send(bytes, "application/json").await.faults(422, "invalid_body"),
            [(String::new(), "wrong_type".to_owned())]
        );
    }
    let nul = send(b"{\"name\":\"a\\u0000b\",\"kind\":\"other\"}", "application/json").await;
    assert_eq!(
        nul.faults(422, "invalid_body"),
        [("/name".to_owned(), "contains_nul".to_owned())]
    );
    let long = json!({"name": "é".repeat(301), "kind": "other"}).to_string();
    assert_eq!(
        send(long.as_bytes(), "application/json")
            .await
            .faults(422, "invalid_body"),
        [("/name".to_owned(), "too_long".to_owned())]
    );
    let limit = json!({"name": "é".repeat(300), "kind": "other"}).to_string();
    send(limit.as_bytes(), "application/json; charset=utf-8")
        .await
        .expect(201);
    let huge = format!("{{\"name\":\"{}\"}}", "a".repeat(1024 * 1024));
    send(huge.as_bytes(), "application/json")
        .await
        .refused(413, "payload_too_large");
    let deep = "[".repeat(100_000);
    send(deep.as_bytes(), "application/json")
        .await
        .refused(400, "malformed_request");
}

#[actix_web::test]
async fn bodies_are_plain_utf_8() {
    let world = World::new().await;
    let body = json!({"name": "Gamma", "kind": "other"}).to_string().into_bytes();
    let send = |client: crate::support::Client, media: &'static str| {
        let body = body.clone();
        async move {
            client
                .send_raw(Method::POST, "/v1/organisations", Some((body, media)))
                .await
        }
    };
    let coded = world.coordinator.with("Content-Encoding", "gzip");
    send(coded, "application/json")
        .await
        .refused(415, "unsupported_media_type");
    let latin = send(world.coordinator.clone(), "application/json; charset=iso-8859-1").await;
    latin.refused(415, "unsupported_media_type");
}

#[actix_web::test]
async fn a_text_that_shows_nothing_is_empty() {
    let world = World::new().await;
    let nothing = [
        "\u{200b}",
        "\u{2060}",
        "\u{ad}",
        "\u{3164}",
        "\u{2800}",
        "\u{feff} \u{fe0f}",
        "\u{e0041}",
        "\u{301}",
        "\u{e000}",
    ];
    for text in nothing {
        let body = json!({"track": "prototype", "title": text, "description": text, "forecast_on": "2019-05-01"});
        let reply = world.coordinator.post("/v1/projects/AMI-T-ASN/milestones", body).await;
        let faults = [("/description", "too_short"), ("/title", "too_short")];
        assert_eq!(
            reply.faults(422, "invalid_body"),
            faults.map(|(at, code)| (at.to_owned(), code.to_owned())),
            "{text:?}"
        );
        let path = format!("/v1/organisations?name={text}");
        assert_eq!(world.coordinator.get(&path).await.status, 400, "{text:?}");
    }
    let body = json!({"name": "\u{200b}A\u{2060}", "kind": "other"});
    world.coordinator.post("/v1/organisations", body).await.expect(201);
}

/// Every length is told with what it is counted in, in the reader's language.
#[actix_web::test]
async fn a_length_is_told_in_its_unit() {
    let world = World::new().await;
    let told = async |client: &Client, path: &str, body: serde_json::Value| {
        let reply = client.post(path, body).await;
        let faults = reply.refused(422, "invalid_body");
        (faults[0]["message"].clone(), faults[0]["params"].clone())
    };
    let (coordinator, path) = (&world.coordinator, "/v1/organisations");
    assert_eq!(
        told(coordinator, path, json!({"name": "é".repeat(301), "kind": "other"})).await,
        (
            json!("Trop long : au plus 300 caractères."),
            json!({"max": 300, "unit": "characters"})
        )
    );
    assert_eq!(
        told(coordinator, path, json!({"name": "", "kind": "other"})).await.0,
        "Trop court : au moins 1 caractère."
    );
    let english = coordinator.with("Accept-Language", "en");
    assert_eq!(
        told(&english, path, json!({"name": "", "kind": "other"})).await.0,
        "Too short: at least 1 character."
    );
    let many: Vec<_> = (0..501).collect();
    assert_eq!(
        told(&english, path, json!({"name": many, "kind": "other"})).await.0,
        "Too long: at most 500 items."
    );
}
