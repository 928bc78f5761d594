//! Risks: their life, their scores, who looks after them, and what a coordinator asks of them.

use serde_json::{Value, json};

use crate::support::{Client, Reply, World};

const RISKS: &str = "/v1/projects/AMI-T-ASN/risks";

async fn added(client: &Client, more: Value) -> String {
    let mut body = json!({"kind": "ethical", "title": "Biais d'annotation"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let reply = client.post(RISKS, body).await;
    reply.expect(201);
    format!("{RISKS}/{}", reply.id())
}

fn score(likelihood: i32, severity: i32) -> Value {
    json!({"likelihood": likelihood, "severity": severity})
}

fn reasons(reply: &Reply) -> Vec<(String, String)> {
    let told = reply.json()["errors"].as_array().cloned().unwrap_or_default();
    let word = |fault: &Value, name: &str| fault[name].as_str().unwrap().to_owned();
    told.iter()
        .map(|fault| (word(fault, "pointer"), word(fault, "code")))
        .collect()
}

/// accompaniment.md, "risks": from, verb, to; whatever is not here is refused.
const LIFE: &[(&str, &str, &str)] = &[
    ("open", "mitigate", "mitigated"),
    ("open", "close", "closed"),
    ("mitigated", "close", "closed"),
    ("open", "occur", "occurred"),
    ("mitigated", "occur", "occurred"),
    ("closed", "reopen", "open"),
    ("occurred", "reopen", "open"),
];
const STATES: [(&str, &str, &str); 4] = [
    ("open", "Ouvert", "Open"),
    ("mitigated", "Maîtrisé", "Mitigated"),
    ("closed", "Clos", "Closed"),
    ("occurred", "Survenu", "Occurred"),
];

fn body_of(verb: &str) -> Value {
    match verb {
        "mitigate" => json!({"residual": score(1, 2), "response": "Double annotation."}),
        _ => json!({"motive": "Décision du comité."}),
    }
}

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    for (state, fr, en) in STATES {
        for verb in ["mitigate", "close", "occur", "reopen"] {
            let risk = added(who, json!({})).await;
            if let Some((_, there, _)) = LIFE.iter().find(|(from, _, to)| *from == "open" && *to == state) {
                who.act(&risk, there, body_of(there)).await.expect(200);
            }
            let leads = LIFE.iter().find(|(from, by, _)| (*from, *by) == (state, verb));
            if let Some((.., to)) = leads {
                let after = who.act(&risk, verb, body_of(verb)).await.expect(200);
                assert_eq!(after["state"], *to, "{state} {verb}");
                let told = world
                    .coordinator
                    .get("/v1/projects/AMI-T-ASN/history?limit=1")
                    .await
                    .expect(200);
                assert_eq!(told["items"][0]["entity"], "risk", "{state} {verb}");
                continue;
            }
            let allowed: Vec<_> = STATES
                .iter()
                .filter(|state| LIFE.iter().any(|(from, by, _)| (*from, *by) == (state.0, verb)))
                .collect();
            for (language, shown) in [("fr", fr), ("en", en)] {
                let refused = who
                    .with("Accept-Language", language)
                    .act(&risk, verb, body_of(verb))
                    .await;
                assert_eq!(
                    refused.faults(409, "conflict"),
                    [(String::new(), "wrong_state".to_owned())]
                );
                let message = refused.json()["errors"][0]["message"].as_str().unwrap().to_owned();
                let labels: Vec<_> = allowed
                    .iter()
                    .map(|state| if language == "fr" { state.1 } else { state.2 })
                    .collect();
                assert!(
                    message.contains(shown) && message.contains(&labels.join(", ")),
                    "{state} {verb}: {message}"
                );
            }
        }
    }
}

#[actix_web::test]
async fn every_reason_is_told_at_once() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let risk = added(who, json!({})).await;
    let refused = who.act(&risk, "mitigate", json!({})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [("/residual", "residual_required"), ("/response", "response_required")]
            .map(|(at, code)| (at.to_owned(), code.to_owned()))
    );
    for verb in ["close", "occur", "reopen"] {
        let refused = who.act(&risk, verb, json!({})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            [("/motive".to_owned(), "motive_required".to_owned())],
            "{verb}"
        );
    }
    // What stands already need not be said again, and what mitigates it stays.
    who.with("If-Match", "*")
        .patch(&risk, json!({"residual": score(2, 2), "response": "Relecture."}))
        .await
        .expect(200);
    who.act(&risk, "mitigate", json!({})).await.expect(200);
    let refused = who
        .with("If-Match", "*")
        .patch(&risk, json!({"residual": null, "response": null}))
        .await;
    assert_eq!(reasons(&refused).len(), 2, "{}", refused.text);
}

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

#[actix_web::test]
async fn one_that_was_never_used_is_deleted() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let mistake = added(&who, json!({})).await;
    who.patch(&mistake, json!({"title": "Autre"})).await.expect(200);
    world
        .asn_laureate
        .send(reqwest::Method::DELETE, &mistake, None)
        .await
        .refused(428, "precondition_required");
    let gone = who.send(reqwest::Method::DELETE, &mistake, None).await;
    assert_eq!(gone.status, 204);
    who.get(&mistake).await.refused(404, "not_found");
    let used = added(&who, json!({})).await;
    who.act(&used, "close", json!({"motive": "x"})).await.expect(200);
    who.act(&used, "reopen", json!({"motive": "x"})).await.expect(200);
    let kept = who.send(reqwest::Method::DELETE, &used, None).await;
    assert_eq!(kept.faults(409, "conflict"), [(String::new(), "in_use".to_owned())]);
}

#[actix_web::test]
async fn the_history_says_what_was_done_to_it() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let risk = added(who, json!({"gross": score(3, 3), "review_on": "2019-04-01"})).await;
    let edit = json!({"gross": score(2, 3), "owner": who.account(), "response": "Relecture."});
    who.with("If-Match", "*").patch(&risk, edit).await.expect(200);
    who.act(&risk, "close", json!({"motive": "Sans objet."}))
        .await
        .expect(200);
    let page = world
        .coordinator
        .get("/v1/projects/AMI-T-ASN/history?entity=risk")
        .await
        .expect(200);
    let told: Vec<_> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["sentence"].as_str().unwrap())
        .collect();
    assert_eq!(
        told,
        [
            "Experte Alpha — Clôture : risque Biais d'annotation.",
            "Experte Alpha — Modification : risque Biais d'annotation (poids 9 → 6, niveau brut, réponse, responsable).",
            "Experte Alpha — Création : risque Biais d'annotation (à revoir le 2019-04-01, poids 9).",
        ]
    );
    assert_eq!(page["items"][0]["after"]["motive"], "Sans objet.");
}
