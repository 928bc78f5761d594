//! The type is what the content says: accepted, refused, or at odds with what was declared.

use serde_json::json;

use super::{kept, place};
use crate::support::{Form, World, pdf};

/// A ZIP with these entries, stored.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut body, mut directory) = (Vec::new(), Vec::new());
    let short = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
    let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    for (name, content) in entries {
        let offset = body.len();
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend([long(content.len()), long(content.len())].concat());
        common.extend(short(name.len()));
        common.extend([0, 0]);
        body.extend_from_slice(b"PK\x03\x04");
        body.extend(&common);
        body.extend([name.as_bytes(), content].concat());
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(long(offset));
        directory.extend(name.as_bytes());
    }
    let end = [
        &b"PK\x05\x06\0\0\0\0"[..],
        &short(entries.len()),
        &short(entries.len()),
        &long(directory.len()),
        &long(body.len()),
        &[0, 0],
    ]
    .concat();
    [body, directory, end].concat()
}

fn office(part: &str) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<x/>"),
        (part, b"<x/>"),
    ])
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";

#[actix_web::test]
async fn what_evidence_may_be() {
    let world = World::new().await;
    let path = place(&world).await;
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let odt = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<x/>"),
    ]);
    let long_line = format!("{{\"é\": \"{}\"}}", "é".repeat(100_000));
    for (name, declared, content, found) in [
        ("a.pdf", "application/pdf", pdf(20), "application/pdf"),
        ("A.PDF", "application/octet-stream", pdf(20), "application/pdf"),
        ("a.docx", word, office("word/document.xml"), word),
        (
            "a.xlsx",
            "application/octet-stream",
            office("xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            "a.pptx",
            "application/octet-stream",
            office("ppt/presentation.xml"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        (
            "a.odt",
            "application/vnd.oasis.opendocument.text",
            odt,
            "application/vnd.oasis.opendocument.text",
        ),
        (
            "code.zip",
            "application/x-zip-compressed",
            zip(&[("a.py", b"print()")]),
            "application/zip",
        ),
        (
            "code.tar.gz",
            "application/x-gzip",
            b"\x1f\x8b\x08\0\0\0\0\0".to_vec(),
            "application/gzip",
        ),
        ("a.png", "image/png", PNG.to_vec(), "image/png"),
        ("a.jpg", "image/jpeg", JPEG.to_vec(), "image/jpeg"),
        ("notes.txt", "text/plain; charset=utf-8", "Été.\n".into(), "text/plain"),
        ("notes.md", "text/plain", "# Été\n<b>gras</b>".into(), "text/markdown"),
        ("a.csv", "application/vnd.ms-excel", "é;1\n".into(), "text/csv"),
        ("a.json", "application/json", long_line.into_bytes(), "application/json"),
    ] {
        let form = Form::of("other", name).file(name, declared, &content);
        let made = world.alpha_expert.upload(&path, &form).await;
        assert_eq!(made.expect(201)["file"]["media_type"], found, "{name}");
    }
    let silent = Form::of("other", "x").part("form-data; name=\"file\"; filename=\"a.pdf\"", None, &pdf(20));
    world.alpha_expert.upload(&path, &silent).await.expect(201);
}

#[actix_web::test]
async fn what_evidence_may_not_be() {
    let world = World::new().await;
    let path = place(&world).await;
    let nul_far_away = ["é".repeat(40_000).into_bytes(), b"\0".to_vec()].concat();
    let cut_character = ["é".repeat(40_000).into_bytes(), b"\xc3".to_vec()].concat();
    for (name, content, found) in [
        (
            "a.exe",
            b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".to_vec(),
            "application/x-dosexec",
        ),
        (
            "a.pdf",
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec(),
            "application/x-executable",
        ),
        ("a.txt", b"<!DOCTYPE html><title>x</title>".to_vec(), "text/html"),
        (
            "a.txt",
            b"\xef\xbb\xbf \n<!-- x -->\n<ScRiPt>alert(1)</script>".to_vec(),
            "text/html",
        ),
        (
            "a.txt",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
            "image/svg+xml",
        ),
        (
            "a.png",
            b"<?xml version='1.0'?><svg onload='alert(1)'/>".to_vec(),
            "image/svg+xml",
        ),
        ("a.txt", b"#!/bin/sh\nrm -rf /\n".to_vec(), "text/x-shellscript"),
        (
            "a.zip",
            zip(&[("META-INF/MANIFEST.MF", b"x"), ("a.class", b"x")]),
            "application/java-archive",
        ),
        (
            "a.zip",
            b"PK\x03\x04 and no directory".to_vec(),
            "application/octet-stream",
        ),
        ("a.txt", b"caf\xe9 en Latin-1".to_vec(), "application/octet-stream"),
        ("a.txt", nul_far_away, "application/octet-stream"),
        ("a.txt", cut_character, "application/octet-stream"),
    ] {
        let form = Form::of("other", name).file(name, "application/octet-stream", &content);
        let errors = world
            .alpha_expert
            .upload(&path, &form)
            .await
            .refused(422, "invalid_body");
        assert_eq!(
            (&errors[0]["pointer"], &errors[0]["code"], &errors[0]["params"]["found"]),
            (&json!("/file"), &json!("file_type_refused"), &json!(found)),
            "{name}: {errors:?}"
        );
        assert_eq!(errors.len(), 1);
        assert!(
            errors[0]["params"]["accepted"]
                .as_array()
                .unwrap()
                .contains(&json!("application/pdf"))
        );
    }
    assert_eq!(kept(&world).len(), 0);
}

#[actix_web::test]
async fn the_name_and_the_declared_type_agree_with_the_content() {
    let world = World::new().await;
    let path = place(&world).await;
    for (name, declared, content, faults) in [
        ("a.pdf", "image/png", pdf(20), vec!["file_type_mismatch"]),
        ("a.png", "application/pdf", pdf(20), vec!["file_extension_mismatch"]),
        (
            "a.png",
            "image/png",
            pdf(20),
            vec!["file_extension_mismatch", "file_type_mismatch"],
        ),
        ("pdf", "application/pdf", pdf(20), vec!["file_extension_mismatch"]),
        (
            "page.html",
            "text/plain",
            b"hello <script>".to_vec(),
            vec!["file_extension_mismatch"],
        ),
        (
            "page.txt",
            "text/html",
            b"hello <script>".to_vec(),
            vec!["file_type_mismatch"],
        ),
        (
            "a.json",
            "application/json",
            b"{\"a\": }".to_vec(),
            vec!["file_extension_mismatch", "file_type_mismatch"],
        ),
        (
            "a.txt",
            "application/json",
            b"text".to_vec(),
            vec!["file_type_mismatch"],
        ),
        ("a.csv", "text/markdown", b"a;b".to_vec(), vec!["file_type_mismatch"]),
        (
            "a.docx",
            "application/zip",
            zip(&[("a", b"x")]),
            vec!["file_extension_mismatch"],
        ),
    ] {
        let form = Form::of("other", name).file(name, declared, &content);
        let reply = world.alpha_expert.upload(&path, &form).await;
        let expected: Vec<_> = faults
            .into_iter()
            .map(|fault| ("/file".to_owned(), fault.to_owned()))
            .collect();
        assert_eq!(reply.faults(422, "invalid_body"), expected, "{name} as {declared}");
    }
    let form = Form::of("other", "x").file("a.pdf", "image/png", &pdf(20));
    let reply = world
        .alpha_expert
        .with("Accept-Language", "en")
        .upload(&path, &form)
        .await;
    assert_eq!(
        reply.json()["detail"],
        "The declared type (PNG image) is not that of the content (PDF document)."
    );
    assert_eq!(kept(&world).len(), 0);
}
