//! Maturity may go down, and then says why: against the version before, and against what it was.

use serde_json::{Value, json};

use super::{MATURITIES, PROTOTYPES, added, faults, version};
use crate::support::World;

const UNSAID: &[(&str, &str)] = &[("/motive", "motive_required")];

#[actix_web::test]
async fn a_version_less_mature_than_the_one_before_it_says_why() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    // Nothing stands before the first one.
    added(who, "0.0", json!({"maturity": "mock_up"})).await;
    let mut number = 0;
    for (rank, before) in MATURITIES.iter().enumerate() {
        for (other, after) in MATURITIES.iter().enumerate() {
            number += 1;
            let motive = json!({"maturity": before, "motive": "Pour l'essai."});
            added(who, &format!("{number}.0"), motive).await;
            let name = format!("{number}.1");
            let body = version(&name, json!({"maturity": after}));
            let reply = who.post(PROTOTYPES, body.clone()).await;
            if other >= rank {
                let made = reply.expect(201);
                assert_eq!(
                    (&made["maturity"], &made["motive"]),
                    (&json!(after), &Value::Null),
                    "{before} {after}"
                );
                continue;
            }
            assert_eq!(reply.faults(422, "invalid_body"), faults(UNSAID), "{before} {after}");
            let said = version(&name, json!({"maturity": after, "motive": "Repris de zéro."}));
            let made = who.post(PROTOTYPES, said).await.expect(201);
            assert_eq!(
                (&made["maturity"], &made["motive"]),
                (&json!(after), &json!("Repris de zéro.")),
                "{before} {after}"
            );
        }
    }
    let count = world.app.text("select count(*) from prototypes").await;
    assert_eq!(count, "33", "what was refused left nothing");
}

#[actix_web::test]
async fn the_version_before_is_the_one_created_before_in_the_same_project() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    // Not the one whose name comes before, and not the most mature there ever was.
    added(&who, "2.0", json!({"maturity": "in_production"})).await;
    let lower = version("1.0", json!({"maturity": "proof_of_concept"}));
    let refused = who.post(PROTOTYPES, lower).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(UNSAID));
    let down = json!({"maturity": "proof_of_concept", "motive": "Le modèle change."});
    let second = added(&who, "1.0", down).await;
    added(&who, "0.9", json!({"maturity": "proof_of_concept"})).await;
    let third = added(&who, "0.8", json!({"maturity": "functional"})).await;
    // One that was deleted stands before nothing.
    assert_eq!(who.delete(&third).await.status, 204);
    added(&who, "0.7", json!({"maturity": "proof_of_concept"})).await;
    // Nor does one of another project.
    let elsewhere = "/v1/projects/AMI-T-CHU/prototypes";
    let first = version("1.0", json!({"maturity": "mock_up"}));
    world.chu_laureate.post(elsewhere, first).await.expect(201);
    // What comes after bounds nothing: not even a less mature one that is edited under a more mature one.
    added(&who, "3.0", json!({"maturity": "in_production"})).await;
    let edited = who.patch(&second, json!({"description": "Sans interface."})).await;
    assert_eq!(edited.expect(200)["maturity"], "proof_of_concept");
}

#[actix_web::test]
async fn one_that_becomes_less_mature_than_it_was_says_why_too() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    for (rank, before) in MATURITIES.iter().enumerate() {
        for (other, after) in MATURITIES.iter().enumerate() {
            // Alone in its project: no version stands before it.
            let made = added(&who, "0.3", json!({"maturity": before})).await;
            let edited = who.patch(&made, json!({"maturity": after})).await;
            if other >= rank {
                let edited = edited.expect(200);
                assert_eq!(
                    (&edited["maturity"], &edited["motive"]),
                    (&json!(after), &Value::Null),
                    "{before} {after}"
                );
            } else {
                assert_eq!(edited.faults(422, "invalid_body"), faults(UNSAID), "{before} {after}");
                assert_eq!(who.get(&made).await.expect(200)["maturity"], *before);
                let said = json!({"maturity": after, "motive": "Le modèle est retiré."});
                let edited = who.patch(&made, said).await.expect(200);
                assert_eq!(
                    (&edited["maturity"], &edited["motive"]),
                    (&json!(after), &json!("Le modèle est retiré.")),
                    "{before} {after}"
                );
            }
            assert_eq!(who.delete(&made).await.status, 204);
        }
    }
}

#[actix_web::test]
async fn a_motive_that_stands_need_not_be_said_again_and_is_kept_while_it_is_needed() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let motive = json!({"maturity": "functional", "motive": "Sans le moteur de recherche."});
    let first = added(&who, "0.1", motive).await;
    let lowered = who.patch(&first, json!({"maturity": "mock_up"})).await.expect(200);
    assert_eq!(
        (&lowered["maturity"], &lowered["motive"]),
        (&json!("mock_up"), &json!("Sans le moteur de recherche."))
    );
    // Lower than it was, although not lower than the version before it.
    let second = added(&who, "0.2", json!({"maturity": "functional"})).await;
    let refused = who.patch(&second, json!({"maturity": "proof_of_concept"})).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(UNSAID));
    // Lower than the version before it: the motive stays, whatever else is edited, until it is as mature.
    let down = json!({"maturity": "mock_up", "motive": "Nouvelle piste."});
    let third = added(&who, "0.3", down).await;
    let edited = who.patch(&third, json!({"description": "Sans interface."})).await;
    assert_eq!(edited.expect(200)["motive"], "Nouvelle piste.");
    for edit in [
        json!({"motive": null}),
        json!({"maturity": "proof_of_concept", "motive": null}),
    ] {
        let refused = who.patch(&third, edit.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(UNSAID), "{edit}");
    }
    let edited = who
        .patch(&third, json!({"maturity": "functional", "motive": null}))
        .await;
    assert_eq!(edited.expect(200)["motive"], Value::Null);
    // A motive is no text of nothing.
    let empty = version("0.4", json!({"maturity": "mock_up", "motive": "  "}));
    let refused = who.post(PROTOTYPES, empty).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/motive", "too_short")]));
}

#[actix_web::test]
async fn what_stands_is_not_asked_for_a_motive_because_another_version_changed() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let first = added(&who, "0.1", json!({"maturity": "proof_of_concept"})).await;
    let second = added(&who, "0.2", json!({"maturity": "proof_of_concept"})).await;
    who.patch(&first, json!({"maturity": "functional"})).await.expect(200);
    let edited = who.patch(&second, json!({"description": "Même code."})).await;
    assert_eq!(
        (edited.expect(200)["edit"].clone(), edited.etag().starts_with("\"2.")),
        (json!(2), true)
    );
    let refused = who.patch(&second, json!({"maturity": "mock_up"})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/motive", "motive_required")])
    );
}
