//! What a published report says stays: the database refuses to change or delete it, but for a redaction.

use diesel_async::SimpleAsyncConnection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{HEALTH, REPORTS, faults, id, led_to, published, report};
use crate::redactions::{LEAK, redact};
use crate::support::World;

/// How the database says that it refuses.
const FROZEN: &str = "this row is kept as it was written";

/// The texts of a whole report.
const TEXTS: [&str; 4] = ["done", "next", "decisions_asked", "support_needed"];

/// Statements on a report that change what it says, or take it away.
fn changing(id: &str) -> Vec<String> {
    let set = |what: &str| format!("update status_reports set {what} where id = '{id}'");
    let mut statements: Vec<String> = [
        "done = 'Rien.'",
        "next = 'Rien.'",
        "decisions_asked = 'Tout.'",
        "support_needed = null",
        "overall = 'sunny'",
        "tracks = '{}'",
        "from_on = '2019-01-01', until_on = '2019-01-02'",
        "state = 'endorsed', published_on = null, published_at = null, published_by = null",
        "published_on = '2019-02-01'",
        "published_at = '2019-02-01 12:00:00+00'",
        "published_by = created_by",
        "endorsed_by = created_by",
        "rectifies_id = id",
        "organisation_id = (select id from organisations where short_name = 'Beta')",
        "created_by = (select id from accounts limit 1)",
    ]
    .map(set)
    .into();
    statements.push(format!("delete from status_reports where id = '{id}'"));
    statements
}

/// A report with something in every field.
fn full() -> Value {
    json!({"health": {"overall": "stormy", "tracks": {"prototype": "sunny"}}, "support_needed": "Un accès.",
        "decisions_asked": "Un mois de plus."})
}

#[actix_web::test]
async fn the_database_refuses_to_change_or_delete_a_published_one() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let mut conn = world.app.connection().await;
    for state in ["published", "endorsed", "draft"] {
        let path = led_to(&world, who, state, full()).await;
        let before = who.get(&path).await.expect(200);
        let statements = changing(id(&path));
        // Of the others only a change that the journal does not tell of is refused.
        let (tried, why) = match state {
            "published" => (&statements[..], FROZEN),
            _ => (&statements[..1], "without a journal entry"),
        };
        for statement in tried {
            let refused = conn.batch_execute(statement).await.expect_err(statement).to_string();
            assert!(refused.contains(why), "{state}: {statement}: {refused}");
        }
        assert_eq!(who.get(&path).await.expect(200), before, "{state}");
    }
}

#[actix_web::test]
async fn a_line_is_kept_as_well() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let line = json!({"overall": "cloudy", "text": "Un serveur manque.", "support_needed": "Un serveur."});
    let line = who.post(HEALTH, line).await.id();
    let path = format!("{REPORTS}/{line}");
    let before = who.get(&path).await.expect(200);
    let mut conn = world.app.connection().await;
    for statement in [
        format!("update status_reports set text = 'Rien.' where id = '{line}'"),
        format!("update status_reports set overall = 'sunny' where id = '{line}'"),
        format!("delete from status_reports where id = '{line}'"),
    ] {
        let refused = conn.batch_execute(&statement).await.expect_err(&statement).to_string();
        assert!(refused.contains(FROZEN), "{statement}: {refused}");
    }
    assert_eq!(who.get(&path).await.expect(200), before);
}

/// While a text of it is being redacted, all that the redaction does not name stays.
#[actix_web::test]
async fn a_redaction_that_goes_on_opens_nothing_else() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let path = published(&world, who, full()).await;
    let before = who.get(&path).await.expect(200);
    world
        .app
        .refuses_while_redacting("done", changing(id(&path)), FROZEN)
        .await;
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn its_texts_are_redacted_all_the_same() {
    let world = World::new().await;
    let who = world.alpha_expert.with("Idempotency-Key", "rapport");
    let leak = |field: &str| format!("{LEAK} ({field})");
    let mut said = full();
    for field in TEXTS {
        said[field] = json!(leak(field));
    }
    let made = who.post(REPORTS, report(said)).await;
    made.expect(201);
    let (whole, path) = (made.id(), format!("{REPORTS}/{}", made.id()));
    for (client, verb) in [(&world.alpha_colleague, "endorse"), (&world.coordinator, "publish")] {
        let keyed = client.with("Idempotency-Key", verb);
        keyed.act(&path, verb, json!({})).await.expect(200);
    }
    let before = world.alpha_expert.get(&path).await.expect(200);
    let mut expected = before.clone();
    for (place, field) in TEXTS.iter().enumerate() {
        let text = leak(field);
        assert!(
            !world.app.traces_of(&text).await.is_empty(),
            "{field} stands somewhere before"
        );
        let redacted = redact(&world.coordinator, "status_report", &whole, field)
            .await
            .expect(201);
        assert_eq!(redacted["sha256"], json!([format!("{:x}", Sha256::digest(&text))]));
        assert_eq!(world.app.traces_of(&text).await, Vec::<String>::new(), "{field}");
        for later in &TEXTS[place + 1..] {
            let text = leak(later);
            assert!(
                !world.app.traces_of(&text).await.is_empty(),
                "{later} does not go with {field}"
            );
        }
        expected[*field] = redacted["marker"].clone();
        let again = redact(&world.coordinator, "status_report", &whole, field).await;
        assert_eq!(
            again.faults(409, "conflict"),
            faults(&[("", "nothing_to_redact")]),
            "{field}"
        );
    }
    let after = world.alpha_expert.get(&path).await.expect(200);
    expected["version"] = json!(before["version"].as_i64().unwrap() + 4);
    expected["updated_by"] = json!({"id": world.coordinator.account(), "name": "Coordination DITP"});
    expected["updated_at"] = after["updated_at"].clone();
    assert_eq!(after, expected, "all but its texts is as it was");
    for field in TEXTS {
        assert_eq!(
            world.observer.get(&path).await.expect(200)[field],
            expected[field],
            "{field}"
        );
    }
    // It is as frozen as it was.
    let mut conn = world.app.connection().await;
    for statement in changing(&whole) {
        let refused = conn.batch_execute(&statement).await.expect_err(&statement).to_string();
        assert!(refused.contains(FROZEN), "{statement}: {refused}");
    }
    let edit = world.alpha_expert.with("If-Match", "*");
    let refused = edit.patch(&path, json!({"done": "Autre."})).await;
    refused.refused(409, "conflict");
}

#[actix_web::test]
async fn only_its_texts_are_redacted_by_those_who_coordinate() {
    let world = World::new().await;
    let path = published(&world, &world.alpha_expert, json!({})).await;
    let whole = id(&path);
    let refused = redact(&world.coordinator, "status_report", whole, "overall").await;
    let error = &refused.refused(422, "invalid_body")[0];
    assert_eq!(
        (&error["pointer"], &error["code"], &error["params"]["accepted"]),
        (&json!("/field"), &json!("unknown_value"), &json!(TEXTS))
    );
    redact(&world.alpha_expert, "status_report", whole, "done")
        .await
        .refused(403, "forbidden");
    for absent in ["decisions_asked", "support_needed"] {
        let refused = redact(&world.coordinator, "status_report", whole, absent).await;
        assert_eq!(
            refused.faults(409, "conflict"),
            faults(&[("", "nothing_to_redact")]),
            "{absent}"
        );
    }
}
