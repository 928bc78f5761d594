//! Who sees and does what: 404 for what the caller may not know of, 403 for what it may not do.

use serde_json::json;

use super::{accepted, attach, begun, column, plan, submitted};
use crate::support::{NewMilestone, World};

const VERBS: [&str; 9] = [
    "start",
    "submit",
    "withdraw",
    "accept",
    "accept_with_reduction",
    "defer",
    "reject",
    "cancel",
    "reopen",
];

#[actix_web::test]
async fn another_projects_provider_knows_nothing_of_it_by_any_path_list_or_filter() {
    let world = World::new().await;
    let path = begun(&world, json!({})).await;
    let evidence = attach(&world.alpha_expert, &path, "report").await.id();
    world.alpha_expert.act(&path, "submit", json!({})).await.expect(200);
    world
        .technical_coordinator
        .act(&path, "accept", json!({}))
        .await
        .expect(200);
    let decision = world.app.text("select id from decisions").await;
    for client in [
        &world.beta_expert,
        &world.chu_laureate,
        &world.administrator,
        &world.nobody,
    ] {
        for address in [path.as_str(), "/v1/milestones/AMI-T-ASN-M01"] {
            client.get(address).await.refused(404, "not_found");
            for child in ["forecasts", "evidence", "submissions", "decisions", "comments"] {
                client
                    .get(&format!("{address}/{child}"))
                    .await
                    .refused(404, "not_found");
            }
            for verb in VERBS {
                client
                    .with("If-Match", "*")
                    .post(&format!("{address}/{verb}"), json!({}))
                    .await
                    .refused(404, "not_found");
            }
            client
                .post(&format!("{address}/comments"), json!({"text": "x"}))
                .await
                .refused(404, "not_found");
            attach(client, address, "report").await.refused(404, "not_found");
        }
        client
            .get(&format!("/v1/evidence/{evidence}"))
            .await
            .refused(404, "not_found");
        client
            .get(&format!("/v1/decisions/{decision}/observations"))
            .await
            .refused(404, "not_found");
        client
            .post(&format!("/v1/decisions/{decision}/observations"), json!({"text": "x"}))
            .await
            .refused(404, "not_found");
        client
            .get("/v1/projects/AMI-T-ASN/milestones")
            .await
            .refused(404, "not_found");
    }
    for filter in [
        "",
        "?project=AMI-T-ASN",
        "?state=accepted",
        "?track=technical_support",
        "?late=false",
    ] {
        let list = world
            .beta_expert
            .get(&format!("/v1/programmes/AMI-T/milestones{filter}"))
            .await
            .expect(200);
        assert_eq!(list["items"], json!([]), "{filter}");
    }
    let provider = format!("/v1/programmes/AMI-T/milestones?count=true&provider={}", world.alpha);
    assert_eq!(world.beta_expert.get(&provider).await.expect(200)["total"], 0);
    world
        .nobody
        .get("/v1/programmes/AMI-T/milestones")
        .await
        .refused(404, "not_found");
}

#[actix_web::test]
async fn a_provider_acts_on_its_tracks_and_inside_its_missions_dates() {
    let world = World::new().await;
    let other_track = plan(&world, json!({"track": "roadmap"})).await;
    let errors = world
        .alpha_expert
        .act(&other_track, "start", json!({}))
        .await
        .refused(403, "forbidden");
    assert_eq!(
        (&errors[0]["code"], &errors[0]["params"]["track"]),
        (&json!("not_on_track"), &json!("roadmap"))
    );
    attach(&world.alpha_expert, &other_track, "report")
        .await
        .refused(403, "forbidden");
    world
        .asn_laureate
        .act(&other_track, "start", json!({}))
        .await
        .expect(200);
    for (today, allowed) in [("2019-12-30", true), ("2019-12-31", false)] {
        let late = World::on(today).await;
        let path = plan(&late, json!({})).await;
        let reply = late.alpha_expert.act(&path, "start", json!({})).await;
        assert_eq!(
            reply.status.as_u16(),
            if allowed { 200 } else { 403 },
            "on {today}: {}",
            reply.text
        );
    }
}

/// A milestone of ASN's on Alpha's track, deferred, that was submitted on that day.
async fn deferred(world: &World, number: i32, submitted_on: &str) -> String {
    let new = NewMilestone {
        number,
        state: "deferred",
        submitted_on: Some(submitted_on),
        ..NewMilestone::default()
    };
    format!("/v1/milestones/{}", world.milestone(&new).await)
}

#[actix_web::test]
async fn a_provider_whose_mission_is_over_goes_on_with_what_was_deferred() {
    let world = World::on("2020-02-01").await;
    let path = deferred(&world, 1, "2019-12-30").await;
    attach(&world.alpha_expert, &path, "report").await.expect(201);
    let body = json!({"forecast_on": "2020-02-15", "motive": "Reprise."});
    world
        .alpha_expert
        .post(&format!("{path}/forecasts"), body)
        .await
        .expect(201);
    world.alpha_expert.act(&path, "submit", json!({})).await.expect(200);
    attach(&world.alpha_expert, &path, "report")
        .await
        .refused(403, "forbidden");
}

/// Its own are those that its mission let it work on: neither what was begun after its grace days, nor
/// what was handed in before it. One handed in again while it was deferred stays its own.
#[actix_web::test]
async fn a_deferred_milestone_is_not_everyones_who_ever_had_or_will_have_the_track() {
    let world = World::on("2020-02-01").await;
    let after = deferred(&world, 1, "2020-01-20").await;
    let before = deferred(&world, 2, "2018-11-20").await;
    let again = deferred(&world, 3, "2020-01-20").await;
    let started =
        "update milestones set started_on = case number when 1 then date '2020-01-02' when 3 then '2019-11-04' end
        where number in (1, 3)";
    world.app.sql(&format!("begin; {started};
        insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
        select gen_random_uuid(), number, id, updated_by, 'updated', 'milestone', id, '{{}}' from milestones where number in (1, 3); commit;")).await;
    let forecast = json!({"forecast_on": "2020-02-15", "motive": "Reprise."});
    for path in [after, before] {
        attach(&world.alpha_expert, &path, "report")
            .await
            .refused(403, "forbidden");
        let forecasts = format!("{path}/forecasts");
        let refused = world.alpha_expert.post(&forecasts, forecast.clone()).await;
        refused.refused(403, "forbidden");
        let comments = format!("{path}/comments");
        let comment = json!({"text": "Vu."});
        world
            .alpha_expert
            .post(&comments, comment)
            .await
            .refused(403, "forbidden");
    }
    let forecasts = format!("{again}/forecasts");
    world.alpha_expert.post(&forecasts, forecast).await.expect(201);
}

#[actix_web::test]
async fn a_provider_withdraws_its_submission_only_while_it_acts_at_all() {
    let world = World::new().await;
    let path = submitted(&world, json!({})).await;
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    let shorten = async |until: &str| {
        let coordinator = world.coordinator.with("If-Match", "*");
        coordinator.patch(&mission, json!({"until": until})).await.expect(200);
        world.alpha_expert.act(&path, "withdraw", json!({})).await
    };
    // Thirty days after the mission's end, then the last of them.
    let refused = shorten("2019-02-02").await.refused(403, "forbidden");
    assert_eq!(refused[0]["code"], "not_on_track");
    shorten("2019-02-03").await.expect(200);
}

#[actix_web::test]
async fn an_observer_sees_the_plan_and_what_was_accepted_without_names() {
    let world = World::new().await;
    let open = submitted(&world, json!({"description": "Secret", "forecast_on": "2019-02-01"})).await;
    let seen = world.observer.get(&open).await.expect(200);
    let mut fields: Vec<_> = seen.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "code",
            "forecast_on",
            "id",
            "late",
            "project",
            "state",
            "title",
            "track"
        ]
    );
    let done = accepted(
        &world,
        json!({"description": "Publié", "acceptance_criteria": ["Publié"]}),
    )
    .await;
    let reply = world.observer.get(&done).await;
    let seen = reply.expect(200);
    assert!(!reply.text.contains("updated_by"), "{}", reply.text);
    assert_eq!(
        (&seen["description"], &seen["acceptance_criteria"]),
        (&json!("Publié"), &json!(["Publié"])),
        "an accepted milestone is shown with its texts"
    );
    assert_eq!(
        (&seen["percent"], &seen["submitted_on"], &seen["slip_days"]),
        (&json!(100), &json!("2019-03-04"), &json!(null))
    );
    let list = world.observer.get("/v1/projects/AMI-T-ASN/milestones").await;
    assert!(!list.text.contains("Secret"));
    assert_eq!(column(&list.expect(200), "state"), ["submitted", "accepted"]);
    for path in [&open, &done] {
        for child in ["evidence", "submissions", "decisions", "comments"] {
            world
                .observer
                .get(&format!("{path}/{child}"))
                .await
                .refused(403, "forbidden");
        }
        if path == &open {
            let how_it_moved = world.observer.get(&format!("{path}/forecasts")).await;
            how_it_moved.refused(403, "forbidden");
            continue;
        }
        let forecasts = world.observer.get(&format!("{path}/forecasts")).await.expect(200);
        let mut fields: Vec<_> = forecasts["items"][0]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        fields.sort_unstable();
        assert_eq!(fields, ["forecast_on", "id", "milestone", "recorded_at"]);
        for verb in VERBS {
            world
                .observer
                .with("If-Match", "*")
                .post(&format!("{path}/{verb}"), json!({}))
                .await
                .refused(403, "forbidden");
        }
        world
            .observer
            .post(&format!("{path}/comments"), json!({"text": "x"}))
            .await
            .refused(403, "forbidden");
        attach(&world.observer, path, "report").await.refused(403, "forbidden");
    }
}
