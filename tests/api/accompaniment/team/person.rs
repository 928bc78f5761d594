//! Who is named: changed member by member, and in no table that remembers.

use serde_json::{Value, json};

use super::{HISTORY, NAME, TEAM, added, faults, held_by, id_of, named, zephirine};
use crate::redactions::redact;
use crate::support::World;

#[actix_web::test]
async fn a_patch_changes_the_name_or_the_address_and_leaves_the_other() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let path = added(&who, named(json!({}))).await;
    let person = |shown: &Value| (shown["person"]["name"].clone(), shown["person"]["email"].clone());
    let first = who.get(&path).await.expect(200);
    let mut ids = vec![first["person"]["id"].clone()];
    for (edit, name, email) in [
        (
            json!({"email": "metier@example.test"}),
            "Cheffe de projet métier",
            json!("metier@example.test"),
        ),
        (
            json!({"name": "Référent métier"}),
            "Référent métier",
            json!("metier@example.test"),
        ),
        (json!({"email": null}), "Référent métier", Value::Null),
        (
            json!({"name": "Chef de bureau", "email": "bureau@example.test"}),
            "Chef de bureau",
            json!("bureau@example.test"),
        ),
    ] {
        let edited = who.patch(&path, json!({"person": edit})).await.expect(200);
        assert_eq!(person(&edited), (json!(name), email), "{edit}");
        assert_eq!(who.get(&path).await.expect(200), edited);
        // What remembers a person by its id does not remember what it was called before.
        assert!(!ids.contains(&edited["person"]["id"]), "{edit}");
        ids.push(edited["person"]["id"].clone());
        assert_eq!(world.app.text("select count(*) from persons").await, "1", "{edit}");
    }
    let edited = who
        .patch(&path, json!({"share": 20, "until": "2019-09-01"}))
        .await
        .expect(200);
    assert_eq!(edited["person"]["id"], *ids.last().unwrap(), "nobody was named anew");
    let refused = who.patch(&path, json!({"person": {"name": null}})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/person/name", "not_nullable")])
    );
    // Where nobody was named, an address alone names nobody.
    let account = added(&who, held_by(world.asn_laureate.account(), json!({}))).await;
    let half = json!({"account": null, "person": {"email": "metier@example.test"}});
    let refused = who.patch(&account, half).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/person/name", "missing_field")])
    );
}

/// What is missing of a person keeps nothing else from being told.
#[actix_web::test]
async fn what_is_wrong_with_a_person_is_told_with_all_else() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let by_account = added(&who, held_by(world.asn_laureate.account(), json!({}))).await;
    let by_name = added(&who, named(json!({}))).await;
    let before = who.get(TEAM).await.expect(200);
    let (nameless, until) = (json!({"email": "metier@example.test"}), "2018-01-01");
    let (missing, reversed) = (("/person/name", "missing_field"), ("/until", "range_reversed"));
    for (path, edit, told) in [
        // An account and a person are two, well said or not.
        (
            &by_account,
            json!({"person": nameless, "until": until}),
            vec![("", "one_of_two"), missing, reversed],
        ),
        (
            &by_account,
            json!({"person": nameless, "account": null, "until": until}),
            vec![missing, reversed],
        ),
        (
            &by_account,
            json!({"person": nameless, "account": world.observer.account(), "until": until}),
            vec![("", "one_of_two"), ("/account", "unknown_reference"), missing, reversed],
        ),
        (
            &by_name,
            json!({"person": null, "until": until}),
            vec![("", "one_of_two"), reversed],
        ),
        (&by_name, json!({"person": nameless, "until": until}), vec![reversed]),
    ] {
        let refused = who.patch(path, edit.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(&told), "{edit}");
    }
    assert_eq!(who.get(TEAM).await.expect(200), before);
    assert_eq!(world.app.text("select count(*) from persons").await, "1");
}

#[actix_web::test]
async fn a_name_stands_where_persons_are_and_in_no_journal_and_no_version() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let path = added(&who, zephirine(json!({}))).await;
    let first = who.get(&path).await.expect(200);
    world.app.sql("analyze").await;
    for trace in [NAME, "quasimodo"] {
        assert_eq!(world.app.traces_of(trace).await, ["public.persons"], "{trace}");
    }
    who.patch(&path, json!({"function": "sponsor"})).await.expect(200);
    assert_eq!(world.app.traces_of("quasimodo").await, ["public.persons"]);
    let edit = json!({"person": {"name": "Directrice métier", "email": "direction@example.test"}});
    let second = who.patch(&path, edit).await.expect(200);
    world.app.sql("analyze").await;
    assert_eq!(
        world.app.traces_of("quasimodo").await,
        Vec::<String>::new(),
        "the former name"
    );
    assert_eq!(world.app.traces_of("Directrice métier").await, ["public.persons"]);
    let ids = [&first, &second].map(|shown| shown["person"]["id"].clone());
    assert_ne!(ids[0], ids[1]);
    let page = world.coordinator.get(HISTORY).await;
    let items = page.expect(200)["items"].clone();
    let told: Vec<_> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["action"]["code"].clone())
        .collect();
    assert_eq!(told, ["updated", "updated", "created"]);
    assert_eq!(
        (&items[0]["before"]["person_id"], &items[0]["after"]["person_id"]),
        (&ids[0], &ids[1])
    );
    assert_eq!(
        items[0]["changes"],
        json!([{"field": "person_id", "before": ids[0], "after": ids[1]}])
    );
    for (item, action) in items
        .as_array()
        .unwrap()
        .iter()
        .zip(["Modification", "Modification", "Création"])
    {
        let sentence = item["sentence"].as_str().unwrap();
        let expected = format!("Laureate ASN — {action} : membre de l'équipe");
        assert!(sentence.starts_with(&expected), "{sentence}");
    }
    for name in ["uasimodo", "Directrice", "direction@"] {
        assert!(!page.text.contains(name), "{}", page.text);
    }
}

#[actix_web::test]
async fn who_goes_takes_the_name_along() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    // By name no more: the account that came instead says who it is.
    let path = added(&who, zephirine(json!({}))).await;
    let edit = json!({"person": null, "account": world.asn_laureate.account()});
    who.patch(&path, edit).await.expect(200);
    assert_eq!(world.app.traces_of("quasimodo").await, Vec::<String>::new());
    let page = world.coordinator.get(HISTORY).await.expect(200);
    let told = &page["items"][0];
    assert_eq!(
        (
            &told["before"]["account_id"],
            &told["after"]["account_id"],
            &told["after"]["person_id"]
        ),
        (&Value::Null, &json!(world.asn_laureate.account()), &Value::Null)
    );
    // Deleted, which is for mistakes.
    let path = added(&who, zephirine(json!({}))).await;
    let untagged = world.asn_laureate.delete(&path).await;
    untagged.refused(428, "precondition_required");
    assert_eq!(who.delete(&path).await.status, 204);
    who.get(&path).await.refused(404, "not_found");
    world.app.sql("analyze").await;
    assert_eq!(world.app.traces_of("quasimodo").await, Vec::<String>::new());
    assert_eq!(world.app.text("select count(*) from persons").await, "0");
    let told = &world.coordinator.get(HISTORY).await.expect(200)["items"][0];
    assert_eq!(told["action"]["code"], "deleted");
}

#[actix_web::test]
async fn of_two_who_are_called_alike_each_is_somebody() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let (one, other) = (
        added(&who, zephirine(json!({"function": "data"}))).await,
        added(&who, zephirine(json!({"function": "it"}))).await,
    );
    let [first, second] = [who.get(&one).await.expect(200), who.get(&other).await.expect(200)];
    assert_ne!(first["person"]["id"], second["person"]["id"]);
    let edit = json!({"person": {"name": "Référente données", "email": null}});
    who.patch(&one, edit).await.expect(200);
    assert_eq!(who.get(&other).await.expect(200), second);
    assert_eq!(who.delete(&one).await.status, 204);
    assert_eq!(who.get(&other).await.expect(200)["person"]["name"], NAME);
}

/// Names are erased; a redaction is for texts.
#[actix_web::test]
async fn nothing_of_it_is_redacted() {
    let world = World::new().await;
    let path = added(&world.asn_laureate, zephirine(json!({}))).await;
    let refused = redact(&world.coordinator, "team_member", id_of(&path), "person").await;
    let error = &refused.refused(422, "invalid_body")[0];
    assert_eq!(
        (&error["pointer"], &error["code"]),
        (&json!("/entity"), &json!("unknown_value"))
    );
    let shown = world.asn_laureate.get(TEAM).await.expect(200);
    assert_eq!(shown["items"][0]["person"]["name"], NAME);
}
