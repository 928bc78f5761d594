//! Answers that are the same for everybody: coded as the client likes, under one tag.

use std::io::Read;

use jalon::http::guard::LIVE;

use crate::support::World;

const FIXED: [&str; 7] = [
    "/openapi.json",
    "/problems",
    "/problems/conflict",
    "/v1/vocabulary",
    "/docs/",
    "/docs/swagger-initializer.js",
    "/docs/swagger-ui-bundle.js",
];

/// What a path gives in that coding: its name, its tag, and its bytes without it.
async fn given(world: &World, path: &str, accepted: &str) -> (String, String, Vec<u8>) {
    let asked = reqwest::Client::new()
        .get(format!("{}{path}", world.app.base_url))
        .bearer_auth(world.nobody.token())
        .header("Accept-Encoding", accepted);
    let reply = asked.send().await.unwrap();
    assert_eq!(reply.status(), 200, "{path}");
    let header = |name: &str| {
        let value = reply
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned());
        value.unwrap_or_default()
    };
    assert!(header("Vary").contains("Accept-Encoding"), "{path}");
    let (coding, tag) = (header("Content-Encoding"), header("ETag"));
    let body = reply.bytes().await.unwrap();
    let mut plain = Vec::new();
    match coding.as_str() {
        "gzip" => flate2::read::GzDecoder::new(&body[..]).read_to_end(&mut plain).unwrap(),
        "br" => brotli::Decompressor::new(&body[..], 4096)
            .read_to_end(&mut plain)
            .unwrap(),
        _ => (&body[..]).read_to_end(&mut plain).unwrap(),
    };
    (coding, tag, plain)
}

#[actix_web::test]
async fn what_is_the_same_for_everybody_is_coded_as_asked() {
    let world = World::new().await;
    for path in FIXED {
        let (coding, tag, plain) = given(&world, path, "identity").await;
        assert_eq!(coding, "", "{path}");
        let short = plain.len() < 512;
        for (accepted, expected) in [
            ("gzip", "gzip"),
            ("br", "br"),
            ("gzip;q=0.5, br", "br"),
            ("gzip, br;q=0.1", "gzip"),
            ("zstd", ""),
            ("gzip;q=0", ""),
            ("*;q=0", ""),
        ] {
            let (coding, coded, body) = given(&world, path, accepted).await;
            assert_eq!(coding, if short { "" } else { expected }, "{path}: {accepted}");
            assert!(body == plain, "{path}: {accepted}");
            let expected = match &*coding {
                "" => tag.clone(),
                coding => format!("{}-{coding}\"", tag.trim_end_matches('"')),
            };
            assert_eq!(coded, expected, "{path}: {accepted}");
        }
        let held = world.nobody.with("If-None-Match", &tag);
        let unchanged = held.with("Accept-Encoding", "gzip").get(path).await;
        assert_eq!((unchanged.status.as_u16(), unchanged.etag()), (304, &*tag), "{path}");
        assert_eq!(unchanged.header("Content-Encoding"), "", "{path}");
        assert!(unchanged.header("Vary").contains("Accept-Encoding"), "{path}");
        let head = world.nobody.send(reqwest::Method::HEAD, path, None).await;
        assert_eq!((head.status.as_u16(), head.etag()), (200, &*tag), "{path}");
    }
    world.nobody.get(LIVE).await.expect(200);
}

#[actix_web::test]
async fn the_reference_page_is_there_whole() {
    let world = World::new().await;
    let stranger = world.app.stranger();
    let page = stranger.get("/docs/").await;
    assert_eq!(page.header("Content-Type"), "text/html");
    assert!(page.header("Content-Security-Policy").contains("script-src 'self'"));
    assert!(page.text.contains("swagger-ui-bundle.js"));
    let set = stranger.get("/docs/swagger-initializer.js").await;
    assert!(set.text.contains("/openapi.json"), "{}", set.text);
    assert!(set.text.contains("/v1/auth/token"), "{}", set.text);
    let shown = stranger.get("/docs/accounts.json").await.text;
    assert_eq!(shown, "[]", "no account but the demonstration's is anybody's to use");
    stranger.get("/docs/nothing.js").await.refused(404, "not_found");
}
