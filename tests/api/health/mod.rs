//! Health reports.

use futures_util::future::join_all;
use serde_json::json;

use crate::support::World;

const HEALTH: &str = "/v1/projects/AMI-T-ASN/health";

#[actix_web::test]
async fn reports_follow_one_another_and_observers_see_no_words() {
    let world = World::new().await;
    let first = json!({"overall": "sunny", "tracks": {"prototype": "overcast"}, "text": "Tout va bien"});
    let first = world.alpha_expert.post(HEALTH, first).await.expect(201);
    assert_eq!(first["reported_by"]["name"], "Experte Alpha");
    assert_eq!(first["reported_on"], "2019-03-04");
    assert_eq!(first["support_needed"], json!(null));
    let second = json!({"overall": "stormy", "text": "Données perdues", "support_needed": "Une sauvegarde"});
    world.asn_laureate.post(HEALTH, second).await.expect(201);
    let seen = world.coordinator.get(&format!("{HEALTH}?count=true")).await.expect(200);
    assert_eq!(seen["total"], 2);
    let overall: Vec<_> = seen["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["overall"].clone())
        .collect();
    assert_eq!(overall, ["stormy", "sunny"]);
    assert_eq!(seen["items"][0]["support_needed"], "Une sauvegarde");
    assert_eq!(seen["items"][1], first);
    let next = world.coordinator.get(&format!("{HEALTH}?limit=1")).await.expect(200)["next"]
        .as_str()
        .unwrap()
        .to_owned();
    let page = world
        .coordinator
        .get(&format!("{HEALTH}?limit=1&cursor={next}"))
        .await
        .expect(200);
    assert_eq!(
        (&page["items"][0]["overall"], &page["next"]),
        (&json!("sunny"), &json!(null))
    );
    let shown = world.observer.get(HEALTH).await.expect(200);
    assert_eq!(shown["items"][1]["tracks"], json!({"prototype": "overcast"}));
    for absent in ["text", "support_needed", "reported_by"] {
        assert!(
            shown["items"][0].get(absent).is_none(),
            "{absent} is shown to an observer"
        );
    }
}

#[actix_web::test]
async fn those_who_work_on_the_project_report() {
    let world = World::new().await;
    let body = || json!({"overall": "cloudy", "text": "Bof"});
    for client in [
        &world.coordinator,
        &world.technical_coordinator,
        &world.alpha_colleague,
        &world.asn_laureate,
    ] {
        client.post(HEALTH, body()).await.expect(201);
    }
    world.observer.post(HEALTH, body()).await.refused(403, "forbidden");
    for stranger in [
        &world.beta_expert,
        &world.chu_laureate,
        &world.administrator,
        &world.nobody,
    ] {
        stranger.get(HEALTH).await.refused(404, "not_found");
        stranger.post(HEALTH, body()).await.refused(404, "not_found");
    }
    let late = World::on("2019-12-31").await;
    late.alpha_expert.get(HEALTH).await.expect(200);
    late.alpha_expert.post(HEALTH, body()).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn unknown_tracks_and_codes_are_refused() {
    let world = World::new().await;
    let reply = world
        .coordinator
        .post(HEALTH, json!({"overall": "sunny", "tracks": {"juggling": "sunny", "a/b": "sunny", "roadmap": "sunny"}, "text": "x"}))
        .await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [
            ("/tracks/a~1b".to_owned(), "unknown_track".to_owned()),
            ("/tracks/juggling".to_owned(), "unknown_track".to_owned())
        ]
    );
    let reply = world
        .coordinator
        .post(
            HEALTH,
            json!({"overall": "rainy", "tracks": {"roadmap": "foggy"}, "text": ""}),
        )
        .await;
    let faults = reply.faults(422, "invalid_body");
    assert_eq!(
        faults.iter().map(|(pointer, _)| pointer.as_str()).collect::<Vec<_>>(),
        ["/overall", "/text", "/tracks/roadmap"]
    );
}

#[actix_web::test]
async fn fifty_equal_reports_at_once_are_one() {
    let world = World::new().await;
    let keyed = world.coordinator.with("Idempotency-Key", "once");
    let replies = join_all((0..50).map(|_| keyed.post(HEALTH, json!({"overall": "sunny", "text": "Une fois"})))).await;
    let first = replies[0].expect(201);
    for reply in &replies {
        assert_eq!(reply.expect(201), first);
    }
    assert_eq!(
        replies
            .iter()
            .filter(|reply| reply.header("Idempotency-Replayed") == "true")
            .count(),
        49
    );
    assert_eq!(world.app.text("select count(*) from status_reports").await, "1");
    keyed
        .post(HEALTH, json!({"overall": "stormy", "text": "Autre"}))
        .await
        .refused(422, "idempotency_key_reused");
}

#[actix_web::test]
async fn the_period_that_ends_with_the_project_is_reported_once_within_thirty_days() {
    let world = World::new().await;
    let body = || json!({"overall": "cloudy", "text": "Bilan"});
    let ended = [(String::new(), "project_ended".to_owned())];
    let reported = [(String::new(), "final_report_published".to_owned())];
    world.coordinator.post(HEALTH, body()).await.expect(201);
    let project = "/v1/projects/AMI-T-ASN";
    let motive = || json!({"motive": "Départ de l'équipe."});
    world.coordinator.act(project, "withdraw", motive()).await.expect(200);
    let too_late = world.app.on("2019-04-04");
    let late = world.coordinator.at(&too_late.base_url);
    assert_eq!(late.post(HEALTH, body()).await.faults(409, "conflict"), ended);
    let last_day = world.app.on("2019-04-03");
    let on_time = world.coordinator.at(&last_day.base_url);
    let line = on_time.post(HEALTH, body()).await;
    line.expect(201);
    // It tells of the last day of the project, on whichever day it is written.
    let report = format!("{project}/status-reports/{}", line.id());
    let report = world.coordinator.get(&report).await.expect(200);
    assert_eq!(
        [&report["from"], &report["until"], &report["published_on"]],
        ["2019-03-04", "2019-03-05", "2019-04-03"]
    );
    let refused = on_time.post(HEALTH, body()).await;
    assert_eq!(refused.faults(409, "conflict"), reported);
    assert_eq!(
        refused.json()["errors"][0]["message"],
        "Le projet est clos et le rapport sur sa fin est publié : un nouveau le rectifie."
    );
    // Reopened it is reported on as before, and ended again once more.
    world.coordinator.act(project, "reopen", motive()).await.expect(200);
    world.coordinator.post(HEALTH, body()).await.expect(201);
    world.coordinator.act(project, "withdraw", motive()).await.expect(200);
    world.coordinator.post(HEALTH, body()).await.expect(201);
    assert_eq!(
        world.coordinator.post(HEALTH, body()).await.faults(409, "conflict"),
        reported
    );
}
