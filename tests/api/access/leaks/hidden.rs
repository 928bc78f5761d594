//! What is hidden is answered as what does not exist, whatever is sent with it.

use uuid::Uuid;

use super::{rows, told};
use crate::access::caller::Caller;
use crate::access::cast::Cast;
use crate::access::place::{Place, Target};
use crate::access::row::{Expected, Row};
use crate::access::stage;
use crate::access::trial::{operations, send};

/// A caller to whom the row's target is hidden.
const STRANGERS: [Caller; 3] = [Caller::Laureate, Caller::Juror, Caller::Nobody];

#[actix_web::test]
async fn it_is_refused_in_the_same_words_as_what_does_not_exist() {
    let mut cast = Cast::assembled().await;
    let operations = operations();
    let mut compared = 0;
    for row in rows().iter().filter(|row| !row.path.is_empty()) {
        let Some(target) = hiding(row) else { continue };
        let there = stage::lay(&mut cast, row, target, None).await;
        let nowhere = there.without(row.path);
        for caller in STRANGERS {
            let client = cast.client(caller).with("If-Match", "*");
            let answers = [&there, &nowhere].map(|stage| {
                let asked: Vec<&str> = row.path.iter().map(|name| stage.id(name)).collect();
                (asked, stage)
            });
            let mut all = Vec::new();
            for (asked, stage) in answers {
                let reply = send(&client, row, operations[row.operation], stage).await;
                assert_eq!(reply.status, 404, "{}: {}", row.name(target), reply.text);
                all.push(told(&reply, &asked));
            }
            assert_eq!(all[0], all[1], "{} to {caller:?}", row.name(target));
            compared += 1;
        }
    }
    assert!(compared > 200, "{compared}");
}

/// A target that is hidden from all of [`STRANGERS`].
fn hiding(row: &Row) -> Option<Target> {
    let hidden = |target: &&Target| {
        STRANGERS
            .iter()
            .all(|caller| row.expected(**target, *caller) == Expected::NotFound)
    };
    row.targets().iter().find(hidden).copied()
}

/// A tag or a key is looked at only once the caller may: a stale tag is no 412, a missing one no
/// 428, where the answer is 404 or 403.
#[actix_web::test]
async fn neither_a_stale_tag_nor_a_key_changes_the_answer() {
    let mut cast = Cast::assembled().await;
    let operations = operations();
    let writes = rows()
        .into_iter()
        .filter(|row| row.body.is_some() && row.place == Place::Project && !row.line);
    for row in writes {
        let operation = operations[row.operation];
        for (target, caller) in [(Target::Foreign, Caller::Laureate), (Target::Own, Caller::Observer)] {
            if !row.targets().contains(&target) {
                continue;
            }
            let stage = stage::lay(&mut cast, &row, target, Some(caller)).await;
            let client = cast.client(caller);
            let key = client.with("Idempotency-Key", "une-clef");
            let stale = client.with("If-Match", "\"999.AAAAAAAA\"");
            for client in [client, &key, &stale] {
                let reply = send(client, &row, operation, &stage).await;
                assert!(
                    row.expected(target, caller).is(reply.status.as_u16()),
                    "{} to {caller:?}: {}",
                    row.name(target),
                    reply.text
                );
                assert!(reply.etag().is_empty() && reply.json()["current"].is_null());
            }
        }
    }
}

/// A child is looked for under its own parent only, even by whoever sees both.
#[actix_web::test]
async fn a_child_is_not_found_under_another_parent() {
    let mut cast = Cast::assembled().await;
    let operations = operations();
    let mut tried = Vec::new();
    for row in rows().iter().filter(|row| row.path.len() == 2) {
        let (parent, child) = (row.path[0], row.path[1]);
        let caller = match row.place {
            Place::Account => Caller::Administrator,
            _ => Caller::Authority,
        };
        let targets = row.targets();
        let own = stage::lay(&mut cast, row, targets[0], None).await;
        let other = stage::lay(&mut cast, row, targets[1], None).await;
        if own.id(child) == other.id(child) {
            // A month is called alike under every parent.
            continue;
        }
        assert_ne!(own.id(parent), other.id(parent));
        let crossed = own.swapped(child, &other);
        let client = cast.client(caller).with("If-Match", "*");
        let reply = send(&client, row, operations[row.operation], &crossed).await;
        assert_eq!(reply.status, 404, "{}: {}", row.operation, reply.text);
        tried.push(row.operation);
    }
    assert!(
        tried.contains(&"get_suspension") && tried.contains(&"update_grant"),
        "{tried:?}"
    );
}

#[actix_web::test]
async fn a_hidden_code_is_answered_as_one_that_was_never_given() {
    let cast = Cast::assembled().await;
    let hidden = &cast.side(Target::Foreign).home.1;
    for caller in [Caller::Authority, Caller::Laureate, Caller::Observer] {
        for (path, hidden, never) in [
            ("/v1/programmes/", "AMI-U", "AMI-X"),
            ("/v1/projects/", hidden.as_str(), "AMI-X-P1"),
            ("/v1/milestones/", &format!("{hidden}-M01"), "AMI-X-P1-M01"),
        ] {
            let client = cast.client(caller);
            let there = client.get(&format!("{path}{hidden}")).await;
            let nowhere = client.get(&format!("{path}{never}")).await;
            assert_eq!(there.status, 404);
            assert_eq!(told(&there, &[hidden]), told(&nowhere, &[never]));
        }
    }
    // What is no id at all is nothing that exists either.
    let no_id = cast.client(Caller::Authority).get("/v1/accounts/no-id").await;
    let never = Uuid::now_v7().to_string();
    let nobody = cast
        .client(Caller::Authority)
        .get(&format!("/v1/accounts/{never}"))
        .await;
    assert_eq!(told(&no_id, &["no-id"]), told(&nobody, &[&never]));
}
