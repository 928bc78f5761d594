//! What becomes of gates that a programme does without, and of those that only advise.

use serde_json::json;

use super::{ASN, MISSING, READINESS, gate_of, readiness, ruled, set, state, states, waived};
use crate::support::World;

#[actix_web::test]
async fn one_that_is_off_is_neither_asked_nor_counted() {
    let world = World::new().await;
    let who = &world.coordinator;
    // Whether it is missing, satisfied or waived.
    waived(who, "data", json!({})).await;
    set(&world, json!({"gates_off": ["roadmap", "ethics", "data"]})).await;
    for reader in [who, &world.asn_laureate, &world.alpha_expert] {
        let shown = reader.get(READINESS).await.expect(200);
        for gate in ["roadmap", "ethics", "data"] {
            let off = gate_of(&shown, gate);
            assert_eq!((&off["state"], &off["why"]), (&json!("off"), &json!([])), "{off}");
        }
        assert_eq!(states(&shown).len(), 8);
        assert_eq!(
            (&shown["satisfied"], &shown["missing"], &shown["waived"]),
            (&json!(0), &json!(5), &json!(0))
        );
    }
    set(&world, json!({"gates_off": []})).await;
    for (gate, stands) in [("roadmap", "missing"), ("ethics", "satisfied"), ("data", "waived")] {
        assert_eq!(state(who, gate).await, stands, "{gate}");
    }
}

#[actix_web::test]
async fn one_that_advises_says_so_and_stands_as_it_would() {
    let world = World::new().await;
    let who = &world.coordinator;
    let before = readiness(who, "fr").await;
    set(&world, json!({"gates_advisory": ["roadmap", "ethics"]})).await;
    let shown = readiness(who, "fr").await;
    assert_eq!(states(&shown), states(&before));
    for counted in ["satisfied", "missing", "waived"] {
        assert_eq!(shown[counted], before[counted], "{counted}");
    }
    for gate in shown["gates"].as_array().unwrap() {
        let code = gate["gate"].as_str().unwrap();
        assert_eq!(gate["advisory"], ["roadmap", "ethics"].contains(&code), "{gate}");
        assert_eq!(gate["why"], gate_of(&before, code)["why"], "{code}");
    }
    // It stands in the way of nothing.
    set(&world, json!({"gates_advisory": MISSING})).await;
    let path = ruled(who, ASN, "ready").await;
    let told = who.get(&path).await.expect(200);
    assert_eq!((&told["verdict"], &told["missing"]), (&json!("ready"), &json!(7)));
    assert!(
        MISSING.iter().all(|code| gate_of(&told, code)["advisory"] == true),
        "{told}"
    );
}
