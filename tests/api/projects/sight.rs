//! Who sees which projects, and who may change them.

use serde_json::{Value, json};

use crate::support::{Client, World};

async fn codes(client: &Client, path: &str) -> Vec<String> {
    let page = client.get(path).await.expect(200);
    let items = page["items"].as_array().unwrap().clone();
    items
        .iter()
        .map(|item| item["code"].as_str().unwrap().to_owned())
        .collect()
}

#[actix_web::test]
async fn each_lists_the_projects_it_sees() {
    let world = World::new().await;
    for (client, seen) in [
        (&world.coordinator, vec!["AMI-T-ASN", "AMI-T-CHU"]),
        (&world.observer, vec!["AMI-T-ASN", "AMI-T-CHU"]),
        (&world.alpha_expert, vec!["AMI-T-ASN"]),
        (&world.beta_expert, vec!["AMI-T-CHU"]),
        (&world.asn_laureate, vec!["AMI-T-ASN"]),
        (&world.administrator, vec![]),
        (&world.nobody, vec![]),
    ] {
        assert_eq!(codes(client, "/v1/projects").await, seen);
    }
    assert_eq!(
        codes(&world.alpha_expert, "/v1/programmes/AMI-T/projects").await,
        ["AMI-T-ASN"]
    );
    world
        .nobody
        .get("/v1/programmes/AMI-T/projects")
        .await
        .refused(404, "not_found");
    world
        .beta_expert
        .get("/v1/projects/AMI-T-ASN")
        .await
        .refused(404, "not_found");
    world
        .administrator
        .get("/v1/projects/AMI-T-ASN")
        .await
        .refused(404, "not_found");
}

#[actix_web::test]
async fn lists_are_filtered_sorted_and_paged() {
    let world = World::new().await;
    let who = &world.coordinator;
    assert_eq!(codes(who, "/v1/projects?sort=-code").await, ["AMI-T-CHU", "AMI-T-ASN"]);
    assert_eq!(
        codes(who, "/v1/projects?state=running&programme=AMI-T").await,
        ["AMI-T-ASN"]
    );
    assert_eq!(
        codes(who, &format!("/v1/projects?organisation={}", world.chu)).await,
        ["AMI-T-CHU"]
    );
    assert_eq!(codes(who, "/v1/projects?programme=AMI-X").await, Vec::<String>::new());
    assert_eq!(
        codes(
            who,
            &format!("/v1/programmes/{}/projects?state=selected", world.programme)
        )
        .await,
        ["AMI-T-CHU"]
    );
    let first = who.get("/v1/projects?limit=1&count=true&fields=code").await.expect(200);
    assert_eq!(
        (&first["items"], &first["total"]),
        (&json!([{"code": "AMI-T-ASN"}]), &json!(2))
    );
    let next = first["next"].as_str().unwrap();
    assert_eq!(
        codes(who, &format!("/v1/projects?limit=1&cursor={next}")).await,
        ["AMI-T-CHU"]
    );
    let unknown = who.get("/v1/projects?state=paused&colour=red").await;
    assert_eq!(
        unknown.faults(400, "invalid_parameters"),
        [
            ("colour".to_owned(), "unknown_parameter".to_owned()),
            ("state".to_owned(), "unknown_value".to_owned())
        ]
    );
}

#[actix_web::test]
async fn an_observer_is_shown_no_free_text_and_no_account() {
    let world = World::new().await;
    let path = "/v1/projects/AMI-T-ASN";
    let full = world.asn_laureate.get(path).await.expect(200);
    assert_eq!(full["summary"], Value::Null);
    assert!(full.get("updated_by").is_some());
    let seen = world.observer.get(path).await.expect(200);
    assert!(
        seen.get("summary").is_none() && seen.get("updated_by").is_none(),
        "{seen}"
    );
    assert_eq!(seen["title"], full["title"]);
    world.observer.get(&format!("{path}/clock")).await.expect(200);
}

#[actix_web::test]
async fn only_coordinators_of_the_programme_write() {
    let world = World::new().await;
    let writes = [
        (
            "/v1/programmes/AMI-T/projects",
            json!({"organisation": world.asn, "title": "X"}),
        ),
        ("/v1/projects/AMI-T-ASN/start", json!({"on": "2019-01-01"})),
        ("/v1/projects/AMI-T-ASN/complete", json!({"on": "2019-09-21"})),
        ("/v1/projects/AMI-T-ASN/withdraw", json!({"motive": "x"})),
        ("/v1/projects/AMI-T-ASN/reopen", json!({"motive": "x"})),
        ("/v1/projects/AMI-T-ASN/plan", json!({})),
        ("/v1/projects/AMI-T-ASN/baselines", json!({})),
        (
            "/v1/projects/AMI-T-ASN/suspensions",
            json!({"from": "2019-04-01", "motive": "x"}),
        ),
        (
            "/v1/projects/AMI-T-ASN/suspensions?dry_run=true",
            json!({"from": "2019-04-01", "motive": "x"}),
        ),
        (
            "/v1/projects/AMI-T-ASN/extensions",
            json!({"useful_months": 1, "motive": "x"}),
        ),
    ];
    for (path, body) in writes {
        for client in [&world.alpha_expert, &world.asn_laureate, &world.observer] {
            client.post(path, body.clone()).await.refused(403, "forbidden");
        }
        world.nobody.post(path, body.clone()).await.refused(404, "not_found");
        world
            .app
            .stranger()
            .post(path, body)
            .await
            .refused(401, "unauthenticated");
    }
    world
        .asn_laureate
        .patch("/v1/projects/AMI-T-ASN", json!({"title": "X"}))
        .await
        .refused(403, "forbidden");
    assert_eq!(world.app.text("select sum(version) from projects").await, "2");
}

#[actix_web::test]
async fn an_observer_is_not_told_of_edits_to_what_it_is_not_shown() {
    let world = World::new().await;
    let path = "/v1/projects/AMI-T-ASN";
    let seen = world.observer.get(path).await;
    let before = seen.expect(200);
    assert!(
        before.get("version").is_none() && before.get("updated_at").is_none(),
        "{before}"
    );
    let current = world.coordinator.get(path).await;
    let edit = json!({"summary": "Autre résumé."});
    world.coordinator.matching(&current).patch(path, edit).await.expect(200);
    let after = world.observer.get(path).await;
    assert_eq!((after.expect(200), after.etag()), (before, seen.etag()));
}
