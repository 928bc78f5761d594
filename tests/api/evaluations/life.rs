//! The life of an evaluation: assigned, then submitted or recused; what is edited and deleted in each state.

use serde_json::{Value, json};

use super::{applied, assigned, called, edited, faults, label, marks, recusal, recused};
use crate::support::{Client, World};

const STATES: [&str; 3] = ["assigned", "submitted", "recused"];

/// From, verb, to; whatever is not here is refused.
const STEPS: [(&str, &str, &str); 2] = [("assigned", "submit", "submitted"), ("assigned", "recuse", "recused")];

fn body_of(verb: &str) -> Value {
    if verb == "recuse" { recusal() } else { json!({}) }
}

/// One that is written, in that state.
async fn led_to(world: &World, juror: &Client, state: &str) -> String {
    let path = assigned(world, &applied(world, state).await, juror).await;
    edited(juror, &path, marks(4.0, 3.0)).await;
    match state {
        "submitted" => drop(juror.act(&path, "submit", json!({})).await.expect(200)),
        "recused" => drop(recused(juror, &path).await),
        _ => {}
    }
    path
}

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let (world, [juror, ..]) = called().await;
    for state in STATES {
        for verb in ["submit", "recuse"] {
            let path = led_to(&world, &juror, state).await;
            let before = juror.get(&path).await.expect(200);
            assert_eq!(before["state"], state);
            let step = STEPS.iter().find(|(from, by, _)| (*from, *by) == (state, verb));
            if let Some((.., to)) = step {
                let after = juror.act(&path, verb, body_of(verb)).await.expect(200);
                assert_eq!(after["state"], *to);
                assert_eq!(juror.get(&path).await.expect(200), after);
                let changed = ["state", "version", "updated_at", "submitted_at", "recusal", "counts"];
                for (field, value) in before.as_object().unwrap() {
                    let stays = changed.contains(&field.as_str()) || after[field] == *value;
                    assert!(stays, "{verb}: {field}");
                }
                continue;
            }
            for language in ["fr", "en"] {
                let speaking = juror.with("Accept-Language", language);
                let refused = speaking.act(&path, verb, body_of(verb)).await;
                is_refused_for_its_state(&world, &refused.refused(409, "conflict"), state, language).await;
            }
            assert_eq!(juror.get(&path).await.expect(200), before, "{state} {verb}");
        }
    }
}

/// The only reason is the state, which is named with the one that it should be.
async fn is_refused_for_its_state(world: &World, errors: &[Value], state: &str, language: &str) {
    let [error] = errors else { panic!("{errors:?}") };
    assert_eq!((&error["pointer"], &error["code"]), (&json!(""), &json!("wrong_state")));
    assert_eq!(error["params"], json!({"state": state, "allowed": ["assigned"]}));
    let message = error["message"].as_str().unwrap();
    for named in [state, "assigned"] {
        let label = label(world, "evaluation_states", named, language).await;
        assert!(message.contains(&label), "{state}: {message}");
    }
}

#[actix_web::test]
async fn it_is_edited_while_it_is_assigned() {
    let (world, [juror, ..]) = called().await;
    for state in STATES {
        let path = led_to(&world, &juror, state).await;
        let before = juror.get(&path).await.expect(200);
        let edit = juror.with("If-Match", "*").patch(&path, marks(1.0, 1.0)).await;
        if state == "assigned" {
            assert_eq!(edit.expect(200)["scores"], marks(1.0, 1.0)["scores"]);
            continue;
        }
        is_refused_for_its_state(&world, &edit.refused(409, "conflict"), state, "fr").await;
        assert_eq!(juror.get(&path).await.expect(200), before, "{state}");
    }
}

/// Of both at once one is done, and the other told so.
#[actix_web::test]
async fn it_is_submitted_or_recused_not_both() {
    let (world, [juror, ..]) = called().await;
    let path = led_to(&world, &juror, "assigned").await;
    let who = juror.with("If-Match", "*");
    let (submit, recuse) = (format!("{path}/submit"), format!("{path}/recuse"));
    let (done, left) = futures_util::future::join(
        who.post(&submit, body_of("submit")),
        who.post(&recuse, body_of("recuse")),
    )
    .await;
    let refused = if done.status == 200 { &left } else { &done };
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
    let state = if done.status == 200 { "submitted" } else { "recused" };
    assert_eq!(who.get(&path).await.expect(200)["state"], state);
}
