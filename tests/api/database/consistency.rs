//! `jalon check` says what differs, and nothing where nothing does.

use std::process::Output;

use serde_json::json;

use crate::support::{Program, World};

/// What the command says of the world's database.
fn checked(world: &World) -> (bool, String) {
    let folder = Program::folder("check");
    let mut check = Program::command(&folder, &["check"]);
    check.env("DATABASE_URL", world.app.database.url());
    let Output { status, stdout, stderr } = Program::run(check, "");
    let said = [stdout, stderr].map(|said| String::from_utf8(said).unwrap()).concat();
    (status.success(), said)
}

#[actix_web::test]
async fn what_was_written_by_the_service_agrees() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    for title in ["Un", "Deux"] {
        who.patch("/v1/projects/AMI-T-ASN", json!({"title": title}))
            .await
            .expect(200);
    }
    let (agrees, said) = checked(&world);
    assert!(agrees && said.contains("comparisons, no difference"), "{said}");
}

#[actix_web::test]
async fn what_differs_is_named() {
    let world = World::new().await;
    let project = world.asn_project;
    let first_entry = world.app.text("select id from journal order by seq limit 1").await;
    world
        .app
        .sql(&format!(
            "alter table projects disable trigger user;
             update projects set title = 'Autre' where id = '{project}';
             alter table projects enable trigger user;
             alter table journal disable trigger user;
             update journal set at = now() + interval '1 year' where id = '{first_entry}';
             alter table journal enable trigger user;"
        ))
        .await;
    let (agrees, said) = checked(&world);
    assert!(!agrees, "{said}");
    let named = format!("projects: rows are their newest versions: 1 do not ({project})");
    assert!(said.contains(&named), "{said}");
    assert!(
        said.contains("numbers and instants of the journal ascend together: 1 do not"),
        "{said}"
    );
    let untold = "each version was told of";
    assert!(said.contains(untold), "{said}");
}
