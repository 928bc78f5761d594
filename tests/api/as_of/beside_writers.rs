//! What was answered beside eight writers is answered again, as of the instant that it named.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use diesel_async::SimpleAsyncConnection;
use futures_util::future::{join, join_all};

use super::Kept;
use crate::contract::snapshots::{READ, WRITERS, code, lay, lead_around};
use crate::support::{Client, World};

const READERS: usize = 8;
/// How many answers each reader keeps.
const EACH: usize = 60;

#[actix_web::test]
async fn an_answer_names_an_instant_at_which_it_was_so() {
    let world = World::new().await;
    lay(&world).await;
    let twin = world.app.uncached_twin(world.app.database.url());
    // Lists and a portfolio, and what is shown by one statement.
    let one = [
        format!("/v1/projects/{}", code(0)),
        format!("/v1/milestones/{}-M01", code(0)),
    ];
    let paths: Vec<&str> = READ.iter().copied().chain(one.iter().map(String::as_str)).collect();
    let reading = Cell::new(true);
    let kept = RefCell::new(Vec::new());
    let writers = join_all((0..WRITERS).map(async |writer| {
        while reading.get() {
            lead_around(&world.coordinator, &code(writer)).await;
        }
    }));
    let readers = async {
        let readers = (0..READERS).map(async |reader| {
            let client = [&world.technical_coordinator, &world.observer][reader % 2];
            let anew: Client = client.at(&twin.base_url);
            let client = [client, &anew][reader / 2 % 2];
            for number in reader..reader + EACH {
                let path = paths[number % paths.len()];
                let reply = client.get(path).await;
                reply.expect(200);
                kept.borrow_mut().push(Kept::of(client, path, reply).unwrap());
            }
            // What was answered a moment ago, while others write: nothing that is not seen yet is of that instant.
            let last = kept.borrow_mut().pop().unwrap();
            assert_eq!(last.differs().await, None);
        });
        join_all(readers).await;
        reading.set(false);
    };
    join(writers, readers).await;
    let kept = kept.into_inner();
    let instants: BTreeSet<&str> = kept.iter().map(|kept| kept.as_of.as_str()).collect();
    assert!(instants.len() > WRITERS, "{}", instants.len());
    for kept in &kept {
        assert_eq!(kept.differs().await, None);
    }
}

/// A commit that has its stamp is not of the past before it can be seen: whoever asks waits for it.
#[actix_web::test]
async fn a_commit_that_cannot_be_seen_yet_is_waited_for() {
    let world = World::new().await;
    let mut holding = world.app.connection().await;
    let (project, system) = (world.asn_project, "00000000-0000-7000-8000-000000000001");
    // As a write that was stopped between its stamp and its commit.
    let write = format!(
        "begin; update projects set title = 'Nouveau titre' where id = '{project}';
         insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, after)
         values (gen_random_uuid(), 0, '{system}', '{system}', 'updated', 'project', '{project}', '{project}', '{{}}')"
    );
    holding.batch_execute(&write).await.unwrap();
    let now = chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    let path = format!("/v1/projects/AMI-T-ASN?as_of={now}");
    let commit = async {
        world.app.waiting(1).await;
        holding.batch_execute("commit").await.unwrap();
    };
    let (told, ()) = join(world.observer.get(&path), commit).await;
    assert_eq!(told.expect(200)["title"], "Nouveau titre");
}
