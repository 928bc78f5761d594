//! The life of an application: every verb in every state.

use serde_json::{Value, json};

use super::{MOTIVATED, OPEN, STATES, STEPS, Step};
use crate::call::{body_of, change, entries, faults, free_rank, id_of, led_to};
use crate::support::World;

/// What states are called, by the vocabulary.
fn labels(vocabulary: &Value, states: &[&str], language: &str) -> String {
    let terms = vocabulary["application_states"].as_array().unwrap();
    let label = |state: &&str| {
        let term = terms.iter().find(|term| term["code"] == *state).unwrap();
        term["label"][language].as_str().unwrap()
    };
    states.iter().map(label).collect::<Vec<_>>().join(", ")
}

/// What a verb changes of what is shown, besides when; the rest stays.
fn changed(step: &Step, sent: &Value, before: &Value, after: &Value) -> Value {
    let mut expected = before.clone();
    expected["state"] = json!(step.to);
    expected["version"] = json!(before["version"].as_u64().unwrap() + 1);
    expected["updated_at"] = after["updated_at"].clone();
    if MOTIVATED.contains(&step.verb) {
        expected["motive"] = sent["motive"].clone();
    }
    match step.verb {
        "reserve" => expected["rank"] = sent["rank"].clone(),
        "refuse" | "withdraw" => expected["rank"] = Value::Null,
        "select" => {
            assert!(after["project"]["code"].is_string(), "{after}");
            expected["project"] = after["project"].clone();
        }
        _ => {}
    }
    expected
}

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    let who = &world.coordinator;
    let vocabulary = who.get("/v1/vocabulary").await.expect(200);
    for state in STATES {
        for step in &STEPS {
            let verb = step.verb;
            let path = led_to(&world, state, json!({"summary": "Un essai."})).await;
            let before = who.get(&path).await.expect(200);
            assert_eq!(before["state"], state, "{verb}");
            let sent = body_of(verb);
            if step.from.contains(&state) {
                let after = who.act(&path, verb, sent.clone()).await.expect(200);
                assert_eq!(after, changed(step, &sent, &before, &after), "{state} {verb}");
                assert_eq!(who.get(&path).await.expect(200), after, "{state} {verb}");
                let told = change(&world, id_of(&path), step.action).await;
                assert_eq!(told, entries(&[("application", &path, step.action)]), "{state} {verb}");
                continue;
            }
            for language in ["fr", "en"] {
                let speaking = who.with("Accept-Language", language);
                let refused = speaking.act(&path, verb, sent.clone()).await;
                assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
                let error = &refused.json()["errors"][0];
                let params = json!({"state": state, "allowed": step.from});
                assert_eq!(error["params"], params, "{state} {verb}");
                let message = error["message"].as_str().unwrap();
                for named in [&[state][..], step.from] {
                    let named = labels(&vocabulary, named, language);
                    assert!(message.contains(&named), "{state} {verb}: {message}");
                }
            }
            assert_eq!(who.get(&path).await.expect(200), before, "{state} {verb}");
        }
    }
}

#[actix_web::test]
async fn it_tells_why_it_was_last_put_aside_or_taken_up_again() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = led_to(&world, "received", json!({})).await;
    let mut last = Value::Null;
    for (verb, motive) in [
        ("dismiss", Some("Hors du périmètre.")),
        ("reopen", Some("Périmètre précisé.")),
        ("shortlist", None),
        ("reserve", None),
        ("refuse", Some("Données absentes.")),
        ("reopen", Some("Données trouvées.")),
        ("withdraw", Some("Départ de l'équipe.")),
        ("reopen", Some("Nouvelle équipe.")),
        ("select", None),
    ] {
        let mut body = body_of(verb);
        if let Some(motive) = motive {
            body["motive"] = json!(motive);
            last = json!(motive);
        }
        let after = who.act(&path, verb, body).await.expect(200);
        assert_eq!(after["motive"], last, "{verb}");
    }
    let told = "select string_agg(concat_ws(': ', action, after->>'motive'), ' ' order by seq) from journal
        where action in ('dismissed', 'reopened', 'refused', 'withdrawn') and entity_id";
    let told = world.app.text(&format!("{told} = '{}'", id_of(&path))).await;
    assert_eq!(
        told,
        "dismissed: Hors du périmètre. reopened: Périmètre précisé. refused: Données absentes. reopened: Données trouvées. \
         withdrawn: Départ de l'équipe. reopened: Nouvelle équipe."
    );
}

/// Of two at once one is done, and the other told that it cannot be any more.
#[actix_web::test]
async fn it_is_selected_or_refused_not_both() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    for state in OPEN.iter().filter(|state| **state != "received") {
        let path = led_to(&world, state, json!({})).await;
        let (select, refuse) = (format!("{path}/select"), format!("{path}/refuse"));
        let (selected, refused) = futures_util::future::join(
            who.post(&select, body_of("select")),
            who.post(&refuse, body_of("refuse")),
        )
        .await;
        let mut statuses = [selected.status.as_u16(), refused.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "{} {}", selected.text, refused.text);
        let shown = who.get(&path).await.expect(200);
        let expected = if selected.status == 200 { "laureate" } else { "refused" };
        assert_eq!(shown["state"], expected);
        assert_eq!(shown["project"].is_null(), selected.status != 200);
    }
}

/// What it was ranked is forgotten with its place in the reserve: it comes back without.
#[actix_web::test]
async fn one_that_is_taken_up_again_has_no_rank() {
    let world = World::new().await;
    let who = &world.coordinator;
    for verb in ["refuse", "withdraw"] {
        let path = led_to(&world, "admissible", json!({})).await;
        let rank = free_rank();
        let reserved = who.act(&path, "reserve", json!({"rank": rank})).await.expect(200);
        assert_eq!(reserved["rank"], rank);
        for verb in [verb, "reopen"] {
            let after = who.act(&path, verb, body_of(verb)).await.expect(200);
            assert_eq!(after["rank"], Value::Null, "{verb}");
        }
        // And its rank is another's.
        let other = led_to(&world, "admissible", json!({})).await;
        let reserved = who.act(&other, "reserve", json!({"rank": rank})).await.expect(200);
        assert_eq!(reserved["rank"], rank);
    }
}
