//! What was decided stays as it was said: the database refuses to change or delete it, but for a redaction.

use diesel_async::SimpleAsyncConnection;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::verdict;
use crate::readiness::{ASN, VERDICTS, faults, id_of, ruled};
use crate::redactions::{LEAK, redact};
use crate::support::World;

/// How the database says that it refuses.
const FROZEN: &str = "kept as they were written";

/// Statements on a verdict that change what it says, or take it away.
fn changing(id: &str) -> Vec<String> {
    let set = |what: &str| format!("update verdicts set {what} where id = '{id}'");
    let mut statements: Vec<String> = [
        "verdict = 'ready'",
        "motive = 'Autre.'",
        "gates = '[]'",
        "project_id = (select id from projects where code = 'AMI-T-CHU')",
        "created_at = now() - interval '1 year'",
        "created_by = (select id from accounts where id <> created_by limit 1)",
    ]
    .map(set)
    .into();
    statements.push(format!("delete from verdicts where id = '{id}'"));
    statements.push("truncate verdicts".to_owned());
    statements
}

#[actix_web::test]
async fn the_database_refuses_to_change_or_delete_one() {
    let world = World::new().await;
    let who = &world.coordinator;
    let first = ruled(who, ASN, "ready_with_reservations").await;
    // Superseded or not.
    let second = ruled(who, ASN, "not_ready").await;
    let mut conn = world.app.connection().await;
    for path in [&first, &second] {
        let before = who.get(path).await.expect(200);
        for statement in changing(id_of(path)) {
            let refused = conn.batch_execute(&statement).await.expect_err(&statement).to_string();
            assert!(refused.contains(FROZEN), "{statement}: {refused}");
        }
        assert_eq!(who.get(path).await.expect(200), before);
    }
}

/// While its motive is being redacted, all that the redaction does not name stays.
#[actix_web::test]
async fn a_redaction_that_goes_on_opens_nothing_else() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = ruled(who, ASN, "ready_with_reservations").await;
    let before = who.get(&path).await.expect(200);
    world
        .app
        .refuses_while_redacting("motive", changing(id_of(&path)), FROZEN)
        .await;
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn its_motive_is_redacted_all_the_same() {
    let world = World::new().await;
    let keyed = world.coordinator.with("Idempotency-Key", "comite");
    let made = keyed.post(VERDICTS, verdict("not_ready", LEAK)).await;
    let before = made.expect(201);
    let path = format!("{VERDICTS}/{}", made.id());
    assert!(!world.app.traces_of(LEAK).await.is_empty());
    redact(&world.asn_laureate, "verdict", &made.id(), "motive")
        .await
        .refused(403, "forbidden");
    let redacted = redact(&world.coordinator, "verdict", &made.id(), "motive")
        .await
        .expect(201);
    assert_eq!(redacted["sha256"], json!([format!("{:x}", Sha256::digest(LEAK))]));
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let mut expected = before.clone();
    expected["motive"] = redacted["marker"].clone();
    for reader in [&world.coordinator, &world.asn_laureate, &world.alpha_expert] {
        assert_eq!(
            reader.get(&path).await.expect(200),
            expected,
            "all but its motive is as it was"
        );
    }
    let again = keyed.post(VERDICTS, verdict("not_ready", LEAK)).await;
    assert_eq!(
        (again.status, &again.json()["motive"]),
        (made.status, &redacted["marker"])
    );
    let nothing = redact(&world.coordinator, "verdict", &made.id(), "motive").await;
    assert_eq!(nothing.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
    let refused = redact(&world.coordinator, "verdict", &made.id(), "verdict").await;
    let error = &refused.refused(422, "invalid_body")[0];
    assert_eq!(
        (&error["pointer"], &error["code"], &error["params"]["accepted"]),
        (&json!("/field"), &json!("unknown_value"), &json!(["motive"]))
    );
    // It is as frozen as it was.
    let mut conn = world.app.connection().await;
    for statement in changing(&made.id()) {
        let refused = conn.batch_execute(&statement).await.expect_err(&statement).to_string();
        assert!(refused.contains(FROZEN), "{statement}: {refused}");
    }
}
