//! A trial's life: every verb in every state, what is edited and deleted in each, what the history says.

use serde_json::json;

use super::{body_of, faults, led_to, planned, prototype};
use crate::accompaniment::lives::LifeTable;
use crate::support::World;

/// accompaniment.md, "trials".
const LIFE: LifeTable = LifeTable {
    entity: "trial",
    field: "state",
    states: &[
        ("planned", "Prévu", "Planned"),
        ("running", "En cours", "Running"),
        ("completed", "Terminé", "Completed"),
        ("cancelled", "Annulé", "Cancelled"),
    ],
    verbs: &[("begin", "started"), ("complete", "completed"), ("cancel", "cancelled")],
    steps: &[
        ("planned", "begin", "running"),
        ("running", "complete", "completed"),
        ("planned", "cancel", "cancelled"),
        ("running", "cancel", "cancelled"),
    ],
    body_of,
};

const HISTORY: &str = "/v1/projects/AMI-T-ASN/history?entity=trial";

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let in_state = async |state: &str| led_to(who, state, json!({})).await;
    LIFE.holds(&world, who, in_state, |_, _, _| {}).await;
}

#[actix_web::test]
async fn a_verb_takes_what_it_needs_and_the_edit_that_it_acts_on() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    for (state, verb) in [("planned", "begin"), ("running", "complete"), ("running", "cancel")] {
        let trial = led_to(who, state, json!({})).await;
        let acted = format!("{trial}/{verb}");
        let untagged = who.post(&acted, body_of(verb)).await;
        untagged.refused(428, "precondition_required");
        let read = who.get(&trial).await;
        let edit = json!({"protocol": "Quatre lettres."});
        world.alpha_expert.matching(&read).patch(&trial, edit).await.expect(200);
        let stale = who.matching(&read).post(&acted, body_of(verb)).await;
        stale.refused(412, "stale");
        let mut more = body_of(verb);
        more["motive"] = json!("Inspecteurs indisponibles.");
        let refused = who.act(&trial, verb, more).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/motive", "unknown_field")]),
            "{verb}"
        );
        assert_eq!(who.get(&trial).await.expect(200)["state"], state);
        who.act(&trial, verb, body_of(verb)).await.expect(200);
    }
}

#[actix_web::test]
async fn what_has_ended_is_edited_no_more_and_what_was_begun_is_not_deleted() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    for &(state, fr, en) in LIFE.states {
        let trial = led_to(&world.alpha_expert, state, json!({"participants": 20})).await;
        let before = who.get(&trial).await.expect(200);
        let edit = json!({"protocol": "Autre protocole.", "audience": "public"});
        if ["planned", "running"].contains(&state) {
            let edited = who.patch(&trial, edit).await.expect(200);
            assert_eq!(
                (&edited["protocol"], &edited["audience"], &edited["state"]),
                (&json!("Autre protocole."), &json!("public"), &json!(state))
            );
        } else {
            for (language, shown, open) in [("fr", fr, "Prévu, En cours"), ("en", en, "Planned, Running")] {
                let refused = who.with("Accept-Language", language).patch(&trial, edit.clone()).await;
                assert_eq!(
                    refused.faults(409, "conflict"),
                    faults(&[("", "wrong_state")]),
                    "{state}"
                );
                let message = refused.json()["errors"][0]["message"].as_str().unwrap().to_owned();
                assert!(message.contains(shown) && message.contains(open), "{state}: {message}");
            }
            assert_eq!(who.get(&trial).await.expect(200), before, "{state}");
        }
        let deleted = who.delete(&trial).await;
        if state == "planned" {
            assert_eq!(deleted.status, 204);
            who.get(&trial).await.refused(404, "not_found");
        } else {
            assert_eq!(deleted.faults(409, "conflict"), faults(&[("", "in_use")]), "{state}");
            assert_eq!(who.get(&trial).await.expect(200)["state"], state);
        }
    }
}

#[actix_web::test]
async fn the_history_says_what_was_done_to_it() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let trial = led_to(who, "running", json!({})).await;
    let edit = json!({"protocol": "Quatre lettres."});
    who.with("If-Match", "*").patch(&trial, edit).await.expect(200);
    who.act(&trial, "complete", body_of("complete")).await.expect(200);
    let page = world.coordinator.get(HISTORY).await.expect(200);
    let items = page["items"].as_array().unwrap();
    let told: Vec<_> = items.iter().map(|entry| entry["action"]["code"].clone()).collect();
    assert_eq!(told, ["completed", "updated", "started", "created"]);
    for (entry, action) in items
        .iter()
        .zip(["Achèvement", "Modification", "Démarrage", "Création"])
    {
        let sentence = entry["sentence"].as_str().unwrap();
        assert!(
            sentence.starts_with(&format!("Experte Alpha — {action} : essai")) && !sentence.contains("lettres"),
            "{sentence}"
        );
    }
    assert_eq!(
        (&items[1]["before"]["protocol"], &items[1]["after"]["protocol"]),
        (
            &json!("Trois lettres à préparer, avec et sans l'outil."),
            &json!("Quatre lettres.")
        )
    );
}

#[actix_web::test]
async fn one_that_lies_ahead_is_not_begun_and_one_that_runs_keeps_its_prototype() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let ahead = planned(&who, json!({"from": "2019-03-05"})).await;
    let refused = who.act(&ahead, "begin", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "trial_ahead")]));
    assert_eq!(refused.json()["errors"][0]["params"], json!({"from": "2019-03-05"}));
    let refused = who.act(&ahead, "complete", body_of("complete")).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
    who.patch(&ahead, json!({"from": "2019-03-04"})).await.expect(200);
    who.act(&ahead, "begin", json!({})).await.expect(200);
    let refused = who.patch(&ahead, json!({"from": "2019-03-05"})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "trial_ahead")]));
    let other = prototype(&world.alpha_expert, "functional").await;
    let refused = who.patch(&ahead, json!({"prototype": other})).await;
    assert_eq!(
        refused.faults(409, "conflict"),
        faults(&[("/prototype", "wrong_state")])
    );
    let still = planned(&who, json!({})).await;
    who.patch(&still, json!({"prototype": other})).await.expect(200);
}
