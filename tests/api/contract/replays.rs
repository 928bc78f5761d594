//! What is sent twice happens once, and what is sent with an old tag not at all: every operation that
//! says so in the document.

use super::walk::Operation;
use crate::access::cast::Cast;
use crate::support::Reply;

/// The POSTs that take no `Idempotency-Key`, and why: an answer that is kept is an answer that can be
/// read again, so none may hold a secret or stand for one.
const NOT_KEPT: [(&str, &str); 9] = [
    ("accept_invitation", "its request is a secret, which is spent"),
    ("change_password", "its request is two secrets"),
    ("create_account", "it gives an invitation"),
    ("create_invitation", "it gives an invitation"),
    ("create_service_account", "it gives a key"),
    ("create_service_account_key", "it gives a key"),
    ("create_token", "it gives tokens"),
    ("end_session", "whoever it was answered to is nobody any more"),
    ("refresh_session", "it gives tokens"),
];

#[test]
fn every_post_takes_a_key_unless_it_is_about_a_secret() {
    let posts = Operation::all().iter().filter(|operation| operation.method == "POST");
    let without = posts.filter(|operation| !operation.takes_key);
    let mut without: Vec<&str> = without.map(|operation| operation.id.as_str()).collect();
    without.sort();
    assert_eq!(without, NOT_KEPT.map(|(operation, _)| operation));
}

#[actix_web::test]
async fn every_post_with_a_key_happens_once() {
    let mut cast = Cast::assembled().await;
    let mut tried = 0;
    for operation in Operation::all().iter().filter(|operation| operation.takes_key) {
        assert_eq!(operation.method, "POST", "{}", operation.id);
        for request in operation.requests() {
            let (client, stage) = request.lay(&mut cast).await;
            let mut client = client.with("Idempotency-Key", &format!("deux-fois-{}", stage.number));
            if operation.takes_tag {
                client = client.with("If-Match", "*");
            }
            let name = request.name();
            let first = request.send(&client, &stage).await;
            request.succeeded(&first);
            assert_eq!(first.header("Idempotency-Replayed"), "", "{name}");
            let told = cast.told().await;
            let again = request.send(&client, &stage).await;
            assert_eq!(again.header("Idempotency-Replayed"), "true", "{name}: {}", again.text);
            assert_eq!(answer(&again), answer(&first), "{name}");
            assert_eq!(cast.told().await, told, "{name} was done twice");
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}

/// What a client sees of an answer.
fn answer(reply: &Reply) -> (u16, &str, &str, &str, &str) {
    let status = reply.status.as_u16();
    let [media_type, location, tag] = ["Content-Type", "Location", "ETag"].map(|name| reply.header(name));
    (status, &reply.text, media_type, location, tag)
}

#[actix_web::test]
async fn what_is_about_a_secret_is_not_kept_whatever_is_sent() {
    let mut cast = Cast::assembled().await;
    for operation in Operation::all() {
        if !NOT_KEPT.iter().any(|(exception, _)| *exception == operation.id) {
            continue;
        }
        for request in operation.requests() {
            let (client, stage) = request.lay(&mut cast).await;
            let client = client.with("Idempotency-Key", "une-clef");
            let name = request.name();
            let first = request.send(&client, &stage).await;
            request.succeeded(&first);
            let again = request.send(&client, &stage).await;
            for reply in [&first, &again] {
                assert_eq!(reply.header("Idempotency-Replayed"), "", "{name}");
            }
            let same = !first.text.is_empty() && again.text == first.text;
            assert!(!same, "{name} gave the same secret again");
            let kept = cast.world.app.text("select count(*) from kept_answers").await;
            assert_eq!(kept, "0", "{name}");
        }
    }
}

#[test]
fn every_change_of_what_is_there_asks_for_its_version() {
    for operation in Operation::all() {
        let edits = matches!(operation.method, "PATCH" | "PUT" | "DELETE");
        assert!(!edits || operation.needs_tag, "{}", operation.id);
        let reads = operation.method == "GET";
        assert_eq!(operation.takes_tag && !reads, operation.needs_tag, "{}", operation.id);
    }
}

#[actix_web::test]
async fn every_operation_that_takes_a_tag_refuses_an_old_one() {
    let mut cast = Cast::assembled().await;
    let mut tried = 0;
    for operation in Operation::all().iter().filter(|operation| operation.takes_tag) {
        for request in operation.requests() {
            let (mut client, stage) = request.lay(&mut cast).await;
            if operation.takes_key {
                client = client.with("Idempotency-Key", &format!("perimee-{}", stage.number));
            }
            let name = request.name();
            let told = cast.told().await;
            if operation.needs_tag {
                let without = request.send(&client, &stage).await;
                assert_eq!(without.status, 428, "{name}: {}", without.text);
                without.refused(428, "precondition_required");
            }
            let old = request.send(&client.with("If-Match", "\"999.x\""), &stage).await;
            assert_eq!(old.status, 412, "{name}: {}", old.text);
            old.refused(412, "stale");
            assert_eq!(cast.told().await, told, "{name} changed something");
            // Nothing else was wrong with it, and its key is still free.
            let present = request.send(&client.with("If-Match", old.etag()), &stage).await;
            request.succeeded(&present);
            assert_eq!(present.header("Idempotency-Replayed"), "", "{name}");
            tried += 1;
        }
    }
    assert!(tried > 25, "{tried}");
}
