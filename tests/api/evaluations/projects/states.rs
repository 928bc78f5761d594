//! What a project's state allows: nothing before it runs; all of it then, while it is suspended, and after its end.

use serde_json::{Value, json};

use super::{ASN, CHU, TO, accompanied, asked, correcting, edited, faults, made, marks, part, recused, submitted};

#[actix_web::test]
async fn a_project_that_is_only_selected_is_not_evaluated_yet() {
    let (world, _) = accompanied().await;
    let to = format!("{CHU}/evaluations");
    for of in super::PARTS {
        let refused = world.coordinator.post(&to, part(of, json!({}))).await;
        assert_eq!(
            refused.faults(409, "conflict"),
            faults(&[("", "project_not_running")]),
            "{of}"
        );
    }
    let own = world.chu_laureate.post(&to, part("self_assessment", json!({}))).await;
    assert_eq!(own.faults(409, "conflict"), faults(&[("", "project_not_running")]));
    // What breaks a rule is told before.
    let wrong = world
        .coordinator
        .post(&to, json!({"stage": "selection", "part": "instruction"}))
        .await;
    assert_eq!(wrong.faults(422, "invalid_body"), faults(&[("/stage", "not_in_list")]));
    assert_eq!(super::listed(&world.coordinator, &to).await, super::just(&[]));
    world
        .coordinator
        .act(CHU, "start", json!({"on": "2019-03-04"}))
        .await
        .expect(200);
    made(&world.coordinator, CHU, part("instruction", json!({}))).await;
}

#[actix_web::test]
async fn it_goes_on_while_the_project_is_suspended_and_once_it_has_ended() {
    let (world, _) = accompanied().await;
    let who = &world.coordinator;
    let pause = json!({"from": "2019-02-25", "until": "2019-04-01", "motive": "Congés de l'équipe."});
    who.post(&format!("{ASN}/suspensions"), pause).await.expect(201);
    let withdrawal = json!({"motive": "Départ de l'équipe."});
    for (state, stage) in [("suspended", "mid_term"), ("withdrawn", "end")] {
        if state == "withdrawn" {
            who.act(ASN, "withdraw", withdrawal.clone()).await.expect(200);
        }
        let path = asked(&world, "instruction", json!({"stage": stage})).await;
        edited(who, &path, json!({"comment": "Relu."})).await;
        let done = submitted(who, &path, marks(4.0, 3.0)).await;
        assert_eq!(
            (&done["state"], &done["comment"]),
            (&json!("submitted"), &json!("Relu.")),
            "{state}"
        );
        let correction = correcting(who, ASN, &path).await;
        submitted(who, &correction, marks(2.0, 2.0)).await;
        let left = asked(&world, "consolidation", json!({"stage": stage})).await;
        assert_eq!(recused(who, &left).await["state"], "recused", "{state}");
        let own = world
            .asn_laureate
            .post(TO, part("self_assessment", json!({"stage": stage})))
            .await;
        assert_eq!(own.expect(201)["recusal"], Value::Null, "{state}");
    }
}
