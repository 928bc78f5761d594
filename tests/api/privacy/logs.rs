//! Logs without names, addresses, tokens, passwords or bodies: the program's and its database's.

use diesel::sql_types::Text;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use std::path::Path;

use serde_json::json;

use crate::support::{Client, Program};

const NAME: &str = "Zéphirine Quasimodo";
const EMAIL: &str = "zephirine.quasimodo@example.test";
const PASSWORD: &str = "Mirabelle-Passoire-Tournesol";
/// What a log must not hold: everything sent or given below that is somebody's, or secret.
const SENT: [&str; 12] = [
    PASSWORD,
    "Wisteria-Mauvais-Essai",
    "Zéphirine",
    "Quasimodo",
    "quasimodo@",
    "zephirine",
    "inconnue@ailleurs",
    "Organisation Pangolin",
    "Texte-Pangolin",
    "pangolin",
    "130025919",
    "jeton-de-personne",
];

fn found(log: &str, secrets: &[String]) -> Vec<String> {
    let all = SENT
        .iter()
        .map(|word| (*word).to_owned())
        .chain(secrets.iter().cloned());
    all.filter(|word| log.to_lowercase().contains(&word.to_lowercase()))
        .collect()
}

/// Everything that people do, right and wrong; gives the secrets that were given on the way.
async fn tour(base_url: &str) -> Vec<String> {
    let stranger = Client::new(base_url, None);
    let sign_in = json!({"email": "zephirine.quasimodo@example.test", "password": PASSWORD});
    let tokens = stranger.post("/v1/auth/token", sign_in).await.expect(200);
    let text = |name: &str| tokens[name].as_str().unwrap().to_owned();
    let mut secrets = vec![text("access_token"), text("refresh_token")];
    let client = Client::new(base_url, Some(text("access_token")));
    for (email, password) in [
        ("zephirine.quasimodo@example.test", "Wisteria-Mauvais-Essai"),
        ("inconnue@ailleurs.test", PASSWORD),
    ] {
        let body = json!({"email": email, "password": password});
        stranger
            .post("/v1/auth/token", body)
            .await
            .refused(401, "invalid_credentials");
    }
    let forged = Client::new(base_url, Some("jeton-de-personne.e30.e30".to_owned()));
    forged.get("/v1/me").await.refused(401, "unauthenticated");
    client.get("/v1/me").await.expect(200);

    // A name of its own, twice: the database refuses the second, and its own log would name the value.
    let organisation = json!({"name": "Organisation Pangolin", "kind": "other", "siren": "130025919"});
    let made = client
        .with("Idempotency-Key", "pangolin-1")
        .post("/v1/organisations", organisation.clone())
        .await;
    let organisation_id = made.id();
    client
        .post("/v1/organisations", organisation)
        .await
        .refused(422, "invalid_body");
    let person = json!({"name": "Pangolin Quasimodo", "email": "pangolin.quasimodo@example.test", "organisation": organisation_id});
    let invited = client.post("/v1/accounts", person.clone()).await.expect(201);
    secrets.push(invited["invitation"]["secret"].as_str().unwrap().to_owned());
    client.post("/v1/accounts", person).await.refused(422, "invalid_body");
    let weak = json!({"secret": invited["invitation"]["secret"], "password": "Texte-Pang"});
    stranger
        .post("/v1/auth/invitation", weak)
        .await
        .refused(422, "invalid_body");
    let service = json!({"name": "Texte-Pangolin", "organisation": organisation_id, "scopes": ["portfolio:read"]});
    let key = client.post("/v1/service-accounts", service).await.expect(201)["key"]
        .as_str()
        .unwrap()
        .to_owned();
    Client::new(base_url, Some(key.clone()))
        .get("/v1/organisations")
        .await
        .refused(403, "forbidden");
    secrets.push(key);

    // Paths, parameters and bodies that cannot be read, or lead nowhere.
    for path in [
        "/v1/projects/Texte-Pangolin",
        "/v1/organisations?name=Texte-Pangolin",
        "/v1/Texte-Pangolin",
        "/v1/organisations?Texte-Pangolin=1",
    ] {
        client.get(path).await;
    }
    let raw = async |body: &str| {
        let body = Some((body.as_bytes().to_vec(), "application/json"));
        client.send_raw(reqwest::Method::POST, "/v1/organisations", body).await
    };
    raw("{\"name\": \"Texte-Pangolin\", ")
        .await
        .refused(400, "malformed_request");
    raw("{\"name\": \"Texte-Pangolin\", \"kind\": \"Texte-Pangolin\", \"Texte-Pangolin\": 1}")
        .await
        .refused(422, "invalid_body");
    raw("{\"name\": \"Texte-Pangolin\\u0000\", \"kind\": \"other\"}")
        .await
        .refused(422, "invalid_body");
    let refreshed = stranger
        .post("/v1/auth/refresh", json!({"refresh_token": text("refresh_token")}))
        .await
        .expect(200);
    secrets.push(refreshed["refresh_token"].as_str().unwrap().to_owned());
    stranger
        .post("/v1/auth/refresh", json!({"refresh_token": text("refresh_token")}))
        .await
        .expect(200);
    stranger
        .post("/v1/auth/refresh", json!({"refresh_token": "jeton-de-personne"}))
        .await
        .refused(401, "invalid_credentials");
    secrets
}

/// What the service never asks of the database: to hold an address twice. PostgreSQL would say which.
async fn repeat_an_address(folder: &Path) {
    let mut conn = AsyncPgConnection::establish(&Program::database_url(folder))
        .await
        .unwrap();
    let twice = "insert into identities (account_id, name, email) values (gen_random_uuid(), $1, $2)";
    let twice = diesel::sql_query(twice).bind::<Text, _>(NAME).bind::<Text, _>(EMAIL);
    twice.execute(&mut conn).await.unwrap_err();
}

#[actix_web::test]
async fn no_log_holds_a_name_an_address_a_token_a_password_or_a_body() {
    let folder = Program::folder("logs");
    let said = Program::make_administrator(&folder, NAME, EMAIL, PASSWORD);
    assert_eq!(found(&said, &[]), Vec::<String>::new(), "{said}");
    let mut service = Program::serve(&folder, &[("JALON_LOG", "debug"), ("JALON_LOG_FORMAT", "json")]);
    let secrets = tour(&service.base_url).await;
    repeat_an_address(&folder).await;
    service.stop();

    let log = std::fs::read_to_string(&service.log).unwrap();
    let lines: Vec<serde_json::Value> = log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let answered = lines
        .iter()
        .filter(|line| line["fields"]["message"] == "answered")
        .count();
    assert!(answered >= 20, "{log}");
    assert!(
        lines.iter().any(|line| line["level"] == "DEBUG"),
        "at the level that says the most:\n{log}"
    );
    assert_eq!(found(&log, &secrets), Vec::<String>::new(), "{log}");

    let database = std::fs::read_to_string(folder.join("postgres.log")).unwrap();
    assert!(
        database.contains("identities_email_key"),
        "the refusal is logged:\n{database}"
    );
    assert_eq!(found(&database, &secrets), Vec::<String>::new(), "{database}");
    std::fs::remove_dir_all(&folder).unwrap();
}
