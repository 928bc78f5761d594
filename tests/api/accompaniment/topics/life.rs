//! A topic's life: every verb in every state, what is edited and deleted in each, what the history says, and what the
//! database keeps as it is.

use diesel_async::SimpleAsyncConnection;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{TOPICS, body_of, faults, led_to, topic};
use crate::accompaniment::lives::LifeTable;
use crate::redactions::{LEAK, redact};
use crate::support::World;

/// Open, then retained or set aside, and nothing after that.
const LIFE: LifeTable = LifeTable {
    entity: "topic",
    field: "state",
    states: &[
        ("open", "Ouvert", "Open"),
        ("retained", "Retenu", "Retained"),
        ("set_aside", "Mis de côté", "Set aside"),
    ],
    verbs: &[("retain", "retained"), ("set_aside", "set_aside")],
    steps: &[("open", "retain", "retained"), ("open", "set_aside", "set_aside")],
    body_of,
};

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let in_state = async |state: &str| led_to(who, state, json!({})).await;
    LIFE.holds(&world, who, in_state, |_, before, after| {
        for field in ["title", "benefit", "maturity", "owner", "created_at"] {
            assert_eq!(before[field], after[field], "{field}");
        }
    })
    .await;
}

#[actix_web::test]
async fn a_verb_takes_what_it_needs_and_the_edit_that_it_acts_on() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    for verb in ["retain", "set_aside"] {
        let path = led_to(who, "open", json!({})).await;
        let acted = format!("{path}/{verb}");
        let untagged = who.post(&acted, body_of(verb)).await;
        untagged.refused(428, "precondition_required");
        let read = who.get(&path).await;
        let edit = json!({"maturity": "studied"});
        world.alpha_expert.matching(&read).patch(&path, edit).await.expect(200);
        let stale = who.matching(&read).post(&acted, body_of(verb)).await;
        stale.refused(412, "stale");
        let mut more = body_of(verb);
        more["benefit"] = json!("Autre.");
        let refused = who.act(&path, verb, more).await;
        let unknown = faults(&[("/benefit", "unknown_field")]);
        assert_eq!(refused.faults(422, "invalid_body"), unknown, "{verb}");
        assert_eq!(who.get(&path).await.expect(200)["state"], "open");
    }
    let path = led_to(who, "open", json!({})).await;
    let refused = who.act(&path, "retain", json!({"motive": "Utile."})).await;
    let unknown = faults(&[("/motive", "unknown_field")]);
    assert_eq!(refused.faults(422, "invalid_body"), unknown);
    for body in [json!({}), json!({"motive": null})] {
        let refused = who.act(&path, "set_aside", body).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/motive", "motive_required")])
        );
    }
    assert_eq!(who.get(&path).await.expect(200)["state"], "open");
}

#[actix_web::test]
async fn what_is_decided_is_edited_no_more_and_not_deleted() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    for &(state, fr, en) in LIFE.states {
        let path = led_to(&world.alpha_expert, state, json!({})).await;
        let before = who.get(&path).await.expect(200);
        let edit = json!({"title": "Autre sujet", "maturity": "ready"});
        if state == "open" {
            let edited = who.patch(&path, edit).await.expect(200);
            assert_eq!(
                (&edited["title"], &edited["maturity"], &edited["state"]),
                (&json!("Autre sujet"), &json!("ready"), &json!("open"))
            );
        } else {
            for (language, shown, open) in [("fr", fr, "Ouvert"), ("en", en, "Open")] {
                let refused = who.with("Accept-Language", language).patch(&path, edit.clone()).await;
                let wrong = faults(&[("", "wrong_state")]);
                assert_eq!(refused.faults(409, "conflict"), wrong, "{state}");
                let message = refused.json()["errors"][0]["message"].as_str().unwrap().to_owned();
                assert!(message.contains(shown) && message.contains(open), "{state}: {message}");
            }
            assert_eq!(who.get(&path).await.expect(200), before, "{state}");
        }
        world
            .alpha_expert
            .delete(&path)
            .await
            .refused(428, "precondition_required");
        let deleted = who.delete(&path).await;
        if state == "open" {
            assert_eq!(deleted.status, 204);
            who.get(&path).await.refused(404, "not_found");
        } else {
            assert_eq!(deleted.faults(409, "conflict"), faults(&[("", "in_use")]), "{state}");
            assert_eq!(who.get(&path).await.expect(200), before, "{state}");
        }
    }
}

#[actix_web::test]
async fn the_history_says_what_was_done_to_it() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let path = led_to(who, "open", json!({"title": "Avis des exploitants"})).await;
    let edit = json!({"benefit": "Des délais plus courts.", "maturity": "studied", "owner": who.account()});
    who.with("If-Match", "*").patch(&path, edit).await.expect(200);
    who.act(&path, "set_aside", json!({"motive": "Confié à une autre équipe."}))
        .await
        .expect(200);
    led_to(who, "retained", json!({"title": "Alertes"})).await;
    let mistake = led_to(who, "open", json!({"title": "Erreur"})).await;
    who.with("If-Match", "*").delete(&mistake).await.expect(204);
    let history = "/v1/projects/AMI-T-ASN/history?entity=topic";
    let sentences = async |language: &str| -> Vec<String> {
        let page = world.coordinator.with("Accept-Language", language).get(history).await;
        let items = page.expect(200)["items"].as_array().unwrap().clone();
        let told = items.iter().map(|entry| entry["sentence"].as_str().unwrap().to_owned());
        told.collect()
    };
    assert_eq!(
        sentences("fr").await,
        [
            "Experte Alpha — Suppression : sujet Erreur.",
            "Experte Alpha — Création : sujet Erreur.",
            "Experte Alpha — Retenue : sujet Alertes.",
            "Experte Alpha — Création : sujet Alertes.",
            "Experte Alpha — Mise de côté : sujet Avis des exploitants.",
            "Experte Alpha — Modification : sujet Avis des exploitants (bénéfice attendu, maturité, responsable).",
            "Experte Alpha — Création : sujet Avis des exploitants.",
        ]
    );
    assert_eq!(
        sentences("en").await[2..6],
        [
            "Experte Alpha — Retained: topic Alertes.",
            "Experte Alpha — Created: topic Alertes.",
            "Experte Alpha — Set aside: topic Avis des exploitants.",
            "Experte Alpha — Updated: topic Avis des exploitants (benefit, maturity, owner).",
        ]
    );
    let aside = format!("{history}&action=set_aside");
    let page = world.coordinator.get(&aside).await.expect(200);
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    assert_eq!(page["items"][0]["after"]["motive"], "Confié à une autre équipe.");
}

/// What was decided stays as it was said: the database refuses to change or delete it, but for a redaction.
#[actix_web::test]
async fn what_is_decided_is_kept_as_it_is_but_for_a_redaction() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let [title, benefit] = ["titre", "apport"].map(|what| format!("{LEAK} ({what})"));
    let mut conn = world.app.connection().await;
    for state in ["retained", "set_aside"] {
        // Answers are kept for retries, and say it too.
        let body = topic(json!({"title": title, "benefit": benefit}));
        let made = who.with("Idempotency-Key", state).post(TOPICS, body).await;
        made.expect(201);
        let (id, path) = (made.id(), format!("{TOPICS}/{}", made.id()));
        let verb = if state == "retained" { "retain" } else { "set_aside" };
        let before = who.act(&path, verb, body_of(verb)).await.expect(200);
        for statement in [
            format!("update topics set title = 'Autre' where id = '{id}'"),
            format!("update topics set state = 'open' where id = '{id}'"),
            format!("delete from topics where id = '{id}'"),
        ] {
            let refused = conn.batch_execute(&statement).await.expect_err(&statement).to_string();
            let why = "this row is kept as it was written";
            assert!(refused.contains(why), "{state}: {statement}: {refused}");
        }
        for (field, text) in [("title", &title), ("benefit", &benefit)] {
            assert!(!world.app.traces_of(text).await.is_empty(), "{text} stands somewhere");
            let redacted = redact(&world.coordinator, "topic", &id, field).await.expect(201);
            assert_eq!(redacted["sha256"], json!([format!("{:x}", Sha256::digest(text))]));
            assert_eq!(world.app.traces_of(text).await, Vec::<String>::new(), "{state}");
            let shown = who.get(&path).await.expect(200);
            assert_eq!((&shown[field], &shown["state"]), (&redacted["marker"], &json!(state)));
            let again = redact(&world.coordinator, "topic", &id, field).await;
            let nothing = faults(&[("", "nothing_to_redact")]);
            assert_eq!(again.faults(409, "conflict"), nothing, "{state}");
        }
        let after = who.get(&path).await.expect(200);
        assert_eq!(after["maturity"], before["maturity"]);
        redact(who, "topic", &id, "title").await.refused(403, "forbidden");
    }
}
