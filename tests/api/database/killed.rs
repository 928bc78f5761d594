//! The service killed in the middle of a stream of writes: nothing acknowledged is lost, nothing
//! retried is doubled.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Client, Program};

const EMAIL: &str = "administration@example.test";
const PASSWORD: &str = "une phrase assez longue";

/// Sends organisation `number` under its own key; the id it was given, if the answer arrived.
async fn send(client: &Client, number: usize) -> Option<String> {
    let body = json!({"name": format!("Organisation {number}"), "kind": "other"});
    let client = client.with("Idempotency-Key", &format!("key-{number}"));
    let reply = client.try_post("/v1/organisations", body).await?;
    reply.expect(201);
    Some(reply.id())
}

#[actix_web::test]
async fn a_kill_in_the_middle_of_a_stream_loses_and_doubles_nothing() {
    let folder = Program::folder("killed");
    Program::make_administrator(&folder, "Administration", EMAIL, PASSWORD);
    let mut service = Program::serve(&folder, &[]);
    let client = service.sign_in(EMAIL, PASSWORD).await;
    let streams = (0..4).map(|stream| {
        let client = client.clone();
        async move {
            let mut acknowledged = BTreeMap::new();
            for number in (stream..10_000).step_by(4) {
                let Some(id) = send(&client, number).await else {
                    return (number, acknowledged);
                };
                acknowledged.insert(number, id);
            }
            panic!("the service was never killed");
        }
    });
    let killing = async {
        tokio::time::sleep(Duration::from_millis(700)).await;
        service.crash();
    };
    let (told, ()) = futures_util::future::join(futures_util::future::join_all(streams), killing).await;
    drop(service);

    let mut service = Program::serve(&folder, &[]);
    let client = service.sign_in(EMAIL, PASSWORD).await;
    let mut count = 0;
    for (unanswered, acknowledged) in told {
        assert!(!acknowledged.is_empty(), "the kill came before the first answer");
        for (number, id) in acknowledged {
            assert_eq!(
                send(&client, number).await.as_deref(),
                Some(id.as_str()),
                "the same answer again"
            );
            count += 1;
        }
        assert!(send(&client, unanswered).await.is_some());
        count += 1;
    }
    let listed: Value = client
        .get("/v1/organisations?name=Organisation&count=true&limit=1")
        .await
        .expect(200);
    assert_eq!(listed["total"], count);
    service.stop();
    assert!(
        !folder.join("postgres/data/postmaster.pid").exists(),
        "the private server stopped with the service"
    );
    std::fs::remove_dir_all(&folder).unwrap();
}
