//! What a dashboard shows of readiness: as many gates as each project's own page tells.

use serde_json::{Value, json};

use super::PORTFOLIO;
use crate::support::{Client, World};

/// What the portfolio tells of each project, by its code.
async fn told(client: &Client) -> Vec<(String, Value)> {
    let portfolio = client.get(PORTFOLIO).await.expect(200);
    let projects = portfolio["projects"].as_array().unwrap().iter();
    projects
        .map(|project| {
            (
                project["code"].as_str().unwrap().to_owned(),
                project["readiness"].clone(),
            )
        })
        .collect()
}

/// It is what each project's page says, to coordinators and observers alike; gives the counts of ASN's.
async fn agrees(who: &Client, observer: &Client) -> [Value; 3] {
    let shown = told(who).await;
    assert_eq!(told(observer).await, shown, "to observers too");
    assert_eq!(shown.len(), 4);
    for (code, counts) in &shown {
        let page = who.get(&format!("/v1/projects/{code}/readiness")).await.expect(200);
        let expected = ["satisfied", "missing", "waived"].map(|counted| (counted.to_owned(), page[counted].clone()));
        assert_eq!(*counts, Value::Object(expected.into_iter().collect()), "{code}");
    }
    let (_, asn) = shown.iter().find(|(code, _)| code == "AMI-T-ASN").unwrap();
    ["satisfied", "missing", "waived"].map(|counted| asn[counted].clone())
}

fn counts(numbers: [i32; 3]) -> [Value; 3] {
    numbers.map(|number| json!(number))
}

/// Adds something to ASN's project and gives its path.
async fn made(by: &Client, collection: &str, body: Value) -> String {
    let collection = format!("/v1/projects/AMI-T-ASN/{collection}");
    let reply = by.post(&collection, body).await;
    reply.expect(201);
    format!("{collection}/{}", reply.id())
}

#[actix_web::test]
async fn it_counts_the_gates_of_each_project_as_they_stand() {
    let world = World::new().await;
    let (who, observer, laureate) = (&world.coordinator, &world.observer, &world.asn_laureate);
    let motive = || json!({"motive": "Décision du comité."});
    // Besides ASN's, which runs, and CHU's, which is selected: one that is new and one that was withdrawn.
    for (code, title) in [("AMI-T-NEUF", "Nouveau"), ("AMI-T-PARTI", "Retiré")] {
        let body = json!({"organisation": world.asn, "title": title, "code": code});
        who.post("/v1/programmes/AMI-T/projects", body).await.expect(201);
    }
    who.act("/v1/projects/AMI-T-PARTI", "withdraw", motive())
        .await
        .expect(200);
    assert_eq!(agrees(who, observer).await, counts([1, 7, 0]));
    let new = told(who)
        .await
        .into_iter()
        .find(|(code, _)| code == "AMI-T-NEUF")
        .unwrap()
        .1;
    assert_eq!(
        new,
        json!({"satisfied": 2, "missing": 6, "waived": 0}),
        "nothing was asked of it yet"
    );

    // Each gate that becomes satisfied moves from one count to the other.
    let dataset = json!({"name": "Lettres", "existence": "exists", "personal_data": false, "dpia": "not_needed",
        "holder": {"name": "Archives"}});
    let dataset = made(laureate, "datasets", dataset).await;
    laureate.act(&dataset, "open", json!({})).await.expect(200);
    assert_eq!(agrees(who, observer).await, counts([2, 6, 0]));
    for function in ["sponsor", "business_lead", "data", "it"] {
        let member = json!({"function": function, "person": {"name": "Quelqu'un"}, "from": "2019-01-07",
            "until": "2019-03-06"});
        made(laureate, "team", member).await;
    }
    assert_eq!(agrees(who, observer).await, counts([3, 5, 0]));
    for horizon in ["short", "medium", "long"] {
        let item = json!({"kind": "skills", "title": "Former", "horizon": horizon});
        let item = made(laureate, "roadmap-items", item).await;
        laureate.act(&item, "adopt", json!({})).await.expect(200);
    }
    assert_eq!(agrees(who, observer).await, counts([4, 4, 0]));
    let version = json!({"version": "1.0", "maturity": "functional"});
    let version = made(&world.alpha_expert, "prototypes", version).await;
    let trial = json!({"prototype": version.rsplit('/').next(), "audience": "agents", "protocol": "Trois lettres.",
        "from": "2019-02-18", "measures": []});
    let trial = made(&world.alpha_expert, "trials", trial).await;
    let outcome = json!({"participants": 12, "verdict": "conclusive"});
    for (verb, body) in [("begin", json!({})), ("complete", outcome)] {
        world.alpha_expert.act(&trial, verb, body).await.expect(200);
    }
    assert_eq!(agrees(who, observer).await, counts([5, 3, 0]));
    for month in ["2018-11", "2018-12", "2019-01", "2019-02"] {
        let month = format!("/v1/missions/{}/months/{month}", world.alpha_mission);
        world.alpha_expert.act(&month, "close", json!({})).await.expect(200);
        who.act(&month, "countersign", json!({})).await.expect(200);
    }
    assert_eq!(agrees(who, observer).await, counts([6, 2, 0]));
    let item = made(who, "hand-over", json!({"kind": "model"})).await;
    assert_eq!(agrees(who, observer).await, counts([6, 2, 0]));
    who.act(&item, "waive", motive()).await.expect(200);
    assert_eq!(agrees(who, observer).await, counts([7, 1, 0]));
    let risk = json!({"kind": "ethical", "title": "Biais", "gross": {"likelihood": 4, "severity": 4}});
    made(laureate, "risks", risk).await;
    assert_eq!(agrees(who, observer).await, counts([6, 2, 0]));

    // Waivers, until their day; what is off is not counted, what advises is.
    for (gate, until) in [
        ("ethics", json!("2019-03-05")),
        ("milestones", Value::Null),
        ("data", Value::Null),
    ] {
        let waiver = json!({"gate": gate, "motive": "Accord du comité.", "until": until});
        made(who, "readiness/waivers", waiver).await;
    }
    assert_eq!(agrees(who, observer).await, counts([6, 0, 2]));
    let edit = who.with("If-Match", "*");
    let settings = json!({"gates_off": ["roadmap", "milestones"], "gates_advisory": ["team"]});
    edit.patch("/v1/programmes/AMI-T", settings).await.expect(200);
    assert_eq!(agrees(who, observer).await, counts([5, 0, 1]));
    for (today, expected) in [("2019-03-05", [5, 1, 0]), ("2019-03-06", [4, 2, 0])] {
        let service = world.app.on(today);
        let (who, observer) = (who.at(&service.base_url), observer.at(&service.base_url));
        assert_eq!(agrees(&who, &observer).await, counts(expected), "{today}");
    }
}

#[actix_web::test]
async fn an_observer_is_told_how_many_and_not_which() {
    let world = World::new().await;
    let portfolio = world.observer.get(PORTFOLIO).await;
    for project in portfolio.expect(200)["projects"].as_array().unwrap() {
        let fields: Vec<_> = project["readiness"].as_object().unwrap().keys().collect();
        assert_eq!(fields.len(), 3, "{fields:?}");
    }
    world
        .observer
        .get("/v1/projects/AMI-T-ASN/readiness")
        .await
        .refused(403, "forbidden");
}
