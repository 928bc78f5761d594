//! The largest file that is taken, by the program itself: memory does not grow with it.

use super::{place, sha256};
use crate::support::{Form, Program, World, pdf};

const LARGEST: usize = 50 * 1024 * 1024;
const ALLOWED_KIB: u64 = 20 * 1000 * 1000 / 1024;

#[cfg(target_os = "linux")]
#[actix_web::test]
async fn fifty_mebibytes_cost_less_than_twenty_megabytes() {
    let world = World::new().await;
    let path = place(&world).await;
    let key = world.app.signing_key_file();
    let settings = [
        ("DATABASE_URL", world.app.database.url()),
        ("JALON_SIGNING_KEY_FILE", key.to_str().unwrap()),
        ("JALON_TODAY", "2019-03-04"),
    ];
    let program = Program::serve(&world.app.folder, &settings);
    let client = world.alpha_expert.at(&program.base_url);
    // Once through every path with a small file: pages of the program itself are no growth.
    let small = client.upload(&path, &Form::report(&pdf(2000))).await.expect(201);
    client.get(small["content"].as_str().unwrap()).await;
    let content = pdf(LARGEST);
    let form = Form::report(&content);
    let idle = program.idle();
    println!("idle: {idle} KiB");
    let made = client.upload(&path, &form).await.expect(201);
    let uploaded = program.memory("VmHWM");
    println!("upload: {uploaded} KiB");
    assert_eq!(made["file"]["size"], LARGEST);
    assert_eq!(made["file"]["sha256"], sha256(&content));
    assert!(
        uploaded < idle + ALLOWED_KIB,
        "{uploaded} KiB at most during the upload, {idle} KiB before"
    );
    let idle = program.idle();
    let given = client.get(made["content"].as_str().unwrap()).await;
    let downloaded = program.memory("VmHWM");
    assert_eq!(given.status, 200);
    assert_eq!(given.header("Content-Length"), LARGEST.to_string());
    assert!(
        downloaded < idle + ALLOWED_KIB,
        "{downloaded} KiB for the download, {idle} KiB before"
    );
    println!("download: {downloaded} KiB, from {idle} KiB");
    let refused = client.upload(&path, &Form::report(&pdf(LARGEST + 1))).await;
    refused.refused(413, "payload_too_large");
}
