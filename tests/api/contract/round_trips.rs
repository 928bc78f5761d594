//! How often each operation asks the database: `docs/round-trips.md`, counted, and never more than
//! its bound.

use std::fmt::Write as _;
use std::time::Duration;

use futures_util::future::join_all;

use super::walk::{Operation, Request};
use crate::access::cast::Cast;
use crate::access::place::{Place, Target};
use crate::access::row::Row;
use crate::access::stage::{self, Stage};
use crate::support::{Client, Turns, Twin};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/round-trips.md");
/// What writes the page anew.
const COMMAND: &str = "JALON_WRITE_ROUND_TRIPS=1 cargo test --test api round_trips";

/// How often at most.
fn bound(operation: &Operation) -> usize {
    let on_milestone = operation.path.starts_with("/v1/milestones/");
    match operation.method {
        "GET" if operation.path.ends_with("/portfolio") => 3,
        // One end after the other, each as of its instant.
        "GET" if operation.path.ends_with("/comparison") => 11,
        "GET" if operation.path.ends_with("/committee-file") => 11,
        // Its projects, their clocks, and what was known of them.
        "GET" if operation.path == "/v1/programmes/{programme}/progress-curve" => 4,
        "GET" => 2,
        "POST" if on_milestone && operation.needs_tag => 9,
        _ => 7,
    }
}

/// How often a request is sent at most until it has twice taken as few round trips as it ever does, and no more than the
/// page says.
const MOST: usize = 12;

/// What there is on the project that is read, so that no list is empty and no view spares itself a
/// question.
const GROUND: &[&str] = &[
    "planned",
    "begun",
    "submitted",
    "mission",
    "closed month",
    "suspension",
    "extension",
    "baseline",
    "entry",
    "health",
    "report",
    "published report",
    "assessment",
    "risk",
    "dataset",
    "prototype",
    "trial",
    "team member",
    "roadmap item",
    "adopted roadmap item",
    "reuse",
    "adopted reuse",
    "topic",
    "retained topic",
    "hand-over item",
    "provided hand-over item",
    "waiver",
    "verdict",
    "self-assessment",
    "submitted instruction",
    "redaction",
];
/// What there is in its programme besides.
const IN_PROGRAMME: &[&str] = &[
    "exchange",
    "held exchange",
    "own sign-up",
    "another's sign-up",
    "committee decision",
    "laureate application",
    "application link",
    "application file",
    "submitted evaluation",
    "another's evaluation",
    "another's recusal",
    "grid",
];
/// What there is on the milestone that is read.
const ON_MILESTONE: &[&str] = &["evidence", "file", "comment", "observation"];

/// How many services are asked at once.
const LANES: usize = 4;

/// A request and how many round trips it took.
#[derive(Clone)]
struct Counted<'a> {
    request: Request<'a>,
    turns: usize,
}

impl Counted<'_> {
    fn line(&self) -> String {
        let (bound, turns) = (bound(self.request.operation), self.turns);
        format!("{} {turns} | {bound} |\n", label(&self.request))
    }
}

/// The first cell of a request's line.
fn label(request: &Request<'_>) -> String {
    let operation = request.operation;
    let summary = operation.summary.trim_end_matches('.');
    let case = request.case();
    format!("| {summary}{case}<br>`{} {}` |", operation.method, operation.path)
}

/// How many the page says that a request takes; none where it does not tell of it.
fn told(page: &str, request: &Request<'_>) -> Option<usize> {
    let label = label(request);
    let rest = page.lines().find_map(|line| line.strip_prefix(&label))?;
    rest.split('|').next()?.trim().parse().ok()
}

/// The same service, behind a proxy that counts.
struct Counting {
    turns: Turns,
    twin: Twin,
}

impl Counting {
    async fn of(cast: &Cast) -> Self {
        let app = &cast.world.app;
        let turns = Turns::before(app.database.url()).await;
        let twin = app.uncached_twin(turns.url());
        Self { turns, twin }
    }

    /// The round trips of a request once its statements are prepared. A machine that is busy can add
    /// some, and takes none away: what counts is the least, seen twice, and what is more than was `told` is asked again.
    async fn count(&self, cast: &mut Cast, request: &Request<'_>, told: Option<usize>) -> usize {
        let mut counts = Vec::new();
        let mut laid = None;
        for _ in 0..MOST {
            let (client, stage) = match laid.take() {
                Some(laid) if request.operation.method == "GET" => laid,
                _ => self.lay(cast, request).await,
            };
            let before = self.settled().await;
            let reply = request.send(&client, &stage).await;
            request.succeeded(&reply);
            let connections = self.twin.services.pool.status().size;
            counts.push(self.settled().await - before);
            laid = Some((client, stage));
            // Each connection prepares its statements.
            let prepared = counts.get(connections..).unwrap_or_default();
            if let Some(least) = seen_twice(prepared)
                && told.is_none_or(|told| least <= told)
            {
                return least;
            }
        }
        // It is more than the page says.
        let connections = self.twin.services.pool.status().size;
        if let Some(least) = counts.get(connections..).and_then(seen_twice) {
            return least;
        }
        panic!(
            "{} takes other numbers of round trips each time: {counts:?}",
            request.name()
        )
    }

    /// Lays what is asked about, and gives who asks, through the proxy.
    async fn lay(&self, cast: &mut Cast, request: &Request<'_>) -> (Client, Stage) {
        let (client, stage) = request.lay(cast).await;
        let mut client = client.at(&self.twin.base_url);
        if request.operation.takes_tag {
            client = client.with("If-Match", "*");
        }
        if request.operation.takes_key {
            client = client.with("Idempotency-Key", &format!("tours-{}", stage.number));
        }
        (client, stage)
    }

    /// The round trips so far, once nothing is on its way any more: a snapshot ends behind its answer.
    async fn settled(&self) -> usize {
        loop {
            let status = self.twin.services.pool.status();
            if status.available == status.size {
                return self.turns.count();
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

/// The least of the counts, where it is there twice.
fn seen_twice(counts: &[usize]) -> Option<usize> {
    let least = *counts.iter().min()?;
    (counts.iter().filter(|count| **count == least).count() > 1).then_some(least)
}

/// Counts one request of every operation, and one with a file where it takes one: in the document's
/// order, on several services at once, since most of the time is waited.
async fn counted<'a>(operations: &'a [Operation], committed: &str) -> Vec<Counted<'a>> {
    let lanes = (0..LANES).map(async |lane| {
        let mut cast = Cast::assembled().await;
        let counting = Counting::of(&cast).await;
        let ground = Row::of("ground", Place::Project, &["home"], &[]).with(GROUND);
        stage::lay(&mut cast, &ground, Target::Own, None).await;
        let ground = Row::of("ground", Place::Programme, &["programme"], &[]).with(IN_PROGRAMME);
        stage::lay(&mut cast, &ground, Target::Own, None).await;
        let mut counted = Vec::new();
        for (place, operation) in operations.iter().enumerate().skip(lane).step_by(LANES) {
            for request in requests(operation) {
                let turns = counting.count(&mut cast, &request, told(committed, &request)).await;
                counted.push((place, Counted { request, turns }));
            }
        }
        counted
    });
    let mut counted = join_all(lanes).await.concat();
    counted.sort_by_key(|(place, _)| *place);
    counted.into_iter().map(|(_, counted)| counted).collect()
}

/// The requests that are counted, on a milestone on which there is something.
fn requests(operation: &Operation) -> Vec<Request<'_>> {
    let mut requests = operation.requests();
    let case = requests[0].row.case;
    requests.retain(|request| request.row.case == case);
    for Request { row, .. } in &mut requests {
        if matches!(row.path, ["accepted" | "decision", ..]) {
            *row = row.with(ON_MILESTONE);
        }
    }
    requests
}

fn written(counted: &[Counted<'_>]) -> String {
    let mut page = format!(
        "# Round trips to the database\n\n\
         This page is written by the tests: they send one request of every operation, which succeeds, through a\n\
         proxy that counts how often the service waits for the database. Who asks, the transaction and the\n\
         `Idempotency-Key` are in the count; statements are prepared already. Do not edit it. After a change, look\n\
         at what became more, and run\n\n```sh\n{COMMAND}\n```\n\n\
         The last column is how many there may be (`bound` in `tests/api/contract/round_trips.rs`). What is done\n\
         to many rows (the milestones that end with a project) is done in one flight.\n"
    );
    for (title, reads) in [("Reads", true), ("Writes", false)] {
        writeln!(
            page,
            "\n## {title}\n\n| operation | round trips | at most |\n|---|--:|--:|"
        )
        .unwrap();
        let here = counted
            .iter()
            .filter(|it| (it.request.operation.method == "GET") == reads);
        here.for_each(|it| page += &it.line());
    }
    page
}

#[actix_web::test]
async fn no_operation_asks_more_often_than_the_page_says_and_than_it_may() {
    let operations = Operation::all();
    let mut committed = std::fs::read_to_string(PAGE).unwrap_or_default();
    let counted = counted(operations, &committed).await;
    let page = written(&counted);
    if std::env::var_os("JALON_WRITE_ROUND_TRIPS").is_some() {
        std::fs::write(PAGE, &page).unwrap();
        committed.clone_from(&page);
    }
    let above = counted.iter().filter(|it| it.turns > bound(it.request.operation));
    let above: Vec<_> = above.map(|it| (&it.request.operation.id, it.turns)).collect();
    assert!(above.is_empty(), "ask more often than they may: {above:?}");
    let differing: Vec<_> = page
        .lines()
        .filter(|line| !committed.lines().any(|old| old == *line))
        .collect();
    assert!(
        committed == page,
        "docs/round-trips.md is not what was counted:\n{}\nLook at what changed, then run:\n  {COMMAND}",
        differing.join("\n")
    );
}
