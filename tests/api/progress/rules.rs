//! What refuses an entry.

use serde_json::json;
use uuid::Uuid;

use super::{LOG, entry};
use crate::support::{Laying, NewMilestone, World};

fn faults(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned()))
        .collect()
}

#[actix_web::test]
async fn every_broken_rule_is_told_at_once() {
    let world = World::new().await;
    world
        .milestone(&NewMilestone {
            track: "prototype",
            ..Default::default()
        })
        .await;
    let body = entry(
        json!({"occurred_on": "2019-03-05", "milestone": "AMI-T-ASN-M01", "person_days": 1,
        "person": world.beta_expert.account(), "corrects": Uuid::now_v7()}),
    );
    assert_eq!(
        world.alpha_expert.post(LOG, body).await.faults(422, "invalid_body"),
        faults(&[
            ("/corrects", "correction_of_other_entry"),
            ("/milestone", "milestone_of_other_track"),
            ("/occurred_on", "date_in_future"),
            ("/person", "person_of_other_organisation"),
        ])
    );
    let shape =
        json!({"track": "Technical", "occurred_on": "04/03/2019", "percent": 101, "person_days": 0.3, "colour": "red"});
    assert_eq!(
        world.alpha_expert.post(LOG, shape).await.faults(422, "invalid_body"),
        faults(&[
            ("/colour", "unknown_field"),
            ("/done", "missing_field"),
            ("/occurred_on", "invalid_format"),
            ("/percent", "out_of_range"),
            ("/person_days", "not_quarter"),
            ("/track", "invalid_format"),
        ])
    );
}

#[actix_web::test]
async fn work_is_inside_the_project_and_the_mission() {
    let world = World::new().await;
    let refused = |on: &'static str| world.asn_laureate.post(LOG, entry(json!({"occurred_on": on})));
    assert_eq!(
        refused("2018-11-20").await.faults(422, "invalid_body"),
        faults(&[("/occurred_on", "date_before")])
    );
    refused("2018-11-21").await.expect(201);
    world
        .asn_laureate
        .post(LOG, entry(json!({"milestone": "AMI-T-CHU-M01"})))
        .await
        .refused(422, "invalid_body");
    let selected = world
        .chu_laureate
        .post("/v1/projects/AMI-T-CHU/progress-entries", entry(json!({})))
        .await;
    assert_eq!(
        selected.faults(409, "conflict"),
        faults(&[("/occurred_on", "project_not_running")])
    );
}

#[actix_web::test]
async fn a_provider_tells_within_thirty_days_what_happened_inside_its_mission() {
    let world = World::on("2019-12-30").await;
    let log = |on: &'static str| world.alpha_expert.post(LOG, entry(json!({"occurred_on": on})));
    log("2019-11-30").await.expect(201);
    assert_eq!(
        log("2019-12-01").await.faults(422, "invalid_body"),
        faults(&[("/occurred_on", "outside_mission")])
    );
    let late = World::on("2019-12-31").await;
    let refused = late
        .alpha_expert
        .post(LOG, entry(json!({"occurred_on": "2019-11-30"})))
        .await;
    assert_eq!(
        refused.faults(403, "forbidden"),
        faults(&[("/track", "outside_mission")])
    );
    let named = entry(json!({"occurred_on": "2019-11-30", "milestone": "AMI-T-ASN-M01"}));
    assert_eq!(
        late.alpha_expert.post(LOG, named).await.faults(422, "invalid_body"),
        faults(&[("/milestone", "unknown_reference"), ("/occurred_on", "outside_mission")])
    );
    late.milestone(&NewMilestone {
        state: "deferred",
        submitted_on: Some("2019-11-20"),
        ..Default::default()
    })
    .await;
    let deferred = entry(json!({"occurred_on": "2019-12-20", "milestone": "AMI-T-ASN-M01"}));
    late.alpha_expert.post(LOG, deferred).await.expect(201);
}

#[actix_web::test]
async fn a_person_has_one_day_a_day_over_all_projects_and_learns_no_more() {
    let world = World::new().await;
    // Beta's expert also works for a second project, of which ASN's laureate knows nothing.
    let mut lay = Laying::default();
    let mission = Uuid::now_v7();
    let values = format!(
        "'{mission}', '{}', '{}', '{{technical_support}}', '2019-01-01', '2019-06-01', '{{}}', now(), now(), '{mission}'",
        world.asn_project, world.beta
    );
    lay.row(
        "mission",
        mission,
        "missions",
        "id, project_id, provider_id, tracks, from_on, until_on, accounts, created_at, updated_at, updated_by",
        &values,
    );
    let started = lay.transaction().replacen(
        "begin;",
        &format!(
            "begin; update projects set state = 'running', started_on = '2019-01-07' where id = '{}';",
            world.chu_project
        ),
        1,
    );
    let told = format!(
        "insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
         values (gen_random_uuid(), 9, '{0}', '{0}', 'started', 'project', '{0}', '{{}}'); commit;",
        world.chu_project
    );
    world.app.sql(&started.replace("commit;", &told)).await;
    let elsewhere = entry(json!({"track": "strategic_support", "person_days": 0.75}));
    world
        .beta_expert
        .post("/v1/projects/AMI-T-CHU/progress-entries", elsewhere)
        .await
        .expect(201);
    let refused = world.beta_expert.post(LOG, entry(json!({"person_days": 0.5}))).await;
    let errors = refused.refused(422, "invalid_body");
    assert_eq!(errors.len(), 1);
    assert_eq!(
        (&errors[0]["code"], &errors[0]["params"]),
        (&json!("over_one_person_day"), &json!({"remaining": 0.25}))
    );
    assert_eq!(
        errors[0]["message"],
        "Plus d'un jour-personne pour cette personne ce jour-là ; reste : 0,25."
    );
    assert!(!refused.text.contains("CHU") && !refused.text.contains(&world.chu_project.to_string()));
    world
        .beta_expert
        .post(LOG, entry(json!({"person_days": 0.25})))
        .await
        .expect(201);
    world
        .beta_expert
        .post(LOG, entry(json!({"person_days": 0.25, "occurred_on": "2019-02-28"})))
        .await
        .expect(201);
}

#[actix_web::test]
async fn who_logs_for_a_colleague_spends_the_colleagues_day() {
    let world = World::new().await;
    let colleague = json!({"person": world.alpha_colleague.account(), "person_days": 0.75});
    let created = world.alpha_expert.post(LOG, entry(colleague)).await.expect(201);
    assert_eq!(created["person"]["name"], "Collegue Alpha");
    assert_eq!(created["author"]["name"], "Experte Alpha");
    world
        .alpha_expert
        .post(LOG, entry(json!({"person_days": 1})))
        .await
        .expect(201);
    let refused = world
        .alpha_colleague
        .post(LOG, entry(json!({"person_days": 0.5})))
        .await;
    assert_eq!(refused.refused(422, "invalid_body")[0]["params"]["remaining"], 0.25);
    let unknown = world
        .alpha_expert
        .post(LOG, entry(json!({"person": Uuid::now_v7()})))
        .await;
    assert_eq!(
        unknown.faults(422, "invalid_body"),
        faults(&[("/person", "person_of_other_organisation")])
    );
}

#[actix_web::test]
async fn two_halves_at_once_never_make_more_than_a_day() {
    let world = World::new().await;
    let sent = (0..12).map(|_| world.alpha_expert.post(LOG, entry(json!({"person_days": 0.25}))));
    let replies = futures_util::future::join_all(sent).await;
    let recorded = replies.iter().filter(|reply| reply.status == 201).count();
    assert_eq!(recorded, 4, "{replies:?}");
    assert_eq!(
        world.app.text("select sum(person_days) from progress_entries").await,
        "1"
    );
}

#[actix_web::test]
async fn time_is_told_of_those_who_work_on_the_mission() {
    let world = World::new().await;
    let path = format!("/v1/missions/{}", world.alpha_mission);
    let held = world.coordinator.get(&path).await;
    let named = json!({"accounts": [world.alpha_expert.account()]});
    world.coordinator.matching(&held).patch(&path, named).await.expect(200);
    let body = entry(json!({"person": world.alpha_colleague.account()}));
    assert_eq!(
        world.alpha_expert.post(LOG, body).await.faults(422, "invalid_body"),
        faults(&[("/person", "outside_mission")])
    );
    world.alpha_expert.post(LOG, entry(json!({}))).await.expect(201);
}
