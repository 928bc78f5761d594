//! A file is given back: whole, in part, under its name, to those who may have it.

use reqwest::Method;

use super::{place, sha256};
use crate::milestones::attach;
use crate::support::{Form, Reply, World, pdf};

/// A CSV of ten thousand digits, attached by Alpha's expert: where its content is.
async fn digits(world: &World) -> (String, String) {
    let path = place(world).await;
    let content = "0123456789".repeat(1000);
    let form = Form::of("other", "x").file(
        "Données d'été \"1\".csv".replace('"', "\\\"").as_str(),
        "text/csv",
        content.as_bytes(),
    );
    let made = world.alpha_expert.upload(&path, &form).await.expect(201);
    (made["content"].as_str().unwrap().to_owned(), content)
}

#[actix_web::test]
async fn a_file_comes_back_as_it_was_under_its_name_and_is_never_run() {
    let world = World::new().await;
    let (path, content) = digits(&world).await;
    let reply = world.coordinator.with("Accept-Encoding", "gzip, br").get(&path).await;
    assert_eq!((reply.status.as_u16(), &reply.text), (200, &content));
    for (header, value) in [
        ("Content-Type", "application/octet-stream"),
        ("Content-Length", "10000"),
        ("Accept-Ranges", "bytes"),
        ("Content-Encoding", ""),
        ("X-Content-Type-Options", "nosniff"),
        (
            "Content-Security-Policy",
            "default-src 'none'; sandbox; frame-ancestors 'none'",
        ),
        ("Cache-Control", "private, no-cache"),
        ("ETag", &format!("\"{}\"", sha256(content.as_bytes()))),
    ] {
        assert_eq!(reply.header(header), value, "{header}");
    }
    assert_eq!(
        reply.header("Content-Disposition"),
        "attachment; filename=\"Donn_es d'_t_ _1_.csv\"; filename*=UTF-8''Donn%C3%A9es%20d%27%C3%A9t%C3%A9%20%221%22.csv"
    );
    let images = world.coordinator.with("Accept", "image/*").get(&path).await;
    assert_eq!(images.status, 200, "what is not JSON is given to whoever asks");
    let head = world.coordinator.send(Method::HEAD, &path, None).await;
    assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""));
    assert_eq!((head.header("Content-Length"), head.etag()), ("10000", reply.etag()));
    for tag in [reply.etag(), "*", &format!("W/{}", reply.etag())] {
        let held = world
            .coordinator
            .with("If-None-Match", tag)
            .with("Range", "bytes=0-1")
            .get(&path)
            .await;
        assert_eq!(
            (held.status.as_u16(), held.text.as_str(), held.etag()),
            (304, "", reply.etag())
        );
    }
}

#[actix_web::test]
async fn a_name_is_encoded_as_rfc_8187_has_it() {
    let world = World::new().await;
    let place = place(&world).await;
    // Every printable character of ASCII that a file name may have, and two beyond.
    let name = "été=2019@a!b#c$d&e+f-g.h^i_j`k~l(m)n,o;p[q]r{s}t'u.csv";
    let form = Form::of("other", "x").file(name, "text/csv", b"1,2");
    let made = world.alpha_expert.upload(&place, &form).await.expect(201);
    let reply = world.coordinator.get(made["content"].as_str().unwrap()).await;
    let header = reply.header("Content-Disposition");
    let (_, encoded) = header.split_once("filename*=UTF-8''").unwrap();
    assert_eq!(
        encoded,
        "%C3%A9t%C3%A9%3D2019%40a!b#c$d&e+f-g.h^i_j`k~l%28m%29n%2Co%3Bp%5Bq%5Dr%7Bs%7Dt%27u.csv"
    );
    let decoded = percent_encoding::percent_decode_str(encoded).decode_utf8().unwrap();
    assert_eq!(decoded, name);
}

#[actix_web::test]
async fn a_range_of_a_file() {
    let world = World::new().await;
    let (path, content) = digits(&world).await;
    let get = async |range: &str| {
        world
            .coordinator
            .with("Accept-Encoding", "gzip")
            .with("Range", range)
            .get(&path)
            .await
    };
    let is_part = |reply: &Reply, first: usize, last: usize| {
        assert_eq!(reply.status, 206);
        assert_eq!(reply.header("Content-Range"), format!("bytes {first}-{last}/10000"));
        assert_eq!(reply.header("Content-Encoding"), "");
        assert_eq!(reply.header("Content-Length"), (last - first + 1).to_string());
        assert_eq!(reply.text, content[first..=last]);
    };
    is_part(&get("bytes=0-9").await, 0, 9);
    is_part(&get("bytes=9993-").await, 9993, 9999);
    is_part(&get("bytes=-5").await, 9995, 9999);
    is_part(&get("bytes=-50000").await, 0, 9999);
    is_part(&get("bytes=9999-20000").await, 9999, 9999);
    for past in ["bytes=10000-", "bytes=20000-30000", "bytes=-0"] {
        let reply = world.coordinator.with("Range", past).get(&path).await;
        reply.refused(416, "range_not_satisfiable");
        assert_eq!(reply.header("Content-Range"), "bytes */10000", "{past}");
    }
    for whole in ["bytes=0-1,5-6", "lines=0-9", "bytes=9-0", "bytes=x"] {
        let reply = get(whole).await;
        assert_eq!((reply.status.as_u16(), reply.text.len()), (200, 10000), "{whole}");
    }
    let tag = format!("\"{}\"", sha256(content.as_bytes()));
    for (held, status) in [
        (tag.as_str(), 206),
        ("\"another\"", 200),
        (&format!("W/{tag}"), 200),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 200),
    ] {
        let reply = world
            .coordinator
            .with("Range", "bytes=0-9")
            .with("If-Range", held)
            .get(&path)
            .await;
        assert_eq!(reply.status.as_u16(), status, "{held}");
    }
    // A part of that file or nothing at all.
    let reply = world.coordinator.with("If-Match", "\"another\"").get(&path).await;
    reply.refused(412, "stale");
    assert_eq!(reply.header("ETag"), tag);
    let coded = format!("{}-gzip\"", tag.trim_end_matches('"'));
    for held in [&tag, &format!("W/{tag}"), &coded, &format!("\"another\", {tag}"), "*"] {
        let part = world.coordinator.with("If-Match", held).with("Range", "bytes=0-9");
        assert_eq!(part.get(&path).await.status.as_u16(), 206, "{held}");
    }
    let head = world
        .coordinator
        .with("Range", "bytes=0-9")
        .send(Method::HEAD, &path, None)
        .await;
    assert_eq!((head.status.as_u16(), head.header("Content-Length")), (206, "10"));
}

#[actix_web::test]
async fn a_file_is_seen_as_its_evidence_is() {
    let world = World::new().await;
    let (path, _) = digits(&world).await;
    for client in [
        &world.alpha_expert,
        &world.alpha_colleague,
        &world.asn_laureate,
        &world.technical_coordinator,
    ] {
        client.get(&path).await.status.is_success().then_some(()).unwrap();
    }
    for client in [
        &world.beta_expert,
        &world.chu_laureate,
        &world.administrator,
        &world.nobody,
    ] {
        client.get(&path).await.refused(404, "not_found");
    }
    world.observer.get(&path).await.refused(403, "forbidden");
    world.app.stranger().get(&path).await.refused(401, "unauthenticated");
    world
        .coordinator
        .get("/v1/evidence/nope/content")
        .await
        .refused(404, "not_found");
    let asked = world.coordinator.get(&format!("{path}?colour=red")).await;
    asked.refused(400, "invalid_parameters");
}

#[actix_web::test]
async fn a_link_has_no_content() {
    let world = World::new().await;
    let path = place(&world).await;
    let link = attach(&world.alpha_expert, &path.replace("/evidence/files", ""), "report").await;
    let errors = world
        .alpha_expert
        .get(&format!("{}/content", link.header("Location")))
        .await
        .refused(404, "not_found");
    assert_eq!(errors[0]["code"], "evidence_is_link");
}

#[actix_web::test]
async fn a_large_file_goes_and_comes_in_pieces() {
    let world = World::new().await;
    let path = place(&world).await;
    let content = [pdf(30), vec![b'x'; 1024 * 1024 - 31], b"z".to_vec()].concat();
    let form = Form::report(&content);
    let made = world.alpha_expert.upload(&path, &form).await.expect(201);
    assert_eq!(made["file"]["sha256"], sha256(&content));
    let place = made["content"].as_str().unwrap();
    let end = world.alpha_expert.with("Range", "bytes=1048570-").get(place).await;
    assert_eq!((end.status.as_u16(), end.text.as_str()), (206, "xxxxxz"));
}
