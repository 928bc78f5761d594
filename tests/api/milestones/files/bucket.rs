//! A bucket behind the S3 protocol keeps files as a folder does: the program itself, by its settings.

use serde_json::json;

use super::{place, sha256};
use crate::support::{Bucket, Client, Form, Program, World, pdf};

/// The program over the test's database, with its files in the bucket.
fn serve(world: &World, bucket: &Bucket) -> Program {
    let key = world.app.signing_key_file();
    let mut settings = vec![
        ("DATABASE_URL", world.app.database.url()),
        ("JALON_SIGNING_KEY_FILE", key.to_str().unwrap()),
        ("JALON_TODAY", "2019-03-04"),
        ("JALON_S3_PREFIX", "essais"),
    ];
    settings.extend(bucket.settings());
    Program::serve(&world.app.folder, &settings)
}

async fn content(client: &Client, path: &str, range: &str) -> (u16, Vec<u8>) {
    let reply = client.with("Range", range).get(path).await;
    (reply.status.as_u16(), reply.text.into_bytes())
}

#[actix_web::test]
async fn files_go_there_and_come_back() {
    let world = World::new().await;
    let path = place(&world).await;
    let bucket = Bucket::start().await;
    let program = serve(&world, &bucket);
    let client = world.alpha_expert.at(&program.base_url);
    // In one piece; and in several, as S3 takes no more than 5 MiB at once from the service.
    for size in [2_000, 12 * 1024 * 1024 + 7] {
        let whole = pdf(size);
        let made = client.upload(&path, &Form::report(&whole)).await.expect(201);
        assert_eq!(made["file"]["sha256"], sha256(&whole));
        let at = made["content"].as_str().unwrap();
        let given = client.get(at).await;
        assert_eq!(given.status, 200);
        assert_eq!(given.header("Content-Length"), size.to_string());
        assert_eq!(given.header("ETag"), format!("\"{}\"", sha256(&whole)));
        let end = format!("bytes={}-", size - 10);
        assert_eq!(content(&client, at, &end).await, (206, whole[size - 10..].to_vec()));
        assert_eq!(content(&client, at, "bytes=20-29").await, (206, whole[20..30].to_vec()));
    }
    let installation = world.app.text("select id from installation").await;
    let kept = bucket.objects();
    let named = format!("/essais/{installation}/");
    let inside = kept.iter().filter(|file| file.to_str().unwrap().contains(&named));
    assert_eq!(inside.count(), 2, "{kept:?}");
}

#[actix_web::test]
async fn what_is_refused_or_redacted_is_not_kept_there() {
    let world = World::new().await;
    let path = place(&world).await;
    let bucket = Bucket::start().await;
    let program = serve(&world, &bucket);
    let client = world.alpha_expert.at(&program.base_url);
    let none = bucket.objects();
    let keyed = client.with("Idempotency-Key", "bilan");
    let made = keyed.upload(&path, &Form::report(&pdf(2_000))).await.expect(201);
    // The retry's own bytes are taken out again.
    keyed.upload(&path, &Form::report(&pdf(2_000))).await.expect(201);
    assert_eq!(world.app.text("select count(*) from evidence").await, "1");
    let body = json!({"entity": "evidence", "id": made["id"], "field": "file", "motive": "Donnée personnelle."});
    let coordinator = world.coordinator.at(&program.base_url);
    coordinator.post("/v1/redactions", body).await.expect(201);
    assert_eq!(bucket.objects(), none);
}

#[actix_web::test]
async fn a_bucket_that_is_not_reached_is_told_and_nothing_is_recorded() {
    let world = World::new().await;
    let path = place(&world).await;
    let bucket = Bucket::start().await;
    let program = serve(&world, &bucket);
    let client = world.alpha_expert.at(&program.base_url);
    let made = client.upload(&path, &Form::report(&pdf(2_000))).await.expect(201);
    bucket.vanish();
    let refused = client.upload(&path, &Form::report(&pdf(2_000))).await;
    refused.refused(503, "unavailable");
    assert_ne!(refused.header("Retry-After"), "");
    let refused = client.get(made["content"].as_str().unwrap()).await;
    refused.refused(503, "unavailable");
    assert_eq!(world.app.text("select count(*) from evidence").await, "1");
}
