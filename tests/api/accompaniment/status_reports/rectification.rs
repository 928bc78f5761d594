//! What a published report says wrong is said right by a new one that names it, and then sets it aside.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{HEALTH, REPORTS, fares, faults, id, just, led_to, listed, published, report, written};
use crate::support::{Client, World};

/// The field of a report that names another one.
async fn names(client: &Client, path: &str, field: &str) -> Value {
    client.get(path).await.expect(200)[field].clone()
}

/// Publishes a draft.
async fn publish(world: &World, path: &str) {
    for (who, verb) in [
        (&world.alpha_colleague, "endorse"),
        (&world.technical_coordinator, "publish"),
    ] {
        who.act(path, verb, json!({})).await.expect(200);
    }
}

#[actix_web::test]
async fn the_new_one_takes_its_place_once_it_is_published() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let wrong = published(&world, who, json!({"health": {"overall": "overcast"}})).await;
    let before = who.get(&wrong).await;
    let right = written(who, json!({"rectifies": id(&wrong), "done": "Lettres relues."})).await;
    for state in ["draft", "endorsed"] {
        assert_eq!(names(who, &right, "rectifies").await, json!(id(&wrong)));
        assert_eq!(names(who, &wrong, "rectified_by").await, Value::Null, "{state}");
        assert_eq!(fares(&world.observer).await, "overcast", "{state}");
        let (healths, _) = listed(who, HEALTH).await;
        assert_eq!(healths, [id(&wrong)], "{state}");
        if state == "draft" {
            world
                .alpha_colleague
                .act(&right, "endorse", json!({}))
                .await
                .expect(200);
        }
    }
    world.coordinator.act(&right, "publish", json!({})).await.expect(200);
    // Whoever sees it sees that it was said right, an observer too.
    for client in [who, &world.asn_laureate, &world.observer] {
        assert_eq!(names(client, &wrong, "rectified_by").await, json!(id(&right)));
        assert_eq!(names(client, &right, "rectifies").await, json!(id(&wrong)));
        assert_eq!(listed(client, HEALTH).await, just(&[&right]));
        // Both stay, the newer one of one period first.
        assert_eq!(listed(client, REPORTS).await, just(&[&right, &wrong]));
    }
    for client in [&world.coordinator, &world.observer] {
        assert_eq!(fares(client).await, "sunny");
    }
    // All else of it is as it was.
    let mut expected = before.expect(200);
    expected["rectified_by"] = json!(id(&right));
    assert_eq!(who.get(&wrong).await.expect(200), expected);
}

#[actix_web::test]
async fn only_a_published_report_of_the_same_project_is_rectified() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let unknown = faults(&[("/rectifies", "unknown_reference")]);
    let path = written(&who, json!({})).await;
    let before = who.get(&path).await.expect(200);
    let start = json!({"on": "2019-01-07"});
    let started = world.coordinator.act("/v1/projects/AMI-T-CHU", "start", start).await;
    started.expect(200);
    let elsewhere = json!({"overall": "sunny", "text": "Tout va bien."});
    let elsewhere = world
        .chu_laureate
        .post("/v1/projects/AMI-T-CHU/health", elsewhere)
        .await;
    elsewhere.expect(201);
    let draft = id(&written(&who, json!({})).await).to_owned();
    let endorsed = id(&led_to(&world, &world.alpha_expert, "endorsed", json!({})).await).to_owned();
    let hidden = id(&written(&world.coordinator, json!({})).await).to_owned();
    for wrong in [
        draft,
        endorsed,
        hidden,
        elsewhere.id(),
        id(&path).to_owned(),
        Uuid::now_v7().to_string(),
    ] {
        let body = json!({"rectifies": wrong});
        let refused = who.post(REPORTS, report(body.clone())).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown, "{wrong}");
        let refused = who.patch(&path, body).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown, "{wrong}");
    }
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn one_is_rectified_once_and_a_rectification_can_be_rectified() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let laureate = world.asn_laureate.with("If-Match", "*");
    let taken = faults(&[("/rectifies", "already_taken")]);
    let wrong = published(&world, &world.alpha_expert, json!({})).await;
    let naming = json!({"rectifies": id(&wrong)});
    // Drafts hold no place, neither one's own nor those of others, which one may not know of.
    let first = written(&laureate, naming.clone()).await;
    world.alpha_expert.get(&first).await.refused(404, "not_found");
    let second = written(&who, naming.clone()).await;
    let third = written(&who, json!({})).await;
    who.patch(&third, naming.clone()).await.expect(200);
    for path in [&first, &second, &third] {
        assert_eq!(names(&world.coordinator, path, "rectifies").await, json!(id(&wrong)));
    }
    publish(&world, &second).await;
    assert_eq!(names(&who, &wrong, "rectified_by").await, json!(id(&second)));
    // What is published does: for a new one, and for one that names it by an edit.
    for author in [&who, &laureate] {
        let refused = author.post(REPORTS, report(naming.clone())).await;
        assert_eq!(refused.faults(422, "invalid_body"), taken);
    }
    let fourth = written(&who, json!({})).await;
    let refused = who.patch(&fourth, naming.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), taken);
    let last = written(&who, json!({"rectifies": id(&second)})).await;
    publish(&world, &last).await;
    assert_eq!(names(&who, &second, "rectified_by").await, json!(id(&last)));
    assert_eq!(names(&who, &wrong, "rectified_by").await, json!(id(&second)));
    assert_eq!(listed(&world.observer, HEALTH).await, just(&[&last]));
}

#[actix_web::test]
async fn a_draft_of_what_was_said_right_meanwhile_is_not_published_so() {
    let world = World::new().await;
    let laureate = world.asn_laureate.with("If-Match", "*");
    let rectified = faults(&[("", "already_rectified")]);
    let wrong = published(&world, &world.alpha_expert, json!({})).await;
    let naming = json!({"rectifies": id(&wrong)});
    let late = led_to(&world, &world.asn_laureate, "endorsed", naming.clone()).await;
    let right = published(&world, &world.alpha_expert, naming).await;
    let refused = world.coordinator.act(&late, "publish", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), rectified);
    assert_eq!(names(&laureate, &late, "state").await, json!("endorsed"));
    assert_eq!(names(&laureate, &wrong, "rectified_by").await, json!(id(&right)));
    // What else it says is edited, and it stays so until it names another one, or none.
    laureate.patch(&late, json!({"next": "Essai."})).await.expect(200);
    world.asn_laureate.act(&late, "endorse", json!({})).await.expect(200);
    let refused = world.coordinator.act(&late, "publish", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), rectified);
    laureate
        .patch(&late, json!({"rectifies": id(&right)}))
        .await
        .expect(200);
    world.asn_laureate.act(&late, "endorse", json!({})).await.expect(200);
    world.coordinator.act(&late, "publish", json!({})).await.expect(200);
    assert_eq!(names(&laureate, &right, "rectified_by").await, json!(id(&late)));
    assert_eq!(listed(&world.observer, HEALTH).await, just(&[&late]));
}

#[actix_web::test]
async fn of_two_published_at_once_one_says_it_right() {
    let world = World::new().await;
    let wrong = published(&world, &world.alpha_expert, json!({})).await;
    let naming = json!({"rectifies": id(&wrong)});
    let one = led_to(&world, &world.alpha_expert, "endorsed", naming.clone()).await;
    let other = led_to(&world, &world.asn_laureate, "endorsed", naming).await;
    let (first, second) = tokio::join!(
        world.coordinator.act(&one, "publish", json!({})),
        world.technical_coordinator.act(&other, "publish", json!({}))
    );
    let (done, refused) = if first.status == 200 {
        (first, second)
    } else {
        (second, first)
    };
    done.expect(200);
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "already_rectified")]));
    assert_eq!(names(&world.observer, &wrong, "rectified_by").await, json!(done.id()));
}

#[actix_web::test]
async fn a_rectification_of_another_period_is_of_that_period() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let january = published(
        &world,
        who,
        json!({"from": "2019-01-01", "until": "2019-02-01", "health": {"overall": "overcast"}}),
    )
    .await;
    let february = published(&world, who, json!({})).await;
    assert_eq!(fares(&world.observer).await, "sunny");
    // It tells of less than was said: January is again how the project fares.
    let right = json!({"from": "2018-12-01", "until": "2019-01-01", "rectifies": id(&february)});
    let right = published(&world, who, right).await;
    assert_eq!(fares(&world.observer).await, "overcast");
    assert_eq!(listed(who, HEALTH).await, just(&[&january, &right]));
}

#[actix_web::test]
async fn a_line_is_rectified_by_a_whole_report() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let line = json!({"overall": "stormy", "text": "Tout est perdu."});
    let line = format!("{REPORTS}/{}", who.post(HEALTH, line).await.id());
    let right = published(&world, who, json!({"rectifies": id(&line)})).await;
    assert_eq!(names(who, &line, "rectified_by").await, json!(id(&right)));
    for client in [who, &world.observer] {
        assert_eq!(listed(client, HEALTH).await, just(&[&right]));
    }
    assert_eq!(fares(&world.observer).await, "sunny");
}
