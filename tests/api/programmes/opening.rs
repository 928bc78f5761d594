//! Opening a programme.

use serde_json::json;
use uuid::Uuid;

use super::second_call;
use crate::support::{Laying, World};

#[actix_web::test]
async fn a_second_programme_with_other_rules_is_made_by_requests_alone() {
    let world = World::new().await;
    let inria = world
        .coordinator
        .post(
            "/v1/organisations",
            json!({"name": "Inria", "kind": "research_institute"}),
        )
        .await
        .id();
    let body = second_call(&world, &inria);
    let reply = world.coordinator.post("/v1/programmes", body.clone()).await;
    let made = reply.expect(201);
    assert_eq!(
        reply.header("Location"),
        format!("/v1/programmes/{}", made["id"].as_str().unwrap())
    );
    for field in [
        "code",
        "title",
        "useful_months",
        "ends_on",
        "verification_days",
        "tacit_acceptance",
        "reporting_cadence_days",
    ] {
        assert_eq!(made[field], body[field], "{field}");
    }
    assert_eq!(made["time_zone"], "Europe/Paris");
    assert_eq!(made["call_closes_at"], "2019-09-14T22:00:00Z");
    assert_eq!(made["call_closes_shown_as"], "2019-09-14T23:59");
    assert_eq!(made["tracks"].as_array().unwrap().len(), 6);
    assert_eq!(
        made["tracks"][2],
        json!({"code": "scientific_support", "label": {"fr": "Accompagnement scientifique", "en": "Scientific support"},
               "authority": {"id": inria, "name": "Inria", "short_name": null}})
    );
    assert_eq!(made["bodies"][1]["organisation"]["short_name"], "DINSIC");
    assert_eq!(made["template"][0]["required_evidence"], json!([]));
    assert_eq!(
        made["template"][2],
        json!({"key": "prototype", "track": "prototype", "title": "Prototype essayé", "after_useful_days": 250,
        "weight": 3.0, "required_evidence": ["source_code", "user_trial_report"], "depends_on": ["kick_off", "state_of_the_art"]})
    );
    assert_eq!(made["version"], 1);

    // Who opened it coordinates it at once; its colleague of the other body does not.
    let read = world.coordinator.get("/v1/programmes/AMI-IA-2019").await;
    assert_eq!(read.expect(200), made);
    assert_eq!(read.etag(), reply.etag());
    world
        .coordinator
        .matching(&read)
        .patch("/v1/programmes/AMI-IA-2019", json!({"title": "AMI IA 2019"}))
        .await
        .expect(200);
    world
        .technical_coordinator
        .get("/v1/programmes/AMI-IA-2019")
        .await
        .refused(404, "not_found");

    let told = "select string_agg(entity || ' ' || action, ', ' order by position) from journal where change_id =
        (select change_id from journal where entity = 'programme' and action = 'created' and after->>'code' = 'AMI-IA-2019')";
    assert_eq!(world.app.text(told).await, "programme created, grant created");
    let granted = format!(
        "select g.role || ' from ' || g.from_on from grants g join programmes p on p.id = g.programme_id
         where p.code = 'AMI-IA-2019' and g.account_id = '{}'",
        world.coordinator.account()
    );
    assert_eq!(world.app.text(&granted).await, "coordinator from 2019-03-04");
}

#[actix_web::test]
async fn defaults_are_those_of_the_domain() {
    let world = World::new().await;
    let track = json!({"code": "technical_support", "label": {"fr": "Technique", "en": "Technical"}, "authority": world.dinsic});
    let body = json!({"code": "AMI-X", "title": "X", "useful_months": 10, "tracks": [track], "template": []});
    let made = world.coordinator.post("/v1/programmes", body).await.expect(201);
    assert_eq!(made["verification_days"], 15);
    assert_eq!(made["tacit_acceptance"], false);
    assert_eq!(made["reporting_cadence_days"], 30);
    assert_eq!(made["time_zone"], "Europe/Paris");
    assert_eq!(made["bodies"], json!([]));
    assert!(made["call_closes_shown_as"].is_null());
}

#[actix_web::test]
async fn every_rule_that_is_broken_is_told_at_once() {
    let world = World::new().await;
    let nowhere = Uuid::now_v7();
    let mut body = second_call(&world, &nowhere.to_string());
    body["code"] = json!("AMI-T");
    body["call_opens_at"] = json!("2019-09-15T00:00:00+02:00");
    body["bodies"] = json!([{"organisation": world.ditp, "role": "pilot"}, {"organisation": nowhere, "role": "fund"}, {"organisation": world.ditp, "role": "pilot"}]);
    body["tracks"][5]["code"] = json!("roadmap");
    body["template"] = json!([
        {"key": "a", "track": "art", "title": "A", "after_useful_days": 1, "weight": 1, "depends_on": ["c"]},
        {"key": "b", "track": "prototype", "title": "B", "after_useful_days": 1, "weight": 1, "depends_on": ["a", "zzz", "a"]},
        {"key": "c", "track": "prototype", "title": "C", "after_useful_days": 1, "weight": 1, "depends_on": ["b"], "required_evidence": ["report", "report", "application_file"]},
        {"key": "a", "track": "prototype", "title": "A again", "after_useful_days": 1, "weight": 1},
        {"key": "d", "track": "prototype", "title": "D", "after_useful_days": 1, "weight": 1, "depends_on": ["d", "b"]},
    ]);
    let reply = world.coordinator.post("/v1/programmes", body).await;
    let expected = [
        ("/bodies/1/organisation", "unknown_reference"),
        ("/bodies/2", "duplicate"),
        ("/call_closes_at", "range_reversed"),
        ("/code", "already_taken"),
        ("/template/0/depends_on/0", "cyclic_dependency"),
        ("/template/0/track", "unknown_track"),
        ("/template/1/depends_on/0", "cyclic_dependency"),
        ("/template/1/depends_on/1", "unknown_reference"),
        ("/template/1/depends_on/2", "duplicate"),
        ("/template/2/depends_on/0", "cyclic_dependency"),
        ("/template/2/required_evidence/1", "duplicate"),
        ("/template/2/required_evidence/2", "not_in_list"),
        ("/template/3/key", "duplicate"),
        ("/template/4/depends_on/0", "cyclic_dependency"),
        ("/tracks/2/authority", "unknown_reference"),
        ("/tracks/5/code", "duplicate"),
    ];
    assert_eq!(
        reply.faults(422, "invalid_body"),
        expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
    );
    let unknown = reply.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .find(|error| error["pointer"] == "/template/1/depends_on/1")
        .unwrap()
        .clone();
    assert_eq!(unknown["params"], json!({"key": "zzz"}));
    assert_eq!(world.app.text("select count(*) from programmes").await, "1");
}

#[actix_web::test]
async fn a_body_of_the_wrong_shape_is_told_whole_too() {
    let world = World::new().await;
    let mut body = second_call(&world, &world.ditp.to_string());
    body["code"] = json!("ami 2019");
    body["useful_months"] = json!(0);
    body["time_zone"] = json!("Europe/Lutece");
    body["tracks"][0]["label"] = json!({"fr": "Technique"});
    body["template"][1]["required_evidence"] = json!(["report", "hearsay"]);
    body["template"][2]["weight"] = json!(-1);
    body["colour"] = json!("red");
    let expected = [
        ("/code", "invalid_format"),
        ("/colour", "unknown_field"),
        ("/template/1/required_evidence/1", "unknown_value"),
        ("/template/2/weight", "out_of_range"),
        ("/time_zone", "invalid_format"),
        ("/tracks/0/label/en", "missing_field"),
        ("/useful_months", "out_of_range"),
    ];
    let reply = world.coordinator.post("/v1/programmes", body).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
    );
}

#[actix_web::test]
async fn only_a_coordinator_of_a_steering_body_opens_one() {
    let world = World::new().await;
    let body = second_call(&world, &world.ditp.to_string());
    for refused in [
        &world.alpha_expert,
        &world.asn_laureate,
        &world.observer,
        &world.administrator,
        &world.nobody,
    ] {
        refused
            .post("/v1/programmes", body.clone())
            .await
            .refused(403, "forbidden");
    }
    world
        .app
        .stranger()
        .post("/v1/programmes", body.clone())
        .await
        .refused(401, "unauthenticated");
    // A coordinator of an organisation that steers nothing.
    let elsewhere = format!(
        "update accounts set organisation_id = '{}' where id = '{}';",
        world.asn,
        world.technical_coordinator.account()
    );
    let told = format!(
        "insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
         select gen_random_uuid(), 0, id, id, 'updated', 'account', id, '{{}}' from accounts where id = '{}';",
        world.technical_coordinator.account()
    );
    world.app.sql(&format!("begin; {elsewhere} {told} commit;")).await;
    world
        .technical_coordinator
        .post("/v1/programmes", body.clone())
        .await
        .refused(403, "forbidden");
    world.coordinator.post("/v1/programmes", body).await.expect(201);
}

#[actix_web::test]
async fn the_same_request_again_opens_nothing_more() {
    let world = World::new().await;
    let body = second_call(&world, &world.ditp.to_string());
    let client = world.coordinator.with("Idempotency-Key", "second-call");
    let first = client.post("/v1/programmes", body.clone()).await;
    first.expect(201);
    let again = client.post("/v1/programmes", body.clone()).await;
    assert_eq!(again.expect(201), first.json());
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(world.app.text("select count(*) from programmes").await, "2");
    assert_eq!(
        world
            .app
            .text(
                "select count(*) from grants g join programmes p on p.id = g.programme_id where p.code = 'AMI-IA-2019'"
            )
            .await,
        "1"
    );
    let taken = world
        .coordinator
        .post("/v1/programmes", body)
        .await
        .faults(422, "invalid_body");
    assert_eq!(taken, [("/code".to_owned(), "already_taken".to_owned())]);
}

#[actix_web::test]
async fn a_steering_body_opens_its_first_programme() {
    let world = World::new().await;
    let mut lay = Laying::default();
    let account = lay.account("Premiere Coordinatrice", world.ditp, None);
    world.app.sql(&lay.transaction()).await;
    let first = world.app.client_of(account).await;
    let path = "/v1/programmes/AMI-IA-2019";
    first.get(path).await.refused(404, "not_found");
    first
        .post("/v1/programmes", second_call(&world, &world.dinsic.to_string()))
        .await
        .expect(201);
    assert_eq!(
        first.get(path).await.expect(200)["updated_by"]["name"],
        "Premiere Coordinatrice"
    );
    first.get("/v1/programmes/AMI-T").await.refused(404, "not_found");
}

#[actix_web::test]
async fn keys_are_written_as_people_write_them() {
    let world = World::new().await;
    let mut body = second_call(&world, &world.ditp.to_string());
    body["template"] = json!([
        {"key": "kick-off", "track": "roadmap", "title": "Lancement", "after_useful_days": 1, "weight": 1},
        {"key": "2e_jalon", "track": "roadmap", "title": "Suite", "after_useful_days": 2, "weight": 1, "depends_on": ["kick-off"]},
    ]);
    let made = world.coordinator.post("/v1/programmes", body.clone()).await.expect(201);
    assert_eq!(made["template"][0]["key"], "kick-off");
    assert_eq!(made["template"][1]["depends_on"], json!(["kick-off"]));
    for wrong in ["Kick-off", "-kick", "kick off", "été", ""] {
        body["template"][0]["key"] = json!(wrong);
        let refused = world.coordinator.post("/v1/programmes", body.clone()).await;
        let faults = refused.faults(422, "invalid_body");
        assert!(
            faults.contains(&("/template/0/key".to_owned(), "invalid_format".to_owned())),
            "{wrong}: {faults:?}"
        );
    }
}
