//! A reference is one application's in its programme.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::call::{
    APPLICATIONS, LATER, acted, application, applied, column, count, faults, id_of, patient, programme_of,
};
use crate::support::World;

#[actix_web::test]
async fn it_is_taken_once_in_a_programme_and_free_again_when_nothing_has_it() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let path = applied(&world, json!({"reference": "DS-1"})).await;
    let other = applied(&world, json!({"reference": "DS-2"})).await;
    let taken = faults(&[("/reference", "already_taken")]);
    let again = application(&world, json!({"reference": "DS-1"}));
    let refused = who.post(APPLICATIONS, again.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), taken);
    let refused = who.patch(&other, json!({"reference": "DS-1"})).await;
    assert_eq!(refused.faults(422, "invalid_body"), taken);
    // Its own it keeps; without one there are as many as will.
    let kept = json!({"reference": "DS-1", "title": "Lettres"});
    assert_eq!(who.patch(&path, kept).await.expect(200)["title"], "Lettres");
    for _ in 0..2 {
        applied(&world, json!({})).await;
    }
    // Another programme has its own.
    let second = format!("{}/applications", programme_of(&world, "Europe/Paris").await);
    let elsewhere = application(&world, json!({"reference": "DS-1", "submitted_at": LATER}));
    who.post(&second, elsewhere).await.expect(201);
    // Whatever became of it, it was its own.
    acted(&world, &path, "refuse").await;
    let refused = who.post(APPLICATIONS, again.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), taken);
    who.patch(&other, json!({"reference": null})).await.expect(200);
    let second = applied(&world, json!({"reference": "DS-2"})).await;
    who.delete(&second).await.expect(204);
    applied(&world, json!({"reference": "DS-2"})).await;
}

#[actix_web::test]
async fn of_many_at_once_one_has_it() {
    let world = World::new().await;
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url);
    let sent = (0..8).map(|number| {
        let title = format!("Dossier {number}");
        who.post(
            APPLICATIONS,
            application(&world, json!({"reference": "DS-1", "title": title})),
        )
    });
    let replies = join_all(sent).await;
    let (made, refused): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 201);
    assert_eq!((made.len(), refused.len()), (1, 7));
    for refused in refused {
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/reference", "already_taken")])
        );
    }
    let page = who.get(APPLICATIONS).await.expect(200);
    assert_eq!(column(&page, "id"), [json!(made[0].id())]);
}

/// Two that are edited at once to the same reference.
#[actix_web::test]
async fn of_two_edits_at_once_one_has_it() {
    let world = World::new().await;
    let mut paths = Vec::new();
    for _ in 0..4 {
        paths.push(applied(&world, json!({})).await);
    }
    let twin = patient(&world);
    let who = world.coordinator.at(&twin.base_url).with("If-Match", "*");
    let sent = paths.iter().map(|path| who.patch(path, json!({"reference": "DS-1"})));
    let replies = join_all(sent).await;
    let mut statuses: Vec<_> = replies.iter().map(|reply| reply.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422, 422, 422]);
    let page = who.get(APPLICATIONS).await.expect(200);
    let mut having = page["items"].as_array().unwrap().iter();
    let having: Value = having.find(|item| item["reference"] == "DS-1").unwrap()["id"].clone();
    let given = replies.iter().position(|reply| reply.status == 200).unwrap();
    assert_eq!(having, id_of(&paths[given]));
    assert_eq!(count(&world, "applications where reference is not null").await, "1");
}
