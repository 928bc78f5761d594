//! What a portfolio shows, and to whom.

use serde_json::{Value, json};

use super::PORTFOLIO;
use crate::support::{Laying, NewMilestone, World, lay_milestone};

/// Five milestones of ASN on 4 March 2019: accepted (weight 2), late (1), ahead (1, 40 %), waiting
/// too long for a decision (1), cancelled (5); a suspension; effort; health.
async fn lay(world: &World) {
    let mut lay = Laying::default();
    let milestones = [
        NewMilestone {
            number: 1,
            weight: 2.0,
            state: "accepted",
            baseline_on: Some("2018-12-10"),
            forecast_on: "2018-12-10",
            submitted_on: Some("2018-12-09"),
            ..Default::default()
        },
        NewMilestone {
            number: 2,
            state: "planned",
            baseline_on: Some("2019-02-01"),
            forecast_on: "2019-03-01",
            track: "prototype",
            ..Default::default()
        },
        NewMilestone {
            number: 3,
            forecast_on: "2019-09-10",
            baseline_on: Some("2019-09-01"),
            track: "prototype",
            ..Default::default()
        },
        NewMilestone {
            number: 4,
            state: "submitted",
            forecast_on: "2019-02-10",
            submitted_on: Some("2019-02-10"),
            track: "roadmap",
            ..Default::default()
        },
        NewMilestone {
            number: 5,
            weight: 5.0,
            state: "cancelled",
            forecast_on: "2019-12-24",
            ..Default::default()
        },
    ];
    for milestone in &milestones {
        lay_milestone(&mut lay, world.asn_project, "AMI-T-ASN", milestone);
    }
    let suspension = uuid::Uuid::now_v7();
    lay.row(
        "suspension",
        suspension,
        "suspensions",
        "id, project_id, from_on, until_on, motive, shift_forecasts, created_at, created_by, updated_at, updated_by",
        &format!("'{suspension}', '{}', '2018-12-20', '2018-12-30', 'Congés', false, now(), '{suspension}', now(), '{suspension}'", world.asn_project),
    );
    world.app.sql(&lay.transaction()).await;
    let log = "/v1/projects/AMI-T-ASN/progress-entries";
    let entry = |on: &str, percent: i32, days: Option<f64>| json!({"track": "prototype", "milestone": "AMI-T-ASN-M03", "occurred_on": on, "percent": percent, "person_days": days, "done": "Fait"});
    world
        .alpha_expert
        .post(log, entry("2019-02-20", 90, Some(1.0)))
        .await
        .expect(201);
    world
        .alpha_expert
        .post(log, entry("2019-02-21", 30, Some(0.5)))
        .await
        .expect(201);
    let wrong = world
        .alpha_expert
        .post(log, entry("2019-02-22", 80, Some(1.0)))
        .await
        .id();
    let mut correction = entry("2019-02-22", 40, Some(0.25));
    correction["corrects"] = json!(wrong);
    world.alpha_expert.post(log, correction).await.expect(201);
    world
        .alpha_expert
        .post(log, entry("2019-02-10", 95, None))
        .await
        .expect(201);
    let health = "/v1/projects/AMI-T-ASN/health";
    world
        .coordinator
        .post(health, json!({"overall": "sunny", "text": "Bien"}))
        .await
        .expect(201);
    world
        .coordinator
        .post(health, json!({"overall": "cloudy", "text": "Moins bien"}))
        .await
        .expect(201);
}

#[actix_web::test]
async fn the_figures_are_those_of_the_rules() {
    let world = World::new().await;
    lay(&world).await;
    let portfolio = world.coordinator.get(PORTFOLIO).await.expect(200);
    assert_eq!(portfolio["as_of"], "2019-03-04");
    assert_eq!(portfolio["programme"]["code"], "AMI-T");
    let asn = &portfolio["projects"][0];
    assert_eq!((&asn["code"], &asn["state"]), (&json!("AMI-T-ASN"), &json!("running")));
    assert_eq!(asn["laureate"]["name"], "Autorité de sûreté nucléaire");
    assert_eq!(
        asn["health"],
        json!({"overall": "cloudy", "on": "2019-03-04", "stale": false})
    );
    // 103 days since 21 November, 10 of them suspended; the end moves from 21 September to 1 October.
    let clock = &asn["clock"];
    assert_eq!(
        (&clock["useful_days_used"], &clock["total_days"], &clock["planned_end"]),
        (&json!(93), &json!(304), &json!("2019-10-01"))
    );
    assert_eq!(clock["suspensions"][0]["motive"], "Congés");
    // (2 x 100 + 0 + 40 + 0) / 5, the cancelled one aside.
    assert_eq!(asn["progress"], 48.0);
    // Of M1 (2), M2 (1), M3 (1): M1 was due on 10 December, M2 on 1 February; M4 has no baseline.
    assert_eq!(asn["expected_progress"], 75.0);
    assert_eq!(asn["expected_over"], json!({"known": 3, "of": 4}));
    assert_eq!(
        asn["milestones"]["by_track"],
        json!({"technical_support": 2, "strategic_support": 0, "prototype": 2, "roadmap": 1, "hand_over": 0})
    );
    assert_eq!(asn["milestones"]["by_state"]["submitted"], 1);
    assert_eq!(asn["milestones"]["by_state"]["rejected"], 0);
    // 22 days since 10 February, more than the 15 of the programme.
    assert_eq!(
        (&asn["milestones"]["late"], &asn["milestones"]["decision_overdue"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(asn["late_milestones"][0]["code"], "AMI-T-ASN-M02");
    assert_eq!(asn["next_milestone"]["code"], "AMI-T-ASN-M03");
    assert_eq!(asn["forecast_end"], "2019-09-10");
    assert_eq!(
        asn["effort"],
        json!({"logged_days": 1.75, "logged_over": {"known": 3, "of": 4}, "ordered_days": 20.0, "ordered_over": {"known": 1, "of": 1}})
    );
    let chu = &portfolio["projects"][1];
    assert_eq!(chu["health"], json!({"overall": null, "on": null, "stale": false}));
    assert_eq!(
        (
            &chu["progress"],
            &chu["expected_progress"],
            &chu["forecast_end"],
            &chu["next_milestone"]
        ),
        (&Value::Null, &Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(
        (
            &chu["clock"]["start"],
            &chu["clock"]["useful_months"],
            &chu["clock"]["planned_end"]
        ),
        (&Value::Null, &json!(10), &Value::Null)
    );
    let totals = &portfolio["totals"];
    assert_eq!(totals["projects"], 2);
    assert_eq!(
        totals["projects_by_state"],
        json!({"selected": 1, "running": 1, "completed": 0, "withdrawn": 0})
    );
    assert_eq!(totals["milestones_by_state"]["cancelled"], 1);
    assert_eq!((&totals["late"], &totals["decision_overdue"]), (&json!(1), &json!(1)));
    assert_eq!(
        (&totals["progress"], &totals["progress_over"]),
        (&json!(48.0), &json!({"known": 1, "of": 2}))
    );
    assert_eq!(
        (&totals["logged_days"], &totals["ordered_days"]),
        (&json!(1.75), &json!(40.0))
    );
    assert_eq!(totals["logged_over"], json!({"known": 3, "of": 4}));
    assert_eq!(totals["ordered_over"], json!({"known": 2, "of": 2}));
    assert_eq!(
        totals["health"],
        json!({"sunny": 0, "overcast": 0, "cloudy": 1, "stormy": 0})
    );
    assert_eq!(totals["health_over"], json!({"known": 1, "of": 2}));
}

#[actix_web::test]
async fn it_is_the_coordinators_and_the_observers() {
    let world = World::new().await;
    lay(&world).await;
    let full = world.coordinator.get(PORTFOLIO).await;
    let shown = world.observer.get(PORTFOLIO).await.expect(200);
    let mut expected = full.expect(200);
    for suspension in expected["projects"][0]["clock"]["suspensions"].as_array_mut().unwrap() {
        suspension.as_object_mut().unwrap().remove("motive");
    }
    for project in expected["projects"].as_array_mut().unwrap() {
        for field in ["top_risk", "data_blocked"] {
            project.as_object_mut().unwrap().remove(field);
        }
    }
    assert_eq!(shown, expected, "whole, less free texts, accounts, risks and data");
    // An administrator sees the programme's name, and is refused the rest.
    for refused in [&world.alpha_expert, &world.asn_laureate, &world.administrator] {
        refused.get(PORTFOLIO).await.refused(403, "forbidden");
    }
    world.nobody.get(PORTFOLIO).await.refused(404, "not_found");
    let held = world
        .coordinator
        .with("If-None-Match", full.etag())
        .get(PORTFOLIO)
        .await;
    assert_eq!((held.status.as_u16(), held.text.as_str()), (304, ""));
    world
        .coordinator
        .post(
            "/v1/projects/AMI-T-ASN/health",
            json!({"overall": "sunny", "text": "Bien"}),
        )
        .await
        .expect(201);
    world
        .coordinator
        .with("If-None-Match", full.etag())
        .get(PORTFOLIO)
        .await
        .expect(200);
}

#[actix_web::test]
async fn a_service_sees_it_by_its_scope_and_its_grant() {
    let world = World::new().await;
    for (scopes, role, status) in [
        ("portfolio:read", "observer", 200),
        ("progress:write", "observer", 403),
        ("portfolio:read", "provider", 403),
    ] {
        let mut lay = Laying::default();
        let account = lay.account(
            &format!("Service {scopes} {role}").replace(':', ""),
            world.alpha,
            Some((role, Some(world.programme))),
        );
        let sql = lay.transaction().replace("'person'", "'service'").replace(
            "commit;",
            &format!("update accounts set scopes = '{{{scopes}}}' where id = '{account}'; commit;"),
        );
        world.app.sql(&sql).await;
        let reply = world.app.client_of(account).await.get(PORTFOLIO).await;
        assert_eq!(reply.status, status, "{scopes} {role}: {}", reply.text);
    }
}

#[actix_web::test]
async fn old_health_is_stale_and_none_at_all_too_once_the_project_runs() {
    let world = World::on("2019-04-05").await;
    let stale = |page: Value| page["projects"][0]["health"]["stale"].clone();
    assert_eq!(stale(world.observer.get(PORTFOLIO).await.expect(200)), true);
    for (on, expected) in [("2019-03-05", true), ("2019-03-06", false)] {
        let id = uuid::Uuid::now_v7();
        let mut lay = Laying::default();
        let values = format!(
            "'{id}', '{}', '{on}', date '{on}' + 1, 'sunny', '{{}}', 'x', '{}', '{on}', now(), '{2}', 'published', 1, now(), '{2}', now(), '{2}'",
            world.asn_project,
            world.ditp,
            world.coordinator.account()
        );
        lay.row(
            "health_report",
            id,
            "status_reports",
            "id, project_id, from_on, until_on, overall, tracks, text, organisation_id, published_on, published_at, published_by, \
             state, version, created_at, created_by, updated_at, updated_by",
            &values,
        );
        world.app.sql(&lay.transaction()).await;
        assert_eq!(
            stale(world.observer.get(PORTFOLIO).await.expect(200)),
            json!(expected),
            "{on}"
        );
    }
}
