//! `jalon account create`, the program itself, on the database of a running service.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use super::{PASSWORD, accept, holding, sign_in};
use crate::support::World;

fn create(world: &World, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jalon"))
        .args(["account", "create", "--name", "Première Personne"])
        .args(arguments)
        .env("DATABASE_URL", world.app.database.url())
        .env("JALON_DATA_DIR", std::env::temp_dir().join("jalon-of-no-database"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[actix_web::test]
async fn the_first_administrator_is_made_on_the_server() {
    let world = World::new().await;
    let arguments = [
        "--email",
        "premiere@example.test",
        "--organisation-name",
        "Secrétariat général",
        "--administrator",
    ];
    let made = create(&world, &arguments, "");
    let printed = String::from_utf8(made.stdout).unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let line = |word: &str| {
        printed
            .lines()
            .find_map(|line| line.strip_prefix(word))
            .unwrap()
            .to_owned()
    };
    accept(&world, &line("invitation "), PASSWORD).await;
    let client = holding(&world, &sign_in(&world, "premiere@example.test", PASSWORD).await);
    let me = client.get("/v1/me").await.expect(200);
    assert_eq!(me["account"]["id"], line("account "));
    assert_eq!(me["grants"][0]["role"], "administrator");
    assert_eq!(me["organisation"]["name"], "Secrétariat général");
    let told = "select string_agg(entity, ',' order by position) from journal where change_id =
        (select change_id from journal j join grants g on g.id = j.entity_id where g.account_id = '{}')";
    let told = world.app.text(&told.replace("{}", &line("account "))).await;
    assert_eq!(told, "organisation,account,grant");

    let twice = create(&world, &arguments, "");
    assert!(!twice.status.success());
    let why = String::from_utf8_lossy(&twice.stderr);
    assert!(
        why.contains("the account cannot be made") && why.contains("/email"),
        "{why}"
    );
}

#[actix_web::test]
async fn a_password_can_come_by_the_standard_input() {
    let world = World::new().await;
    let arguments = [
        "--email",
        "seconde@example.test",
        "--organisation-name",
        "Secrétariat",
        "--password-stdin",
    ];
    let weak = create(&world, &arguments, "court\n");
    assert!(!weak.status.success());
    let made = create(&world, &arguments, &format!("{PASSWORD}\n"));
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert!(!String::from_utf8(made.stdout).unwrap().contains("invitation"));
    let me = holding(&world, &sign_in(&world, "seconde@example.test", PASSWORD).await)
        .get("/v1/me")
        .await
        .expect(200);
    assert_eq!(
        me["organisation"]["kind"], "ministry",
        "the organisation of that name, which was there"
    );
    assert_eq!(me["may"], serde_json::json!([]));
}
