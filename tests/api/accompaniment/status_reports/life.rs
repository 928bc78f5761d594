//! A report's life: every verb in every state, what a verb is sent with, what the history says.

use serde_json::json;

use super::{faults, led_to, published, told, written};
use crate::accompaniment::lives::LifeTable;
use crate::support::World;

/// accompaniment.md, "status-reports".
const LIFE: LifeTable = LifeTable {
    entity: "status_report",
    field: "state",
    states: &[
        ("draft", "Brouillon", "Draft"),
        ("endorsed", "Visé", "Endorsed"),
        ("published", "Publié", "Published"),
    ],
    verbs: &[("endorse", "endorsed"), ("publish", "published")],
    steps: &[("draft", "endorse", "endorsed"), ("endorsed", "publish", "published")],
    body_of: |_| json!({}),
};

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    // Alone in its organisation, and a coordinator: it may do both.
    let who = &world.coordinator;
    let in_state = async |state: &str| led_to(&world, who, state, json!({})).await;
    let by_whom = |verb: &str, before: &serde_json::Value, after: &serde_json::Value| {
        let account = json!({"id": who.account(), "name": "Coordination DITP"});
        match verb {
            "endorse" => assert_eq!(after["endorsed_by"], account),
            _ => assert_eq!(
                (&after["published_by"], &after["endorsed_by"]),
                (&account, &before["endorsed_by"])
            ),
        }
    };
    LIFE.holds(&world, who, in_state, by_whom).await;
}

#[actix_web::test]
async fn a_verb_takes_nothing_and_the_edit_that_it_acts_on() {
    let world = World::new().await;
    let who = &world.technical_coordinator;
    for (state, verb) in [("draft", "endorse"), ("endorsed", "publish")] {
        let path = led_to(&world, who, state, json!({})).await;
        let acted = format!("{path}/{verb}");
        who.post(&acted, json!({})).await.refused(428, "precondition_required");
        let stale = who.with("If-Match", "\"999.AAAAAAAA\"");
        stale.post(&acted, json!({})).await.refused(412, "stale");
        let refused = who.act(&path, verb, json!({"motive": "Relu."})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/motive", "unknown_field")]),
            "{verb}"
        );
        assert_eq!(who.get(&path).await.expect(200)["state"], state);
        // Nor has it need of an empty body.
        let acting = who.with("If-Match", "*");
        acting.send(reqwest::Method::POST, &acted, None).await.expect(200);
    }
}

#[actix_web::test]
async fn the_history_says_what_was_done_to_it() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let path = written(who, json!({})).await;
    let edit = json!({"done": "Lettres relues.", "until": "2019-03-02"});
    who.with("If-Match", "*").patch(&path, edit).await.expect(200);
    world.alpha_colleague.act(&path, "endorse", json!({})).await.expect(200);
    world.coordinator.act(&path, "publish", json!({})).await.expect(200);
    let (actions, total) = told(&world.coordinator, "status_report").await;
    assert_eq!(actions, ["published", "endorsed", "updated", "created"]);
    assert_eq!(total, 4);
    let history = "/v1/projects/AMI-T-ASN/history?entity=status_report";
    for (language, sentences) in [
        (
            "fr",
            [
                "Coordination DITP — Publication : rapport d'étape",
                "Collegue Alpha — Visa : rapport d'étape",
                "Experte Alpha — Modification : rapport d'étape",
                "Experte Alpha — Création : rapport d'étape",
            ],
        ),
        (
            "en",
            [
                "Coordination DITP — Published: status report",
                "Collegue Alpha — Endorsed: status report",
                "Experte Alpha — Updated: status report",
                "Experte Alpha — Created: status report",
            ],
        ),
    ] {
        let speaking = world.coordinator.with("Accept-Language", language);
        let page = speaking.get(history).await.expect(200);
        for (entry, beginning) in page["items"].as_array().unwrap().iter().zip(sentences) {
            let sentence = entry["sentence"].as_str().unwrap();
            assert!(
                sentence.starts_with(beginning) && !sentence.contains("Lettres"),
                "{sentence}"
            );
        }
    }
    let page = world.coordinator.get(history).await.expect(200);
    let edited = &page["items"][2];
    assert_eq!(
        (&edited["before"]["done"], &edited["after"]["done"]),
        (&json!("Lettres annotées."), &json!("Lettres relues."))
    );
}

#[actix_web::test]
async fn whoever_publishes_coordinates_the_programme() {
    let world = World::new().await;
    let path = led_to(&world, &world.alpha_expert, "endorsed", json!({})).await;
    for (client, status, code) in [
        (&world.alpha_expert, 403, "forbidden"),
        (&world.alpha_colleague, 403, "forbidden"),
        (&world.asn_laureate, 403, "forbidden"),
        (&world.observer, 404, "not_found"),
        (&world.beta_expert, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        let acting = client.with("If-Match", "*");
        let refused = acting.post(&format!("{path}/publish"), json!({})).await;
        refused.refused(status, code);
    }
    world
        .technical_coordinator
        .act(&path, "publish", json!({}))
        .await
        .expect(200);
    // Whoever wrote it and endorsed it, being alone, may publish it too.
    published(&world, &world.coordinator, json!({})).await;
}
