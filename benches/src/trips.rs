//! How many statements and round trips a request takes, counted between the server and its database.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::ensure;

use crate::cluster::Cluster;
use crate::contender::Server;
use crate::load::Connection;
use crate::proxy;
use crate::requests::Ground;
use crate::results::{Who, place};
use crate::rounds::Contender;
use crate::works::Work;

/// Requests that are counted, one after the other.
const COUNTED: u64 = 10;
/// Requests before them, after which every statement is prepared on every connection.
const WARMING: u64 = 24;

/// Statements, round trips and preparations of a request.
pub type Trips = BTreeMap<(Who, usize), [f64; 3]>;

/// Counts them for a contender: another server like it, with a proxy between it and its database.
pub async fn count(
    cluster: &Cluster,
    folder: &Path,
    contender: &Contender,
    build: Option<&Path>,
    (works, placed): (&[Work], bool),
    trips: &mut Trips,
) -> anyhow::Result<()> {
    let who = contender.who;
    if contender.server.is_none() || works.is_empty() {
        return Ok(());
    }
    let (port, counts) = proxy::open(SocketAddr::from(([127, 0, 0, 1], cluster.port()))).await?;
    let url = format!(
        "postgres://postgres@127.0.0.1:{port}/{}?sslmode=disable",
        contender.database()
    );
    let server = match build {
        Some(build) => Server::service(build, &url, folder).await?,
        None => Server::bare(&url, who == Who::BareWithRights, placed, folder).await?,
    };
    let tag = match who.does(Work::Unchanged) {
        true => server.tag(&contender.ground).await?,
        false => None,
    };
    let run = format!("count-{}-{who:?}", std::process::id());
    let ground = Ground {
        run,
        tag,
        ..contender.ground.clone()
    };
    for work in works.iter().filter(|work| who.does(**work)) {
        let mut connection = Connection::open(server.address).await?;
        let mut before = counts.read();
        for turn in 0..WARMING + COUNTED {
            if turn == WARMING {
                before = counts.read();
            }
            let request = ground.request(*work, 88, turn);
            let answer = connection.ask(&request.bytes).await?;
            ensure!(
                answer.status == request.status,
                "{}: {}: {}",
                who.name(),
                work.name(),
                answer.status
            );
        }
        let after = counts.read();
        let each = |n: usize| (after[n] - before[n]) as f64 / COUNTED as f64;
        trips.insert((who, place(*work)), [each(0), each(1), each(2)]);
    }
    Ok(())
}
