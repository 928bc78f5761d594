//! What a completed trial says stays: the database refuses to change or delete it, but for a redaction.

use diesel_async::SimpleAsyncConnection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{TRIALS, led_to, measure, prototype, trial};
use crate::redactions::{LEAK, redact};
use crate::support::World;

/// How the database says that it refuses.
const FROZEN: &str = "this row is kept as it was written";

/// Statements on a trial that change what it says, or take it away.
fn changing(id: &str) -> Vec<String> {
    let set = |what: &str| format!("update trials set {what} where id = '{id}'");
    let mut statements: Vec<String> = [
        "protocol = 'Autre protocole.'",
        "participants = 100",
        "verdict = 'inconclusive'",
        "measures = '[]'",
        "from_on = '2019-01-01', until_on = '2019-01-02'",
        "state = 'running', verdict = null",
        "state = 'cancelled'",
        "prototype_id = (select id from prototypes where maturity = 'in_production')",
    ]
    .map(set)
    .into();
    statements.push(format!("delete from trials where id = '{id}'"));
    statements
}

#[actix_web::test]
async fn the_database_refuses_to_change_or_delete_a_completed_one() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    prototype(who, "in_production").await;
    let mut trials = Vec::new();
    for state in ["completed", "running", "planned", "cancelled"] {
        let measures = json!({"participants": 12, "measures": [measure("Délai", json!({"observed": 2.5}))]});
        trials.push((state, led_to(who, state, measures).await));
    }
    let mut conn = world.app.connection().await;
    for (state, path) in &trials {
        let before = who.get(path).await.expect(200);
        let statements = changing(before["id"].as_str().unwrap());
        // Of the others only a change that the journal does not tell of is refused.
        let why = match *state {
            "completed" => FROZEN,
            _ => "without a journal entry",
        };
        let tried = match *state {
            "completed" => &statements[..],
            _ => &statements[..1],
        };
        for statement in tried {
            let refused = conn.batch_execute(statement).await.expect_err(statement).to_string();
            assert!(refused.contains(why), "{state}: {statement}: {refused}");
        }
        assert_eq!(who.get(path).await.expect(200), before, "{state}");
    }
}

/// While a text of it is being redacted, all that the redaction does not name stays.
#[actix_web::test]
async fn a_redaction_that_goes_on_opens_nothing_else() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    prototype(who, "in_production").await;
    let measures = json!({"measures": [measure("Délai", json!({"observed": 2.5}))]});
    let path = led_to(who, "completed", measures).await;
    let before = who.get(&path).await.expect(200);
    world
        .app
        .refuses_while_redacting("protocol", changing(before["id"].as_str().unwrap()), FROZEN)
        .await;
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn its_protocol_and_its_measures_are_redacted_all_the_same() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let [protocol, name, why] = ["protocole", "mesure", "raison"].map(|what| format!("{LEAK} ({what})"));
    let measures = json!([
        measure(&name, json!({"baseline": 12.5})),
        measure("Délai", json!({"unit": "jours", "direction": "lower", "target": 2.5})),
    ]);
    let version = prototype(who, "functional").await;
    // Answers are kept for retries, and say it too.
    let body = trial(&version, json!({"protocol": protocol, "measures": measures}));
    let made = who.with("Idempotency-Key", "essai").post(TRIALS, body).await;
    made.expect(201);
    let (id, path) = (made.id(), format!("{TRIALS}/{}", made.id()));
    who.act(&path, "begin", json!({})).await.expect(200);
    let body = json!({"participants": 12, "verdict": "mixed", "measures": [
        {"name": name, "not_observed": why}, {"name": "Délai", "observed": 1.75}]});
    let keyed = who.with("Idempotency-Key", "fin");
    let before = keyed.act(&path, "complete", body).await.expect(200);
    for text in [&protocol, &name, &why] {
        assert!(
            !world.app.traces_of(text).await.is_empty(),
            "{text} stands somewhere before"
        );
    }
    let redacted = redact(&world.coordinator, "trial", &id, "protocol").await.expect(201);
    assert_eq!(redacted["sha256"], json!([format!("{:x}", Sha256::digest(&protocol))]));
    assert_eq!(world.app.traces_of(&protocol).await, Vec::<String>::new());
    assert!(
        !world.app.traces_of(&name).await.is_empty(),
        "nothing else goes with it"
    );
    let shown = who.get(&path).await.expect(200);
    assert_eq!(
        (&shown["protocol"], &shown["measures"]),
        (&redacted["marker"], &before["measures"])
    );
    // Every name and unit, and every reason why not.
    let redacted = redact(&world.coordinator, "trial", &id, "measures").await.expect(201);
    let kept = redacted["sha256"].as_array().unwrap();
    for text in [name.as_str(), "Délai", why.as_str()] {
        let hash = json!(format!("{:x}", Sha256::digest(text)));
        assert!(kept.contains(&hash), "{text}: {kept:?}");
    }
    // The units too.
    assert_eq!(kept.len(), 5, "{kept:?}");
    for text in [LEAK, "Délai"] {
        assert_eq!(world.app.traces_of(text).await, Vec::<String>::new(), "{text}");
    }
    let after = who.get(&path).await.expect(200);
    let marker = &redacted["marker"];
    assert_eq!(
        after["measures"],
        json!([
            {"name": marker, "unit": marker, "direction": "higher", "baseline": 12.5, "target": null, "observed": null,
                "not_observed": marker},
            {"name": marker, "unit": marker, "direction": "lower", "baseline": null, "target": 2.5, "observed": 1.75,
                "not_observed": null},
        ])
    );
    for field in [
        "state",
        "verdict",
        "participants",
        "prototype",
        "from",
        "until",
        "audience",
        "created_at",
    ] {
        assert_eq!(after[field], before[field], "{field}");
    }
    let version = before["version"].as_i64().unwrap();
    assert_eq!(
        (&after["version"], &after["updated_by"]["name"]),
        (&json!(version + 2), &json!("Coordination DITP"))
    );
    for field in ["protocol", "measures"] {
        let again = redact(&world.coordinator, "trial", &id, field).await;
        let nothing = super::faults(&[("", "nothing_to_redact")]);
        assert_eq!(again.faults(409, "conflict"), nothing, "{field}");
    }
    // It is as frozen as it was.
    let mut conn = world.app.connection().await;
    for statement in changing(&id) {
        let refused = conn.batch_execute(&statement).await.expect_err(&statement).to_string();
        assert!(refused.contains(FROZEN), "{statement}: {refused}");
    }
    let edit = json!({"protocol": "Autre protocole."});
    let refused = who.with("If-Match", "*").patch(&path, edit).await;
    refused.refused(409, "conflict");
}

/// A trial that goes on goes on: names that became the same do not stand in the way of what is said of it later.
#[actix_web::test]
async fn a_running_one_goes_on_once_its_measures_were_redacted() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let named = |names: [&str; 2]| json!({"measures": names.map(|name| measure(name, json!({})))});
    let path = led_to(&who, "running", named([LEAK, "Délai"])).await;
    let id = path.rsplit('/').next().unwrap();
    let redacted = redact(&world.coordinator, "trial", id, "measures").await.expect(201);
    let marker = &redacted["marker"];
    let edited = who.patch(&path, json!({"participants": 20})).await.expect(200);
    assert_eq!(
        (&edited["measures"][0]["name"], &edited["measures"][1]["name"]),
        (marker, marker)
    );
    let renamed = named(["Lettres trouvées", "Délai"]);
    who.patch(&path, renamed).await.expect(200);
    let body = json!({"participants": 12, "verdict": "mixed", "measures": [
        {"name": "Lettres trouvées", "observed": 81.5}, {"name": "Délai", "observed": 2.5}]});
    let done = who.act(&path, "complete", body).await.expect(200);
    assert_eq!(done["measures"][1]["observed"], 2.5);
}

#[actix_web::test]
async fn measures_without_a_text_have_nothing_to_redact() {
    let world = World::new().await;
    let path = led_to(&world.alpha_expert, "completed", json!({})).await;
    let id = path.rsplit('/').next().unwrap();
    let refused = redact(&world.coordinator, "trial", id, "measures").await;
    assert_eq!(
        refused.faults(409, "conflict"),
        super::faults(&[("", "nothing_to_redact")])
    );
    let refused = redact(&world.coordinator, "trial", id, "verdict").await;
    let error = &refused.refused(422, "invalid_body")[0];
    assert_eq!(
        (&error["pointer"], &error["code"], &error["params"]["accepted"]),
        (
            &json!("/field"),
            &json!("unknown_value"),
            &json!(["protocol", "measures"])
        )
    );
    redact(&world.alpha_expert, "trial", id, "protocol")
        .await
        .refused(403, "forbidden");
    let prototype: Value = world.coordinator.get(&path).await.expect(200)["prototype"]["id"].clone();
    let refused = redact(
        &world.coordinator,
        "prototype",
        prototype.as_str().unwrap(),
        "source_url",
    )
    .await;
    assert_eq!(
        refused.faults(409, "conflict"),
        super::faults(&[("", "nothing_to_redact")])
    );
}
