//! The file of a piece, as coordinators and jurors get it: whole, in part, never run.

use reqwest::Method;
use serde_json::json;

use super::{digits, filed, files, judged, kept, linked, sha256};
use crate::support::{Form, pdf};

#[actix_web::test]
async fn it_comes_back_as_it_was() {
    let (world, application, juror) = judged().await;
    let path = filed(&world, &application, &digits()).await;
    let content = format!("{path}/content");
    for reader in [&world.coordinator, &world.technical_coordinator, &juror] {
        let reply = reader.with("Accept-Encoding", "gzip, br").get(&content).await;
        assert_eq!((reply.status.as_u16(), &reply.text), (200, &digits()));
        for (header, value) in [
            ("Content-Type", "application/octet-stream"),
            ("Content-Length", "10000"),
            ("Accept-Ranges", "bytes"),
            ("Content-Encoding", ""),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "private, no-cache"),
            ("ETag", &format!("\"{}\"", sha256(&digits()))),
        ] {
            assert_eq!(reply.header(header), value, "{header}");
        }
        let saved = reply.header("Content-Disposition");
        assert!(saved.starts_with("attachment; filename=\"chiffres.csv\""), "{saved}");
        let head = reader.send(Method::HEAD, &content, None).await;
        assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""));
        assert_eq!((head.header("Content-Length"), head.etag()), ("10000", reply.etag()));
        let held = reader.with("If-None-Match", reply.etag()).get(&content).await;
        assert_eq!((held.status.as_u16(), held.text.as_str()), (304, ""));
    }
    assert_eq!(kept(&world).len(), 1);
}

#[actix_web::test]
async fn a_range_of_it_is_given_to_a_juror_too() {
    let (world, application, juror) = judged().await;
    let content = format!("{}/content", filed(&world, &application, &digits()).await);
    for (range, first, last) in [
        ("bytes=0-9", 0, 9),
        ("bytes=9993-", 9993, 9999),
        ("bytes=-5", 9995, 9999),
    ] {
        let reply = juror.with("Range", range).get(&content).await;
        assert_eq!(reply.status, 206, "{range}");
        assert_eq!(reply.header("Content-Range"), format!("bytes {first}-{last}/10000"));
        assert_eq!(reply.text, digits()[first..=last]);
    }
    let past = juror.with("Range", "bytes=10000-").get(&content).await;
    past.refused(416, "range_not_satisfiable");
    assert_eq!(past.header("Content-Range"), "bytes */10000");
    let part = juror.with("Range", "bytes=0-9");
    let tag = format!("\"{}\"", sha256(&digits()));
    for (held, status) in [(tag.as_str(), 206), ("\"another\"", 200)] {
        let reply = part.with("If-Range", held).get(&content).await;
        assert_eq!(reply.status.as_u16(), status, "{held}");
    }
    let other = juror.with("If-Match", "\"another\"").get(&content).await;
    other.refused(412, "stale");
}

#[actix_web::test]
async fn a_link_has_none() {
    let (world, application, juror) = judged().await;
    let path = linked(&world, &application, json!({})).await;
    for reader in [&world.coordinator, &juror] {
        let none = reader.get(&format!("{path}/content")).await;
        assert_eq!(none.refused(404, "not_found")[0]["code"], "evidence_is_link");
    }
}

/// What a file may be is what it may be as evidence of a milestone.
#[actix_web::test]
async fn it_is_of_the_type_that_its_content_says() {
    let (world, application, _) = judged().await;
    let upload = async |form: &Form| world.coordinator.upload(&files(&application), form).await;
    let named =
        |name: &str, media: &str, content: &[u8]| Form::of("application_file", "Dossier").file(name, media, content);
    let made = upload(&named("Dossier été.pdf", "application/pdf", &pdf(3000))).await;
    let file = made.expect(201)["file"].clone();
    assert_eq!(
        (&file["name"], &file["media_type"], &file["size"]),
        (&json!("Dossier été.pdf"), &json!("application/pdf"), &json!(3000))
    );
    let program = upload(&named(
        "a.exe",
        "application/octet-stream",
        b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0",
    ))
    .await;
    let error = &program.refused(422, "invalid_body")[0];
    assert_eq!(
        (&error["pointer"], &error["code"]),
        (&json!("/file"), &json!("file_type_refused"))
    );
    assert_eq!(kept(&world).len(), 1);
}
