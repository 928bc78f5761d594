//! What a project's state allows of reports: none before its start, one the one of the period that ends with it, once it has ended.

use serde_json::{Value, json};

use super::{HEALTH, REPORTS, faults, id, just, led_to, listed, published, report, written};
use crate::support::World;

const ASN: &str = "/v1/projects/AMI-T-ASN";

/// Until when the period lasts that ends with the project.
const LAST: &str = "2019-03-05";

/// A report on that period.
fn last() -> Value {
    report(json!({"until": LAST}))
}

async fn withdrawn(world: &World) {
    let motive = json!({"motive": "Départ de l'équipe."});
    world.coordinator.act(ASN, "withdraw", motive).await.expect(200);
}

#[actix_web::test]
async fn a_selected_project_has_none_yet_and_a_suspended_one_goes_on_with_them() {
    let world = World::new().await;
    let chu = "/v1/projects/AMI-T-CHU/status-reports";
    let early = world.chu_laureate.post(chu, report(json!({}))).await;
    assert_eq!(early.faults(409, "conflict"), faults(&[("", "project_not_running")]));
    let pause = json!({"from": "2019-02-25", "until": "2019-04-01", "motive": "Congés de l'équipe."});
    let paused = world.coordinator.post(&format!("{ASN}/suspensions"), pause).await;
    paused.expect(201);
    led_to(&world, &world.alpha_expert, "published", json!({})).await;
}

#[actix_web::test]
async fn the_period_that_ends_with_it_is_reported_once_within_thirty_days() {
    let world = World::new().await;
    let ended = faults(&[("", "project_ended")]);
    let reported = faults(&[("", "final_report_published")]);
    written(&world.asn_laureate, json!({})).await;
    withdrawn(&world).await;
    // Too late, on the thirty-first day.
    let late = world.app.on("2019-04-04");
    let late = world.asn_laureate.at(&late.base_url);
    let refused = late.post(REPORTS, last()).await;
    assert_eq!(refused.faults(409, "conflict"), ended);
    let last_day = world.app.on("2019-04-03");
    let on_time = world.asn_laureate.at(&last_day.base_url).with("If-Match", "*");
    // No other period: what it is told can be sent.
    let others = [
        ("2019-03-06", "date_after", "latest"),
        ("2019-03-04", "date_before", "earliest"),
        ("2019-02-11", "date_before", "earliest"),
    ];
    for (until, code, param) in others {
        let refused = on_time.post(REPORTS, report(json!({"until": until}))).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/until", code)]),
            "{until}"
        );
        assert_eq!(refused.json()["errors"][0]["params"][param], "2019-03-05", "{until}");
    }
    let made = on_time.post(REPORTS, last()).await;
    assert_eq!(made.expect(201)["until"], "2019-03-05");
    // It is led to its publication, and is the only one, whole or of a line.
    let path = format!("{REPORTS}/{}", made.id());
    for (until, code, _) in others {
        let refused = on_time.patch(&path, json!({"until": until})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/until", code)]),
            "{until}"
        );
    }
    on_time.patch(&path, json!({"next": "Rien."})).await.expect(200);
    let endorsed = on_time.post(&format!("{path}/endorse"), json!({})).await;
    assert_eq!(endorsed.expect(200)["state"], "endorsed");
    let coordinator = world.coordinator.at(&last_day.base_url);
    let published = coordinator.act(&path, "publish", json!({})).await.expect(200);
    assert_eq!(published["published_on"], "2019-04-03");
    let refused = on_time.post(REPORTS, last()).await;
    assert_eq!(refused.faults(409, "conflict"), reported);
    let line = json!({"overall": "cloudy", "text": "Bilan"});
    let refused = on_time.post(HEALTH, line.clone()).await;
    assert_eq!(refused.faults(409, "conflict"), reported);
    // Reopened it is reported on as before; once it ends again, a line is the one.
    let motive = json!({"motive": "Reprise."});
    coordinator.act(ASN, "reopen", motive).await.expect(200);
    on_time.post(REPORTS, report(json!({}))).await.expect(201);
    let motive = json!({"motive": "Départ de l'équipe."});
    coordinator.act(ASN, "withdraw", motive).await.expect(200);
    on_time.post(HEALTH, line).await.expect(201);
    let refused = on_time.post(REPORTS, report(json!({"until": "2019-04-04"}))).await;
    assert_eq!(refused.faults(409, "conflict"), reported);
}

#[actix_web::test]
async fn drafts_keep_nobody_from_it_and_what_is_published_does() {
    let world = World::new().await;
    let reported = faults(&[("", "final_report_published")]);
    let before = published(&world, &world.alpha_expert, json!({"until": "2019-02-11"})).await;
    let drafted = led_to(&world, &world.alpha_expert, "endorsed", json!({"until": LAST})).await;
    withdrawn(&world).await;
    // As many as there are who draft one; what was published before is not of the period that ends.
    let laureates = led_to(&world, &world.asn_laureate, "endorsed", json!({"until": LAST})).await;
    let experts = written(&world.alpha_expert, json!({"until": LAST})).await;
    let publish = async |path: &str| world.coordinator.act(path, "publish", json!({})).await;
    assert_eq!(publish(&drafted).await.expect(200)["state"], "published");
    // Then no other one is, whoever's it is and whenever it was drafted.
    let refused = publish(&laureates).await;
    assert_eq!(refused.faults(409, "conflict"), reported);
    world
        .alpha_colleague
        .act(&experts, "endorse", json!({}))
        .await
        .expect(200);
    let refused = publish(&experts).await;
    assert_eq!(refused.faults(409, "conflict"), reported);
    for author in [&world.asn_laureate, &world.alpha_expert, &world.coordinator] {
        let refused = author.post(REPORTS, last()).await;
        assert_eq!(refused.faults(409, "conflict"), reported);
        let line = json!({"overall": "cloudy", "text": "Bilan"});
        let refused = author.post(HEALTH, line).await;
        assert_eq!(refused.faults(409, "conflict"), reported);
    }
    assert_eq!(listed(&world.observer, REPORTS).await, just(&[&drafted, &before]));
    // What cannot be published stays as it was.
    let shown = world.asn_laureate.get(&laureates).await.expect(200);
    assert_eq!((&shown["state"], &shown["version"]), (&json!("endorsed"), &json!(2)));
}

#[actix_web::test]
async fn after_a_line_a_draft_is_not_published() {
    let world = World::new().await;
    let reported = faults(&[("", "final_report_published")]);
    let before = led_to(&world, &world.alpha_expert, "endorsed", json!({"until": LAST})).await;
    withdrawn(&world).await;
    let since = led_to(&world, &world.asn_laureate, "endorsed", json!({"until": LAST})).await;
    let line = json!({"overall": "cloudy", "text": "Bilan"});
    let line = world.asn_laureate.post(HEALTH, line).await;
    line.expect(201);
    for path in [&before, &since] {
        let refused = world.coordinator.act(path, "publish", json!({})).await;
        assert_eq!(refused.faults(409, "conflict"), reported);
    }
    assert_eq!(listed(&world.observer, HEALTH).await, just(&[&line.id()]));
    // In a project that goes on again they are.
    let motive = json!({"motive": "Reprise."});
    world.coordinator.act(ASN, "reopen", motive).await.expect(200);
    for path in [&before, &since] {
        world.coordinator.act(path, "publish", json!({})).await.expect(200);
    }
}

/// Nor does it take the place of the one that ends with it.
#[actix_web::test]
async fn what_was_drafted_on_an_earlier_period_is_published_once_it_lasts_to_the_end() {
    let world = World::new().await;
    let period = faults(&[("", "final_period_required")]);
    let drafted = led_to(&world, &world.alpha_expert, "endorsed", json!({"until": "2019-02-11"})).await;
    withdrawn(&world).await;
    let refused = world.coordinator.act(&drafted, "publish", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), period);
    assert_eq!(refused.json()["errors"][0]["params"]["until"], LAST);
    let author = world.alpha_expert.with("If-Match", "*");
    author.patch(&drafted, json!({"until": LAST})).await.expect(200);
    for (who, verb) in [(&world.alpha_colleague, "endorse"), (&world.coordinator, "publish")] {
        who.act(&drafted, verb, json!({})).await.expect(200);
    }
    assert_eq!(listed(&world.observer, REPORTS).await, just(&[&drafted]));
}

/// What says an earlier report right is of its period, and no final report.
#[actix_web::test]
async fn what_was_published_before_is_rectified_besides_the_last() {
    let world = World::new().await;
    let reported = faults(&[("", "final_report_published")]);
    let earlier = published(&world, &world.alpha_expert, json!({"until": "2019-02-11"})).await;
    withdrawn(&world).await;
    let naming = |path: &str, until: &str| json!({"rectifies": id(path), "until": until});
    let right = published(&world, &world.alpha_expert, naming(&earlier, "2019-02-11")).await;
    let other = led_to(&world, &world.asn_laureate, "endorsed", naming(&right, LAST)).await;
    let final_one = published(&world, &world.asn_laureate, json!({"until": LAST})).await;
    // That makes it a second one of the end.
    let refused = world.coordinator.act(&other, "publish", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), reported);
    let refused = world.alpha_expert.post(REPORTS, report(naming(&right, LAST))).await;
    assert_eq!(refused.faults(409, "conflict"), reported);
    let again = published(&world, &world.alpha_expert, naming(&right, "2019-02-11")).await;
    assert_eq!(
        listed(&world.observer, REPORTS).await,
        just(&[&final_one, &again, &right, &earlier])
    );
}

/// What says the last report right is no other report.
#[actix_web::test]
async fn what_was_published_last_is_rectified_within_thirty_days() {
    let world = World::new().await;
    let ended = faults(&[("", "project_ended")]);
    let reported = faults(&[("", "final_report_published")]);
    withdrawn(&world).await;
    let last = published(&world, &world.asn_laureate, json!({"until": LAST})).await;
    let naming = |path: &str| report(json!({"rectifies": id(path), "until": LAST, "done": "Lettres relues."}));
    let late = world.app.on("2019-04-04");
    let refused = world.asn_laureate.at(&late.base_url).post(REPORTS, naming(&last)).await;
    assert_eq!(refused.faults(409, "conflict"), ended);
    let last_day = world.app.on("2019-04-03");
    let laureate = world.asn_laureate.at(&last_day.base_url);
    let coordinator = world.coordinator.at(&last_day.base_url);
    let endorsed = async |rectified: &str, edit: Option<Value>| {
        let made = laureate.post(REPORTS, naming(rectified)).await;
        assert_eq!(made.expect(201)["rectifies"], json!(id(rectified)));
        let path = format!("{REPORTS}/{}", made.id());
        if let Some(edit) = edit {
            laureate.with("If-Match", "*").patch(&path, edit).await.expect(200);
        }
        laureate.act(&path, "endorse", json!({})).await.expect(200);
        path
    };
    let right = endorsed(&last, None).await;
    let published = coordinator.act(&right, "publish", json!({})).await.expect(200);
    assert_eq!(
        (&published["state"], &published["published_on"]),
        (&json!("published"), &json!("2019-04-03"))
    );
    let said = world.observer.get(&last).await.expect(200);
    assert_eq!(said["rectified_by"], json!(id(&right)));
    // So is that one; whatever rectifies nothing is another report still.
    let refused = laureate.post(REPORTS, report(json!({"until": LAST}))).await;
    assert_eq!(refused.faults(409, "conflict"), reported);
    let other = endorsed(&right, Some(json!({"rectifies": null}))).await;
    let refused = coordinator.act(&other, "publish", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), reported);
    let again = endorsed(&right, None).await;
    coordinator.act(&again, "publish", json!({})).await.expect(200);
    assert_eq!(listed(&world.observer, REPORTS).await, just(&[&again, &right, &last]));
}
