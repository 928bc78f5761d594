//! Whom a correction is asked of: a juror who could be asked to judge today.

use serde_json::json;
use uuid::Uuid;

use super::{assigned, called, correcting, faults, id_of, judged, listed};
use crate::evaluations::counts::counting;
use crate::evaluations::{account_of, grant_ends, granted};
use crate::support::{Client, World};

/// The account is in use no more.
async fn deactivated(world: &World, client: &Client) {
    let deactivate = format!("/v1/accounts/{}/deactivate", client.account());
    world.administrator.post(&deactivate, json!({})).await.expect(200);
}

/// A correction of the only evaluation of an application is refused for this reason, and none is made.
async fn is_not_asked(who: &Client, application: &str, path: &str, code: &str) {
    let to = format!("{application}/evaluations");
    let refused = who.post(&to, json!({"corrects": id_of(path)})).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/corrects", code)]));
    assert_eq!(listed(who, &to).await.0, [json!(id_of(path))]);
}

#[actix_web::test]
async fn it_is_asked_of_nobody_who_could_not_be_asked_to_judge() {
    let (world, [left, gone, _]) = called().await;
    let both = account_of(&world, "Jurée du siège", "juror", world.programme).await;
    let mut done = Vec::new();
    for (juror, code) in [
        (&left, "account_deactivated"),
        (&gone, "unknown_reference"),
        (&both, "juror_coordinates"),
    ] {
        let (application, path) = judged(&world, juror).await;
        done.push((application, path, code));
    }
    deactivated(&world, &left).await;
    grant_ends(&world, &gone).await;
    granted(&world, &both, "coordinator").await;
    // Nor does who came to coordinate ask it of herself.
    for who in [&world.coordinator, &world.technical_coordinator, &both] {
        for (application, path, code) in &done {
            is_not_asked(who, application, path, code).await;
        }
    }
    // What they found counts as it did.
    for (application, ..) in &done {
        assert_eq!(counting(&world, application, "selection").await, [true]);
    }
}

/// Until the day on which its grant ends.
#[actix_web::test]
async fn a_juror_is_asked_as_long_as_its_grant_lasts() {
    let (world, _) = called().await;
    let juror = &world.nobody;
    let grants = format!("/v1/accounts/{}/grants", juror.account());
    let grant = json!({"role": "juror", "programme": "AMI-T", "until": "2019-03-07"});
    world.administrator.post(&grants, grant).await.expect(201);
    let (application, path) = judged(&world, juror).await;
    let over = world.app.on("2019-03-07");
    let who = world.coordinator.at(&over.base_url);
    is_not_asked(&who, &application, &path, "unknown_reference").await;
    let last = world.app.on("2019-03-06");
    let who = world.coordinator.at(&last.base_url);
    let correction = correcting(&who, &application, &path).await;
    assert_eq!(who.get(&correction).await.expect(200)["state"], "assigned");
}

#[actix_web::test]
async fn what_else_is_wrong_is_told_with_it() {
    let (world, [juror, ..]) = called().await;
    let (application, path) = judged(&world, &juror).await;
    deactivated(&world, &juror).await;
    let to = format!("{application}/evaluations");
    let body = json!({"corrects": id_of(&path), "juror": juror.account()});
    let refused = world.coordinator.post(&to, body).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/corrects", "account_deactivated"), ("/juror", "one_of_two")])
    );
    assert_eq!(listed(&world.coordinator, &to).await.0, [json!(id_of(&path))]);
}

/// Whoever made what a juror does not see, it is refused as what never was.
#[actix_web::test]
async fn of_one_that_is_not_shown_nothing_is_told() {
    let (world, [left, juror, _]) = called().await;
    let (application, path) = judged(&world, &left).await;
    assigned(&world, &application, &juror).await;
    deactivated(&world, &left).await;
    let to = format!("{application}/evaluations");
    let refused = async |corrects: &str| {
        let refused = juror.post(&to, json!({"corrects": corrects})).await;
        refused.faults(422, "invalid_body")
    };
    let never = Uuid::now_v7().to_string();
    assert_eq!(refused(id_of(&path)).await, refused(&never).await);
}
