//! A kept answer is its account's, and only as long as the account may still ask.

use serde_json::json;

use crate::access::caller::Caller::{Nobody, Observer, OtherTrack, Provider};
use crate::access::cast::{Cast, SYSTEM};
use crate::access::leaks::rows;
use crate::access::place::Target;
use crate::access::stage;

#[actix_web::test]
async fn a_key_gives_nothing_to_another_account_and_nothing_once_the_grant_is_over() {
    let mut cast = Cast::assembled().await;
    let row = rows()
        .into_iter()
        .find(|row| row.operation == "create_comment")
        .unwrap();
    let stage = stage::lay(&mut cast, &row, Target::Own, None).await;
    let path = format!("/v1/milestones/{}/comments", stage.id("begun"));
    let body = json!({"text": "Bien reçu."});
    let keyed = |caller| cast.client(caller).with("Idempotency-Key", "une-clef");
    let provider = keyed(Provider);
    let first = provider.post(&path, body.clone()).await;
    first.expect(201);
    let again = provider.post(&path, body.clone()).await;
    assert_eq!(
        (again.header("Idempotency-Replayed"), &again.text),
        ("true", &first.text)
    );

    keyed(Observer)
        .post(&path, body.clone())
        .await
        .refused(403, "forbidden");
    keyed(Nobody).post(&path, body.clone()).await.refused(404, "not_found");
    let colleague = keyed(OtherTrack).post(&path, body.clone()).await;
    assert_eq!(colleague.header("Idempotency-Replayed"), "");
    assert_ne!(colleague.id(), first.id());

    let account = provider.account();
    cast.run(&format!(
        "begin;
         insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
           select gen_random_uuid(), 0, gen_random_uuid(), '{SYSTEM}', 'updated', 'grant', id, '{{}}' from grants where account_id = '{account}';
         update grants set until_on = '2019-03-04' where account_id = '{account}';
         commit;"
    ))
    .await;
    let over = provider.post(&path, body).await;
    over.refused(404, "not_found");
    assert_eq!(over.header("Idempotency-Replayed"), "");
}
