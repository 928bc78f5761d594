//! A person erased and a text redacted: no trace in any file of the service, its database's included,
//! once its operator had the tables written anew.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Client, Program, eventually};

const NAME: &str = "Zéphirine Quasimodo";
const FORMER_NAME: &str = "Zéphirine Sacripant";
const EMAIL: &str = "zephirine.quasimodo@example.test";
const LEAK: &str = "Dossier Pangolin";
const MEMBER: &str = "Hégésippe Galimatias";
const ADMINISTRATOR: &str = "administration@example.test";
const PASSWORD: &str = "une phrase assez longue";

/// The files of a folder in which one of the words stands, as `grep` finds them.
fn traces(folder: &Path, words: &[&str]) -> BTreeSet<String> {
    let mut grep = Command::new("grep");
    grep.args(["-rlaFs"]).args(words.iter().flat_map(|word| ["-e", word]));
    let found = grep.arg(folder).env("LC_ALL", "C").output().unwrap();
    let found = String::from_utf8(found.stdout).unwrap();
    found.lines().map(str::to_owned).collect()
}

/// What `jalon scrub` says.
fn scrub(folder: &Path, words: &[&str]) -> String {
    let done = Program::run(Program::command(folder, &[&["scrub"], words].concat()), "");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// An account that has chosen its password.
async fn account(program: &Program, administrator: &Client, name: &str, email: &str, organisation: &Value) -> String {
    let body = json!({"name": name, "email": email, "organisation": organisation});
    let administrator = administrator.with("Idempotency-Key", email);
    let made = administrator.post("/v1/accounts", body).await.expect(201);
    let body = json!({"secret": made["invitation"]["secret"], "password": PASSWORD});
    program.stranger().post("/v1/auth/invitation", body).await.expect(204);
    made["id"].as_str().unwrap().to_owned()
}

/// The path of a member of a project's team, who has no account.
async fn member(coordinator: &Client, administrator: &Client) -> String {
    let laureate = json!({"name": "Service du contrôle", "kind": "court"});
    let laureate = administrator.post("/v1/organisations", laureate).await.expect(201)["id"].clone();
    let project = json!({"code": "AMI-F-SC", "organisation": laureate, "title": "Contrôler mieux"});
    coordinator
        .post("/v1/programmes/AMI-F/projects", project)
        .await
        .expect(201);
    let team = "/v1/projects/AMI-F-SC/team";
    let sponsor = json!({"function": "sponsor", "from": "2019-01-01",
        "person": {"name": MEMBER, "email": "hegesippe.galimatias@example.test"}});
    let keyed = coordinator.with("Idempotency-Key", "membre");
    let made = keyed.post(team, sponsor).await.expect(201);
    format!("{team}/{}", made["id"].as_str().unwrap())
}

#[actix_web::test]
async fn no_file_holds_what_was_erased_or_redacted() {
    let folder = Program::folder("scrubbed");
    Program::make_administrator(&folder, "Administration", ADMINISTRATOR, PASSWORD);
    let mut service = Program::serve(&folder, &[]);
    let administrator = service.sign_in(ADMINISTRATOR, PASSWORD).await;
    let body = json!({"name": "Direction du pilotage", "kind": "steering_body"});
    let body_id = administrator.post("/v1/organisations", body).await.expect(201)["id"].clone();
    let zephirine = account(&service, &administrator, FORMER_NAME, EMAIL, &body_id).await;
    let path = format!("/v1/accounts/{zephirine}");
    let current = administrator.get(&path).await;
    let named = json!({"name": NAME});
    administrator.matching(&current).patch(&path, named).await.expect(200);
    account(
        &service,
        &administrator,
        "Coordination",
        "coordination@example.test",
        &body_id,
    )
    .await;
    let coordinator = service.sign_in("coordination@example.test", PASSWORD).await;
    let programme = json!({
        "code": "AMI-F", "title": LEAK, "useful_months": 10,
        "tracks": [{"code": "prototype", "label": {"fr": "Prototype", "en": "Prototype"}, "authority": body_id}],
        "template": [],
    });
    let keyed = coordinator.with("Idempotency-Key", "ouverture");
    let opened = keyed.post("/v1/programmes", programme).await.expect(201);
    let member = member(&coordinator, &administrator).await;
    let words = [NAME, FORMER_NAME, EMAIL, LEAK, MEMBER];
    let before = traces(&folder, &words);
    assert!(before.iter().any(|file| file.contains("pg_wal")), "{before:?}");

    let erase = format!("{path}/erase");
    administrator.post(&erase, json!({})).await.expect(200);
    let redaction =
        json!({"entity": "programme", "id": opened["id"], "field": "title", "motive": "Donnée personnelle."});
    coordinator.post("/v1/redactions", redaction).await.expect(201);
    coordinator.act(&member, "erase", json!({})).await.expect(200);
    let refused = Program::run(Program::command(&folder, &["scrub", "--full"]), "");
    assert!(!refused.status.success(), "the service has the database");
    service.stop();
    // What is due in the background is done once a minute, and at each start.
    let mut service = Program::serve(&folder, &[]);
    eventually("vacuumed", async || {
        let log = std::fs::read_to_string(&service.log).unwrap();
        log.contains("\"scrub\"")
    })
    .await;
    service.stop();
    let listed = scrub(&folder, &[]);
    for table in [
        "public.identities",
        "public.persons",
        "public.programmes",
        "hist.programmes",
        "public.journal",
    ] {
        assert!(listed.contains(&format!("{table} vacuumed ")), "{listed}");
    }
    let written = scrub(&folder, &["--full"]);
    assert!(written.contains("public.journal\n"), "{written}");
    assert_eq!(traces(&folder, &words), BTreeSet::new());
    assert_eq!(scrub(&folder, &[]), "");
    let mut service = Program::serve(&folder, &[]);
    let coordinator = service.sign_in("coordination@example.test", PASSWORD).await;
    let shown = coordinator.get("/v1/programmes/AMI-F").await.expect(200);
    assert!(shown["title"].as_str().unwrap().starts_with("[redacted "), "{shown}");
    let shown = coordinator.get(&member).await.expect(200);
    assert_eq!(
        (&shown["person"]["name"], &shown["function"]),
        (&json!("—"), &json!("sponsor"))
    );
    service.stop();
    assert_eq!(traces(&folder, &words), BTreeSet::new());
    std::fs::remove_dir_all(&folder).unwrap();
}
