//! In data or drawn, as the client asks (RFC 9110, 12.5.1).

use super::SVG;
use crate::support::Story;

const PATHS: [&str; 4] = [
    "/v1/projects/AMI-T-ASN/timeline",
    "/v1/projects/AMI-T-ASN/progress-curve",
    "/v1/projects/AMI-T-ASN/milestone-trend",
    "/v1/programmes/AMI-T/progress-curve",
];

#[actix_web::test]
async fn the_form_is_the_one_that_is_liked_best() {
    let story = Story::begun().await;
    let cases = [
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        (SVG, SVG),
        ("image/*", SVG),
        ("application/*;q=0.5, image/*;q=0.4", "application/json"),
        ("application/json;q=0.4, image/svg+xml;q=0.5", SVG),
        ("image/svg+xml;q=0, */*", "application/json"),
        ("*/*;q=0.1, image/svg+xml", SVG),
        (
            "image/*, image/svg+xml;q=0.2, application/json;q=0.3",
            "application/json",
        ),
        ("IMAGE/SVG+XML", SVG),
        // What a browser sends for a picture, and for a page.
        ("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", SVG),
        (
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "application/json",
        ),
    ];
    for path in PATHS {
        let plain = story.world.coordinator.get(path).await;
        assert_eq!(plain.header("content-type"), "application/json");
        for (accept, form) in cases {
            let reply = story.world.coordinator.with("Accept", accept).get(path).await;
            assert_eq!(
                (reply.status.as_u16(), reply.header("content-type")),
                (200, form),
                "{accept} of {path}"
            );
            assert!(reply.header("vary").contains("Accept"));
            if form == "application/json" {
                assert_eq!(reply.text, plain.text);
            }
        }
        for accept in [
            "image/png",
            "text/html",
            "image/svg+xml;q=0, application/json;q=0",
            "application/json;q=0, text/*",
        ] {
            let refused = story.world.coordinator.with("Accept", accept).get(path).await;
            refused.refused(406, "not_acceptable");
        }
    }
    // What has one form only is as it was.
    let project = "/v1/projects/AMI-T-ASN";
    story
        .world
        .coordinator
        .with("Accept", SVG)
        .get(project)
        .await
        .refused(406, "not_acceptable");
    let refusing = "application/json;q=0, */*";
    story
        .world
        .coordinator
        .with("Accept", refusing)
        .get(project)
        .await
        .refused(406, "not_acceptable");
    story
        .world
        .coordinator
        .with("Accept", "application/problem+json")
        .get(project)
        .await
        .expect(200);
}

#[actix_web::test]
async fn each_form_has_its_own_tag_and_is_kept_apart() {
    let story = Story::begun().await;
    let who = &story.world.coordinator;
    for path in PATHS {
        for _ in 0..2 {
            let (data, drawn) = (who.get(path).await, who.with("Accept", SVG).get(path).await);
            assert_ne!(data.etag(), drawn.etag(), "{path}");
            assert!(drawn.text.starts_with("<svg ") && data.text.starts_with('{'));
            let held = who
                .with("Accept", SVG)
                .with("If-None-Match", drawn.etag())
                .get(path)
                .await;
            assert_eq!((held.status.as_u16(), held.text.as_str()), (304, ""));
            assert_eq!(
                drawn.header("content-security-policy"),
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
            );
            assert!(!drawn.header("jalon-as-of").is_empty());
            assert_eq!(drawn.header("content-language"), "fr");
        }
    }
}
