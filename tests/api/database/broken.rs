//! The database goes away under the service: no answer is a failure of ours, nothing is lost or doubled, and the
//! private server comes back by itself.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use futures_util::future::{join, join_all};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::support::{Client, Program, eventually};

const EMAIL: &str = "administration@example.test";
const PASSWORD: &str = "une phrase assez longue";
/// Who writes and who reads meanwhile.
const STREAMS: usize = 8;

/// Whether the service could answer: 503 says when to come again.
async fn answered(reply: &crate::support::Reply) -> bool {
    if reply.status == 503 {
        assert_eq!(reply.refused(503, "unavailable"), Vec::<Value>::new());
        assert!(!reply.header("Retry-After").is_empty(), "{reply:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
        return false;
    }
    assert!(reply.status.is_success(), "{reply:?}");
    true
}

/// Sends organisations under keys, each until it is answered, while `over` is false; gives their ids.
async fn stream(client: Client, number: usize, over: &std::cell::Cell<bool>) -> BTreeMap<String, String> {
    let mut made = BTreeMap::new();
    for turn in 0.. {
        if over.get() {
            break;
        }
        let name = format!("Organisation {number}-{turn}");
        let body = json!({"name": name, "kind": "other"});
        let keyed = client.with("Idempotency-Key", &name);
        loop {
            let reply = keyed.post("/v1/organisations", body.clone()).await;
            if answered(&reply).await {
                made.insert(name, reply.id());
                break;
            }
        }
        while !answered(&client.get("/v1/organisations?limit=5&sort=-name").await).await {}
    }
    made
}

fn postmaster(folder: &Path) -> Pid {
    let said = std::fs::read_to_string(folder.join("postgres/data/postmaster.pid")).unwrap();
    Pid::from_raw(said.lines().next().unwrap().parse().unwrap()).unwrap()
}

/// The backends that serve connections now.
fn backends(folder: &Path) -> Vec<Pid> {
    let parent = postmaster(folder).as_raw_nonzero().to_string();
    let mut ps = std::process::Command::new("ps");
    let listed = ps.args(["-o", "pid=,args=", "--ppid", &parent]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let serving = listed.lines().filter(|line| line.contains("jalon jalon"));
    serving
        .map(|line| Pid::from_raw(line.split_whitespace().next().unwrap().parse().unwrap()).unwrap())
        .collect()
}

#[actix_web::test]
async fn killed_backends_and_a_killed_server_are_absences_and_not_failures() {
    let folder = Program::folder("broken");
    Program::make_administrator(&folder, "Administration", EMAIL, PASSWORD);
    let service = Program::serve(&folder, &[("JALON_WORKERS", "2")]);
    let client = service.sign_in(EMAIL, PASSWORD).await;
    let over = std::cell::Cell::new(false);
    let streams = (0..STREAMS).map(|number| stream(client.clone(), number, &over));
    let breaking = async {
        for kill in 0..4 {
            tokio::time::sleep(Duration::from_millis(400)).await;
            let target = match kill {
                // A backend that is killed takes all others with it: the server starts over.
                0 | 2 => backends(&folder).first().copied(),
                _ => Some(postmaster(&folder)),
            };
            kill_process(target.expect("somebody serves"), Signal::KILL).unwrap();
            let back = || async { client.get("/v1/me").await.status == 200 };
            eventually("back", back).await;
        }
        over.set(true);
    };
    let (made, ()) = join(join_all(streams), breaking).await;
    let mut listed = BTreeMap::new();
    let mut cursor = String::new();
    loop {
        let page = client
            .get(&format!("/v1/organisations?limit=200{cursor}"))
            .await
            .expect(200);
        for item in page["items"].as_array().unwrap() {
            let name = item["name"].as_str().unwrap().to_owned();
            let id = item["id"].as_str().unwrap().to_owned();
            assert_eq!(listed.insert(name.clone(), id), None, "{name} is there twice");
        }
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    listed.remove("Plateforme");
    let made: BTreeMap<String, String> = made.into_iter().flatten().collect();
    assert_eq!(made, listed, "what was acknowledged, and nothing else");
    assert!(made.len() >= STREAMS, "each wrote: {}", made.len());
}

#[actix_web::test]
async fn a_server_that_does_not_stay_ends_the_service_with_words() {
    let folder = Program::folder("dying");
    Program::make_administrator(&folder, "Administration", EMAIL, PASSWORD);
    let mut service = Program::serve(&folder, &[]);
    let mut killed = None;
    let ended = loop {
        if let Some(status) = service.ended() {
            break status;
        }
        let file = folder.join("postgres/data/postmaster.pid");
        let now = std::fs::read_to_string(file)
            .ok()
            .and_then(|said| said.lines().next()?.parse().ok());
        if let Some(pid) = now.and_then(Pid::from_raw).filter(|pid| killed != Some(*pid)) {
            killed = kill_process(pid, Signal::KILL).is_ok().then_some(pid);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(ended.code(), Some(1));
    let said = std::fs::read_to_string(&service.log).unwrap();
    assert!(said.contains("the private database is gone"), "{said}");
    assert!(said.contains("postgres.log"), "{said}");
}
