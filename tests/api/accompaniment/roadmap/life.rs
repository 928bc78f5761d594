//! An item's life: every verb in every state, what is edited and deleted in each, the end of the project, the history.

use serde_json::{Value, json};

use super::{HISTORY, ITEMS, REORDER, added, body_of, faults, id_of, item, led_to, ordered, places, shown};
use crate::accompaniment::lives::LifeTable;
use crate::support::World;

const ASN: &str = "/v1/projects/AMI-T-ASN";

const LIFE: LifeTable = LifeTable {
    entity: "roadmap_item",
    field: "state",
    states: &[
        ("proposed", "Proposé", "Proposed"),
        ("adopted", "Adopté", "Adopted"),
        ("done", "Réalisé", "Done"),
        ("dropped", "Abandonné", "Dropped"),
    ],
    verbs: &[("adopt", "adopted"), ("finish", "finished"), ("drop", "dropped")],
    steps: &[
        ("proposed", "adopt", "adopted"),
        ("adopted", "finish", "done"),
        ("proposed", "drop", "dropped"),
        ("adopted", "drop", "dropped"),
    ],
    body_of,
};

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let in_state = async |state: &str| led_to(who, state, "Former", json!({})).await;
    let stays = |verb: &str, before: &Value, after: &Value| {
        assert_eq!(
            (&after["position"], &after["title"]),
            (&before["position"], &before["title"]),
            "{verb}"
        );
    };
    LIFE.holds(&world, who, in_state, stays).await;
}

#[actix_web::test]
async fn a_drop_has_a_motive_and_a_verb_the_edit_that_it_acts_on() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    for (state, verb) in [("proposed", "adopt"), ("adopted", "finish"), ("adopted", "drop")] {
        let path = led_to(who, state, "Former", json!({})).await;
        let acted = format!("{path}/{verb}");
        let untagged = who.post(&acted, body_of(verb)).await;
        untagged.refused(428, "precondition_required");
        let read = who.get(&path).await;
        let edit = json!({"horizon": "long"});
        world.coordinator.matching(&read).patch(&path, edit).await.expect(200);
        who.matching(&read)
            .post(&acted, body_of(verb))
            .await
            .refused(412, "stale");
        let (wrong, at, code) = match verb {
            "drop" => (json!({}), "/motive", "motive_required"),
            _ => (json!({"motive": "Décidé."}), "/motive", "unknown_field"),
        };
        let refused = who.act(&path, verb, wrong).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(&[(at, code)]), "{verb}");
        assert_eq!(who.get(&path).await.expect(200)["state"], state);
        who.act(&path, verb, body_of(verb)).await.expect(200);
    }
}

#[actix_web::test]
async fn what_is_done_or_dropped_is_edited_no_more_and_what_was_acted_on_is_not_deleted() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    led_to(&who, "proposed", "Devant", json!({})).await;
    for &(state, fr, en) in LIFE.states {
        let path = led_to(&world.asn_laureate, state, state, json!({})).await;
        let before = (shown(&who).await, who.get(&path).await.expect(200));
        let edit = json!({"horizon": "long", "position": 1});
        if ["proposed", "adopted"].contains(&state) {
            let edited = who.patch(&path, edit).await.expect(200);
            assert_eq!(
                (&edited["horizon"], &edited["position"], &edited["state"]),
                (&json!("long"), &json!(1), &json!(state))
            );
        } else {
            for (language, label, open) in [("fr", fr, "Proposé, Adopté"), ("en", en, "Proposed, Adopted")] {
                let refused = who.with("Accept-Language", language).patch(&path, edit.clone()).await;
                assert_eq!(
                    refused.faults(409, "conflict"),
                    faults(&[("", "wrong_state")]),
                    "{state}"
                );
                let message = refused.json()["errors"][0]["message"].as_str().unwrap().to_owned();
                assert!(message.contains(label) && message.contains(open), "{state}: {message}");
            }
            // Nor has any other one made room.
            assert_eq!((shown(&who).await, who.get(&path).await.expect(200)), before, "{state}");
        }
        let deleted = who.delete(&path).await;
        if state == "proposed" {
            assert_eq!(deleted.status, 204);
            who.get(&path).await.refused(404, "not_found");
        } else {
            assert_eq!(deleted.faults(409, "conflict"), faults(&[("", "in_use")]), "{state}");
            assert_eq!(who.get(&path).await.expect(200)["state"], state);
        }
    }
}

#[actix_web::test]
async fn one_that_was_only_moved_can_be_deleted() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let moved = added(&who, "A", json!({})).await;
    let other = added(&who, "B", json!({"position": 1})).await;
    who.post(REORDER, ordered(&[&moved, &other])).await.expect(200);
    assert_eq!(who.get(&moved).await.expect(200)["version"], 3);
    world
        .asn_laureate
        .delete(&moved)
        .await
        .refused(428, "precondition_required");
    assert_eq!(who.delete(&moved).await.status, 204);
    let left: Vec<_> = places(&who).await.into_iter().map(|(title, _)| title).collect();
    assert_eq!(left, ["B"]);
}

#[actix_web::test]
async fn it_is_written_from_the_selection_to_the_end_of_the_project_and_read_from_then_on() {
    let world = World::new().await;
    let selected = "/v1/projects/AMI-T-CHU/roadmap-items";
    let made = world.chu_laureate.post(selected, item("Former", json!({}))).await;
    assert_eq!(made.expect(201)["project"]["code"], "AMI-T-CHU");
    let who = world.asn_laureate.with("If-Match", "*");
    let (open, dropped) = (
        led_to(&world.asn_laureate, "proposed", "Former", json!({})).await,
        led_to(&world.asn_laureate, "dropped", "Recruter", json!({})).await,
    );
    let pause = json!({"from": "2019-02-25", "until": "2019-04-01", "motive": "Congés de l'équipe."});
    let paused = world.coordinator.post(&format!("{ASN}/suspensions"), pause).await;
    paused.expect(201);
    who.patch(&open, json!({"horizon": "medium"})).await.expect(200);
    let before = shown(&who).await;
    let motive = json!({"motive": "Départ de l'équipe."});
    world.coordinator.act(ASN, "withdraw", motive).await.expect(200);
    let ended = faults(&[("", "project_ended")]);
    let both = faults(&[("", "project_ended"), ("", "wrong_state")]);
    for refused in [
        who.post(ITEMS, item("Former encore", json!({"position": 1}))).await,
        who.patch(&open, json!({"position": null})).await,
        who.delete(&open).await,
        who.act(&open, "adopt", json!({})).await,
        who.act(&open, "drop", body_of("drop")).await,
        who.post(REORDER, ordered(&[&dropped, &open])).await,
    ] {
        assert_eq!(refused.faults(409, "conflict"), ended);
    }
    for refused in [
        who.patch(&dropped, json!({"title": "Autre"})).await,
        who.act(&dropped, "adopt", json!({})).await,
    ] {
        assert_eq!(refused.faults(409, "conflict"), both);
    }
    // What an order lacks is told before.
    let refused = who.post(REORDER, ordered(&[&open])).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/items", "order_incomplete")])
    );
    assert_eq!(shown(&who).await, before);
}

#[actix_web::test]
async fn the_history_says_what_was_done_to_it_in_both_languages() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let train = added(&who, "Former les agents", json!({"due_on": "2019-06-28"})).await;
    let recruit = added(&who, "Recruter un référent", json!({"position": 1})).await;
    let edit = json!({
        "kind": "organisation", "title": "Former les inspecteurs", "horizon": "medium", "due_on": "2019-09-30",
        "owner": world.alpha_expert.account(),
    });
    who.patch(&train, edit).await.expect(200);
    who.patch(&train, json!({"position": 1})).await.expect(200);
    who.post(REORDER, ordered(&[&recruit, &train])).await.expect(200);
    who.act(&train, "adopt", json!({})).await.expect(200);
    who.act(&train, "finish", json!({})).await.expect(200);
    who.act(&recruit, "drop", body_of("drop")).await.expect(200);
    let told = async |language: &str| {
        let page = world.coordinator.with("Accept-Language", language).get(HISTORY).await;
        page.expect(200)["items"].as_array().unwrap().clone()
    };
    let entries = told("fr").await;
    let sentences = |entries: &[Value]| -> Vec<String> {
        let told = entries.iter().map(|entry| entry["sentence"].as_str().unwrap());
        told.map(|sentence| sentence.strip_prefix("Laureate ASN — ").unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        sentences(&entries),
        [
            "Renoncement : élément de feuille de route Recruter un référent.",
            "Réalisation : élément de feuille de route Former les inspecteurs.",
            "Adoption : élément de feuille de route Former les inspecteurs.",
            "Changement d'ordre : élément de feuille de route Former les inspecteurs (rang 1 → 2).",
            "Changement d'ordre : élément de feuille de route Recruter un référent (rang 2 → 1).",
            "Modification : élément de feuille de route Former les inspecteurs (rang 2 → 1).",
            "Changement d'ordre : élément de feuille de route Recruter un référent (rang 1 → 2).",
            "Modification : élément de feuille de route Former les inspecteurs (échéance 2019-06-28 → 2019-09-30, genre, \
             intitulé, responsable, horizon).",
            "Création : élément de feuille de route Recruter un référent (rang 1).",
            "Changement d'ordre : élément de feuille de route Former les agents (rang 1 → 2).",
            "Création : élément de feuille de route Former les agents (rang 1, échéance 2019-06-28).",
        ]
    );
    assert_eq!(entries[0]["after"]["motive"], "Sans objet.");
    let reordered: Vec<_> = entries
        .iter()
        .filter(|entry| entry["action"]["code"] == "reordered")
        .map(|entry| entry["entity_id"].clone())
        .collect();
    assert_eq!(
        reordered,
        [&train, &recruit, &recruit, &train].map(|path| json!(id_of(path)))
    );
    let english = sentences(&told("en").await);
    assert_eq!(
        english[..4],
        [
            "Dropped: roadmap item Recruter un référent.",
            "Finished: roadmap item Former les inspecteurs.",
            "Adopted: roadmap item Former les inspecteurs.",
            "Reordered: roadmap item Former les inspecteurs (place 1 → 2).",
        ]
    );
    assert_eq!(
        english[7],
        "Updated: roadmap item Former les inspecteurs (due 2019-06-28 → 2019-09-30, kind, title, owner, horizon)."
    );
}
