//! How many statements and round trips a request takes, counted between the server and its database.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::ensure;

use crate::cluster::Cluster;
use crate::contender::Server;
use crate::load::Connection;
use crate::proxy;
use crate::requests::Ground;
use crate::results::{Who, place};
use crate::works::Work;

/// Requests that are counted, one after the other.
const COUNTED: u64 = 10;
/// Requests before them, after which every statement is prepared on every connection.
const WARMING: u64 = 24;

/// Statements, round trips and preparations of a request.
pub type Trips = BTreeMap<(Who, usize), [f64; 3]>;

/// A server to count for: who, a build of the service or the bare handler, its database, its requests.
pub struct Counted {
    pub who: Who,
    pub build: Option<PathBuf>,
    pub database: String,
    pub ground: Ground,
}

/// Counts them; what fails is told, and left out.
pub async fn count(cluster: &Cluster, folder: &Path, servers: Vec<Counted>, works: &[Work], placed: bool) -> Trips {
    let mut trips = Trips::new();
    for server in servers {
        let name = server.who.name();
        if let Err(error) = count_one(cluster, folder, server, works, placed, &mut trips).await {
            eprintln!("round trips of {name} are not counted: {error:#}");
        }
    }
    trips
}

async fn count_one(
    cluster: &Cluster,
    folder: &Path,
    counted: Counted,
    works: &[Work],
    placed: bool,
    trips: &mut Trips,
) -> anyhow::Result<()> {
    let who = counted.who;
    let (port, counts) = proxy::open(SocketAddr::from(([127, 0, 0, 1], cluster.port()))).await?;
    let url = format!(
        "postgres://postgres@127.0.0.1:{port}/{}?sslmode=disable",
        counted.database
    );
    let server = match &counted.build {
        Some(build) => Server::service(build, &url, folder).await?,
        None => Server::bare(&url, who == Who::BareWithRights, placed, folder).await?,
    };
    let tag = match who.does(Work::Unchanged) {
        true => server.tag(&counted.ground).await?,
        false => None,
    };
    let run = format!("count-{}-{who:?}", std::process::id());
    let ground = Ground {
        run,
        tag,
        ..counted.ground
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
