//! What becomes of each line of a batch.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{line, reasons, sent, told};
use crate::call::{APPLICATIONS, application, applied, column, count, open_call, with};
use crate::support::World;

/// The world with the call of 2018, to which one applied already.
async fn in_2018() -> World {
    let world = World::new().await;
    let (opens, closes) = (json!("2018-06-19T00:00:00+02:00"), json!("2018-09-15T00:00:00+02:00"));
    open_call(&world, "Europe/Paris", opens, closes).await;
    applied(&world, json!({"reference": "DS-0", "title": "Avant"})).await;
    world
}

/// As many as applied in 2018, one a day and a half, each with its reference and its key.
fn fifty_two(world: &World) -> Vec<Value> {
    let of = |number: u32| {
        let (month, day) = (7 + number / 28, 1 + number % 28);
        let at = format!("2018-{month:02}-{day:02}T08:00:00Z");
        let said =
            json!({"title": format!("Dossier {number}"), "submitted_at": at, "reference": format!("DS-{number}")});
        line(world, &format!("line-{number}"), said)
    };
    (1..=52).map(of).collect()
}

#[actix_web::test]
async fn fifty_two_lines_with_faulty_ones_among_them() {
    let world = in_2018().await;
    let mut lines = fifty_two(&world);
    let faulty = [
        (
            6,
            json!({"organisation": Uuid::now_v7()}),
            422,
            "invalid_body",
            &[("/organisation", "unknown_reference")][..],
        ),
        (
            12,
            json!({"organisation": world.alpha}),
            422,
            "invalid_body",
            &[("/organisation", "wrong_organisation_kind")],
        ),
        (
            19,
            json!({"submitted_at": "2018-09-15T00:00:00+02:00"}),
            409,
            "conflict",
            &[("/submitted_at", "call_closed")],
        ),
        (
            20,
            json!({"submitted_at": "2018-06-18T23:59:59+02:00"}),
            409,
            "conflict",
            &[("/submitted_at", "call_not_open")],
        ),
        // Another line has it, and one of before.
        (
            26,
            json!({"reference": "DS-26"}),
            422,
            "invalid_body",
            &[("/reference", "already_taken")],
        ),
        (
            27,
            json!({"reference": "DS-0", "organisation": world.beta, "submitted_at": "2019-01-01T00:00:00Z"}),
            422,
            "invalid_body",
            &[("/reference", "already_taken")],
        ),
        (
            33,
            json!({"title": " ", "colour": "red", "source": {}}),
            422,
            "invalid_body",
            &[
                ("/colour", "unknown_field"),
                ("/source/number", "missing_field"),
                ("/source/system", "missing_field"),
                ("/title", "too_short"),
            ],
        ),
        (38, json!({}), 422, "invalid_body", &[("/key", "missing_field")]),
        (
            39,
            json!({"key": "k".repeat(256)}),
            422,
            "invalid_body",
            &[("/key", "too_long")],
        ),
        (
            44,
            json!({"key": "line-44", "reference": "DS-45"}),
            422,
            "idempotency_key_reused",
            &[("", "idempotency_mismatch")],
        ),
    ];
    for (place, wrong, ..) in &faulty {
        lines[*place] = with(lines[*place].clone(), wrong.clone());
    }
    lines[38].as_object_mut().unwrap().remove("key");
    // The same line again, which is no other, and what is no line.
    lines[48] = lines[47].clone();
    lines[50] = json!("Dossier 51");
    let results = sent(&world.coordinator, &lines).await;
    assert_eq!(results.len(), 52);
    let mut made = vec![json!("Avant")];
    for (place, result) in results.iter().enumerate() {
        let key = lines[place].get("key").cloned().unwrap_or_default();
        assert_eq!(result["key"], key, "{place}");
        if let Some((_, _, status, code, why)) = faulty.iter().find(|(at, ..)| *at == place) {
            assert_eq!(told(result), (*status, false, *code), "{place}: {result}");
            assert_eq!(reasons(result), *why, "{place}");
            assert_eq!(result.get("id"), None, "{place}");
        } else if place == 50 {
            assert_eq!(told(result), (422, false, "invalid_body"));
        } else {
            assert_eq!(told(result), (201, place == 48, "-"), "{place}: {result}");
            assert_eq!(result.get("problem"), None, "{place}");
            if place != 48 {
                made.push(lines[place]["title"].clone());
            }
        }
    }
    assert_eq!(results[47]["id"], results[48]["id"]);
    let page = world
        .coordinator
        .get(&format!("{APPLICATIONS}?limit=200"))
        .await
        .expect(200);
    // The one of before came the day before the call closed: the latest of all.
    made.rotate_left(1);
    assert_eq!(column(&page, "title"), made);
    assert_eq!(made.len(), 41);
    let changes = "count(distinct change_id) from journal where entity = 'application' and entity_id in
        (select id from applications where key is not null)";
    assert_eq!(world.app.text(&format!("select {changes}")).await, "1");
}

#[actix_web::test]
async fn a_line_is_told_what_the_single_request_would_be() {
    let world = in_2018().await;
    let who = &world.coordinator;
    let recorded = json!({"title": "Clé prise", "reference": "DS-7"});
    let keyed = |key: &str| who.with("Idempotency-Key", key);
    keyed("taken")
        .post(APPLICATIONS, application(&world, recorded))
        .await
        .expect(201);
    let before = count(&world, "applications").await;
    let bodies = [
        json!({}),
        application(&world, json!({"organisation": Uuid::now_v7(), "reference": "DS-0"})),
        application(&world, json!({"organisation": world.alpha, "title": ""})),
        application(&world, json!({"organisation": world.dinsic, "reference": "DS-7"})),
        application(&world, json!({"submitted_at": "2018-09-14T22:00:00Z"})),
        application(
            &world,
            json!({"submitted_at": "2018-06-18T21:59:59Z", "reference": "DS-9"}),
        ),
        application(
            &world,
            json!({"submitted_at": "hier", "source": 3, "reference": "x".repeat(101)}),
        ),
    ];
    let mut lines = Vec::new();
    for (place, body) in bodies.iter().enumerate() {
        lines.push(with(body.clone(), json!({"key": format!("k-{place}")})));
    }
    let results = sent(who, &lines).await;
    for (place, (body, result)) in bodies.into_iter().zip(&results).enumerate() {
        let single = keyed(&format!("k-{place}")).post(APPLICATIONS, body).await;
        assert_eq!(result["status"], json!(single.status.as_u16()), "{place}");
        let (single, line) = (single.json(), &result["problem"]);
        for member in ["type", "title", "status", "detail", "code"] {
            assert_eq!(line[member], single[member], "{place}: {member}");
        }
        let in_order = |errors: &Value| {
            let mut told: Vec<_> = errors.as_array().unwrap().iter().map(Value::to_string).collect();
            told.sort();
            told
        };
        assert_eq!(in_order(&line["errors"]), in_order(&single["errors"]), "{place}");
        assert_ne!(line["request_id"], "");
    }
    assert_eq!(count(&world, "applications").await, before);
}

#[actix_web::test]
async fn a_problem_is_told_in_the_language_that_is_asked_for() {
    let world = in_2018().await;
    let late = [line(&world, "a", json!({"submitted_at": "2018-09-15T00:00:00+02:00"}))];
    let mut messages = Vec::new();
    for language in ["fr", "en"] {
        let results = sent(&world.coordinator.with("Accept-Language", language), &late).await;
        let error = &results[0]["problem"]["errors"][0];
        let params =
            json!({"closes_at": "2018-09-14T22:00:00Z", "shown_as": "2018-09-14T23:59", "time_zone": "Europe/Paris"});
        assert_eq!(error["params"], params);
        messages.push(error["message"].as_str().unwrap().to_owned());
    }
    assert_ne!(messages[0], messages[1]);
    assert!(
        messages.iter().all(|message| message.contains("2018-09-14T23:59")),
        "{messages:?}"
    );
}

#[actix_web::test]
async fn a_line_makes_what_the_single_request_would() {
    let world = in_2018().await;
    let who = &world.coordinator;
    let source = json!({"system": "demarches-simplifiees.fr", "number": "48213"});
    let said = json!({"summary": " Un essai. ", "source": source, "reference": "DS-1"});
    let results = sent(who, &[line(&world, "a", said.clone())]).await;
    let path = format!("/v1/applications/{}", results[0]["id"].as_str().unwrap());
    let of_line = who.get(&path).await.expect(200);
    let other = with(said, json!({"reference": "DS-2"}));
    let single = who.post(APPLICATIONS, application(&world, other)).await.expect(201);
    let mut expected = single.clone();
    for (field, value) in [
        ("id", of_line["id"].clone()),
        ("reference", json!("DS-1")),
        ("created_at", of_line["created_at"].clone()),
        ("updated_at", of_line["created_at"].clone()),
    ] {
        expected[field] = value;
    }
    assert_eq!(of_line, expected);
}
