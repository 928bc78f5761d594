//! How it is asked for, and what an answer says of it.

use serde_json::{Value, json};

use super::{AS_OF, with};
use crate::support::World;

const PROJECT: &str = "/v1/projects/AMI-T-ASN";

#[actix_web::test]
async fn what_is_no_day_and_no_instant_is_refused_with_what_else_is_wrong() {
    let world = World::new().await;
    let cases = [
        ("as_of=hier", "invalid_format"),
        ("as_of=2019-02-30", "invalid_format"),
        ("as_of=2019-02-03T10:00:00", "invalid_format"),
        ("as_of=", "invalid_format"),
        ("as_of=-0001-01-01", "invalid_format"),
        ("as_of=0000-12-31", "invalid_format"),
        ("as_of=0001-01-01T00:00:00%2B02:00", "invalid_format"),
        ("as_of=2019-02-03T10:00:00+01:00", "invalid_format"),
        ("as_of=2019-02-03T10:00:00.000000000000000000001Z", "invalid_format"),
        ("as_of=2019-2-3", "invalid_format"),
        ("as_of=%2B2019-02-03", "invalid_format"),
        ("as_of=2019-02-03%2010:00:00Z", "invalid_format"),
        ("as%5Fof=hier", "invalid_format"),
        ("as_of=2019-03-05", "date_in_future"),
        ("as_of=2999-01-01T00:00:00Z", "date_in_future"),
        ("as_of=2019-02-03&as_of=2019-02-04", "repeated_parameter"),
    ];
    for (query, code) in cases {
        for path in [PROJECT, "/v1/projects/AMI-T-ASN/milestones", "/v1/projects"] {
            let refused = world.coordinator.get(&format!("{path}?{query}")).await;
            assert_eq!(
                refused.faults(400, "invalid_parameters"),
                [("as_of".to_owned(), code.to_owned())],
                "{path}?{query}"
            );
        }
    }
    let refused = world
        .coordinator
        .get("/v1/projects?as_of=hier&limit=0&ville=Lyon")
        .await;
    let pointers = refused.faults(400, "invalid_parameters");
    let pointers: Vec<&str> = pointers.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["as_of", "limit", "ville"]);
    let errors = refused.json();
    let unknown = errors["errors"].as_array().unwrap().iter();
    let unknown = unknown
        .clone()
        .find(|error| error["code"] == "unknown_parameter")
        .unwrap();
    let accepted = unknown["params"]["accepted"].as_array().unwrap();
    assert!(accepted.contains(&json!("as_of")), "{accepted:?}");
}

/// However an instant is written, it is that one; what was long ago was nothing.
#[actix_web::test]
async fn an_instant_is_the_same_however_it_is_written() {
    let world = World::new().await;
    let shown = world.coordinator.get(PROJECT).await;
    let instant = shown.header(AS_OF).to_owned();
    let write = world.coordinator.with("If-Match", "*");
    write.patch(PROJECT, json!({"title": "Autre titre"})).await.expect(200);
    let (day, time) = instant.split_once('T').unwrap();
    let time = time.trim_end_matches('Z');
    for written in [
        format!("{day}t{time}z"),
        format!("{day}T{time}%2B00:00"),
        format!("{day}T{time}000Z"),
    ] {
        for name in ["as_of", "as%5Fof"] {
            let told = world.coordinator.get(&with(PROJECT, name, &written)).await;
            assert_eq!(
                (told.text.as_str(), told.header(AS_OF)),
                (shown.text.as_str(), instant.as_str()),
                "{written}"
            );
        }
    }
    let leap = world.coordinator.get("/v1/projects?as_of=2019-02-03T23:59:60Z").await;
    assert_eq!(leap.header(AS_OF), "2019-02-04T00:00:00.000000Z");
    for long_ago in ["0001-01-01", "0001-01-02T00:00:00Z", "1969-12-31"] {
        world
            .coordinator
            .get(&with(PROJECT, "as_of", long_ago))
            .await
            .refused(404, "not_found");
    }
}

/// Who asks, with which rights, in which words: of these there is no past.
#[actix_web::test]
async fn what_has_no_past_is_not_asked_for_it() {
    let world = World::new().await;
    for path in ["/v1/accounts", "/v1/me", "/v1/vocabulary", "/version"] {
        let refused = world.administrator.get(&format!("{path}?as_of=2019-02-03")).await;
        assert_eq!(
            refused.faults(400, "invalid_parameters"),
            [("as_of".to_owned(), "unknown_parameter".to_owned())],
            "{path}"
        );
        assert_eq!(world.administrator.get(path).await.header(AS_OF), "", "{path}");
    }
    let told = json!({"title": "Autre titre"});
    let write = world.coordinator.with("If-Match", "*");
    write
        .patch(&with(PROJECT, "as_of", "2019-02-03"), told)
        .await
        .refused(400, "invalid_parameters");
}

#[actix_web::test]
async fn a_list_goes_on_as_of_its_instant() {
    let world = World::new().await;
    let milestones = format!("{PROJECT}/milestones");
    for number in 1..=5 {
        let body = json!({"track": "prototype", "title": format!("Étape {number}"), "weight": 1,
            "acceptance_criteria": ["Montrée."], "forecast_on": format!("2019-05-0{number}")});
        world.coordinator.post(&milestones, body).await.expect(201);
    }
    let whole = world.coordinator.get(&milestones).await;
    let instant = whole.header(AS_OF).to_owned();
    let items = whole.json()["items"].as_array().unwrap().clone();
    // They all move, and one more comes.
    for item in &items {
        let path = format!("/v1/milestones/{}", item["id"].as_str().unwrap());
        let to = json!({"forecast_on": "2019-06-01", "motive": "Retard."});
        world
            .coordinator
            .with("If-Match", "*")
            .post(&format!("{path}/forecasts"), to)
            .await
            .expect(201);
    }
    let mut seen: Vec<Value> = Vec::new();
    let mut next = Some(with(&format!("{milestones}?limit=2"), "as_of", &instant));
    while let Some(path) = next.take() {
        let page = world.coordinator.get(&path).await;
        assert_eq!(page.header(AS_OF), instant);
        seen.extend(page.expect(200)["items"].as_array().unwrap().iter().cloned());
        let link = page
            .header("Link")
            .split(", ")
            .find(|link| link.ends_with("rel=\"next\""));
        next = link.map(|link| link[1..link.find('>').unwrap()].to_owned());
    }
    assert_eq!(seen, items);
    // Of today every page is of one instant too.
    let page = world
        .coordinator
        .get(&with(&format!("{milestones}?limit=2"), "as_of", "2019-03-04"))
        .await;
    let resolved = format!("as_of={}", page.header(AS_OF));
    assert!(
        page.header("Link").split(", ").all(|link| link.contains(&resolved)),
        "{}",
        page.header("Link")
    );
}

/// The tag of what was known then; what is known now has another.
#[actix_web::test]
async fn a_client_that_holds_it_is_told_so() {
    let world = World::new().await;
    let shown = world.observer.get(PROJECT).await;
    let past = with(PROJECT, "as_of", shown.header(AS_OF));
    let told = world.observer.get(&past).await;
    let held = world.observer.with("If-None-Match", told.etag());
    for _ in 0..2 {
        let unchanged = held.get(&past).await;
        assert_eq!(
            (unchanged.status.as_u16(), unchanged.header(AS_OF)),
            (304, shown.header(AS_OF))
        );
    }
    let write = world.coordinator.with("If-Match", "*");
    write.patch(PROJECT, json!({"title": "Autre titre"})).await.expect(200);
    assert_eq!(held.get(&past).await.status, 304);
    let now = held.get(PROJECT).await;
    assert_eq!(now.expect(200)["title"], "Autre titre");
    assert!(now.header(AS_OF) > shown.header(AS_OF));
    let head = world.observer.send(reqwest::Method::HEAD, &past, None).await;
    assert_eq!((head.status.as_u16(), head.header(AS_OF)), (200, shown.header(AS_OF)));
}

/// Every GET of business data takes it, and says as of when it is.
#[test]
fn every_read_of_business_data_has_a_past() {
    let document = serde_json::to_value(jalon::openapi::document()).unwrap();
    let paths = document["paths"].as_object().unwrap().iter();
    let reads = paths.filter(|(path, item)| path.starts_with("/v1/") && !item["get"].is_null());
    let without = reads.filter(|(_, item)| {
        let parameters = item["get"]["parameters"].as_array().unwrap();
        let asked = parameters.iter().any(|parameter| parameter["name"] == "as_of");
        assert_eq!(asked, !item["get"]["responses"]["200"]["headers"][AS_OF].is_null());
        !asked
    });
    let without: Vec<&str> = without.map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        without,
        [
            "/v1/accounts",
            "/v1/accounts/{id}",
            "/v1/accounts/{id}/export",
            "/v1/accounts/{id}/grants",
            "/v1/accounts/{id}/grants/{grant}",
            "/v1/evidence/{id}/content",
            "/v1/me",
            "/v1/me/export",
            "/v1/service-accounts",
            "/v1/vocabulary",
        ]
    );
}
