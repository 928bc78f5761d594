//! A risk's life: every verb in every state, what refuses it, deletion, what the history says.

use serde_json::{Value, json};

use super::{added, score};
use crate::accompaniment::lives::LifeTable;
use crate::support::{Reply, World};

fn reasons(reply: &Reply) -> Vec<(String, String)> {
    let told = reply.json()["errors"].as_array().cloned().unwrap_or_default();
    let word = |fault: &Value, name: &str| fault[name].as_str().unwrap().to_owned();
    told.iter()
        .map(|fault| (word(fault, "pointer"), word(fault, "code")))
        .collect()
}

/// accompaniment.md, "risks".
const LIFE: LifeTable = LifeTable {
    entity: "risk",
    field: "state",
    states: &[
        ("open", "Ouvert", "Open"),
        ("mitigated", "Maîtrisé", "Mitigated"),
        ("closed", "Clos", "Closed"),
        ("occurred", "Survenu", "Occurred"),
    ],
    verbs: &[
        ("mitigate", "mitigated"),
        ("close", "closed"),
        ("occur", "occurred"),
        ("reopen", "reopened"),
    ],
    steps: &[
        ("open", "mitigate", "mitigated"),
        ("open", "close", "closed"),
        ("mitigated", "close", "closed"),
        ("open", "occur", "occurred"),
        ("mitigated", "occur", "occurred"),
        ("closed", "reopen", "open"),
        ("occurred", "reopen", "open"),
    ],
    body_of,
};

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
    let in_state = async |state: &str| {
        let risk = added(who, json!({})).await;
        let there = LIFE.steps.iter().find(|(from, _, to)| (*from, *to) == ("open", state));
        if let Some((_, verb, _)) = there {
            who.act(&risk, verb, body_of(verb)).await.expect(200);
        }
        risk
    };
    LIFE.holds(&world, who, in_state, |_, _, _| {}).await;
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
