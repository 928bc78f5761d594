//! An application that is deleted while somebody is asked to judge it.

use serde_json::json;

use super::{applied, called, patient};
use crate::call::{in_turn, not_both};

#[actix_web::test]
async fn it_is_deleted_or_judged_not_both() {
    let (world, [juror, ..]) = called().await;
    let service = patient(&world);
    let who = world.coordinator.at(&service.base_url).with("If-Match", "*");
    let body = || json!({"juror": juror.account()});
    let application = applied(&world, "Lettres de suites").await;
    let to = format!("{application}/evaluations");
    let (deleted, assigned) = in_turn(&world, who.delete(&application), who.post(&to, body())).await;
    not_both(&who, &application, &deleted, &assigned).await;
    let application = applied(&world, "Autre candidature").await;
    let to = format!("{application}/evaluations");
    let (assigned, deleted) = in_turn(&world, who.post(&to, body()), who.delete(&application)).await;
    not_both(&who, &application, &deleted, &assigned).await;
}
