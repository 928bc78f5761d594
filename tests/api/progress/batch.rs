//! Lines kept offline.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::{LOG, entry};
use crate::support::World;

const BATCH: &str = "/v1/progress-entries/batch";

fn line(key: &str, other: Value) -> Value {
    let mut line = entry(other);
    if line.get("project").is_none() {
        line["project"] = json!("AMI-T-ASN");
    }
    line["key"] = json!(key);
    line
}

#[actix_web::test]
async fn each_line_is_the_single_request_that_it_stands_for() {
    let world = World::new().await;
    let single = world
        .alpha_expert
        .with("Idempotency-Key", "single")
        .post(LOG, entry(json!({"occurred_on": "2019-02-01"})))
        .await;
    let lines = json!({"entries": [
        line("a", json!({})),
        line("a", json!({})),
        line("a", json!({"done": "Autre"})),
        line("single", json!({"occurred_on": "2019-02-01", "project": world.asn_project})),
        line("elsewhere", json!({"project": "AMI-T-CHU"})),
        line("track", json!({"track": "roadmap"})),
        line("future", json!({"occurred_on": "2019-03-05"})),
        line("shape", json!({"done": "", "colour": "red"})),
        line("over", json!({"person_days": 0.75})),
        {"project": "AMI-T-ASN"},
        "not an object",
        line("b", json!({"person_days": 0.5})),
    ]});
    let reply = world.alpha_expert.post(BATCH, lines).await.expect(200);
    let results = reply["results"].as_array().unwrap();
    let told: Vec<_> = results
        .iter()
        .map(|it| {
            (
                it["key"].as_str().unwrap_or("-"),
                it["status"].as_u64().unwrap(),
                it["replayed"].as_bool().unwrap(),
                it["problem"]["code"].as_str().unwrap_or("-"),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("a", 201, false, "-"),
            ("a", 201, true, "-"),
            ("a", 422, false, "idempotency_key_reused"),
            ("single", 201, true, "-"),
            ("elsewhere", 404, false, "not_found"),
            ("track", 403, false, "forbidden"),
            ("future", 422, false, "invalid_body"),
            ("shape", 422, false, "invalid_body"),
            ("over", 422, false, "invalid_body"),
            ("-", 422, false, "invalid_body"),
            ("-", 422, false, "invalid_body"),
            ("b", 201, false, "-"),
        ]
    );
    assert_eq!(results[0]["id"], results[1]["id"]);
    assert_eq!(results[3]["id"], json!(single.id()));
    let shape: Vec<_> = results[7]["problem"]["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["pointer"].clone())
        .collect();
    assert_eq!(shape, [json!("/done"), json!("/colour")]);
    assert_eq!(results[8]["problem"]["errors"][0]["params"]["remaining"], 0.5);
    assert_ne!(results[8]["problem"]["request_id"], "");
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "3");
    // And the other way round: a line first, then the single request.
    let again = world
        .alpha_expert
        .with("Idempotency-Key", "b")
        .post(LOG, entry(json!({"person_days": 0.5})))
        .await;
    again.expect(201);
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(json!(again.id()), results[11]["id"]);
}

#[actix_web::test]
async fn five_hundred_lines_with_faulty_ones_then_again() {
    let world = World::on("2020-04-30").await;
    let start: NaiveDate = "2018-11-21".parse().unwrap();
    let lines: Vec<Value> = (0..500u64)
        .map(|number| {
            let on = start.checked_add_days(Days::new(number)).unwrap();
            let done = if number % 10 == 3 { json!(7) } else { json!("Fait") };
            line(
                &format!("line-{number}"),
                json!({"occurred_on": on, "person_days": 1, "done": done, "track": "roadmap"}),
            )
        })
        .collect();
    let body = json!({"entries": lines});
    let reply = world.asn_laureate.post(BATCH, body.clone()).await.expect(200);
    let results = reply["results"].as_array().unwrap();
    assert_eq!(results.len(), 500);
    for (number, result) in results.iter().enumerate() {
        assert_eq!(result["key"], json!(format!("line-{number}")));
        assert_eq!(result["status"], if number % 10 == 3 { 422 } else { 201 }, "{result}");
    }
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "450");
    assert_eq!(
        world
            .app
            .text("select count(distinct change_id) from journal where entity = 'progress_entry'")
            .await,
        "1"
    );
    let again = world.asn_laureate.post(BATCH, body).await.expect(200);
    for (before, after) in results.iter().zip(again["results"].as_array().unwrap()) {
        assert_eq!(before["id"], after["id"]);
        assert_eq!(after["replayed"], json!(before["status"] == 201));
    }
    let too_many = json!({"entries": vec![json!({}); 501]});
    let refused = world.asn_laureate.post(BATCH, too_many).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [("/entries".to_owned(), "too_long".to_owned())]
    );
}

#[actix_web::test]
async fn batches_in_opposite_orders_do_not_wait_for_each_other() {
    let world = World::new().await;
    let days: Vec<Value> = (1..=20)
        .map(|day| {
            line(
                &format!("d{day}"),
                json!({"occurred_on": format!("2019-02-{day:02}"), "person_days": 0.5}),
            )
        })
        .collect();
    let backwards: Vec<Value> = days
        .iter()
        .rev()
        .cloned()
        .map(|mut line| {
            line["key"] = json!(format!("back-{}", line["key"]));
            line["person"] = json!(world.alpha_expert.account());
            line
        })
        .collect();
    let (one, two) = futures_util::future::join(
        world.alpha_expert.post(BATCH, json!({"entries": days})),
        world.alpha_colleague.post(BATCH, json!({"entries": backwards})),
    )
    .await;
    for reply in [one.expect(200), two.expect(200)] {
        assert!(
            reply["results"]
                .as_array()
                .unwrap()
                .iter()
                .all(|result| result["status"] == 201),
            "{reply}"
        );
    }
    assert_eq!(
        world.app.text("select sum(person_days) from progress_entries").await,
        "20"
    );
}

/// What a client cuts inside an emoji, writes with an exponent too many or repeats is one line's.
#[actix_web::test]
async fn a_line_that_is_no_json_to_read_is_refused_alone() {
    let world = World::new().await;
    let good = |key: &str| line(key, json!({})).to_string();
    let long = line("long", json!({"done": vec!["x"; 501]})).to_string();
    let mut wide = line("wide", json!({}));
    for number in 0..60 {
        wide[format!("field{number}")] = json!(number);
    }
    let lines = [
        good("first"),
        r#"{"key": "cut", "done": "\ud83d"}"#.to_owned(),
        r#"{"key": "huge", "person_days": 1e400}"#.to_owned(),
        r#"{"key": "twice",
            "key": "twice"}"#
            .to_owned(),
        format!("{}{}", "[".repeat(5000), "]".repeat(5000)),
        long,
        wide.to_string(),
        good("last"),
    ];
    let body = format!(r#"{{"entries": [{}]}}"#, lines.join(",\n"));
    let sent = Some((body.into_bytes(), "application/json"));
    let reply = world.alpha_expert.send_raw(reqwest::Method::POST, BATCH, sent).await;
    let told: Vec<_> = reply.expect(200)["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (
                it["status"].as_u64().unwrap(),
                it["problem"]["errors"][0]["code"].clone(),
            )
        })
        .collect();
    let expected = [
        (201, json!(null)),
        (400, json!("invalid_json")),
        (400, json!("invalid_json")),
        (400, json!("repeated_member")),
        (400, json!("invalid_json")),
        (422, json!("too_long")),
        (422, json!("too_long")),
        (201, json!(null)),
    ];
    assert_eq!(told, expected);
    let twice = &reply.json()["results"][3]["problem"]["errors"][0];
    assert_eq!(twice["params"]["line"], 2, "of the line's own text: {twice}");
    // What is no JSON as a whole has no lines.
    let broken = Some((b"{\"entries\": [{]}".to_vec(), "application/json"));
    let broken = world.alpha_expert.send_raw(reqwest::Method::POST, BATCH, broken).await;
    broken.refused(400, "malformed_request");
    let twice = Some((b"{\"entries\": [], \"entries\": []}".to_vec(), "application/json"));
    let twice = world.alpha_expert.send_raw(reqwest::Method::POST, BATCH, twice).await;
    assert_eq!(twice.refused(400, "malformed_request")[0]["code"], "repeated_member");
    for (body, fault) in [
        (json!({}), ("/entries", "missing_field")),
        (json!({"entries": {}}), ("/entries", "wrong_type")),
        (json!({"entries": [], "colour": "red"}), ("/colour", "unknown_field")),
    ] {
        let refused = world.alpha_expert.post(BATCH, body).await;
        let fault = (fault.0.to_owned(), fault.1.to_owned());
        assert_eq!(refused.faults(422, "invalid_body"), [fault]);
    }
}

/// A body of many members is read in a time that grows as the body does.
#[actix_web::test]
async fn many_members_cost_what_they_weigh() {
    let world = World::new().await;
    let timed = async |members: usize| {
        let all: Vec<String> = (0..members).map(|number| format!("\"{number:06x}\":1")).collect();
        let body = Some((format!("{{{}}}", all.join(",")).into_bytes(), "application/json"));
        let begun = std::time::Instant::now();
        let path = "/v1/progress-entries/batch";
        let reply = world.alpha_expert.send_raw(reqwest::Method::POST, path, body).await;
        reply.refused(422, "invalid_body");
        begun.elapsed().as_secs_f64()
    };
    let (small, large) = (timed(5_000).await, timed(40_000).await);
    // Eight times as many; were each compared with all before it, sixty-four times the time.
    assert!(large < 30.0 * small, "{small} s, then {large} s");
}
