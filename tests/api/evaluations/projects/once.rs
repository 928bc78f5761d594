//! Each part is written once at each stage.

use futures_util::future::join_all;
use serde_json::json;

use super::{
    ASN, CHU, PARTS, TO, accompanied, asked, faults, id_of, just, listed, made, marks, part, patient, recused,
    submitted, writer,
};

#[actix_web::test]
async fn a_part_stands_once_at_each_stage() {
    let (world, _) = accompanied().await;
    let who = &world.coordinator;
    let refused = async |of: &str, stage: &str| {
        let refused = who.post(TO, part(of, json!({"stage": stage}))).await;
        assert_eq!(
            refused.faults(409, "conflict"),
            faults(&[("", "already_assigned")]),
            "{of} {stage}"
        );
    };
    for of in PARTS {
        for stage in ["mid_term", "end"] {
            let path = asked(&world, of, json!({"stage": stage})).await;
            refused(of, stage).await;
            submitted(writer(&world, of), &path, marks(4.0, 3.0)).await;
            refused(of, stage).await;
        }
    }
    // Whoever would write it.
    let named = part("instruction", json!({"juror": world.technical_coordinator.account()}));
    let again = who.post(TO, named).await;
    assert_eq!(again.faults(409, "conflict"), faults(&[("", "already_assigned")]));
    // Another project's is another.
    who.act(CHU, "start", json!({"on": "2019-01-07"})).await.expect(200);
    made(who, CHU, part("instruction", json!({}))).await;
}

#[actix_web::test]
async fn one_that_was_left_to_others_or_deleted_is_asked_for_anew() {
    let (world, _) = accompanied().await;
    for of in PARTS {
        let mistake = asked(&world, of, json!({})).await;
        let deleting = world.coordinator.with("If-Match", "*");
        assert_eq!(deleting.delete(&mistake).await.status, 204);
        let left = asked(&world, of, json!({})).await;
        let said = recused(writer(&world, of), &left).await;
        assert_eq!(said["state"], "recused");
        let again = asked(&world, of, json!({})).await;
        let list = format!("{TO}?part={of}");
        assert_eq!(listed(&world.coordinator, &list).await, just(&[&left, &again]));
    }
}

#[actix_web::test]
async fn of_two_at_once_one_is_asked_for() {
    let (world, _) = accompanied().await;
    let service = patient(&world);
    let callers = [&world.coordinator, &world.technical_coordinator, &world.asn_laureate]
        .map(|client| client.at(&service.base_url));
    let sent = (0..9).map(|turn| callers[turn % 3].post(TO, part("self_assessment", json!({}))));
    let replies = join_all(sent).await;
    let (made, refused): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 201);
    assert_eq!((made.len(), refused.len()), (1, 8));
    for reply in refused {
        assert_eq!(reply.faults(409, "conflict"), faults(&[("", "already_assigned")]));
    }
    assert_eq!(listed(&world.coordinator, TO).await.0, [json!(made[0].id())]);
}

#[actix_web::test]
async fn each_stage_has_its_own_grid() {
    let (world, _) = super::called().await;
    let who = &world.coordinator;
    super::gridded(&world, "end", &[("reach", 1.0)]).await;
    let refused = who.post(TO, part("instruction", json!({}))).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "no_grid")]));
    assert_eq!(refused.json()["errors"][0]["params"], json!({"stage": "mid_term"}));
    let path = made(who, ASN, part("instruction", json!({"stage": "end"}))).await;
    let scored = json!({"scores": [{"criterion": "reach", "score": 4, "reason": "Large."}]});
    let done = submitted(who, &path, scored).await;
    assert_eq!((&done["stage"], &done["state"]), (&json!("end"), &json!("submitted")));
    assert_eq!(listed(who, TO).await.0, [json!(id_of(&path))]);
}
