//! Selections at once.

use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use super::{path_of, withdrawn_laureate};
use crate::call::{PROGRAMME, body_of, count, faults, led_to, patient, project_of};
use crate::support::{Client, Reply, World};

/// Sends what is patient enough to wait for the others.
async fn select(who: &Client, path: &str, body: Value) -> Reply {
    who.with("If-Match", "*").post(&format!("{path}/select"), body).await
}

/// The one that was done, and the others, each refused for that.
fn the_one<'a>(replies: &'a [Reply], (status, code): (u16, &str), refused: (&str, &str)) -> &'a Reply {
    let (done, others): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 200);
    assert_eq!(done.len(), 1, "{replies:?}");
    for other in others {
        assert_eq!(other.faults(status, code), faults(&[refused]));
    }
    done[0]
}

async fn several(world: &World, state: &str, number: usize) -> Vec<String> {
    let mut paths = Vec::new();
    for _ in 0..number {
        paths.push(led_to(world, state, json!({})).await);
    }
    paths
}

#[actix_web::test]
async fn of_several_that_replace_one_project_one_does() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    for number in [2, 6] {
        let (_, withdrawn) = withdrawn_laureate(&world, json!({"organisation": world.chu})).await;
        let paths = several(&world, "reserve", number).await;
        let before: usize = count(&world, "projects").await.parse().unwrap();
        let body = json!({"replaces": withdrawn});
        let replies = join_all(paths.iter().map(|path| select(&who, path, body.clone()))).await;
        let done = the_one(&replies, (409, "conflict"), ("/replaces", "already_replaced"));
        let project = done.json()["project"].clone();
        let shown = who.get(&path_of(&withdrawn)).await.expect(200);
        assert_eq!(shown["replaced_by"], project);
        for (reply, path) in replies.iter().zip(&paths) {
            if reply.status == 200 {
                continue;
            }
            let params = &reply.json()["errors"][0]["params"];
            assert_eq!(*params, json!({"project": withdrawn, "by": project["code"]}));
            assert_eq!(who.get(path).await.expect(200)["state"], "reserve");
        }
        assert_eq!(count(&world, "projects").await, (before + 1).to_string());
    }
}

#[actix_web::test]
async fn of_several_selections_of_one_application_one_is_done() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    let path = led_to(&world, "shortlisted", json!({})).await;
    let replies = join_all((0..4).map(|_| select(&who, &path, json!({})))).await;
    let done = the_one(&replies, (409, "conflict"), ("", "wrong_state"));
    assert_eq!(who.get(&path).await.expect(200), done.json());
    assert_eq!(count(&world, "projects").await, "3");
}

#[actix_web::test]
async fn of_several_that_ask_for_one_code_one_has_it() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    let paths = several(&world, "admissible", 4).await;
    let body = json!({"code": "LETTRES"});
    let replies = join_all(paths.iter().map(|path| select(&who, path, body.clone()))).await;
    let done = the_one(&replies, (422, "invalid_body"), ("/code", "already_taken"));
    assert_eq!(done.json()["project"]["code"], "LETTRES");
    assert_eq!(count(&world, "projects").await, "3");
}

#[actix_web::test]
async fn several_of_one_organisation_are_all_selected_with_codes_of_their_own() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    let paths = several(&world, "admissible", 5).await;
    let replies = join_all(paths.iter().map(|path| select(&who, path, json!({})))).await;
    let mut codes: Vec<_> = replies
        .iter()
        .map(|reply| reply.expect(200)["project"]["code"].to_string())
        .collect();
    codes.sort();
    let expected: Vec<_> = (2..=6).map(|number| format!("\"AMI-T-ASN-{number}\"")).collect();
    assert_eq!(codes, expected);
}

/// A project is taken up again or replaced, not both.
#[actix_web::test]
async fn a_project_is_reopened_or_replaced() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    for _ in 0..4 {
        let (_, withdrawn) = withdrawn_laureate(&world, json!({})).await;
        let path = led_to(&world, "reserve", json!({})).await;
        let reopen = format!("{}/reopen", path_of(&withdrawn));
        let (selected, reopened) = join(
            select(&who, &path, json!({"replaces": withdrawn})),
            who.with("If-Match", "*").post(&reopen, body_of("reopen")),
        )
        .await;
        let shown = who.get(&path_of(&withdrawn)).await.expect(200);
        if selected.status == 200 {
            assert_eq!(reopened.faults(409, "conflict"), faults(&[("", "already_replaced")]));
            let by = project_of(&world, &path).await;
            assert_eq!(
                (&shown["state"], &shown["replaced_by"]["code"]),
                (&json!("withdrawn"), &json!(by))
            );
        } else {
            reopened.expect(200);
            assert_eq!(
                selected.faults(409, "conflict"),
                faults(&[("/replaces", "project_not_withdrawn")])
            );
            assert_eq!(
                (&shown["state"], &shown["replaced_by"]),
                (&json!("selected"), &Value::Null)
            );
        }
    }
}

/// Beside edits of the programme, nobody waits for ever.
#[actix_web::test]
async fn selections_beside_other_writes_are_all_done() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    let paths = several(&world, "admissible", 4).await;
    let edit = who.with("If-Match", "*");
    let edits = (0..4).map(|day| edit.patch(PROGRAMME, json!({"verification_days": 10 + day})));
    let (selected, edited) = join(
        join_all(paths.iter().map(|path| select(&who, path, json!({})))),
        join_all(edits),
    )
    .await;
    for reply in selected.iter().chain(&edited) {
        reply.expect(200);
    }
}
