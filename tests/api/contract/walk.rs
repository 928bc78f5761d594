//! Every operation of the document with a request that succeeds, for what holds of all of them.
//!
//! Which operations there are and what each takes is the document's; on what each is tried, with which
//! body, and who may is the access matrix's, which has rows for every one of them.

use crate::access::caller::Caller;
use crate::access::cast::Cast;
use crate::access::place::Target;
use crate::access::rooms;
use crate::access::row::{Expected, Row};
use crate::access::stage::{self, Stage};
use crate::access::trial;
pub use crate::access::trial::Operation;
use crate::support::{Client, Reply};

/// A request that succeeds: a row of the matrix by a caller who may.
#[derive(Clone)]
pub struct Request<'a> {
    pub operation: &'a Operation,
    pub row: Row,
    target: Target,
    caller: Caller,
}

impl Operation {
    /// Its requests that succeed: of each row of the matrix that someone may.
    pub fn requests(&self) -> Vec<Request<'_>> {
        let rows = rooms::ALL.iter().flat_map(|room| (room.rows)());
        let mut requests = Vec::new();
        for row in rows.filter(|row| row.operation == self.id) {
            let Some((target, caller)) = who_may(&row) else {
                continue;
            };
            let request = Request {
                operation: self,
                row,
                target,
                caller,
            };
            requests.push(request);
        }
        assert!(
            !requests.is_empty(),
            "no row of the matrix tells how {} succeeds",
            self.id
        );
        requests
    }
}

/// A caller who may, and on what. Whoever's sign-ins are ended by it is one that nothing else is
/// asked of.
fn who_may(row: &Row) -> Option<(Target, Caller)> {
    let mut callers = Caller::ALL.to_vec();
    if row.last {
        callers.reverse();
    }
    let all = row
        .targets()
        .iter()
        .flat_map(|target| callers.iter().map(|caller| (*target, *caller)));
    let mut may = all.filter(|(target, caller)| row.expected(*target, *caller) == Expected::Done);
    may.next()
}

impl Request<'_> {
    /// "accept_milestone (deferred)", for a failure's text and a page.
    pub fn name(&self) -> String {
        format!("{}{}", self.operation.id, self.case())
    }

    /// In which case, where the operation has several.
    pub fn case(&self) -> String {
        match self.row.case {
            "" => String::new(),
            case => format!(" ({case})"),
        }
    }

    /// Lays what it is sent on, and gives who sends it.
    pub async fn lay(&self, cast: &mut Cast) -> (Client, Stage) {
        let stage = stage::lay(cast, &self.row, self.target, Some(self.caller)).await;
        let client = cast.client(self.caller).clone();
        if !self.row.last {
            return (client, stage);
        }
        cast.give_passwords().await;
        (cast.world.app.client_of(client.account()).await, stage)
    }

    /// Sends it.
    pub async fn send(&self, client: &Client, stage: &Stage) -> Reply {
        trial::send(client, &self.row, self.operation, stage).await
    }

    /// Whether that is a success, of the one line too where it is a batch.
    #[track_caller]
    pub fn succeeded(&self, reply: &Reply) {
        let status = trial::status(&self.row, reply);
        assert!((200..400).contains(&status), "{}: {status} {}", self.name(), reply.text);
    }
}
