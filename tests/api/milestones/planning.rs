//! Codes, edits, deletion, dependencies.

use serde_json::json;

use super::{ASN, accepted, attach, begun, plan, submitted};
use crate::support::World;

#[actix_web::test]
async fn codes_are_numbered_and_never_given_twice() {
    let world = World::new().await;
    let first = plan(&world, json!({})).await;
    let seen = world.coordinator.get("/v1/milestones/AMI-T-ASN-M01").await.expect(200);
    assert_eq!(format!("/v1/milestones/{}", seen["id"].as_str().unwrap()), first);
    assert_eq!(
        seen["project"],
        json!({"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"})
    );
    assert_eq!((&seen["weight"], &seen["state"]), (&json!(1.0), &json!("planned")));
    let current = world.coordinator.get(&first).await;
    world.coordinator.matching(&current).delete(&first).await.expect(204);
    world.coordinator.get(&first).await.refused(404, "not_found");
    let second = plan(&world, json!({})).await;
    assert_eq!(world.coordinator.get(&second).await.json()["code"], "AMI-T-ASN-M02");
    let forecasts = world.coordinator.get(&format!("{second}/forecasts")).await.expect(200);
    assert_eq!(
        (&forecasts["items"][0]["motive"], &forecasts["items"][0]["forecast_on"]),
        (&json!("initial"), &json!("2019-06-14"))
    );
}

#[actix_web::test]
async fn a_plan_is_edited_by_merge_patch_and_its_track_only_while_planned() {
    let world = World::new().await;
    let path = plan(&world, json!({"description": "Avant", "required_evidence": ["report"]})).await;
    let current = world.coordinator.get(&path).await;
    let body = json!({"track": "roadmap", "title": "Après", "description": null, "weight": 2.5,
        "acceptance_criteria": ["Lisible"], "required_evidence": []});
    world
        .coordinator
        .patch(&path, body.clone())
        .await
        .refused(428, "precondition_required");
    let after = world
        .coordinator
        .matching(&current)
        .patch(&path, body)
        .await
        .expect(200);
    assert_eq!(
        (&after["track"], &after["title"], &after["description"]),
        (&json!("roadmap"), &json!("Après"), &json!(null))
    );
    assert_eq!(
        (
            &after["weight"],
            &after["acceptance_criteria"],
            &after["required_evidence"]
        ),
        (&json!(2.5), &json!(["Lisible"]), &json!([]))
    );
    let stale = world
        .coordinator
        .matching(&current)
        .patch(&path, json!({"title": "Perdu"}))
        .await;
    stale.refused(412, "stale");
    let begun = begun(&world, json!({})).await;
    let current = world.coordinator.get(&begun).await;
    let reply = world
        .coordinator
        .matching(&current)
        .patch(&begun, json!({"track": "roadmap", "title": "Y"}))
        .await;
    assert_eq!(
        reply.faults(409, "conflict"),
        [("/track".to_owned(), "wrong_state".to_owned())]
    );
    let reply = world
        .coordinator
        .matching(&current)
        .patch(&begun, json!({"title": null, "forecast_on": "2019-07-01"}))
        .await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [
            ("/forecast_on".to_owned(), "unknown_field".to_owned()),
            ("/title".to_owned(), "not_nullable".to_owned())
        ]
    );
}

#[actix_web::test]
async fn what_is_begun_baselined_or_used_is_not_deleted() {
    let world = World::new().await;
    let begun = begun(&world, json!({})).await;
    let current = world.coordinator.get(&begun).await;
    assert_eq!(
        world
            .coordinator
            .matching(&current)
            .delete(&begun)
            .await
            .refused(409, "conflict")[0]["code"],
        "wrong_state"
    );
    let used = plan(&world, json!({})).await;
    plan(&world, json!({"depends_on": [used.rsplit('/').next().unwrap()]})).await;
    let comment = json!({"text": "À garder."});
    world
        .coordinator
        .post(&format!("{used}/comments"), comment)
        .await
        .expect(201);
    let evidenced = plan(&world, json!({})).await;
    attach(&world.coordinator, &evidenced, "report").await.expect(201);
    for (path, ties) in [
        (used, json!([{"milestone": "AMI-T-ASN-M03"}, {"entity": "comment"}])),
        (evidenced, json!([{"entity": "evidence"}])),
    ] {
        let current = world.coordinator.get(&path).await;
        let errors = world
            .coordinator
            .matching(&current)
            .delete(&path)
            .await
            .refused(409, "conflict");
        let told: Vec<_> = errors.iter().map(|error| error["params"].clone()).collect();
        assert_eq!(json!(told), ties);
    }
    let baselined = plan(&world, json!({})).await;
    let id = baselined.rsplit('/').next().unwrap();
    let journal = format!(
        "insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
         values (gen_random_uuid(), 0, gen_random_uuid(), gen_random_uuid(), 'baselined', 'milestone', '{id}', '{{}}');"
    );
    world
        .app
        .sql(&format!(
            "begin; update milestones set baseline_on = forecast_on where id = '{id}'; {journal} commit;"
        ))
        .await;
    let current = world.coordinator.get(&baselined).await;
    assert_eq!(current.json()["slip_days"], 0);
    let errors = world
        .coordinator
        .matching(&current)
        .delete(&baselined)
        .await
        .refused(409, "conflict");
    assert_eq!(errors[0]["code"], "baselined");
}

#[actix_web::test]
async fn dependencies_never_close_a_cycle_even_when_two_requests_race() {
    let world = World::new().await;
    let first = plan(&world, json!({})).await;
    let second = plan(&world, json!({"depends_on": ["AMI-T-ASN-M01"]})).await;
    assert_eq!(
        world.coordinator.get(&second).await.json()["depends_on"][0]["code"],
        "AMI-T-ASN-M01"
    );
    let current = world.coordinator.get(&first).await;
    let reply = world
        .coordinator
        .matching(&current)
        .patch(&first, json!({"depends_on": ["AMI-T-ASN-M02"]}))
        .await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [("/depends_on/0".to_owned(), "cyclic_dependency".to_owned())]
    );
    let reply = world
        .coordinator
        .matching(&current)
        .patch(&first, json!({"depends_on": ["AMI-T-ASN-M01"]}))
        .await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [("/depends_on/0".to_owned(), "cyclic_dependency".to_owned())]
    );
    let (third, fourth) = (plan(&world, json!({})).await, plan(&world, json!({})).await);
    let any = world.coordinator.with("If-Match", "*");
    let (one, two) = futures_util::future::join(
        any.patch(&third, json!({"depends_on": ["AMI-T-ASN-M04"]})),
        any.patch(&fourth, json!({"depends_on": ["AMI-T-ASN-M03"]})),
    )
    .await;
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422], "{} {}", one.text, two.text);
    let loser = if one.status.as_u16() == 422 { one } else { two };
    assert_eq!(
        loser.faults(422, "invalid_body"),
        [("/depends_on/0".to_owned(), "cyclic_dependency".to_owned())]
    );
}

#[actix_web::test]
async fn only_coordinators_plan() {
    let world = World::new().await;
    let body = json!({"track": "technical_support", "title": "X", "forecast_on": "2019-06-14"});
    let path = plan(&world, json!({})).await;
    for client in [&world.alpha_expert, &world.asn_laureate, &world.observer] {
        client.post(ASN, body.clone()).await.refused(403, "forbidden");
        client
            .with("If-Match", "*")
            .patch(&path, json!({"title": "Y"}))
            .await
            .refused(403, "forbidden");
        client
            .with("If-Match", "*")
            .delete(&path)
            .await
            .refused(403, "forbidden");
    }
    for client in [
        &world.beta_expert,
        &world.chu_laureate,
        &world.administrator,
        &world.nobody,
    ] {
        client.post(ASN, body.clone()).await.refused(404, "not_found");
        client
            .with("If-Match", "*")
            .patch(&path, json!({"title": "Y"}))
            .await
            .refused(404, "not_found");
        client
            .with("If-Match", "*")
            .delete(&path)
            .await
            .refused(404, "not_found");
    }
}

#[actix_web::test]
async fn what_is_submitted_or_decided_stays_what_it_was() {
    let world = World::new().await;
    for path in [submitted(&world, json!({})).await, accepted(&world, json!({})).await] {
        let held = world.coordinator.get(&path).await;
        let edit = world.coordinator.matching(&held);
        for body in [
            json!({"title": "Autre objet"}),
            json!({"description": null}),
            json!({"acceptance_criteria": ["Ajouté après coup"]}),
            json!({"required_evidence": ["report"]}),
            json!({"depends_on": []}),
        ] {
            let refused = edit.patch(&path, body).await;
            assert_eq!(refused.refused(409, "conflict")[0]["code"], "wrong_state");
        }
        edit.patch(&path, json!({"weight": 2})).await.expect(200);
    }
}
