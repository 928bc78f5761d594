//! Something is attached until the application is decided on; it stays, and the application with it.

use futures_util::future::join;
use serde_json::json;

use super::{
    GRIDS, OPEN, STATES, acted, applied, assigned, count, faults, filed, files, form, grid, id_of, in_turn, is_told,
    juror, just, kept, led_to, link, linked, links, listed, made, not_both, patient,
};
use crate::support::{Client, World};

#[actix_web::test]
async fn it_is_attached_while_nothing_is_decided() {
    let world = World::new().await;
    let who = &world.coordinator;
    for state in STATES {
        let application = led_to(&world, state, json!({})).await;
        let before = kept(&world).len();
        if OPEN.contains(&state) {
            let paths = [
                filed(&world, &application, "1;2\n").await,
                linked(&world, &application, json!({})).await,
            ];
            let [file, link] = paths.each_ref().map(|path| id_of(path));
            assert_eq!(
                listed(who, &links(&application), "id").await,
                just(&[link, file]),
                "{state}"
            );
            assert_eq!(kept(&world).len(), before + 1);
            continue;
        }
        let why = ("", "wrong_state", json!({"state": state, "allowed": OPEN}));
        let send = async |client: &Client| client.post(&links(&application), link(json!({}))).await;
        is_told(who, send, why.clone()).await;
        let send = async |client: &Client| client.upload(&files(&application), &form("1;2\n")).await;
        is_told(who, send, why).await;
        assert_eq!(
            listed(who, &links(&application), "id").await,
            just::<&str>(&[]),
            "{state}"
        );
        assert_eq!(kept(&world).len(), before, "{state}");
    }
}

/// Whatever becomes of the application.
#[actix_web::test]
async fn what_was_attached_is_read_in_every_state() {
    let world = World::new().await;
    let juror = juror(&world, "Jurée").await;
    made(&world.coordinator, GRIDS, grid(json!({}))).await;
    for (verbs, state) in [
        (&["dismiss"][..], "inadmissible"),
        (&["admit", "shortlist", "refuse"], "refused"),
        (&["withdraw"], "withdrawn"),
        (&["admit", "reserve"], "reserve"),
    ] {
        let application = applied(&world, json!({"title": state})).await;
        assigned(&world, &application, &juror).await;
        let path = filed(&world, &application, "1;2\n").await;
        let before = juror.get(&path).await.expect(200);
        for verb in verbs {
            acted(&world, &application, verb).await;
        }
        for reader in [&world.coordinator, &juror] {
            assert_eq!(reader.get(&path).await.expect(200)["application"]["name"], state);
            assert_eq!(reader.get(&format!("{path}/content")).await.text, "1;2\n", "{state}");
            assert_eq!(listed(reader, &links(&application), "id").await, just(&[id_of(&path)]));
        }
        assert_eq!(juror.get(&path).await.expect(200), before, "{state}");
    }
    // Of one that is taken up again there may be more.
    let application = led_to(&world, "refused", json!({})).await;
    let refused = world.coordinator.post(&links(&application), link(json!({}))).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
    acted(&world, &application, "reopen").await;
    linked(&world, &application, json!({})).await;
}

#[actix_web::test]
async fn an_application_that_was_handed_in_with_something_is_not_deleted() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let paths = [applied(&world, json!({})).await, applied(&world, json!({})).await];
    let link = linked(&world, &paths[0], json!({})).await;
    let file = filed(&world, &paths[1], "1;2\n").await;
    for (application, piece) in paths.iter().zip([&link, &file]) {
        let refused = who.delete(application).await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "in_use")]));
        assert_eq!(who.get(application).await.expect(200)["state"], "received");
        who.get(piece).await.expect(200);
    }
    assert_eq!(kept(&world).len(), 1);
    // It is taken away by nothing: neither edited nor deleted.
    for piece in [&link, &file] {
        for method in [reqwest::Method::PATCH, reqwest::Method::DELETE] {
            let refused = who.send(method, piece, Some(json!({"title": "Autre"}))).await;
            assert_eq!(refused.status, 405, "{}", refused.text);
        }
    }
}

/// Of both at once one is done, and the other told that it cannot be any more.
#[actix_web::test]
async fn it_is_deleted_or_handed_in_with_something_not_both() {
    let world = World::new().await;
    let service = patient(&world);
    let who = world.coordinator.at(&service.base_url).with("If-Match", "*");
    for _ in 0..4 {
        let application = applied(&world, json!({})).await;
        let to = links(&application);
        let (deleted, attached) = join(who.delete(&application), who.post(&to, link(json!({})))).await;
        not_both(&who, &application, &deleted, &attached).await;
    }
    let left = "evidence where application_id not in (select id from applications)";
    assert_eq!(count(&world, left).await, "0");
}

/// Nor where both wait for the programme, whichever came first.
#[actix_web::test]
async fn nor_both_where_one_waits_behind_the_other() {
    let world = World::new().await;
    let service = patient(&world);
    let who = world.coordinator.at(&service.base_url).with("If-Match", "*");
    let application = applied(&world, json!({})).await;
    let to = links(&application);
    let (deleted, attached) = in_turn(&world, who.delete(&application), who.post(&to, link(json!({})))).await;
    not_both(&who, &application, &deleted, &attached).await;
    let application = applied(&world, json!({})).await;
    let to = links(&application);
    let (attached, deleted) = in_turn(&world, who.post(&to, link(json!({}))), who.delete(&application)).await;
    not_both(&who, &application, &deleted, &attached).await;
    // What was sent for nothing is kept no more than it is told.
    let application = applied(&world, json!({})).await;
    let (to, form) = (files(&application), form("1;2\n"));
    let (deleted, attached) = in_turn(&world, who.delete(&application), who.upload(&to, &form)).await;
    not_both(&who, &application, &deleted, &attached).await;
    let named = count(&world, "evidence where file_name is not null").await;
    assert_eq!(kept(&world).len().to_string(), named);
}
