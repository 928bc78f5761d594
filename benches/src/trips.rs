//! How many statements and round trips a request takes, counted between the server and its database.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::ensure;

use crate::cluster::Cluster;
use crate::contender::Server;
use crate::data::Sizes;
use crate::load::Connection;
use crate::proxy;
use crate::requests::Ground;
use crate::results::{Who, place};
use crate::works::Work;

/// Requests that are counted, one after the other.
const COUNTED: u64 = 20;
/// Requests before them, after which every statement is prepared on every connection.
const WARMING: u64 = 40;

/// Statements, round trips and preparations of a request.
pub type Trips = BTreeMap<(Who, usize), [f64; 3]>;

/// Counts them, for the builds of the service and the bare handlers.
pub async fn count(
    cluster: &Cluster,
    folder: &Path,
    (service, beside): (&Path, Option<&Path>),
    sizes: Sizes,
    works: &[Work],
    placed: bool,
) -> anyhow::Result<Trips> {
    let database = SocketAddr::from(([127, 0, 0, 1], cluster.port()));
    let mut trips = Trips::new();
    let mut grounds = None;
    let all = [
        (Who::Service, Some(service)),
        (Who::Beside, beside),
        (Who::Bare, None),
        (Who::BareWithRights, None),
    ];
    for (who, build) in all {
        let (port, counts) = proxy::open(database).await?;
        let name = if who == Who::Beside {
            "bench_beside"
        } else {
            "bench_service"
        };
        let url = format!("postgres://postgres@127.0.0.1:{port}/{name}?sslmode=disable");
        let (server, ground) = match (who, build) {
            (Who::Beside, None) => continue,
            (_, Some(build)) => {
                let server = Server::service(build, &url, folder).await?;
                let (own, bare) = server.survey(sizes, works).await?;
                grounds.get_or_insert(bare);
                (server, own)
            }
            (_, None) => (
                Server::bare(&url, who == Who::BareWithRights, placed, folder).await?,
                grounds.clone().unwrap_or_default(),
            ),
        };
        let tag = if who.does(Work::Unchanged) {
            server.tag(&ground).await?
        } else {
            None
        };
        let ground = Ground {
            run: format!("count-{}-{who:?}", std::process::id()),
            tag,
            ..ground
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
    }
    Ok(trips)
}
