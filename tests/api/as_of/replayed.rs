//! Whatever is answered can be asked for again later, as of the instant that it names: every write of the document, with what is
//! read of it before and after.

use futures_util::future::join_all;

use super::Kept;
use crate::access::cast::Cast;
use crate::contract::freshness::reads;
use crate::contract::walk::{Operation, Request};
use crate::support::Client;

/// How many services are asked at once.
const LANES: usize = 4;

/// What takes words or names out of the past too; what was answered before them is not answered again.
const ERASING: &[&str] = &["create_redaction", "delete_team_member", "erase_team_member"];

/// What the clients are answered there.
async fn answered(clients: [&Client; 2], paths: &[String]) -> Vec<Kept> {
    let mut kept = Vec::new();
    for client in clients {
        for path in paths {
            kept.extend(Kept::of(client, path, client.get(path).await));
        }
    }
    kept
}

#[actix_web::test]
async fn every_answer_is_given_again_as_of_its_instant() {
    let writes = Operation::all().iter().filter(|operation| operation.method != "GET");
    let requests: Vec<Request<'_>> = writes.flat_map(Operation::requests).collect();
    let lanes = (0..LANES).map(async |lane| {
        let mut cast = Cast::assembled().await;
        let world = &cast.world;
        let coordinator = world.coordinator.clone();
        let others = [&world.alpha_expert, &world.asn_laureate, &world.observer].map(Client::clone);
        let mut kept = Vec::new();
        for (request, other) in requests.iter().skip(lane).step_by(LANES).zip(others.iter().cycle()) {
            // What ends sign-ins would end those of the others too.
            if request.row.last {
                continue;
            }
            let (client, stage) = request.lay(&mut cast).await;
            let paths = reads(request, &stage);
            let before = answered([&coordinator, other], &paths).await;
            let client = match request.operation.takes_tag {
                true => client.with("If-Match", "*"),
                false => client,
            };
            request.succeeded(&request.send(&client, &stage).await);
            if !ERASING.contains(&request.row.operation) {
                kept.extend(before);
            }
            kept.extend(answered([&coordinator, other], &paths).await);
        }
        let mut differing = Vec::new();
        for kept in &kept {
            differing.extend(kept.differs().await);
        }
        (kept.len(), differing)
    });
    let (numbers, differing): (Vec<_>, Vec<_>) = join_all(lanes).await.into_iter().unzip();
    let (number, differing): (usize, Vec<String>) = (numbers.iter().sum(), differing.concat());
    assert!(number > 5_000, "{number}");
    assert!(
        differing.is_empty(),
        "{} of {number}\n{}",
        differing.len(),
        differing.join("\n")
    );
}
