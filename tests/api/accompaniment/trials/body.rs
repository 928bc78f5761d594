//! What is said of a trial: of which version, with whom, from when to when; who says it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{TRIALS, faults, led_to, measure, planned, prototype, trial};
use crate::support::World;

/// A version of the other project's prototype.
async fn elsewhere(world: &World) -> String {
    let body = json!({"version": "9.9", "maturity": "functional"});
    let made = world.chu_laureate.post("/v1/projects/AMI-T-CHU/prototypes", body).await;
    made.expect(201);
    made.id()
}

#[actix_web::test]
async fn it_is_shown_whole() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let version = json!({"version": "0.3", "maturity": "functional"});
    let version = who.post("/v1/projects/AMI-T-ASN/prototypes", version).await.id();
    let sent = trial(
        &version,
        json!({"measures": [measure("Trouvées", json!({"target": 0.5}))]}),
    );
    let made = who.post(TRIALS, sent).await;
    let shown = made.expect(201);
    let account = json!({"id": who.account(), "name": "Experte Alpha"});
    let expected = json!({
        "id": shown["id"], "project": {"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"},
        "prototype": {"id": version, "name": "0.3"}, "audience": "agents",
        "protocol": "Trois lettres à préparer, avec et sans l'outil.", "from": "2019-02-18", "until": null,
        "participants": null, "verdict": null, "maturity": null, "state": "planned", "version": 1, "created_at": shown["created_at"],
        "measures": [{"name": "Trouvées", "unit": "%", "direction": "higher", "baseline": null, "target": 0.5,
            "observed": null, "not_observed": null}],
        "created_by": account, "updated_at": shown["created_at"], "updated_by": account,
    });
    assert_eq!(shown, expected);
    let path = format!("{TRIALS}/{}", made.id());
    let read = who.get(&path).await;
    assert_eq!((read.expect(200), read.etag()), (shown, made.etag()));
    assert!(read.etag().starts_with("\"1."), "{}", read.etag());
    let edit = json!({"audience": "public", "from": "2019-03-01", "until": "2019-03-20", "participants": 30});
    let edited = world.asn_laureate.matching(&read).patch(&path, edit.clone()).await;
    let after = edited.expect(200);
    for (field, value) in edit.as_object().unwrap() {
        assert_eq!(after[field], *value, "{field}");
    }
    assert_eq!(
        (&after["version"], &after["updated_by"]["name"], &after["measures"]),
        (&json!(2), &json!("Laureate ASN"), &expected["measures"])
    );
}

#[actix_web::test]
async fn what_is_tried_is_a_version_of_the_same_project() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let path = planned(&who, json!({})).await;
    let before = who.get(&path).await.expect(200);
    let unknown = faults(&[("/prototype", "unknown_reference")]);
    let others = elsewhere(&world).await;
    for hidden in [others, Uuid::now_v7().to_string(), world.asn_project.to_string()] {
        let refused = who.post(TRIALS, trial(&hidden, json!({}))).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown, "{hidden}");
        let refused = who.patch(&path, json!({"prototype": hidden})).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown, "{hidden}");
    }
    // Nor for the laureate of the one and the provider of the other project.
    let own = before["prototype"]["id"].as_str().unwrap();
    let refused = world
        .beta_expert
        .post("/v1/projects/AMI-T-CHU/trials", trial(own, json!({})))
        .await;
    assert_eq!(refused.faults(422, "invalid_body"), unknown);
    assert_eq!(who.get(&path).await.expect(200), before);
    let second = prototype(&who, "mock_up").await;
    let edited = who.patch(&path, json!({"prototype": second})).await.expect(200);
    assert_eq!(edited["prototype"]["id"], json!(second));
    let count = world.app.text("select count(*) from trials").await;
    assert_eq!(count, "1", "what was refused left nothing");
}

#[actix_web::test]
async fn its_days_are_a_range_and_its_participants_a_number() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let version = prototype(&who, "functional").await;
    let reversed = faults(&[("/until", "range_reversed")]);
    for (from, until) in [("2019-03-01", "2019-03-01"), ("2019-03-01", "2019-02-28")] {
        let body = trial(&version, json!({"from": from, "until": until}));
        let refused = who.post(TRIALS, body).await;
        assert_eq!(refused.faults(422, "invalid_body"), reversed, "{from} {until}");
    }
    let days = json!({"prototype": version, "from": "2019-03-01", "until": "2019-03-02"});
    let path = planned(&who, days).await;
    for edit in [
        json!({"until": "2019-03-01"}),
        json!({"from": "2019-03-02"}),
        json!({"from": "2020-01-01"}),
    ] {
        let refused = who.patch(&path, edit.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), reversed, "{edit}");
    }
    // Each may be moved past the other with it, and what has no end can begin on any day.
    let edit = json!({"from": "2020-01-01", "until": "2020-01-02"});
    who.patch(&path, edit).await.expect(200);
    let edited = who
        .patch(&path, json!({"until": null, "from": "2020-02-01"}))
        .await
        .expect(200);
    assert_eq!(
        (&edited["from"], &edited["until"]),
        (&json!("2020-02-01"), &Value::Null)
    );
    for (wrong, code) in [
        (json!(-1), "out_of_range"),
        (json!(1.5), "wrong_type"),
        (json!("12"), "wrong_type"),
    ] {
        let expected = faults(&[("/participants", code)]);
        let refused = who.patch(&path, json!({"participants": wrong})).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
        let refused = who.post(TRIALS, trial(&version, json!({"participants": wrong}))).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
    }
    for (sent, shown) in [(json!(0), json!(0)), (json!(12), json!(12)), (Value::Null, Value::Null)] {
        let edited = who.patch(&path, json!({"participants": sent})).await.expect(200);
        assert_eq!(edited["participants"], shown);
    }
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let path = planned(&who, json!({})).await;
    let before = who.get(&path).await.expect(200);
    let others = elsewhere(&world).await;
    let twice = ["Délai", "Trouvées", "Délai"].map(|name| measure(name, json!({})));
    let wrong = json!({"prototype": others, "from": "2019-03-02", "until": "2019-03-01", "measures": twice});
    let expected = faults(&[
        ("/measures/2/name", "duplicate"),
        ("/prototype", "unknown_reference"),
        ("/until", "range_reversed"),
    ]);
    let refused = who.post(TRIALS, trial(&others, wrong.clone())).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    // So are the faults of what has another shape.
    let wrong = json!({"prototype": "0.3", "audience": "juges", "protocol": "  ", "from": "hier", "state": "running",
        "verdict": "mixed", "measures": []});
    let expected = faults(&[
        ("/audience", "unknown_value"),
        ("/from", "invalid_format"),
        ("/protocol", "too_short"),
        ("/prototype", "invalid_format"),
        ("/state", "unknown_field"),
        ("/verdict", "unknown_field"),
    ]);
    let refused = who.post(TRIALS, wrong.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let required = ["prototype", "audience", "protocol", "from", "measures"];
    for field in required {
        let at = format!("/{field}");
        let refused = who.patch(&path, json!({field: null})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(at.as_str(), "not_nullable")])
        );
    }
    let missing: BTreeSet<_> = required
        .map(|field| (format!("/{field}"), "missing_field".to_owned()))
        .into();
    let refused = who.post(TRIALS, json!({})).await.faults(422, "invalid_body");
    assert_eq!(BTreeSet::from_iter(refused), missing);
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn those_who_build_write_it_and_those_who_coordinate_read_it() {
    let world = World::new().await;
    let version = prototype(&world.alpha_expert, "functional").await;
    for builder in [&world.alpha_expert, &world.alpha_colleague, &world.asn_laureate] {
        led_to(builder, "completed", json!({"prototype": version})).await;
        led_to(builder, "cancelled", json!({"prototype": version})).await;
        let mistake = planned(builder, json!({"prototype": version})).await;
        assert_eq!(builder.with("If-Match", "*").delete(&mistake).await.status, 204);
    }
    let path = planned(&world.alpha_expert, json!({"prototype": version})).await;
    let before = world.coordinator.get(&path).await.expect(200);
    for (client, status, code) in [
        (&world.coordinator, 403, "forbidden"),
        (&world.technical_coordinator, 403, "forbidden"),
        (&world.observer, 403, "forbidden"),
        (&world.beta_expert, 404, "not_found"),
        (&world.chu_laureate, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        let who = client.with("If-Match", "*");
        who.post(TRIALS, trial(&version, json!({}))).await.refused(status, code);
        who.patch(&path, json!({"participants": 3})).await.refused(status, code);
        for verb in ["begin", "complete", "cancel"] {
            let acted = format!("{path}/{verb}");
            who.post(&acted, super::body_of(verb)).await.refused(status, code);
        }
        who.delete(&path).await.refused(status, code);
    }
    assert_eq!(world.asn_laureate.get(&path).await.expect(200), before);
    world.observer.get(&path).await.refused(403, "forbidden");
    world.observer.get(TRIALS).await.refused(403, "forbidden");
    world.beta_expert.get(TRIALS).await.refused(404, "not_found");
}
