//! Filters, orders, and pages that stay right.

use diesel_async::SimpleAsyncConnection;
use serde_json::json;

use super::{ASN, column, plan, submitted, suspend};
use crate::support::{Laying, World};

#[actix_web::test]
async fn lists_are_filtered_and_late_agrees_with_what_each_milestone_says() {
    let world = World::new().await;
    plan(&world, json!({"title": "En retard", "forecast_on": "2019-03-03"})).await;
    plan(&world, json!({"title": "Aujourd'hui", "forecast_on": "2019-03-04"})).await;
    plan(
        &world,
        json!({"title": "Avant le début", "forecast_on": "2018-01-01", "track": "roadmap"}),
    )
    .await;
    submitted(&world, json!({"title": "Présenté", "forecast_on": "2019-02-01"})).await;
    let body = json!({"track": "strategic_support", "title": "CHU", "forecast_on": "2019-01-01"});
    world
        .coordinator
        .post("/v1/projects/AMI-T-CHU/milestones", body)
        .await
        .expect(201);
    let titles = async |filter: &str| {
        let path = format!("/v1/programmes/AMI-T/milestones?{filter}");
        column(&world.coordinator.get(&path).await.expect(200), "title")
    };
    assert_eq!(
        titles("").await,
        ["Avant le début", "CHU", "Présenté", "En retard", "Aujourd'hui"]
    );
    assert_eq!(titles("late=true").await, ["Avant le début", "En retard"]);
    assert_eq!(titles("late=false").await, ["CHU", "Présenté", "Aujourd'hui"]);
    assert_eq!(titles("state=submitted").await, ["Présenté"]);
    assert_eq!(titles("track=roadmap").await, ["Avant le début"]);
    assert_eq!(titles("project=AMI-T-CHU").await, ["CHU"]);
    assert_eq!(
        titles(&format!("provider={}", world.alpha)).await,
        ["Présenté", "En retard", "Aujourd'hui"]
    );
    assert_eq!(
        titles("due_after=2019-02-01&due_before=2019-03-04").await,
        ["Présenté", "En retard"]
    );
    assert_eq!(
        titles("sort=-code&project=AMI-T-ASN&track=technical_support").await,
        ["Présenté", "Aujourd'hui", "En retard"]
    );
    let all = world
        .coordinator
        .get("/v1/programmes/AMI-T/milestones")
        .await
        .expect(200);
    for item in all["items"].as_array().unwrap() {
        let listed = titles(&format!("late={}", item["late"])).await;
        assert!(listed.contains(&item["title"].as_str().unwrap().to_owned()), "{item}");
    }
    let own = world
        .coordinator
        .get(&format!("{ASN}?late=true&count=true&fields=title"))
        .await
        .expect(200);
    assert_eq!(
        own,
        json!({"items": [{"title": "Avant le début"}, {"title": "En retard"}], "next": null, "total": 2})
    );
    let refused = world.coordinator.get(&format!("{ASN}?state=done&colour=red")).await;
    assert_eq!(
        refused.faults(400, "invalid_parameters"),
        [
            ("colour".to_owned(), "unknown_parameter".to_owned()),
            ("state".to_owned(), "unknown_value".to_owned())
        ]
    );
}

#[actix_web::test]
async fn suspended_time_is_never_lateness() {
    let world = World::new().await;
    let path = plan(&world, json!({"forecast_on": "2019-03-01"})).await;
    assert_eq!(world.coordinator.get(&path).await.json()["late"], true);
    suspend(&world, "2019-02-15").await;
    assert_eq!(world.coordinator.get(&path).await.json()["late"], false);
    assert_eq!(
        world.coordinator.get(&format!("{ASN}?late=true")).await.expect(200)["items"],
        json!([])
    );
}

#[actix_web::test]
async fn the_filter_of_late_ones_agrees_with_each_milestone_over_suspensions() {
    let world = World::new().await;
    // Two that touch, and one that is open.
    let mut ranges = vec![
        ("2018-12-10", "'2018-12-20'"),
        ("2018-12-20", "'2019-01-05'"),
        ("2019-02-25", "null"),
    ];
    for day in ["11-25", "12-09", "12-10", "12-25"] {
        plan(&world, json!({"title": day, "forecast_on": format!("2018-{day}")})).await;
    }
    for day in ["01-04", "01-05", "02-24", "02-25", "03-03", "03-04"] {
        plan(&world, json!({"title": day, "forecast_on": format!("2019-{day}")})).await;
    }
    for step in 0..=ranges.len() {
        for late in [true, false] {
            let path = format!("/v1/programmes/AMI-T/milestones?late={late}&count=true");
            let page = world.coordinator.get(&path).await.expect(200);
            let listed = column(&page, "title");
            let all = world
                .coordinator
                .get("/v1/programmes/AMI-T/milestones")
                .await
                .expect(200);
            let said: Vec<String> = all["items"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|item| item["late"] == late)
                .map(|item| item["title"].as_str().unwrap().to_owned())
                .collect();
            assert_eq!(listed, said, "late={late} after {step} suspensions");
            assert_eq!(page["total"], said.len());
        }
        if let Some((from, until)) = ranges.pop() {
            let id = uuid::Uuid::now_v7();
            let mut lay = Laying::default();
            lay.row("suspension", id, "suspensions", "id, project_id, from_on, until_on, motive, shift_forecasts, created_at, created_by, updated_at, updated_by",
                &format!("'{id}', '{}', '{from}', {until}, 'x', false, now(), '{id}', now(), '{id}'", world.asn_project));
            world.app.sql(&lay.transaction()).await;
        }
    }
}

#[actix_web::test]
async fn a_project_and_its_milestones_stay_in_their_programme() {
    let world = World::new().await;
    let path = plan(&world, json!({})).await;
    let stands = format!(
        "select m.programme_id = p.programme_id and m.programme_id = '{}' from milestones m join projects p on p.id = m.project_id where '/v1/milestones/' || m.id = '{path}'",
        world.programme
    );
    assert_eq!(world.app.text(&stands).await, "true");
    let mut conn = world.app.connection().await;
    for moved in [
        "update projects set programme_id = gen_random_uuid()".to_owned(),
        format!("update milestones set project_id = '{}'", world.chu_project),
    ] {
        let refused = conn.batch_execute(&moved).await.unwrap_err();
        assert!(
            refused.to_string().contains("kept as they were written"),
            "{moved}: {refused}"
        );
    }
}

#[actix_web::test]
async fn walking_a_list_to_its_end_misses_none_that_stays() {
    let world = World::new().await;
    let mut paths = Vec::new();
    for _ in 0..7 {
        paths.push(plan(&world, json!({})).await);
    }
    let mut seen = Vec::new();
    let mut next = format!("{ASN}?limit=2");
    for step in 0.. {
        assert!(step < 8, "the walk does not end");
        let reply = world.coordinator.get(&next).await;
        let page = reply.expect(200);
        seen.extend(column(&page, "code"));
        let Some(cursor) = page["next"].as_str() else { break };
        assert!(reply.header("Link").contains(cursor));
        next = format!("{ASN}?limit=2&cursor={cursor}");
        if step == 0 {
            // The last one shown goes, and so does one not shown yet; others come on both sides.
            for path in [&paths[1], &paths[4]] {
                world.coordinator.with("If-Match", "*").delete(path).await.expect(204);
            }
            plan(&world, json!({"forecast_on": "2019-01-01"})).await;
            plan(&world, json!({"forecast_on": "2019-09-01"})).await;
        }
    }
    let code = |number: usize| format!("AMI-T-ASN-M{number:02}");
    assert_eq!(seen, [1, 2, 3, 4, 6, 7, 9].map(code));
    world
        .coordinator
        .get(&format!("{ASN}?cursor=nonsense"))
        .await
        .refused(400, "invalid_cursor");
}
