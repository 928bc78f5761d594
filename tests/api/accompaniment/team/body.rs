//! What is said of a member of a team: who, in which function, how much of the time, from when to when.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{TEAM, added, faults, held_by, named};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let person = json!({"name": "Cheffe de projet métier", "email": "metier@example.test"});
    let made = who.post(TEAM, named(json!({"person": person, "share": 40}))).await;
    let shown = made.expect(201);
    let account = json!({"id": who.account(), "name": "Laureate ASN"});
    let expected = json!({
        "id": shown["id"], "project": {"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"},
        "function": "business_lead",
        "person": {"id": shown["person"]["id"], "name": "Cheffe de projet métier", "email": "metier@example.test"},
        "account": null, "share": 40, "from": "2019-01-07", "until": null, "version": 1,
        "created_at": shown["created_at"], "created_by": account, "updated_at": shown["created_at"], "updated_by": account,
    });
    assert_eq!(shown, expected);
    assert!(shown["person"]["id"].is_string(), "{shown}");
    let path = format!("{TEAM}/{}", made.id());
    let read = who.get(&path).await;
    assert_eq!((read.expect(200), read.etag()), (shown, made.etag()));
    assert!(read.etag().starts_with("\"1."), "{}", read.etag());
    let edit = json!({"function": "change", "share": null, "from": "2019-02-04", "until": "2019-09-01"});
    let edited = world
        .technical_coordinator
        .matching(&read)
        .patch(&path, edit.clone())
        .await;
    let after = edited.expect(200);
    for (field, value) in edit.as_object().unwrap() {
        assert_eq!(after[field], *value, "{field}");
    }
    assert_eq!(
        (&after["version"], &after["updated_by"]["name"], &after["person"]),
        (&json!(2), &json!("Coordination DINSIC"), &expected["person"])
    );
    // An account goes by its name, and somebody without an address by theirs alone.
    let made = who
        .post(TEAM, held_by(world.alpha_expert.account(), json!({})))
        .await
        .expect(201);
    let expert = json!({"id": world.alpha_expert.account(), "name": "Experte Alpha"});
    assert_eq!(
        (&made["account"], &made["person"], &made["share"], &made["function"]),
        (&expert, &Value::Null, &Value::Null, &json!("it"))
    );
    let made = who.post(TEAM, named(json!({}))).await.expect(201);
    assert_eq!(
        (&made["person"]["name"], &made["person"]["email"], &made["account"]),
        (&json!("Cheffe de projet métier"), &Value::Null, &Value::Null)
    );
}

#[actix_web::test]
async fn it_has_one_of_the_functions() {
    let world = World::new().await;
    let who = &world.coordinator;
    let functions = [
        "sponsor",
        "business_lead",
        "data",
        "it",
        "legal",
        "data_protection",
        "change",
        "communication",
    ];
    for function in functions {
        let path = added(who, named(json!({"function": function}))).await;
        assert_eq!(who.get(&path).await.expect(200)["function"], function);
    }
    let refused = who.post(TEAM, named(json!({"function": "chef"}))).await;
    let error = &refused.refused(422, "invalid_body")[0];
    assert_eq!(
        (&error["pointer"], &error["code"], &error["params"]["accepted"]),
        (&json!("/function"), &json!("unknown_value"), &json!(functions))
    );
}

#[actix_web::test]
async fn somebody_goes_by_name_or_by_account_and_never_by_both() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let account = world.alpha_expert.account();
    let both = json!({"person": {"name": "Cheffe de projet métier"}, "account": account});
    let one_of_two = faults(&[("", "one_of_two")]);
    for wrong in [
        both.clone(),
        json!({"person": null}),
        json!({"person": null, "account": null}),
    ] {
        let refused = who.post(TEAM, named(wrong.clone())).await;
        assert_eq!(refused.faults(422, "invalid_body"), one_of_two, "{wrong}");
        let params = &refused.json()["errors"][0]["params"];
        assert_eq!(params["members"], json!(["person", "account"]), "{wrong}");
    }
    let by_name = added(&who, named(json!({}))).await;
    let by_account = added(&who, held_by(account, json!({}))).await;
    let before = [
        who.get(&by_name).await.expect(200),
        who.get(&by_account).await.expect(200),
    ];
    let other = world.alpha_colleague.account();
    for (path, wrong) in [
        (&by_name, json!({"account": account})),
        (&by_name, json!({"person": null})),
        (&by_name, both),
        (&by_account, json!({"person": {"name": "Cheffe de projet métier"}})),
        (&by_account, json!({"account": null})),
        (
            &by_account,
            json!({"account": other, "person": {"name": "Cheffe de projet métier"}}),
        ),
    ] {
        let refused = who.patch(path, wrong.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), one_of_two, "{wrong}");
    }
    let after = [
        who.get(&by_name).await.expect(200),
        who.get(&by_account).await.expect(200),
    ];
    assert_eq!(after, before);
    // Whoever names the one says null of the other.
    let edit = json!({"person": null, "account": other});
    let edited = who.patch(&by_name, edit).await.expect(200);
    assert_eq!(
        (&edited["person"], &edited["account"]["id"]),
        (&Value::Null, &json!(other))
    );
    let edit = json!({"person": {"name": "Référent données"}, "account": null});
    let edited = who.patch(&by_account, edit).await.expect(200);
    assert_eq!(
        (&edited["person"]["name"], &edited["account"]),
        (&json!("Référent données"), &Value::Null)
    );
}

#[actix_web::test]
async fn an_account_is_one_that_works_on_the_project() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    for client in [&world.alpha_expert, &world.asn_laureate, &world.technical_coordinator] {
        let path = added(&who, held_by(client.account(), json!({}))).await;
        assert_eq!(
            who.get(&path).await.expect(200)["account"]["id"],
            json!(client.account())
        );
    }
    let path = added(&who, held_by(world.alpha_colleague.account(), json!({}))).await;
    let unknown = faults(&[("/account", "unknown_reference")]);
    for stranger in [
        world.observer.account(),
        world.beta_expert.account(),
        world.chu_laureate.account(),
        Uuid::now_v7(),
    ] {
        let refused = who.post(TEAM, held_by(stranger, json!({}))).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown);
        let refused = who.patch(&path, json!({"account": stranger})).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown);
    }
    let left = format!("/v1/accounts/{}/deactivate", world.alpha_colleague.account());
    world.administrator.post(&left, json!({})).await.expect(200);
    // Who has left stays named, and is not named anew.
    let edited = who.patch(&path, json!({"until": "2019-03-01"})).await.expect(200);
    assert_eq!(edited["account"]["name"], "Collegue Alpha");
    let deactivated = faults(&[("/account", "account_deactivated")]);
    let refused = who
        .post(TEAM, held_by(world.alpha_colleague.account(), json!({})))
        .await;
    assert_eq!(refused.faults(422, "invalid_body"), deactivated);
}

#[actix_web::test]
async fn its_days_are_a_range_and_its_share_a_percentage() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let reversed = faults(&[("/until", "range_reversed")]);
    for until in ["2019-01-07", "2019-01-06"] {
        let refused = who.post(TEAM, named(json!({"until": until}))).await;
        assert_eq!(refused.faults(422, "invalid_body"), reversed, "{until}");
    }
    let path = added(&who, named(json!({"until": "2019-01-08"}))).await;
    for edit in [json!({"until": "2019-01-07"}), json!({"from": "2019-01-08"})] {
        let refused = who.patch(&path, edit.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), reversed, "{edit}");
    }
    let edited = who.patch(&path, json!({"from": "2019-01-08", "until": null})).await;
    assert_eq!(edited.expect(200)["until"], Value::Null);
    for (wrong, code) in [
        (json!(-1), "out_of_range"),
        (json!(101), "out_of_range"),
        (json!(12.5), "wrong_type"),
        (json!("12"), "wrong_type"),
    ] {
        let expected = faults(&[("/share", code)]);
        let refused = who.post(TEAM, named(json!({"share": wrong}))).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
        let refused = who.patch(&path, json!({"share": wrong})).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
    }
    for share in [json!(0), json!(100), Value::Null] {
        let edited = who.patch(&path, json!({"share": share})).await.expect(200);
        assert_eq!(edited["share"], share);
    }
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let path = added(&who, named(json!({}))).await;
    let before = who.get(&path).await.expect(200);
    let wrong = json!({"person": {"name": "Référent"}, "account": world.asn_laureate.account(), "until": "2019-01-01"});
    let expected = faults(&[("", "one_of_two"), ("/until", "range_reversed")]);
    let refused = who.post(TEAM, named(wrong.clone())).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    // So are the faults of what has another shape.
    let wrong = json!({"function": "chef", "person": {"name": " ", "email": "nulle part", "phone": "0"}, "share": 101,
        "from": "hier", "state": "erased"});
    let expected = faults(&[
        ("/from", "invalid_format"),
        ("/function", "unknown_value"),
        ("/person/email", "invalid_format"),
        ("/person/name", "too_short"),
        ("/person/phone", "unknown_field"),
        ("/share", "out_of_range"),
        ("/state", "unknown_field"),
    ]);
    let refused = who.post(TEAM, wrong.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    for field in ["function", "from"] {
        let at = format!("/{field}");
        let refused = who.patch(&path, json!({field: null})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(at.as_str(), "not_nullable")])
        );
    }
    let missing = faults(&[("/from", "missing_field"), ("/function", "missing_field")]);
    let refused = who.post(TEAM, json!({})).await.faults(422, "invalid_body");
    assert_eq!(BTreeSet::from_iter(refused), BTreeSet::from_iter(missing));
    let nameless = who
        .post(TEAM, named(json!({"person": {"email": "metier@example.test"}})))
        .await;
    assert_eq!(
        nameless.faults(422, "invalid_body"),
        faults(&[("/person/name", "missing_field")])
    );
    assert_eq!(who.get(&path).await.expect(200), before);
    assert_eq!(
        world.app.text("select count(*) from persons").await,
        "1",
        "what was refused left nobody"
    );
}
