//! What no row names is removed, and nothing else.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::json;

use super::{kept, place};
use crate::support::{Form, Program, World, pdf};

/// Makes a file look as old as that.
fn age(file: &Path, by: Duration) {
    let written = SystemTime::now() - by;
    File::options()
        .write(true)
        .open(file)
        .unwrap()
        .set_modified(written)
        .unwrap();
}

const GRACE: Duration = Duration::from_secs(3600);

#[actix_web::test]
async fn orphans_go_and_the_rest_stays() {
    let world = World::new().await;
    let path = place(&world).await;
    world
        .alpha_expert
        .upload(&path, &Form::report(&pdf(20)))
        .await
        .expect(201);
    let named = kept(&world).pop().unwrap();
    let mine = named.parent().unwrap().to_owned();
    let of_another = mine.parent().unwrap().join(uuid::Uuid::now_v7().to_string());
    std::fs::create_dir(&of_another).unwrap();
    let orphans = [
        mine.join("orphan"),
        mine.join("half#1"),
        world.app.folder.join("arriving/cut"),
    ];
    let held = world
        .app
        .services
        .files
        .hold(format!("{}/held", mine.file_name().unwrap().to_str().unwrap()));
    let others = [mine.join("young"), mine.join("held"), of_another.join("file")];
    for file in orphans.iter().chain(&others) {
        std::fs::write(file, b"x").unwrap();
        age(file, GRACE * 2);
    }
    age(&named, GRACE * 2);
    age(&others[0], GRACE / 2);
    assert_eq!(
        jalon::files::sweep(&world.app.services.files, &world.app.services.pool, GRACE)
            .await
            .unwrap(),
        3
    );
    assert!(orphans.iter().all(|file| !file.exists()), "{:?}", kept(&world));
    assert!(
        others.iter().chain([&named]).all(|file| file.exists()),
        "{:?}",
        kept(&world)
    );
    assert_eq!(
        jalon::files::sweep(&world.app.services.files, &world.app.services.pool, GRACE)
            .await
            .unwrap(),
        0
    );
    drop(held);
    assert_eq!(
        jalon::files::sweep(&world.app.services.files, &world.app.services.pool, GRACE)
            .await
            .unwrap(),
        1
    );
    let made = world.alpha_expert.get(&path.replace("/files", "")).await.expect(200);
    let content = world
        .alpha_expert
        .get(made["items"][0]["content"].as_str().unwrap())
        .await;
    assert_eq!(content.status, 200);
}

/// What an application was handed in with is named as evidence of a milestone is.
#[actix_web::test]
async fn a_file_of_an_application_stays() {
    let world = World::new().await;
    let body = json!({"organisation": world.asn, "title": "Lettres de suite", "submitted_at": "2018-09-03T10:00:00Z"});
    let application = world.coordinator.post("/v1/programmes/AMI-T/applications", body).await;
    application.expect(201);
    let path = format!("/v1/applications/{}/evidence/files", application.id());
    let form = Form::of("application_file", "Dossier").file("dossier.pdf", "application/pdf", &pdf(20));
    let made = world.coordinator.upload(&path, &form).await.expect(201);
    let named = kept(&world).pop().unwrap();
    let orphan = named.parent().unwrap().join("orphan");
    std::fs::write(&orphan, b"x").unwrap();
    for file in [&named, &orphan] {
        age(file, GRACE * 2);
    }
    let swept = jalon::files::sweep(&world.app.services.files, &world.app.services.pool, GRACE);
    assert_eq!(swept.await.unwrap(), 1);
    assert_eq!(kept(&world), [named]);
    let content = world.coordinator.get(made["content"].as_str().unwrap()).await;
    assert_eq!(content.status, 200);
}

#[actix_web::test]
async fn a_file_can_be_taken_out_by_its_key() {
    let world = World::new().await;
    let path = place(&world).await;
    world
        .alpha_expert
        .upload(&path, &Form::report(&pdf(20)))
        .await
        .expect(201);
    let key = world.app.text("select file_key from evidence").await;
    world.app.services.files.delete(&key).await.unwrap();
    assert_eq!(kept(&world).len(), 0);
    world.app.services.files.delete(&key).await.unwrap();
}

/// A volume that is not there is not made anew: what is uploaded meanwhile would hide it.
#[actix_web::test]
async fn a_folder_that_is_gone_takes_nothing() {
    let world = World::new().await;
    let path = place(&world).await;
    let upload = async || world.alpha_expert.upload(&path, &Form::report(&pdf(20))).await;
    let made = upload().await.expect(201);
    let content = async || world.alpha_expert.get(made["content"].as_str().unwrap()).await;
    let (folder, away) = (world.app.folder.join("files"), world.app.folder.join("away"));
    std::fs::rename(&folder, &away).unwrap();
    upload().await.refused(503, "unavailable");
    content().await.refused(503, "unavailable");
    assert!(!folder.exists());
    // Nor does a service start on an empty folder, though its database names files.
    let mut serve = Program::command(&world.app.folder, &["serve", "--listen", "127.0.0.1:0"]);
    serve.env("DATABASE_URL", world.app.database.url());
    let refused = Program::run(serve, "");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success());
    assert!(said.contains("is empty, and the database names 1 files"), "{said}");
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::rename(&away, &folder).unwrap();
    upload().await.expect(201);
    assert_eq!(content().await.status, 200);
}
