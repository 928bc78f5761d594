//! There is one standing assessment of each moment; what it says wrong is said right by a new one that names it.

use diesel_async::SimpleAsyncConnection;
use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ASSESSMENTS, assessed, assessment, correcting, data, faults, id, level};
use crate::support::World;

const OTHER: &str = "correction_of_other_assessment";

#[actix_web::test]
async fn one_of_a_moment_stands_and_the_next_one_names_it() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let assessed_already = faults(&[("", "already_assessed")]);
    let first = assessed(who, data("start")).await;
    for client in [who, &world.coordinator] {
        let refused = client.post(ASSESSMENTS, data("start")).await;
        assert_eq!(refused.faults(409, "conflict"), assessed_already);
    }
    let mut messages = Vec::new();
    for language in ["fr", "en"] {
        let speaking = who.with("Accept-Language", language);
        let refused = speaking.post(ASSESSMENTS, data("start")).await;
        messages.push(refused.refused(409, "conflict")[0]["message"].clone());
    }
    assert_ne!(messages[0], messages[1]);
    // Of another moment there is none yet.
    assessed(who, data("middle")).await;
    let right = assessment("start", &[level("Préparer des données", [4, 5, 0, 0, 0])]);
    let second = assessed(&world.coordinator, correcting(right, &first)).await;
    let (first_shown, second_shown) = (who.get(&first).await.expect(200), who.get(&second).await.expect(200));
    assert_eq!(
        (&first_shown["corrects"], &first_shown["corrected_by"]),
        (&Value::Null, &json!(id(&second)))
    );
    assert_eq!(
        (&second_shown["corrects"], &second_shown["corrected_by"]),
        (&json!(id(&first)), &Value::Null)
    );
    assert_eq!(first_shown["levels"][0]["counts"], json!([4, 4, 1, 0, 0]), "it stays");
    assert_eq!(second_shown["created_by"]["name"], "Coordination DITP");
    // A corrected one leaves no place for one that names none.
    let refused = who.post(ASSESSMENTS, data("start")).await;
    assert_eq!(refused.faults(409, "conflict"), assessed_already);
    let third = assessed(who, correcting(data("start"), &second)).await;
    assert_eq!(who.get(&second).await.expect(200)["corrected_by"], json!(id(&third)));
    assert_eq!(who.get(&first).await.expect(200)["corrected_by"], json!(id(&second)));
}

#[actix_web::test]
async fn only_the_standing_one_of_the_same_moment_and_project_is_corrected() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let corrected = assessed(who, data("start")).await;
    let standing = assessed(who, correcting(data("start"), &corrected)).await;
    let middle = assessed(who, data("middle")).await;
    let chu = "/v1/projects/AMI-T-CHU/skill-assessments";
    let elsewhere = world.coordinator.post(chu, data("start")).await;
    elsewhere.expect(201);
    let count = "select count(*) from skill_assessments";
    let before = world.app.text(count).await;
    for other in [
        corrected,
        middle.clone(),
        elsewhere.id(),
        world.asn_project.to_string(),
        Uuid::now_v7().to_string(),
    ] {
        let refused = who.post(ASSESSMENTS, correcting(data("start"), &other)).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/corrects", OTHER)]),
            "{other}"
        );
    }
    // Nor where none of the moment stands.
    let refused = who.post(ASSESSMENTS, correcting(data("end"), &middle)).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/corrects", OTHER)]));
    assert_eq!(world.app.text(count).await, before, "what was refused left nothing");
    assessed(who, correcting(data("start"), &standing)).await;
}

#[actix_web::test]
async fn of_many_at_once_one_stands() {
    let world = World::new().await;
    let clients = [&world.asn_laureate, &world.coordinator, &world.technical_coordinator];
    let sent = (0..12).map(|place| clients[place % 3].post(ASSESSMENTS, data("start")));
    let replies = join_all(sent).await;
    let (made, refused): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 201);
    assert_eq!((made.len(), refused.len()), (1, 11));
    for reply in refused {
        assert_eq!(reply.faults(409, "conflict"), faults(&[("", "already_assessed")]));
    }
    // So it is with corrections of one.
    let first = format!("{ASSESSMENTS}/{}", made[0].id());
    let sent = (0..12).map(|place| clients[place % 3].post(ASSESSMENTS, correcting(data("start"), &first)));
    let replies = join_all(sent).await;
    let (made, refused): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 201);
    assert_eq!((made.len(), refused.len()), (1, 11));
    for reply in refused {
        assert_eq!(reply.faults(422, "invalid_body"), faults(&[("/corrects", OTHER)]));
    }
}

#[actix_web::test]
async fn the_database_refuses_to_change_or_delete_one() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let path = assessed(who, data("start")).await;
    let before = who.get(&path).await.expect(200);
    let mut conn = world.app.connection().await;
    for statement in [
        "update skill_assessments set levels = '[{\"domain\": \"A\", \"counts\": [1, 0, 0, 0, 0]}]'",
        "update skill_assessments set moment = 'end'",
        "update skill_assessments set assessed_on = '2019-01-01'",
        "delete from skill_assessments",
    ] {
        let refused = conn.batch_execute(statement).await.expect_err(statement).to_string();
        assert!(refused.contains("kept as they were written"), "{statement}: {refused}");
    }
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn a_selected_project_has_them_and_an_ended_one_no_more() {
    let world = World::new().await;
    let chu = "/v1/projects/AMI-T-CHU/skill-assessments";
    world.chu_laureate.post(chu, data("start")).await.expect(201);
    let who = &world.asn_laureate;
    let path = assessed(who, data("start")).await;
    let motive = json!({"motive": "Départ de l'équipe."});
    let ended = world
        .coordinator
        .act("/v1/projects/AMI-T-ASN", "withdraw", motive)
        .await;
    ended.expect(200);
    for body in [data("end"), correcting(data("start"), &path)] {
        let refused = who.post(ASSESSMENTS, body).await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "project_ended")]));
    }
    who.get(&path).await.expect(200);
}

#[actix_web::test]
async fn the_history_says_that_one_was_recorded() {
    let world = World::new().await;
    let path = assessed(&world.asn_laureate, data("start")).await;
    let history = "/v1/projects/AMI-T-ASN/history?entity=skill_assessment";
    for (language, beginning) in [
        ("fr", "Laureate ASN — Création : évaluation de compétences"),
        ("en", "Laureate ASN — Created: skill assessment"),
    ] {
        let speaking = world.coordinator.with("Accept-Language", language);
        let page = speaking.get(history).await.expect(200);
        let told = &page["items"][0];
        let sentence = told["sentence"].as_str().unwrap();
        assert!(
            sentence.starts_with(beginning) && !sentence.contains("données"),
            "{sentence}"
        );
        assert_eq!(
            (&told["entity_id"], &told["after"]["moment"]),
            (&json!(id(&path)), &json!("start"))
        );
    }
}
