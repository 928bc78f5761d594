//! What the log says of a request: each line bears its id.

use serde_json::Value;

use crate::support::{Program, World};

#[actix_web::test]
async fn every_line_of_a_request_bears_its_id_its_method_and_its_route() {
    let world = World::new().await;
    let folder = Program::folder("seen");
    let key = world.app.signing_key_file();
    let settings = [
        ("DATABASE_URL", world.app.database.url()),
        ("JALON_SIGNING_KEY_FILE", key.to_str().unwrap()),
        ("JALON_LOG", "jalon=debug"),
        ("JALON_LOG_FORMAT", "json"),
    ];
    let mut program = Program::serve(&folder, &settings);
    let client = world.administrator.at(&program.base_url);
    let path = format!("/v1/accounts/{}", client.account());
    let answered = client.get(&path).await;
    answered.expect(200);
    let unknown = client.get("/v1/nowhere").await;
    unknown.refused(404, "not_found");
    world.app.sql("drop table missions cascade").await;
    let failed = client.get(&path).await;
    failed.refused(500, "internal");
    program.stop();

    let log = std::fs::read_to_string(&program.log).unwrap();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |id: &str| -> Vec<&Value> { lines.iter().filter(|line| line["span"]["request_id"] == id).collect() };
    let said = |id: &str| -> Vec<&str> {
        of(id)
            .iter()
            .map(|line| line["fields"]["message"].as_str().unwrap())
            .collect()
    };
    assert_eq!(said(answered.header("X-Request-Id")), ["answered"], "{log}");
    assert_eq!(said(unknown.header("X-Request-Id")), ["answered"], "{log}");
    let id = failed.json()["request_id"].as_str().unwrap().to_owned();
    assert_eq!(said(&id), ["a request failed", "answered"], "{log}");
    for line in of(&id) {
        assert_eq!(line["span"]["method"], "GET", "{line}");
        assert_eq!(line["span"]["route"], "/v1/accounts/{id}", "{line}");
    }
    assert_eq!(of(unknown.header("X-Request-Id"))[0]["span"]["route"], Value::Null);
    for line in &lines {
        let told = line["fields"]["message"].as_str().unwrap();
        if ["a request failed", "answered"].contains(&told) {
            assert!(line["span"]["request_id"].is_string(), "{line}");
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
