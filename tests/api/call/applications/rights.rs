//! Who keeps applications: the coordinators, who alone read all of them.

use serde_json::json;
use uuid::Uuid;

use super::STEPS;
use crate::call::{
    APPLICATIONS, BATCH, GRIDS, LATER, application, applied, assigned, body_of, column, count, elsewhere, grid, id_of,
    juror, led_to, made, programme_of, project_of, recused,
};
use crate::support::{Client, World};

/// How somebody who may not is refused.
fn code(status: u16) -> &'static str {
    if status == 403 { "forbidden" } else { "not_found" }
}

/// What is asked of the collection, and what of one application: refused with these statuses.
async fn is_refused(world: &World, client: &Client, path: &str, on_all: u16, on_one: u16) {
    let who = client.with("If-Match", "*");
    let line = json!({"applications": [application(world, json!({"key": "a"}))]});
    for reply in [
        who.get(APPLICATIONS).await,
        who.post(APPLICATIONS, application(world, json!({}))).await,
        who.post(BATCH, line).await,
    ] {
        reply.refused(on_all, code(on_all));
    }
    let read = who.get(path).await;
    read.refused(404, "not_found");
    assert!(read.etag().is_empty());
    writes_are_refused(&who, path, on_one).await;
}

/// Edits, deletion and verbs.
async fn writes_are_refused(who: &Client, path: &str, status: u16) {
    let mut replies = vec![who.patch(path, json!({"title": "Autre"})).await, who.delete(path).await];
    for step in &STEPS {
        replies.push(who.post(&format!("{path}/{}", step.verb), body_of(step.verb)).await);
    }
    for reply in replies {
        reply.refused(status, code(status));
    }
}

#[actix_web::test]
async fn whoever_does_not_coordinate_the_programme_is_refused() {
    let world = World::new().await;
    let elsewhere = elsewhere(&world).await;
    // ASN's own: that it applied is no reason to read it.
    let path = led_to(&world, "admissible", json!({"summary": "Confidentiel."})).await;
    let before = world.coordinator.get(&path).await.expect(200);
    for (client, on_all) in [
        (&world.alpha_expert, 403),
        (&world.beta_expert, 403),
        (&world.asn_laureate, 403),
        (&world.chu_laureate, 403),
        (&world.observer, 403),
        (&world.administrator, 403),
        (&elsewhere, 404),
        (&world.nobody, 404),
    ] {
        is_refused(&world, client, &path, on_all, 404).await;
    }
    let stranger = world.app.stranger();
    for place in [path.as_str(), APPLICATIONS] {
        stranger.get(place).await.refused(401, "unauthenticated");
    }
    assert_eq!(world.coordinator.get(&path).await.expect(200), before);
    assert_eq!(count(&world, "applications").await, "1");
    for step in &STEPS {
        let path = led_to(&world, step.from[0], json!({})).await;
        let who = &world.technical_coordinator;
        let after = who.act(&path, step.verb, body_of(step.verb)).await.expect(200);
        let authors = [&after["created_by"]["id"], &after["updated_by"]["id"]];
        let expected = [world.coordinator.account(), who.account()].map(|account| json!(account));
        assert_eq!(authors, [&expected[0], &expected[1]], "{}", step.verb);
    }
    let mistake = applied(&world, json!({})).await;
    let who = world.technical_coordinator.with("If-Match", "*");
    who.patch(&mistake, json!({"title": "Autre"})).await.expect(200);
    who.delete(&mistake).await.expect(204);
}

/// The laureate of the project that was made of it is no more told of it than before.
#[actix_web::test]
async fn a_laureate_reads_no_application_of_its_own() {
    let world = World::new().await;
    let path = led_to(&world, "laureate", json!({})).await;
    let project = project_of(&world, &path).await;
    let seen = world
        .asn_laureate
        .get(&format!("/v1/projects/{project}"))
        .await
        .expect(200);
    assert_eq!(seen["application"], json!({"undisclosed": true}));
    is_refused(&world, &world.asn_laureate, &path, 403, 404).await;
}

#[actix_web::test]
async fn a_juror_reads_those_on_which_it_has_an_evaluation_and_writes_none() {
    let world = World::new().await;
    let [juror, other] = [juror(&world, "Jurée").await, juror(&world, "Juré").await];
    made(&world.coordinator, GRIDS, grid(json!({}))).await;
    let path = applied(&world, json!({"title": "Un", "submitted_at": "2018-09-01T00:00:00Z"})).await;
    let given = applied(&world, json!({"title": "Deux"})).await;
    let not_its_own = applied(&world, json!({"title": "Trois"})).await;
    assigned(&world, &path, &juror).await;
    // One that it gave back it read all the same.
    recused(&juror, &assigned(&world, &given, &juror).await).await;
    assigned(&world, &not_its_own, &other).await;
    let page = juror.get(&format!("{APPLICATIONS}?count=true")).await.expect(200);
    assert_eq!(
        (column(&page, "title"), &page["total"]),
        (vec![json!("Un"), json!("Deux")], &json!(2))
    );
    for (path, title) in [(&path, "Un"), (&given, "Deux")] {
        assert_eq!(juror.get(path).await.expect(200)["title"], title);
        writes_are_refused(&juror.with("If-Match", "*"), path, 403).await;
    }
    juror.get(&not_its_own).await.refused(404, "not_found");
    writes_are_refused(&juror.with("If-Match", "*"), &not_its_own, 404).await;
    for reply in [
        juror.post(APPLICATIONS, application(&world, json!({}))).await,
        juror.post(BATCH, json!({"applications": [{}]})).await,
    ] {
        reply.refused(403, "forbidden");
    }
    let shown = world.coordinator.get(&path).await.expect(200);
    assert_eq!((&shown["state"], &shown["version"]), (&json!("received"), &json!(1)));
}

#[actix_web::test]
async fn it_goes_by_its_id_and_stands_in_its_own_programme() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let second = format!("{}/applications", programme_of(&world, "Europe/Paris").await);
    let body = application(&world, json!({"submitted_at": LATER, "reference": "DS-1"}));
    let other = made(&who, &second, body).await;
    let own = applied(&world, json!({"reference": "DS-1"})).await;
    for (list, id) in [(APPLICATIONS, id_of(&own)), (&second, id_of(&other))] {
        assert_eq!(column(&who.get(list).await.expect(200), "id"), [id]);
    }
    // Who coordinates the first one alone is not told of the second one's.
    let theirs = format!("/v1/applications/{}", id_of(&other));
    who.get(&theirs).await.expect(200);
    let stranger = world.technical_coordinator.with("If-Match", "*");
    stranger.get(&theirs).await.refused(404, "not_found");
    writes_are_refused(&stranger, &theirs, 404).await;
    for nothing in [
        Uuid::now_v7().to_string(),
        world.programme.to_string(),
        world.asn_project.to_string(),
        "DS-1".to_owned(),
        "AMI-T-ASN".to_owned(),
    ] {
        let nothing = format!("/v1/applications/{nothing}");
        who.get(&nothing).await.refused(404, "not_found");
        writes_are_refused(&who, &nothing, 404).await;
    }
    let nowhere = "/v1/programmes/AMI-NONE/applications";
    for reply in [
        who.get(nowhere).await,
        who.post(nowhere, application(&world, json!({}))).await,
        who.post(&format!("{nowhere}/batch"), json!({"applications": [{}]}))
            .await,
    ] {
        reply.refused(404, "not_found");
    }
}
