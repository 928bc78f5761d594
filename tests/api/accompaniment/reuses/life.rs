//! A reuse's life: every verb in every state, what is edited and deleted in each, before, during and after the project.

use serde_json::{Value, json};

use super::{HISTORY, REUSES, added, body_of, faults, led_to, reuse};
use crate::accompaniment::lives::LifeTable;
use crate::support::World;

const ASN: &str = "/v1/projects/AMI-T-ASN";

const LIFE: LifeTable = LifeTable {
    entity: "reuse",
    field: "state",
    states: &[
        ("contact", "Prise de contact", "Contact"),
        ("trial", "Essai", "Trial"),
        ("adopted", "Adoptée", "Adopted"),
        ("abandoned", "Abandonnée", "Abandoned"),
    ],
    verbs: &[("try", "tried"), ("adopt", "adopted"), ("abandon", "abandoned")],
    steps: &[
        ("contact", "try", "trial"),
        ("trial", "adopt", "adopted"),
        ("contact", "abandon", "abandoned"),
        ("trial", "abandon", "abandoned"),
        ("adopted", "abandon", "abandoned"),
    ],
    body_of,
};

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let in_state = async |state: &str| led_to(who, state, json!({})).await;
    let stays = |verb: &str, before: &Value, after: &Value| {
        assert_eq!(
            (&after["by"], &after["what"]),
            (&before["by"], &before["what"]),
            "{verb}"
        );
    };
    LIFE.holds(&world, who, in_state, stays).await;
}

#[actix_web::test]
async fn what_is_abandoned_has_a_motive_and_a_verb_the_edit_that_it_acts_on() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    for (state, verb) in [("contact", "try"), ("trial", "adopt"), ("adopted", "abandon")] {
        let path = led_to(who, state, json!({})).await;
        let acted = format!("{path}/{verb}");
        let untagged = who.post(&acted, body_of(verb)).await;
        untagged.refused(428, "precondition_required");
        let read = who.get(&path).await;
        let edit = json!({"what": "data"});
        world.coordinator.matching(&read).patch(&path, edit).await.expect(200);
        who.matching(&read)
            .post(&acted, body_of(verb))
            .await
            .refused(412, "stale");
        let (wrong, code) = match verb {
            "abandon" => (json!({}), "motive_required"),
            _ => (json!({"motive": "Décidé."}), "unknown_field"),
        };
        let refused = who.act(&path, verb, wrong).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/motive", code)]),
            "{verb}"
        );
        assert_eq!(who.get(&path).await.expect(200)["state"], state);
        who.act(&path, verb, body_of(verb)).await.expect(200);
    }
}

#[actix_web::test]
async fn what_is_abandoned_is_edited_no_more_and_what_was_acted_on_is_not_deleted() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    for &(state, fr, en) in LIFE.states {
        let path = led_to(&world.asn_laureate, state, json!({})).await;
        let before = who.get(&path).await.expect(200);
        let edit = json!({"what": "code", "by": {"name": "Une autre autorité"}});
        if state == "abandoned" {
            for (language, label, open) in [
                ("fr", fr, "Prise de contact, Essai, Adoptée"),
                ("en", en, "Contact, Trial, Adopted"),
            ] {
                let refused = who.with("Accept-Language", language).patch(&path, edit.clone()).await;
                assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
                let message = refused.json()["errors"][0]["message"].as_str().unwrap().to_owned();
                assert!(message.contains(label) && message.contains(open), "{message}");
            }
            assert_eq!(who.get(&path).await.expect(200), before);
        } else {
            let edited = who.patch(&path, edit).await.expect(200);
            assert_eq!(
                (&edited["what"], &edited["by"]["name"], &edited["state"]),
                (&json!("code"), &json!("Une autre autorité"), &json!(state))
            );
        }
        let deleted = who.delete(&path).await;
        if state == "contact" {
            assert_eq!(deleted.status, 204);
            who.get(&path).await.refused(404, "not_found");
        } else {
            assert_eq!(deleted.faults(409, "conflict"), faults(&[("", "in_use")]), "{state}");
            assert_eq!(who.get(&path).await.expect(200)["state"], state);
        }
    }
}

#[actix_web::test]
async fn a_project_that_is_only_selected_has_none_yet() {
    let world = World::new().await;
    let chu = "/v1/projects/AMI-T-CHU";
    let refused = world
        .chu_laureate
        .post(&format!("{chu}/reuses"), reuse(json!({})))
        .await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "project_not_running")]));
    // What breaks the body is told before.
    let wrong = reuse(json!({"by": {}}));
    let refused = world.chu_laureate.post(&format!("{chu}/reuses"), wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/by", "one_of_two")]));
    let start = json!({"on": "2019-03-04"});
    world.coordinator.act(chu, "start", start).await.expect(200);
    let made = world
        .chu_laureate
        .post(&format!("{chu}/reuses"), reuse(json!({})))
        .await;
    assert_eq!(made.expect(201)["project"]["code"], "AMI-T-CHU");
}

#[actix_web::test]
async fn it_goes_on_while_the_project_is_suspended_and_once_it_has_ended() {
    let world = World::new().await;
    let early = added(&world.asn_laureate, json!({})).await;
    let pause = json!({"from": "2019-02-25", "until": "2019-04-01", "motive": "Congés de l'équipe."});
    let paused = world.coordinator.post(&format!("{ASN}/suspensions"), pause).await;
    paused.expect(201);
    world.asn_laureate.act(&early, "try", json!({})).await.expect(200);
    let motive = json!({"motive": "Départ de l'équipe."});
    world.coordinator.act(ASN, "withdraw", motive).await.expect(200);
    // A year later, by those who led it.
    let later = world.app.on("2020-03-04");
    for leader in [&world.asn_laureate, &world.coordinator] {
        let who = leader.at(&later.base_url);
        let path = led_to(&who, "adopted", json!({"what": "data"})).await;
        let edit = json!({"url": "https://code.example/reprise"});
        let edited = who.with("If-Match", "*").patch(&path, edit).await.expect(200);
        assert_eq!(
            (&edited["state"], &edited["url"]),
            (&json!("adopted"), &json!("https://code.example/reprise"))
        );
        let mistake = added(&who, json!({})).await;
        assert_eq!(who.with("If-Match", "*").delete(&mistake).await.status, 204);
        let given_up = led_to(&who, "abandoned", json!({})).await;
        let refused = who.act(&given_up, "try", json!({})).await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
    }
    let who = world.asn_laureate.at(&later.base_url);
    let adopted = who.act(&early, "adopt", json!({})).await.expect(200);
    assert_eq!(adopted["state"], "adopted");
    let seen = world.observer.at(&later.base_url).get(REUSES).await.expect(200);
    let states: Vec<_> = seen["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["state"])
        .collect();
    assert_eq!(states, ["adopted"; 3]);
}

#[actix_web::test]
async fn the_history_says_what_was_done_to_it_in_both_languages() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let path = added(&who, json!({})).await;
    let edit = json!({
        "by": {"organisation": world.alpha, "name": null}, "what": "code", "url": "https://code.example/recherche",
    });
    who.patch(&path, edit).await.expect(200);
    for verb in ["try", "adopt", "abandon"] {
        world.asn_laureate.act(&path, verb, body_of(verb)).await.expect(200);
    }
    let mistake = added(&who, json!({})).await;
    assert_eq!(who.delete(&mistake).await.status, 204);
    for (language, sentences) in [
        (
            "fr",
            [
                "Laureate ASN — Suppression : réutilisation.",
                "Laureate ASN — Création : réutilisation.",
                "Laureate ASN — Abandon : réutilisation.",
                "Laureate ASN — Adoption : réutilisation.",
                "Laureate ASN — Mise à l'essai : réutilisation.",
                "Laureate ASN — Modification : réutilisation (réutilisateur, objet, adresse).",
                "Laureate ASN — Création : réutilisation.",
            ],
        ),
        (
            "en",
            [
                "Laureate ASN — Deleted: reuse.",
                "Laureate ASN — Created: reuse.",
                "Laureate ASN — Abandoned: reuse.",
                "Laureate ASN — Adopted: reuse.",
                "Laureate ASN — Tried: reuse.",
                "Laureate ASN — Updated: reuse (who reuses it, what, address).",
                "Laureate ASN — Created: reuse.",
            ],
        ),
    ] {
        let page = world.coordinator.with("Accept-Language", language).get(HISTORY).await;
        let page = page.expect(200);
        let items = page["items"].as_array().unwrap();
        let told: Vec<_> = items.iter().map(|entry| entry["sentence"].as_str().unwrap()).collect();
        assert_eq!(told, sentences, "{language}");
        assert_eq!(items[2]["after"]["motive"], "Sans suite.");
    }
}
