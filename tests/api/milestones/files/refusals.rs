//! What is refused before there is a file.

use serde_json::json;

use super::{kept, place};
use crate::milestones::plan;
use crate::support::{Form, World, pdf};

/// The limit of the test's service.
const LIMIT: usize = 1024 * 1024;

#[actix_web::test]
async fn every_fault_of_a_form_is_told_at_once() {
    let world = World::new().await;
    let path = place(&world).await;
    let pairs = |faults: &[(&str, &str)]| -> Vec<(String, String)> {
        let owned = faults
            .iter()
            .map(|(place, code)| ((*place).to_owned(), (*code).to_owned()));
        owned.collect()
    };
    let empty = world.alpha_expert.upload(&path, &Form::default()).await;
    assert_eq!(
        empty.faults(422, "invalid_body"),
        pairs(&[
            ("/file", "missing_field"),
            ("/title", "missing_field"),
            ("/type", "missing_field")
        ])
    );
    let form = Form::of("poem", &"x".repeat(20_000))
        .field("colour", "red")
        .field("title", "again")
        .file("../../etc/passwd", "image/png", &pdf(20));
    assert_eq!(
        world
            .alpha_expert
            .upload(&path, &form)
            .await
            .faults(422, "invalid_body"),
        pairs(&[
            ("/colour", "unknown_field"),
            ("/file", "file_type_mismatch"),
            ("/file", "invalid_file_name"),
            ("/title", "duplicate"),
            ("/title", "too_long"),
            ("/type", "unknown_value"),
        ])
    );
    let two = Form::report(&pdf(20)).file("b.pdf", "application/pdf", &pdf(30));
    assert_eq!(
        world.alpha_expert.upload(&path, &two).await.faults(422, "invalid_body"),
        pairs(&[("/file", "duplicate")])
    );
    let nothing = Form::report(b"");
    assert_eq!(
        world
            .alpha_expert
            .upload(&path, &nothing)
            .await
            .faults(422, "invalid_body"),
        pairs(&[("/file", "too_short")])
    );
    let nul = Form::of("report", "a\0b").file("a.pdf", "application/pdf", &pdf(20));
    assert_eq!(
        world.alpha_expert.upload(&path, &nul).await.faults(422, "invalid_body"),
        pairs(&[("/title", "contains_nul")])
    );
    assert_eq!(kept(&world).len(), 0);
}

#[actix_web::test]
async fn a_name_is_never_a_place() {
    let world = World::new().await;
    let path = place(&world).await;
    for name in [
        "../a.pdf",
        "/etc/a.pdf",
        "a/b.pdf",
        "..",
        ".",
        "C:\\\\a.pdf",
        "C:\\a.pdf",
        "..\\..\\a.pdf",
        "a\u{202e}fdp.pdf",
        "a\tb.pdf",
    ] {
        let form = Form::of("report", "x").file(name, "application/pdf", &pdf(20));
        let faults = world
            .alpha_expert
            .upload(&path, &form)
            .await
            .faults(422, "invalid_body");
        assert!(
            faults.contains(&("/file".to_owned(), "invalid_file_name".to_owned())),
            "{name}: {faults:?}"
        );
    }
    let extended = "form-data; name=\"file\"; filename=\"a.pdf\"; filename*=UTF-8''..%2Fa.pdf";
    let form = Form::of("report", "x").part(extended, Some("application/pdf"), &pdf(20));
    let faults = world
        .alpha_expert
        .upload(&path, &form)
        .await
        .faults(422, "invalid_body");
    assert_eq!(faults, [("/file".to_owned(), "invalid_file_name".to_owned())]);
    let long = format!("{}.pdf", "é".repeat(126));
    let form = Form::of("report", "x").file(&long, "application/pdf", &pdf(20));
    let reply = world.alpha_expert.upload(&path, &form).await;
    let faults = reply.faults(422, "invalid_body");
    assert_eq!(faults, [("/file".to_owned(), "too_long".to_owned())]);
    assert_eq!(reply.json()["errors"][0]["message"], "Trop long : au plus 255 octets.");
    let unnamed = Form::of("report", "x").part("form-data; name=\"file\"", None, &pdf(20));
    let faults = world
        .alpha_expert
        .upload(&path, &unnamed)
        .await
        .faults(422, "invalid_body");
    assert_eq!(faults, [("/file".to_owned(), "missing_file_name".to_owned())]);
    let unseen = Form::of("report", "x").file("\u{200b}", "application/pdf", &pdf(20));
    let reply = world.alpha_expert.upload(&path, &unseen).await;
    let told = reply.refused(422, "invalid_body")[0]["message"].to_string();
    assert!(told.contains("invisible"), "{told}");
    assert_eq!(kept(&world).len(), 0);
    for name in [
        "é\u{301}tat d'avancement (v2).pdf",
        "a\\\"b.pdf",
        "..a.pdf",
        &"é".repeat(125),
    ] {
        let name = if name.ends_with(".pdf") {
            name.to_owned()
        } else {
            format!("{name}.pdf")
        };
        let form = Form::of("report", "x").file(&name, "application/pdf", &pdf(20));
        world.alpha_expert.upload(&path, &form).await.expect(201);
    }
}

#[actix_web::test]
async fn one_byte_too_many() {
    let world = World::new().await;
    let path = place(&world).await;
    let fits = world.alpha_expert.upload(&path, &Form::report(&pdf(LIMIT))).await;
    assert_eq!(fits.expect(201)["file"]["size"], LIMIT);
    for size in [LIMIT + 1, LIMIT + 100_000, 4 * LIMIT] {
        let refused = world.alpha_expert.upload(&path, &Form::report(&pdf(size))).await;
        refused.refused(413, "payload_too_large");
    }
    let padded = Form::report(&pdf(20)).field("colour", &"x".repeat(2 * LIMIT));
    world
        .alpha_expert
        .upload(&path, &padded)
        .await
        .refused(413, "payload_too_large");
    assert_eq!(kept(&world).len(), 1);
}

#[actix_web::test]
async fn forms_that_cannot_be_read() {
    let world = World::new().await;
    let path = place(&world).await;
    let send = async |body: &[u8], media: &str| {
        let body = Some((body.to_vec(), media));
        world.alpha_expert.send_raw(reqwest::Method::POST, &path, body).await
    };
    let form = Form::report(&pdf(100));
    let cut = &form.body()[..form.body().len() - 30];
    send(cut, &Form::media_type()).await.refused(400, "malformed_request");
    send(b"nothing of the kind", &Form::media_type())
        .await
        .refused(400, "malformed_request");
    send(b"", &Form::media_type()).await.refused(400, "malformed_request");
    send(&form.body(), "multipart/form-data")
        .await
        .refused(400, "malformed_request");
    send(&form.body(), "multipart/mixed; boundary=x")
        .await
        .refused(415, "unsupported_media_type");
    send(&form.body(), "application/pdf")
        .await
        .refused(415, "unsupported_media_type");
    let keyed = world.alpha_expert.with("Idempotency-Key", " ");
    keyed.upload(&path, &form).await.refused(400, "malformed_request");
    let asked = world.alpha_expert.upload(&format!("{path}?colour=red"), &form).await;
    asked.refused(400, "invalid_parameters");
    assert_eq!(kept(&world).len(), 0);
    let coded = world.alpha_expert.with("Content-Encoding", "gzip");
    let coded = coded.upload(&path, &Form::report(&pdf(20))).await;
    coded.refused(415, "unsupported_media_type");
}

#[actix_web::test]
async fn who_may_not_is_told_before_the_body_is_read() {
    let world = World::new().await;
    let path = place(&world).await;
    let large = Form::report(&pdf(8 * LIMIT));
    world
        .app
        .stranger()
        .upload(&path, &large)
        .await
        .refused(401, "unauthenticated");
    world.beta_expert.upload(&path, &large).await.refused(404, "not_found");
    world
        .alpha_expert
        .upload("/v1/milestones/nope/evidence/files", &large)
        .await
        .refused(404, "not_found");
    world.observer.upload(&path, &large).await.refused(403, "forbidden");
    let other = plan(&world, json!({"track": "roadmap"})).await;
    let errors = world
        .alpha_expert
        .upload(&format!("{other}/evidence/files"), &large)
        .await;
    assert_eq!(errors.refused(403, "forbidden")[0]["code"], "not_on_track");
    assert_eq!(kept(&world).len(), 0);
}
