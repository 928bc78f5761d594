//! Scores, who looks after a risk, and what a coordinator asks of them all.

use serde_json::{Value, json};

use super::{RISKS, added, score};
use crate::support::World;

#[actix_web::test]
async fn the_residual_score_counts_once_there_is_one() {
    let world = World::new().await;
    let who = &world.coordinator;
    for (gross, residual, criticality) in [
        (Value::Null, Value::Null, Value::Null),
        (score(1, 3), Value::Null, json!("low")),
        (score(2, 3), Value::Null, json!("moderate")),
        (score(2, 4), Value::Null, json!("high")),
        (score(3, 3), Value::Null, json!("high")),
        (score(3, 4), Value::Null, json!("critical")),
        (score(4, 4), score(1, 1), json!("low")),
        (Value::Null, score(4, 3), json!("critical")),
    ] {
        let risk = added(who, json!({"gross": gross, "residual": residual})).await;
        assert_eq!(
            who.get(&risk).await.expect(200)["criticality"],
            criticality,
            "{gross} {residual}"
        );
    }
    for path in [
        "/v1/projects/AMI-T-ASN/risks/matrix",
        "/v1/programmes/AMI-T/risks/matrix",
    ] {
        let matrix = who.get(path).await.expect(200);
        let cells = matrix["cells"].as_array().unwrap();
        assert_eq!((cells.len(), &matrix["without_score"]), (16, &json!(1)), "{path}");
        let counted: Vec<_> = cells
            .iter()
            .filter(|cell| cell["count"] != 0)
            .map(|cell| {
                (
                    cell["likelihood"].clone(),
                    cell["severity"].clone(),
                    cell["count"].clone(),
                    cell["criticality"].clone(),
                )
            })
            .collect();
        let cell = |likelihood: i32, severity: i32, criticality: &str| {
            (json!(likelihood), json!(severity), json!(1), json!(criticality))
        };
        assert_eq!(
            counted,
            [
                cell(1, 1, "low"),
                cell(1, 3, "low"),
                cell(2, 3, "moderate"),
                cell(2, 4, "high"),
                cell(3, 3, "high"),
                cell(3, 4, "critical"),
                cell(4, 3, "critical"),
            ],
            "{path}"
        );
    }
    let list = who
        .get(&format!("{RISKS}?criticality=critical&criticality=moderate"))
        .await
        .expect(200);
    let found: Vec<_> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|risk| risk["criticality"].clone())
        .collect();
    assert_eq!(found, ["critical", "critical", "moderate"], "the most critical first");
}

#[actix_web::test]
async fn a_list_is_asked_for_what_waits() {
    let world = World::new().await;
    let who = &world.coordinator;
    let owner = world.alpha_expert.account();
    let late = added(
        who,
        json!({"title": "En retard", "review_on": "2019-03-03", "owner": owner}),
    )
    .await;
    let due = added(
        who,
        json!({"title": "Aujourd'hui", "review_on": "2019-03-04", "kind": "security"}),
    )
    .await;
    let closed = added(who, json!({"title": "Clos", "review_on": "2019-01-01"})).await;
    who.act(&closed, "close", json!({"motive": "Sans objet."}))
        .await
        .expect(200);
    assert_eq!(who.get(&late).await.expect(200)["overdue_review"], true);
    assert_eq!(who.get(&due).await.expect(200)["overdue_review"], false);
    for list in [RISKS, "/v1/programmes/AMI-T/risks"] {
        for (query, titles) in [
            ("sort=-created_at", &["Clos", "Aujourd'hui", "En retard"][..]),
            ("overdue_review=true", &["En retard"]),
            ("overdue_review=false&sort=-created_at", &["Clos", "Aujourd'hui"]),
            ("kind=security", &["Aujourd'hui"]),
            ("state=closed", &["Clos"]),
            (&format!("owner={owner}"), &["En retard"]),
            ("updated_since=2100-01-01T00:00:00Z", &[]),
        ] {
            let page = who.get(&format!("{list}?{query}&count=true")).await.expect(200);
            let found: Vec<_> = page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|risk| risk["title"].clone())
                .collect();
            assert_eq!(
                (found, &page["total"]),
                (titles.iter().map(|title| json!(title)).collect(), &json!(titles.len())),
                "{list} {query}"
            );
        }
    }
    // A provider of one project is shown that one's alone.
    let other = json!({"kind": "schedule", "title": "Ailleurs"});
    who.post("/v1/projects/AMI-T-CHU/risks", other).await.expect(201);
    let own = world
        .alpha_expert
        .get("/v1/programmes/AMI-T/risks?count=true")
        .await
        .expect(200);
    assert_eq!(own["total"], 3);
    let all = who
        .get("/v1/programmes/AMI-T/risks?count=true&limit=2")
        .await
        .expect(200);
    assert_eq!((&all["total"], all["items"].as_array().unwrap().len()), (&json!(4), 2));
    let rest = who
        .get(&format!(
            "/v1/programmes/AMI-T/risks?limit=2&cursor={}",
            all["next"].as_str().unwrap()
        ))
        .await
        .expect(200);
    assert_eq!(
        (rest["items"].as_array().unwrap().len(), &rest["next"]),
        (2, &Value::Null)
    );
}

#[actix_web::test]
async fn whoever_looks_after_it_works_on_the_project() {
    let world = World::new().await;
    let who = &world.coordinator;
    for account in [
        world.alpha_expert.account(),
        world.asn_laureate.account(),
        who.account(),
    ] {
        let risk = added(who, json!({"owner": account})).await;
        assert_eq!(who.get(&risk).await.expect(200)["owner"]["id"], json!(account));
    }
    let stranger = who
        .post(
            RISKS,
            json!({"kind": "technical", "title": "x", "owner": world.observer.account()}),
        )
        .await;
    assert_eq!(
        stranger.faults(422, "invalid_body"),
        [("/owner".to_owned(), "unknown_reference".to_owned())]
    );
    let risk = added(who, json!({"owner": world.alpha_expert.account()})).await;
    let left = format!(
        "update accounts set deactivated_at = now() where id = '{}'",
        world.alpha_expert.account()
    );
    world
        .app
        .sql(&format!(
            "alter table accounts disable trigger user; {left}; alter table accounts enable trigger user"
        ))
        .await;
    // Who has left stays named, and is not named anew.
    let edit = who.with("If-Match", "*");
    edit.patch(&risk, json!({"title": "Autre"})).await.expect(200);
    edit.patch(&risk, json!({"owner": null})).await.expect(200);
    let again = edit.patch(&risk, json!({"owner": world.alpha_expert.account()})).await;
    assert_eq!(
        again.faults(422, "invalid_body"),
        [("/owner".to_owned(), "account_deactivated".to_owned())]
    );
}
