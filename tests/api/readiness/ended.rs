//! What a project's state allows: waivers and verdicts once it runs, and after its end too.

use serde_json::json;

use super::{ASN, CHU, READINESS, VERDICTS, faults, ruled, waived};
use crate::support::World;

#[actix_web::test]
async fn a_selected_project_takes_neither() {
    let world = World::new().await;
    let who = &world.coordinator;
    let not_running = faults(&[("", "project_not_running")]);
    let waiver = json!({"gate": "team", "motive": "Accord du comité."});
    let refused = who.post(&format!("{CHU}/readiness/waivers"), waiver).await;
    assert_eq!(refused.faults(409, "conflict"), not_running);
    let verdict = json!({"verdict": "not_ready", "motive": "Comité du 4 mars."});
    let refused = who.post(&format!("{CHU}/verdicts"), verdict).await;
    assert_eq!(refused.faults(409, "conflict"), not_running);
    for list in ["readiness/waivers", "verdicts"] {
        let page = who.get(&format!("{CHU}/{list}")).await.expect(200);
        assert_eq!(page["items"], json!([]), "{list}");
    }
    // How ready it is it shows all the same.
    let shown = world.chu_laureate.get(&format!("{CHU}/readiness")).await.expect(200);
    assert_eq!(
        (&shown["project"]["code"], &shown["missing"]),
        (&json!("AMI-T-CHU"), &json!(7))
    );
}

#[actix_web::test]
async fn one_that_has_ended_takes_both() {
    let motive = || json!({"motive": "Décision du comité."});
    for (verb, body) in [("complete", json!({"on": "2019-03-04"})), ("withdraw", motive())] {
        let world = World::new().await;
        let who = &world.coordinator;
        let before = waived(who, "data", json!({})).await;
        who.act(ASN, verb, body).await.expect(200);
        let shown = who.get(READINESS).await.expect(200);
        assert_eq!((&shown["missing"], &shown["waived"]), (&json!(6), &json!(1)), "{verb}");
        let since = waived(who, "team", json!({"until": "2019-09-01"})).await;
        assert_eq!(who.get(READINESS).await.expect(200)["waived"], 2, "{verb}");
        for path in [before, since] {
            who.act(&path, "revoke", motive()).await.expect(200);
        }
        let path = ruled(who, ASN, "ready_with_reservations").await;
        let told = who.get(&path).await.expect(200);
        assert_eq!((&told["missing"], &told["waived"]), (&json!(7), &json!(0)), "{verb}");
        let refused = who
            .post(VERDICTS, json!({"verdict": "ready", "motive": "Comité."}))
            .await;
        let told = refused.refused(409, "conflict");
        assert!(told.iter().all(|error| error["code"] == "gate_missing"), "{told:?}");
    }
}

#[actix_web::test]
async fn one_that_is_suspended_goes_on_with_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let pause = json!({"from": "2019-02-25", "until": "2019-04-01", "motive": "Congés de l'équipe."});
    who.post(&format!("{ASN}/suspensions"), pause).await.expect(201);
    waived(who, "team", json!({})).await;
    ruled(who, ASN, "not_ready").await;
}
