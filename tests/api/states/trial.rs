//! A request in a project of each state: selected and running as laid, the others by the service's own verbs,
//! two days before.

use serde_json::json;
use uuid::Uuid;

use super::cases::cases;
use super::table::{TABLE, YES};
use crate::access::caller::Caller;
use crate::access::cast::Cast;
use crate::access::place::{Place, Target};
use crate::access::rooms;
use crate::access::row::Row;
use crate::access::stage;
use crate::access::trial::{self, Operation};
use crate::support::{Laying, Twin};

/// When projects end, and when everything is tried.
const ENDED_ON: &str = "2019-03-04";
const TODAY: &str = "2019-03-06";

/// What is answered to a request in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// It is done.
    Done,
    /// The state forbids it: 409, for these reasons.
    Refused(Vec<String>),
    /// Anything else, which nobody expects.
    Other(String),
}

/// How a project stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Selected,
    Running,
    Suspended,
    Completed,
    Withdrawn,
}

impl State {
    pub const ALL: [Self; 5] = [
        Self::Selected,
        Self::Running,
        Self::Suspended,
        Self::Completed,
        Self::Withdrawn,
    ];

    /// The head of its column.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Selected => "selected",
            Self::Running => "running",
            Self::Suspended => "suspended today",
            Self::Completed => "completed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What brings a project there, from where it is laid: the verb and its body.
    fn reached_by(self) -> Option<(&'static str, serde_json::Value)> {
        let motive = "Décision du comité.";
        match self {
            Self::Selected | Self::Running => None,
            Self::Suspended => Some((
                "suspensions",
                json!({"from": "2019-02-25", "until": "2019-03-18", "motive": motive}),
            )),
            Self::Completed => Some(("complete", json!({"on": ENDED_ON}))),
            Self::Withdrawn => Some(("withdraw", json!({"motive": motive}))),
        }
    }
}

/// A line of the table.
pub struct Kind {
    pub title: &'static str,
    /// The reason why not, state by state; empty: it is allowed.
    pub why_not: [&'static str; 5],
    /// Its operations, each with its case in the access matrix or in [`super::cases`].
    pub operations: &'static [(&'static str, &'static str)],
}

impl Kind {
    /// What is expected in a state.
    pub fn expected(&self, state: State) -> Cell {
        match self.why_not[state as usize] {
            YES => Cell::Done,
            reason => Cell::Refused(vec![reason.to_owned()]),
        }
    }
}

/// The requests that write in a project, by operation and case.
pub fn rows() -> Vec<Row> {
    let operations = trial::operations();
    let matrix = rooms::ALL.iter().flat_map(|room| (room.rows)());
    let writes = matrix.filter(|row| row.place == Place::Project && operations[row.operation].method != "GET");
    // What nobody may is nobody's to try.
    writes.filter(|row| !row.may.is_empty()).chain(cases()).collect()
}

/// A line of the page: a kind of work, one of its operations, and what came of it in each state.
pub struct Tried {
    pub kind: &'static Kind,
    pub row: Row,
    pub cells: [Cell; 5],
}

/// Tries the whole table.
pub async fn tried() -> Vec<Tried> {
    let operations = trial::operations();
    let mut cast = Cast::assembled().await;
    let later = cast.world.app.on(TODAY);
    let mut tried = Vec::new();
    let rows = rows();
    for kind in TABLE {
        for (operation, case) in kind.operations {
            let row = rows.iter().find(|row| (row.operation, row.case) == (*operation, *case));
            let row = *row.unwrap_or_else(|| panic!("{operation} ({case}) is no write in a project"));
            let mut cells = [const { Cell::Done }; 5];
            for state in State::ALL {
                cells[state as usize] = came_of(&mut cast, &later, &row, operations[*operation], state).await;
            }
            tried.push(Tried { kind, row, cells });
        }
    }
    tried
}

/// Lays a project in that state, and in it what the row needs; then sends the row's request.
async fn came_of(cast: &mut Cast, later: &Twin, row: &Row, operation: &Operation, state: State) -> Cell {
    let project = project_in(cast, state).await;
    let stage = stage::lay_in(cast, row, project).await;
    let before = cast.told().await;
    let mut client = cast.client(who_may(row)).at(&later.base_url);
    if operation.takes_tag {
        client = client.with("If-Match", "*");
    }
    let reply = trial::send(&client, row, operation, &stage).await;
    let status = trial::status(row, &reply);
    let cell = match status {
        200..400 => Cell::Done,
        409 => Cell::Refused(reasons(row, &reply.json())),
        _ => Cell::Other(format!("{status} {}", reply.text)),
    };
    let changed = cast.told().await != before;
    assert_eq!(changed, cell == Cell::Done, "{} in {state:?}: {cell:?}", row.operation);
    cell
}

/// The codes of a refusal's reasons, or of the one line's.
fn reasons(row: &Row, body: &serde_json::Value) -> Vec<String> {
    let problem = if row.line { &body["results"][0]["problem"] } else { body };
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| error["code"].as_str().unwrap().to_owned()).collect()
}

/// Who sends it: the provider where it may, else whoever decides, on technical tracks or on others, else the laureate.
fn who_may(row: &Row) -> Caller {
    let preferred = [
        Caller::Provider,
        Caller::Authority,
        Caller::Coordinator,
        Caller::Laureate,
    ];
    let found = preferred.into_iter().find(|caller| row.may.contains(caller));
    found.unwrap_or_else(|| panic!("{}: who sends it?", row.operation))
}

async fn project_in(cast: &mut Cast, state: State) -> (Uuid, String) {
    let mut lay = Laying::default();
    let laid = if state == State::Selected {
        "selected"
    } else {
        "running"
    };
    let project = cast.lay_project(&mut lay, Target::Own, laid);
    cast.run(&lay.transaction()).await;
    if let Some((verb, body)) = state.reached_by() {
        let client = cast.client(Caller::Authority).with("If-Match", "*");
        let reply = client.post(&format!("/v1/projects/{}/{verb}", project.0), body).await;
        assert!(reply.status.is_success(), "{verb}: {}", reply.text);
    }
    project
}
