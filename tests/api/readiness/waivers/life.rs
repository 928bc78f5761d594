//! A waiver stands until it is revoked, and that is final.

use serde_json::json;

use crate::readiness::{ASN, faults, id_of, waived};
use crate::support::World;

#[actix_web::test]
async fn it_is_revoked_once_for_a_reason_as_it_was_read() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = waived(who, "team", json!({"motive": "Recrutement en cours."})).await;
    let revoke = format!("{path}/revoke");
    let motive = json!({"motive": "La fonction est tenue."});
    who.post(&revoke, motive.clone())
        .await
        .refused(428, "precondition_required");
    let old = who.with("If-Match", "\"99.x\"");
    old.post(&revoke, motive.clone()).await.refused(412, "stale");
    for body in [json!({}), json!({"motive": null})] {
        let refused = who.act(&path, "revoke", body).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/motive", "motive_required")])
        );
    }
    let before = who.get(&path).await.expect(200);
    assert_eq!(before["state"], "standing");
    let after = world
        .technical_coordinator
        .act(&path, "revoke", motive.clone())
        .await
        .expect(200);
    assert_eq!(who.get(&path).await.expect(200), after);
    let mut expected = before.clone();
    expected["state"] = json!("revoked");
    expected["in_force"] = json!(false);
    expected["version"] = json!(2);
    expected["updated_by"] = json!({"id": world.technical_coordinator.account(), "name": "Coordination DINSIC"});
    expected["updated_at"] = after["updated_at"].clone();
    assert_eq!(after, expected, "why it was given stays");
    let mut messages = Vec::new();
    for language in ["fr", "en"] {
        let refused = who
            .with("Accept-Language", language)
            .act(&path, "revoke", motive.clone())
            .await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
        messages.push(refused.json()["errors"][0]["message"].clone());
    }
    assert_ne!(messages[0], messages[1]);
    assert_eq!(who.get(&path).await.expect(200), after);
    // It is neither edited nor deleted.
    for method in [reqwest::Method::PATCH, reqwest::Method::DELETE] {
        let refused = who.with("If-Match", "*").send(method, &path, Some(json!({}))).await;
        refused.refused(405, "method_not_allowed");
    }
}

#[actix_web::test]
async fn one_that_is_over_is_revoked_all_the_same() {
    let world = World::new().await;
    let path = waived(&world.coordinator, "team", json!({"until": "2019-03-05"})).await;
    let later = world.app.on("2019-03-06");
    let who = world.coordinator.at(&later.base_url);
    let motive = json!({"motive": "La fonction est tenue."});
    let after = who.act(&path, "revoke", motive).await.expect(200);
    assert_eq!(
        (&after["state"], &after["in_force"]),
        (&json!("revoked"), &json!(false))
    );
}

#[actix_web::test]
async fn the_history_says_what_was_done_to_it() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = waived(who, "team", json!({"motive": "Recrutement en cours."})).await;
    let motive = json!({"motive": "La fonction est tenue."});
    who.act(&path, "revoke", motive).await.expect(200);
    let history = format!("{ASN}/history?entity=readiness_waiver");
    let mut sentences = Vec::new();
    for language in ["fr", "en"] {
        let page = who.with("Accept-Language", language).get(&history).await.expect(200);
        let items = page["items"].as_array().unwrap();
        let told: Vec<_> = items
            .iter()
            .map(|entry| (&entry["action"]["code"], &entry["entity_id"]))
            .collect();
        let id = json!(id_of(&path));
        assert_eq!(told, [(&json!("revoked"), &id), (&json!("created"), &id)]);
        assert_eq!(
            (&items[0]["before"]["state"], &items[0]["after"]["state"]),
            (&json!("standing"), &json!("revoked"))
        );
        // Why it was revoked is told there, and why it was given too.
        assert!(
            items[0]["after"].to_string().contains("La fonction est tenue."),
            "{}",
            items[0]
        );
        assert_eq!(items[1]["after"]["motive"], "Recrutement en cours.");
        for item in items {
            let sentence = item["sentence"].as_str().unwrap();
            assert!(sentence.starts_with("Coordination DITP — "), "{sentence}");
            sentences.push(sentence.to_owned());
        }
    }
    assert!(
        sentences[0] != sentences[2] && sentences[1] != sentences[3],
        "{sentences:?}"
    );
}
