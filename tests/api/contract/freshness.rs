//! Whatever is written, what was read before is not told again: every write of the document, between two readings of what it
//! may touch.

use futures_util::future::join_all;

use super::walk::{Operation, Request};
use crate::access::cast::Cast;
use crate::access::stage::Stage;
use crate::access::{rooms, trial};
use crate::support::Client;

/// What is read besides what is in the room of the write.
const ELSEWHERE: &[&str] = &[
    "get_portfolio",
    "get_programme",
    "list_programme_milestones",
    "get_project",
    "list_project_history",
    "get_readiness",
];

/// How many services are asked at once.
const LANES: usize = 4;

/// The reads of what is on the stage: those of the room of the write, and some others.
pub fn reads(request: &Request<'_>, stage: &Stage) -> Vec<String> {
    let operations = trial::operations();
    let all = rooms::ALL.iter().flat_map(|room| {
        let rows = (room.rows)();
        let is_here = rows.iter().any(|row| row.operation == request.row.operation);
        rows.into_iter().map(move |row| (row, is_here))
    });
    let asked = all.filter_map(|(row, is_here)| {
        let operation = operations[row.operation];
        let wanted = is_here || ELSEWHERE.contains(&row.operation);
        let can_be = operation.method == "GET" && row.path.iter().all(|name| stage.has(name));
        (wanted && can_be && !row.path.is_empty()).then(|| trial::path(&row, &operation.path, stage))
    });
    let mut paths: Vec<String> = asked.collect();
    paths.sort();
    paths.dedup();
    paths
}

/// Somebody who asks a service that keeps what it sent, and one that reads everything anew.
struct Reader {
    kept: Client,
    anew: Client,
}

/// What differs after a write between what the one service tells and the other.
async fn stale(cast: &mut Cast, readers: [&Reader; 2], request: &Request<'_>) -> Vec<String> {
    let (client, stage) = request.lay(cast).await;
    let paths = reads(request, &stage);
    let asked = || {
        readers
            .into_iter()
            .flat_map(|reader| paths.iter().map(move |path| (reader, path)))
    };
    for (reader, path) in asked() {
        reader.kept.get(path).await;
    }
    let client = match request.operation.takes_tag {
        true => client.with("If-Match", "*"),
        false => client,
    };
    request.succeeded(&request.send(&client, &stage).await);
    let mut stale = Vec::new();
    for (Reader { kept, anew }, path) in asked() {
        let (told, is) = (kept.get(path).await, anew.get(path).await);
        // A refusal has the id of its request.
        if told.status != is.status || is.status == 200 && told.text != is.text {
            stale.push(format!(
                "{}: {path}\n  told {}\n  is   {}",
                request.name(),
                told.text,
                is.text
            ));
        }
    }
    stale
}

#[actix_web::test]
async fn after_every_write_what_is_told_is_what_is() {
    let writes = Operation::all().iter().filter(|operation| operation.method != "GET");
    let requests: Vec<Request<'_>> = writes.flat_map(Operation::requests).collect();
    let lanes = (0..LANES).map(async |lane| {
        let mut stale_ones = Vec::new();
        let mut cast = Cast::assembled().await;
        let twin = cast.world.app.uncached_twin(cast.world.app.database.url());
        let reader = |client: &Client| Reader {
            kept: client.clone(),
            anew: client.at(&twin.base_url),
        };
        let coordinator = reader(&cast.world.coordinator);
        let world = &cast.world;
        let others = [&world.alpha_expert, &world.asn_laureate, &world.observer].map(reader);
        for (request, other) in requests.iter().skip(lane).step_by(LANES).zip(others.iter().cycle()) {
            // What ends sign-ins would end those of the others too.
            if request.row.last {
                continue;
            }
            stale_ones.extend(stale(&mut cast, [&coordinator, other], request).await);
        }
        stale_ones
    });
    let stale: Vec<String> = join_all(lanes).await.concat();
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}
