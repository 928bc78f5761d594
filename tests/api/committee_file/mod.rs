//! The file of a steering committee: a day as its parts tell it, for ever the same.

mod kept;

use serde_json::{Value, json};

use crate::support::{Client, Story};

const FILE: &str = "/v1/programmes/AMI-T/committee-file";
const ASN: &str = "/v1/projects/AMI-T-ASN";
const HTML: &str = "text/html; charset=utf-8";

/// A committee on 7 January 2019, and what happened around it.
async fn told() -> Story {
    let story = Story::begun().await;
    let who = story.world.coordinator.clone();
    let first = story
        .milestone("2018-11-22", "Maquette <b>essayée</b>", 1.0, "2019-01-21")
        .await;
    let second = story.milestone("2018-11-22", "Modèle", 3.0, "2019-05-21").await;
    story.baseline("2018-11-23").await;
    let risk = |title: &str, likelihood: u8| json!({"kind": "technical", "title": title, "gross": {"likelihood": likelihood, "severity": 4}});
    story
        .made("2018-12-03", &who, "risks", risk("Modèle trop lent", 1))
        .await;
    reported(&story, "2018-12-10", "Avant le comité.").await;
    let committee = committee(&story, "2019-01-07", "Comité de janvier").await;
    let decisions = format!("{committee}/decisions");
    for (text, due_on) in [
        ("Ouvrir les données.", "2019-02-01"),
        ("Nommer un relais.", "2019-06-03"),
    ] {
        let body = json!({"text": text, "due_on": due_on});
        story.on("2019-01-08", &who).post(&decisions, body).await.expect(201);
    }
    story.submitted("2019-01-15", &first).await;
    story.accepted("2019-01-22", &first).await;
    story.forecast("2019-01-28", &second, "2019-06-11").await;
    story
        .made("2019-02-04", &who, "risks", risk("Données en retard", 4))
        .await;
    reported(&story, "2019-02-11", "Deux annotateurs.").await;
    story
}

/// A committee that is held on the day.
async fn committee(story: &Story, day: &str, title: &str) -> String {
    let client = story.on(day, &story.world.coordinator);
    let exchange = json!({"kind": "steering_committee", "title": title, "starts_at": format!("{day}T09:00:00Z"), "ends_at": format!("{day}T10:30:00Z")});
    let planned = client.post("/v1/programmes/AMI-T/exchanges", exchange).await;
    planned.expect(201);
    let path = format!("/v1/programmes/AMI-T/exchanges/{}", planned.id());
    let held = json!({"attendance": [{"organisation": story.world.asn, "people": 4}]});
    client.act(&path, "hold", held).await.expect(200);
    path
}

/// A report that asks for support, published.
async fn reported(story: &Story, day: &str, support: &str) {
    let body = json!({"overall": "overcast", "text": "Suite.", "support_needed": support});
    story.made(day, &story.world.coordinator, "health", body).await;
}

async fn file(client: &Client, query: &str) -> Value {
    client.get(&format!("{FILE}{query}")).await.expect(200)
}

async fn page(client: &Client, query: &str) -> String {
    let reply = client.with("Accept", "text/html").get(&format!("{FILE}{query}")).await;
    assert_eq!(
        (reply.status.as_u16(), reply.header("content-type")),
        (200, HTML),
        "{}",
        reply.text
    );
    reply.text
}

/// Each part is what its own address tells as of the end of that day.
#[actix_web::test]
async fn each_part_is_what_is_told_of_it_as_of_that_day() {
    let story = told().await;
    let who = &story.world.coordinator;
    for on in ["2018-12-31", "2019-01-25", "2019-02-28"] {
        let file = file(who, &format!("?on={on}")).await;
        assert_eq!(who.get(&format!("{FILE}?as_of={on}")).await.json(), file, "{on}");
        let as_of = async |path: &str| who.get(&format!("{path}?as_of={on}")).await.expect(200);
        let portfolio = as_of("/v1/programmes/AMI-T/portfolio").await;
        assert_eq!(file["totals"], portfolio["totals"], "{on}");
        assert_eq!(
            file["progress_curve"],
            as_of("/v1/programmes/AMI-T/progress-curve").await
        );
        let projects = file["projects"].as_array().unwrap();
        assert_eq!(projects.len(), 2);
        for (place, project) in projects.iter().enumerate() {
            assert_eq!(project["portfolio"], portfolio["projects"][place], "{on}");
            let code = project["portfolio"]["code"].as_str().unwrap();
            for (name, path) in [
                ("timeline", "timeline"),
                ("progress_curve", "progress-curve"),
                ("milestone_trend", "milestone-trend"),
            ] {
                assert_eq!(
                    project[name],
                    as_of(&format!("/v1/projects/{code}/{path}")).await,
                    "{name} of {code} on {on}"
                );
            }
        }
        let Some(since) = file["since"]["at"].as_str() else {
            assert!(projects.iter().all(|project| project["changes"].is_null()), "{on}");
            continue;
        };
        let compared = who
            .get(&format!(
                "/v1/programmes/AMI-T/portfolio/comparison?from={since}&to={on}"
            ))
            .await
            .expect(200);
        let changes: Vec<&Value> = projects
            .iter()
            .map(|project| &project["changes"])
            .filter(|it| !it.is_null())
            .collect();
        assert_eq!(json!(changes), compared["projects"], "{on}");
    }
}

#[actix_web::test]
async fn it_tells_what_changed_was_decided_and_is_asked_since_the_committee_before() {
    let story = told().await;
    let who = &story.world.coordinator;
    let before = file(who, "?on=2019-01-07").await;
    assert_eq!(before["since"], json!(null), "the committee of that day is this one");
    assert_eq!(before["projects"][0]["asked"].as_array().unwrap().len(), 1);

    let now = file(who, "").await;
    assert_eq!(
        (&now["on"], &now["since"]["on"], &now["since"]["at"]),
        (
            &json!("2019-03-04"),
            &json!("2019-01-07"),
            &json!("2019-01-07T10:30:00Z")
        )
    );
    assert_eq!(now["since"]["exchange"]["name"], "Comité de janvier");
    let decisions = now["decisions"].as_array().unwrap();
    let told: Vec<Value> = decisions
        .iter()
        .map(|line| json!([line["number"], line["text"], line["overdue"]]))
        .collect();
    assert_eq!(
        json!(told),
        json!([[1, "Ouvrir les données.", true], [2, "Nommer un relais.", false]])
    );
    let project = &now["projects"][0];
    assert_eq!(
        project["asked"],
        json!([{"on": "2019-02-11", "decisions": null, "support": "Deux annotateurs."}])
    );
    let risks: Vec<&Value> = project["risks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|risk| &risk["risk"]["name"])
        .collect();
    assert_eq!(
        risks,
        ["Données en retard", "Modèle trop lent"],
        "the most critical first"
    );
    assert_eq!(project["changes"]["slips"][0]["days"], 21);
    assert_eq!(project["changes"]["decisions"][0]["outcome"], "accepted");
}
