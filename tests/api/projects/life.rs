//! A project's life through HTTP: every row of its table, and what refuses it, in both languages.

use serde_json::{Value, json};

use super::messages;
use crate::support::World;

const ASN: &str = "/v1/projects/AMI-T-ASN";
const CHU: &str = "/v1/projects/AMI-T-CHU";

async fn open_and_plan(world: &World, project: &str) -> Value {
    world
        .coordinator
        .post(&format!("{project}/plan"), json!({}))
        .await
        .expect(201)
}

#[actix_web::test]
async fn every_row_of_the_table() {
    let world = World::new().await;
    let who = &world.coordinator;
    let started = who.act(CHU, "start", json!({"on": "2019-05-02"})).await.expect(200);
    assert_eq!(
        (&started["state"], &started["started_on"]),
        (&json!("running"), &json!("2019-05-02"))
    );
    let withdrawn = who
        .act(CHU, "withdraw", json!({"motive": "Départ de l'équipe."}))
        .await
        .expect(200);
    assert_eq!(
        (&withdrawn["state"], &withdrawn["ended_on"]),
        (&json!("withdrawn"), &json!("2019-03-04"))
    );
    let reopened = who
        .act(CHU, "reopen", json!({"motive": "Nouvelle équipe."}))
        .await
        .expect(200);
    assert_eq!(
        (&reopened["state"], &reopened["started_on"], &reopened["ended_on"]),
        (&json!("running"), &json!("2019-05-02"), &Value::Null)
    );
    let later = world.app.on("2020-02-01");
    let who_later = who.at(&later.base_url);
    let completed = who_later
        .act(CHU, "complete", json!({"on": "2020-02-01"}))
        .await
        .expect(200);
    assert_eq!(
        (&completed["state"], &completed["ended_on"]),
        (&json!("completed"), &json!("2020-02-01"))
    );
    let reopened = who
        .act(CHU, "reopen", json!({"motive": "Recette incomplète."}))
        .await
        .expect(200);
    assert_eq!(
        (&reopened["state"], &reopened["version"]),
        (&json!("running"), &json!(6))
    );
    // Never started: withdrawn, then selected again.
    let body = json!({"organisation": world.chu, "title": "Second"});
    let path = format!(
        "/v1/projects/{}",
        who.post("/v1/programmes/AMI-T/projects", body).await.id()
    );
    assert_eq!(
        who.act(&path, "withdraw", json!({"motive": "x"})).await.expect(200)["state"],
        "withdrawn"
    );
    assert_eq!(
        who.act(&path, "reopen", json!({"motive": "x"})).await.expect(200)["state"],
        "selected"
    );
    let told = world
        .app
        .text(&format!(
            "select string_agg(action, ' ' order by seq) from journal where entity = 'project' and entity_id = '{}'",
            world.chu_project
        ))
        .await;
    assert_eq!(told, "created started withdrawn reopened completed reopened");
    let why =
        "select string_agg(after->>'motive', ' ' order by seq) from journal where action = 'reopened' and project_id";
    assert_eq!(
        world.app.text(&format!("{why} = '{}'", world.chu_project)).await,
        "Nouvelle équipe. Recette incomplète."
    );
}

#[actix_web::test]
async fn a_state_that_does_not_allow_it_says_which_do_in_both_languages() {
    let world = World::new().await;
    let refused = world.coordinator.act(ASN, "start", json!({"on": "2019-01-01"})).await;
    assert_eq!(
        refused.faults(409, "conflict"),
        [(String::new(), "wrong_state".to_owned())]
    );
    assert_eq!(
        refused.json()["errors"][0]["params"],
        json!({"state": "running", "allowed": ["selected"]})
    );
    assert_eq!(
        messages(&refused),
        ["L'état « En cours » ne le permet pas ; états admis : Sélectionné."]
    );
    let english = world.coordinator.with("Accept-Language", "en");
    let refused = english.act(ASN, "reopen", json!({"motive": "x"})).await;
    assert_eq!(refused.header("Content-Language"), "en");
    assert_eq!(
        messages(&refused),
        ["The state \"Running\" does not allow it; states that do: Completed, Withdrawn."]
    );
    let refused = world
        .coordinator
        .act(CHU, "complete", json!({"on": "2019-01-01"}))
        .await;
    assert_eq!(
        refused.faults(409, "conflict"),
        [(String::new(), "wrong_state".to_owned())]
    );
}

#[actix_web::test]
async fn a_missing_motive_and_a_date_before_the_start_are_refused() {
    let world = World::new().await;
    for (project, action) in [(ASN, "withdraw"), (CHU, "withdraw"), (CHU, "reopen")] {
        let refused = world.coordinator.act(project, action, json!({})).await;
        let told = refused.faults(422, "invalid_body");
        assert_eq!(told, [("/motive".to_owned(), "motive_required".to_owned())], "{action}");
    }
    let refused = world
        .coordinator
        .act(ASN, "complete", json!({"on": "2018-11-20", "cancel_open": true}))
        .await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [
            ("/motive".to_owned(), "motive_required".to_owned()),
            ("/on".to_owned(), "date_before".to_owned())
        ]
    );
    let mut told = messages(&refused);
    told.sort();
    assert_eq!(
        told,
        [
            "La date ne peut pas précéder le 2018-11-21.",
            "Un motif est obligatoire."
        ]
    );
    let english = world.coordinator.with("Accept-Language", "en");
    let refused = english.act(ASN, "withdraw", json!({})).await;
    assert_eq!(messages(&refused), ["A motive is required."]);
    let shape = world
        .coordinator
        .act(ASN, "start", json!({"on": "2019-02-30", "motive": "x"}))
        .await;
    assert_eq!(
        shape.faults(422, "invalid_body"),
        [
            ("/motive".to_owned(), "unknown_field".to_owned()),
            ("/on".to_owned(), "invalid_format".to_owned())
        ]
    );
}

#[actix_web::test]
async fn a_completion_names_every_open_milestone_and_cancels_them_if_told_to() {
    let world = World::new().await;
    open_and_plan(&world, ASN).await;
    let later = world.app.on("2019-09-21");
    let coordinator = world.coordinator.at(&later.base_url);
    let refused = coordinator.act(ASN, "complete", json!({"on": "2019-09-21"})).await;
    let named: Vec<_> = refused
        .refused(409, "conflict")
        .iter()
        .map(|error| (error["code"].clone(), error["params"]["milestone"].clone()))
        .collect();
    let expected = [1, 2, 3, 4].map(|number| (json!("milestone_open"), json!(format!("AMI-T-ASN-M0{number}"))));
    assert_eq!(named, expected);
    assert_eq!(messages(&refused)[0], "Le jalon AMI-T-ASN-M01 est encore ouvert.");
    let done = json!({"on": "2019-09-21", "cancel_open": true, "motive": "Repris ailleurs."});
    coordinator.act(ASN, "complete", done).await.expect(200);
    let states = "select string_agg(distinct state || version, ' ') from milestones";
    assert_eq!(world.app.text(states).await, "cancelled2");
    let told = "select count(*) || ' ' || count(distinct change_id) || ' ' || count(distinct entity_id) || ' ' || min(after->>'motive')
        from journal where action in ('cancelled', 'completed')";
    assert_eq!(world.app.text(told).await, "5 1 5 Repris ailleurs.");
}

#[actix_web::test]
async fn a_withdrawal_cancels_open_milestones_and_a_reopening_leaves_them() {
    let world = World::new().await;
    open_and_plan(&world, ASN).await;
    let accepted = "begin; update milestones set state = 'accepted' where number = 1;
        insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
        select gen_random_uuid(), 0, id, updated_by, 'accepted', 'milestone', id, '{}' from milestones where number = 1; commit;";
    world.app.sql(accepted).await;
    let submitted = "begin; update milestones set state = 'submitted', submitted_on = '2019-03-01' where number = 2;
        insert into submissions (id, milestone_id, number, submitted_by, organisation_id, evidence, submitted_on, submitted_at)
        select gen_random_uuid(), id, 1, updated_by, null, '{}', '2019-03-01', now() from milestones where number = 2;
        update milestones set state = 'deferred', submitted_on = '2019-02-01', resubmit_by = '2019-06-30' where number = 3;
        insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
        select gen_random_uuid(), number, id, updated_by, 'submitted', 'milestone', id, '{}' from milestones where number in (2, 3);
        insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
        select gen_random_uuid(), 9, id, submitted_by, 'created', 'submission', id, '{}' from submissions; commit;";
    world.app.sql(submitted).await;
    world
        .coordinator
        .act(ASN, "withdraw", json!({"motive": "Fin du marché."}))
        .await
        .expect(200);
    // As if each had been withdrawn and cancelled by itself.
    let left = "select string_agg(number || ' ' || coalesce(submitted_on::text, '-') || ' ' || coalesce(resubmit_by::text, '-'), ', ' order by number)
        from milestones where number in (2, 3)";
    assert_eq!(world.app.text(left).await, "2 - -, 3 2019-02-01 -");
    let states = "select string_agg(state, ' ' order by number) from milestones";
    assert_eq!(world.app.text(states).await, "accepted cancelled cancelled cancelled");
    world
        .coordinator
        .act(ASN, "reopen", json!({"motive": "Nouveau marché."}))
        .await
        .expect(200);
    assert_eq!(world.app.text(states).await, "accepted cancelled cancelled cancelled");
}

#[actix_web::test]
async fn nothing_more_is_planned_for_a_project_that_ended() {
    let world = World::new().await;
    let path = "/v1/projects/AMI-T-ASN";
    let left = world
        .coordinator
        .act(path, "withdraw", json!({"motive": "Abandon."}))
        .await;
    left.expect(200);
    for (collection, body) in [
        (
            "milestones",
            json!({"track": "roadmap", "title": "x", "forecast_on": "2019-06-01"}),
        ),
        ("suspensions", json!({"from": "2019-06-01", "motive": "x"})),
        ("extensions", json!({"useful_months": 1, "motive": "x"})),
    ] {
        let refused = world.coordinator.post(&format!("{path}/{collection}"), body).await;
        let errors = refused.refused(409, "conflict");
        assert_eq!(
            (&errors[0]["code"], &errors[0]["params"]["state"]),
            (&json!("project_ended"), &json!("withdrawn")),
            "{collection}"
        );
    }
}
