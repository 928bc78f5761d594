//! A tag changes with what is shown: it does not tell that somebody else was asked, writes, has judged, or has left.

use serde_json::json;

use super::{APPLICATIONS, EVALUATIONS, Jury, assigned, correcting, edited, marks, recused, submitted};
use crate::evaluations::GRIDS;
use crate::support::Reply;

/// All that a juror reads who has not judged, as it was read.
async fn read(jury: &Jury) -> Vec<(String, Reply)> {
    let mut read = Vec::new();
    for path in [
        jury.application.clone(),
        jury.own.clone(),
        jury.list(),
        jury.list() + "?count=true",
        jury.list() + "?state=submitted",
        APPLICATIONS.to_owned(),
        EVALUATIONS.to_owned(),
        EVALUATIONS.to_owned() + "?count=true",
        GRIDS.to_owned(),
    ] {
        let reply = jury.juror.get(&path).await;
        reply.expect(200);
        read.push((path, reply));
    }
    read
}

/// Nothing of it has changed since.
async fn is_as_it_was(jury: &Jury, before: &[(String, Reply)], after: &str) {
    for (path, reply) in before {
        let again = jury.juror.with("If-None-Match", reply.etag()).get(path).await;
        assert_eq!(
            (again.status.as_u16(), again.text.as_str()),
            (304, ""),
            "{after}: {path}"
        );
        let again = jury.juror.get(path).await;
        assert_eq!(
            (&again.text, again.etag()),
            (&reply.text, reply.etag()),
            "{after}: {path}"
        );
    }
}

#[actix_web::test]
async fn none_changes_with_what_another_juror_does() {
    let jury = Jury::new().await;
    let before = read(&jury).await;
    let same = async |after: &str| is_as_it_was(&jury, &before, after).await;
    edited(&jury.other, &jury.others, marks(1.0, 1.0)).await;
    same("another writes").await;
    submitted(&jury.other, &jury.others, json!({"comment": "Fini."})).await;
    same("another submits").await;
    let mistake = assigned(&jury.world, &jury.application, &jury.third).await;
    same("a third is asked").await;
    let deleting = jury.world.coordinator.with("If-Match", "*");
    assert_eq!(deleting.delete(&mistake).await.status, 204);
    same("the third is asked no more").await;
    let left = assigned(&jury.world, &jury.application, &jury.third).await;
    recused(&jury.third, &left).await;
    same("the third leaves it to others").await;
    let correction = correcting(&jury.other, &jury.application, &jury.others).await;
    same("another corrects").await;
    submitted(&jury.other, &correction, marks(2.0, 2.0)).await;
    same("another has corrected").await;
    let redacting = crate::redactions::redact(
        &jury.world.coordinator,
        "evaluation",
        super::id_of(&jury.others),
        "comment",
    );
    redacting.await.expect(201);
    same("a comment of another's is redacted").await;
    // What is shown does change it.
    jury.world
        .coordinator
        .act(&jury.application, "admit", json!({}))
        .await
        .expect(200);
    let (path, reply) = &before[0];
    let changed = jury.juror.with("If-None-Match", reply.etag()).get(path).await;
    assert_eq!(changed.expect(200)["state"], "admissible");
}

/// Nor does a version count the edits of others.
#[actix_web::test]
async fn the_application_has_no_version_for_a_juror() {
    let jury = Jury::new().await;
    let before = jury.juror.get(&jury.application).await;
    let who = jury.world.coordinator.with("If-Match", "*");
    // There and back.
    for summary in [json!("Autre."), json!(null)] {
        who.patch(&jury.application, json!({"summary": summary}))
            .await
            .expect(200);
    }
    let after = jury.juror.get(&jury.application).await;
    assert_eq!((after.etag(), &after.text), (before.etag(), &before.text));
    assert!(
        !after.etag().is_empty() && !after.etag().contains('.'),
        "{}",
        after.etag()
    );
}

/// Once it has judged it is told, by tags too.
#[actix_web::test]
async fn it_changes_with_what_others_do_once_they_are_shown() {
    let jury = Jury::new().await;
    jury.judged().await;
    let list = jury.juror.get(&jury.list()).await;
    submitted(&jury.other, &jury.others, marks(1.0, 1.0)).await;
    let changed = jury.juror.with("If-None-Match", list.etag()).get(&jury.list()).await;
    assert_eq!(changed.expect(200)["items"][1]["state"], "submitted");
}
