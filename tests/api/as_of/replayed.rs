//! Whatever is answered can be asked for again later, as of the instant that it names: every write of the document, with what is
//! read of it before and after.

use futures_util::future::join_all;

use crate::access::cast::Cast;
use crate::contract::freshness::reads;
use crate::contract::walk::{Operation, Request};
use crate::support::Client;

/// How many services are asked at once.
const LANES: usize = 4;

/// What was answered, to whom, as of when.
struct Kept {
    client: Client,
    after: String,
    path: String,
    as_of: String,
    text: String,
}

/// Keeps what the clients are answered there.
async fn keep(kept: &mut Vec<Kept>, clients: [&Client; 2], paths: &[String], after: &str) {
    for client in clients {
        for path in paths {
            let reply = client.get(path).await;
            if reply.status == 200 && reply.headers.contains_key("Jalon-As-Of") {
                kept.push(Kept {
                    client: client.clone(),
                    after: after.to_owned(),
                    path: path.clone(),
                    as_of: reply.header("Jalon-As-Of").to_owned(),
                    text: reply.text,
                });
            }
        }
    }
}

impl Kept {
    /// What is answered of that instant now, where it is something else.
    async fn differs(&self) -> Option<String> {
        let separator = if self.path.contains('?') { '&' } else { '?' };
        let path = format!("{}{separator}as_of={}", self.path, self.as_of);
        let reply = self.client.get(&path).await;
        let same = reply.status == 200 && reply.text == self.text && reply.header("Jalon-As-Of") == self.as_of;
        (!same).then(|| {
            format!(
                "{}: {path}\n  was {}\n  is  {} {}",
                self.after, self.text, reply.status, reply.text
            )
        })
    }
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
            if request.row.last {
                continue;
            }
            let (client, stage) = request.lay(&mut cast).await;
            let paths = reads(request, &stage);
            keep(
                &mut kept,
                [&coordinator, other],
                &paths,
                &format!("before {}", request.name()),
            )
            .await;
            let client = match request.operation.takes_tag {
                true => client.with("If-Match", "*"),
                false => client,
            };
            request.succeeded(&request.send(&client, &stage).await);
            keep(
                &mut kept,
                [&coordinator, other],
                &paths,
                &format!("after {}", request.name()),
            )
            .await;
        }
        let mut differing = Vec::new();
        for kept in &kept {
            differing.extend(kept.differs().await);
        }
        (kept.len(), differing)
    });
    let (numbers, differing): (Vec<_>, Vec<_>) = join_all(lanes).await.into_iter().unzip();
    let differing = differing.concat();
    let number: usize = numbers.iter().sum();
    assert!(number > 1_000, "{number}");
    assert!(
        differing.is_empty(),
        "{} of {number}\n{}",
        differing.len(),
        differing.join("\n")
    );
}
