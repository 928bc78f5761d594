//! `Idempotency-Key`: the same request happens once.

use futures_util::future::join;
use reqwest::Method;
use serde_json::json;

use crate::support::World;

#[actix_web::test]
async fn the_same_request_is_answered_the_same_again() {
    let world = World::new().await;
    let client = world.coordinator.with("Idempotency-Key", "a-key");
    let body = json!({"name": "Institut", "kind": "research_institute"});
    let first = client.post("/v1/organisations", body.clone()).await;
    first.expect(201);
    assert_eq!(first.header("Idempotency-Replayed"), "");
    let again = client.post("/v1/organisations", body.clone()).await;
    again.expect(201);
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(
        (again.text.as_str(), again.etag(), again.header("Location")),
        (first.text.as_str(), first.etag(), first.header("Location"))
    );
    client
        .post("/v1/organisations", json!({"name": "Autre", "kind": "other"}))
        .await
        .refused(422, "idempotency_key_reused");
    let other = world
        .technical_coordinator
        .with("Idempotency-Key", "a-key")
        .post("/v1/organisations", body)
        .await;
    other.expect(201);
    assert_ne!(other.id(), first.id(), "a key belongs to its account");
}

#[actix_web::test]
async fn a_refusal_is_not_kept() {
    let world = World::new().await;
    let client = world.coordinator.with("Idempotency-Key", "a-key");
    let body = json!({"name": "Institut", "kind": "other", "siren": "130025919"});
    world
        .coordinator
        .post("/v1/organisations", body.clone())
        .await
        .expect(201);
    assert_eq!(
        client
            .post("/v1/organisations", body.clone())
            .await
            .faults(422, "invalid_body"),
        [("/siren".to_owned(), "already_taken".to_owned())]
    );
    client
        .post("/v1/organisations", json!({"name": "Institut", "kind": "other"}))
        .await
        .expect(201);
}

#[actix_web::test]
async fn fifty_at_once_make_one_and_get_equal_answers() {
    let world = World::new().await;
    let body = json!({"name": "Institut unique", "kind": "other"});
    let sent = (0..50).map(|_| {
        let client = world.coordinator.with("Idempotency-Key", "fifty");
        let body = body.clone();
        async move { client.post("/v1/organisations", body).await }
    });
    let replies = futures_util::future::join_all(sent).await;
    for reply in &replies {
        reply.expect(201);
        assert_eq!(reply.text, replies[0].text);
    }
    let fresh = replies
        .iter()
        .filter(|reply| reply.header("Idempotency-Replayed").is_empty())
        .count();
    assert_eq!(fresh, 1);
    assert_eq!(
        world
            .app
            .text("select count(*) from organisations where name = 'Institut unique'")
            .await,
        "1"
    );
}

#[actix_web::test]
async fn a_key_must_be_one() {
    let world = World::new().await;
    let body = json!({"name": "Institut", "kind": "other"});
    for key in ["", " ", &"k".repeat(256)] {
        world
            .coordinator
            .with("Idempotency-Key", key)
            .post("/v1/organisations", body.clone())
            .await
            .refused(400, "malformed_request");
    }
}

#[actix_web::test]
async fn a_resource_is_the_same_by_its_code_and_by_its_id() {
    let world = World::new().await;
    let keyed = world.alpha_expert.with("Idempotency-Key", "santé-1");
    let milestone = world.milestone(&Default::default()).await;
    let text = json!({"text": "Vu."});
    let first = keyed.post("/v1/milestones/AMI-T-ASN-M01/comments", text.clone()).await;
    first.expect(201);
    let upper = milestone.to_string().to_uppercase();
    for place in [milestone.to_string(), upper, "%41MI-T-ASN-M01".to_owned()] {
        let again = keyed
            .post(&format!("/v1/milestones/{place}/comments"), text.clone())
            .await;
        assert_eq!(again.header("Idempotency-Replayed"), "true", "{place}");
        assert_eq!(again.text, first.text);
    }
    assert_eq!(world.app.text("select count(*) from comments").await, "1");
}

#[actix_web::test]
async fn an_edit_that_changes_nothing_is_none() {
    let world = World::new().await;
    world.milestone(&Default::default()).await;
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    let organisation = format!("/v1/organisations/{}", world.asn);
    for (path, same) in [
        ("/v1/projects/AMI-T-ASN", json!({"title": "Projet AMI-T-ASN"})),
        (
            "/v1/milestones/AMI-T-ASN-M01",
            json!({"title": "Jalon 1", "depends_on": []}),
        ),
        ("/v1/programmes/AMI-T", json!({"verification_days": 15})),
        (&mission, json!({"ordered_days": 20})),
        (&organisation, json!({"short_name": "ASN"})),
    ] {
        let told = world.app.text("select count(*) from journal").await;
        let held = world.coordinator.get(path).await;
        for body in [json!({}), same] {
            let again = world.coordinator.matching(&held).patch(path, body).await;
            again.expect(200);
            assert_eq!(again.etag(), held.etag(), "{path}");
        }
        assert_eq!(world.app.text("select count(*) from journal").await, told, "{path}");
    }
}

/// A place is the same by its code and by its id, and whoever names it otherwise waits its turn like anybody.
#[actix_web::test]
async fn twins_by_code_and_by_id_at_once_are_one_request() {
    let world = World::new().await;
    let project = world.coordinator.get("/v1/projects/AMI-T-ASN").await.id();
    let report = |text: &str| json!({"overall": "sunny", "text": text});
    for round in 0..12 {
        let twin = world.coordinator.with("Idempotency-Key", &format!("round-{round}"));
        let body = report("Tout va bien.");
        let (by_code, by_id) = (
            "/v1/projects/AMI-T-ASN/health",
            format!("/v1/projects/{project}/health"),
        );
        let other = world.technical_coordinator.post(by_code, report("Un autre."));
        let twins = join(twin.post(by_code, body.clone()), twin.post(&by_id, body));
        let (other, (one, two)) = join(other, twins).await;
        other.expect(201);
        assert_eq!(one.expect(201)["id"], two.expect(201)["id"]);
        let replayed = [&one, &two].map(|reply| reply.header("Idempotency-Replayed").to_owned());
        assert!(replayed.contains(&"true".to_owned()), "{replayed:?}");
    }
}

#[actix_web::test]
async fn two_bodies_are_the_same_when_their_json_values_are() {
    let world = World::new().await;
    let path = "/v1/projects/AMI-T-ASN/milestones";
    let client = world.coordinator.with("Idempotency-Key", "spelled");
    let first = r#"{"track": "roadmap", "title": "Étape", "weight": 2, "forecast_on": "2019-05-01", "depends_on": []}"#;
    let send = async |body: &str| {
        let body = Some((body.as_bytes().to_vec(), "application/json"));
        client.send_raw(Method::POST, path, body).await
    };
    let made = send(first).await;
    made.expect(201);
    for spelled in [
        r#"{"depends_on":[],"forecast_on":"2019-05-01","weight":2,"title":"Étape","track":"roadmap"}"#,
        r#"{"track": "roadmap", "title": "\u00c9tape", "weight": 2.0, "forecast_on": "2019-05-01", "depends_on": []}"#,
        r#"{"track": "roadmap", "title": "Étape", "weight": 0.2e1, "forecast_on": "2019-05-01", "depends_on": [],
            "description": null}"#,
    ] {
        let again = send(spelled).await;
        assert_eq!(again.header("Idempotency-Replayed"), "true", "{spelled}");
        assert_eq!(again.text, made.text);
    }
    for other in [
        r#"{"track": "roadmap", "title": "etape", "weight": 2, "forecast_on": "2019-05-01", "depends_on": []}"#,
        r#"{"track": "roadmap", "title": "Étape", "weight": 2.5, "forecast_on": "2019-05-01", "depends_on": []}"#,
        r#"{"track": "roadmap", "title": "Étape", "weight": 2, "forecast_on": "2019-05-01"}"#,
    ] {
        send(other).await.refused(422, "idempotency_key_reused");
    }
}

#[actix_web::test]
async fn a_batch_is_the_same_when_its_lines_are() {
    let world = World::new().await;
    let client = world.alpha_expert.with("Idempotency-Key", "batch");
    let send = async |line: &str| {
        let body = format!(r#"{{"entries": [{line}]}}"#);
        let body = Some((body.into_bytes(), "application/json"));
        client.send_raw(Method::POST, "/v1/progress-entries/batch", body).await
    };
    let line = r#"{"key": "1", "project": "AMI-T-ASN", "track": "technical_support", "occurred_on": "2019-03-01", "done": "Fait", "percent": null}"#;
    send(line).await.expect(200);
    let spelled = r#"{"done":"\u0046ait","key":"1","project":"AMI-T-ASN","track":"technical_support","occurred_on":"2019-03-01"}"#;
    assert_eq!(send(spelled).await.header("Idempotency-Replayed"), "true");
    send(&line.replace("Fait", "Autre"))
        .await
        .refused(422, "idempotency_key_reused");
}
