//! The connections of one worker: four that reads share and pipeline on, and some that a write has
//! for itself while its transaction lasts.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use tokio::sync::Semaphore;
use tokio_postgres::{Client, NoTls, Statement};

use crate::failure::Failure;

/// Connections that a worker's reads share.
const SHARED: usize = 4;
/// Transactions of a worker at once.
const WRITERS: usize = 4;

/// What is set on each connection: what the service sets that bears on plans.
const SESSION: &str = "set jit = off; set timezone = 'UTC'";

/// For lists that no index serves: a plan made for any programme is bad for the large one.
const PLANNED_EACH_TIME: &str = "set plan_cache_mode = force_custom_plan";

/// A connection and the statements prepared on it so far, by their text.
pub struct Connection {
    client: Client,
    prepared: RefCell<HashMap<String, Statement>>,
}

impl Connection {
    async fn open(url: &str) -> anyhow::Result<Self> {
        let (client, driver) = tokio_postgres::connect(url, NoTls).await?;
        actix_web::rt::spawn(driver);
        client.batch_execute(SESSION).await?;
        Ok(Self {
            client,
            prepared: RefCell::default(),
        })
    }

    /// The client, to send statements.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// A statement, prepared the first time it is asked for.
    pub async fn prepared(&self, sql: &str) -> Result<Statement, tokio_postgres::Error> {
        if let Some(statement) = self.prepared.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).await?;
        self.prepared.borrow_mut().insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// All connections of a worker.
pub struct Connections {
    shared: Vec<Rc<Connection>>,
    planning: Vec<Rc<Connection>>,
    next: Cell<usize>,
    writers: RefCell<Vec<Rc<Connection>>>,
    free: Semaphore,
}

impl Connections {
    /// Opens them.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let (mut shared, mut planning, mut writers) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..SHARED {
            shared.push(Rc::new(Connection::open(url).await?));
            let connection = Connection::open(url).await?;
            connection.client.batch_execute(PLANNED_EACH_TIME).await?;
            planning.push(Rc::new(connection));
        }
        for _ in 0..WRITERS {
            writers.push(Rc::new(Connection::open(url).await?));
        }
        Ok(Self {
            shared,
            planning,
            next: Cell::new(0),
            writers: RefCell::new(writers),
            free: Semaphore::new(WRITERS),
        })
    }

    /// One to read on, in turn.
    pub fn reader(&self) -> Rc<Connection> {
        let turn = self.next.get();
        self.next.set(turn.wrapping_add(1));
        self.shared[turn % SHARED].clone()
    }

    /// One to read on, on which every statement is planned for its parameters.
    pub fn planner(&self) -> Rc<Connection> {
        self.planning[self.next.get() % SHARED].clone()
    }

    /// Runs a transaction on a connection that nobody else uses meanwhile; of a failed one nothing remains.
    pub async fn write<T>(&self, work: impl AsyncFnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        let _permit = self.free.acquire().await?;
        let connection = self.writers.borrow_mut().pop().ok_or_else(Failure::missing)?;
        let done = work(&connection).await;
        if done.is_err() {
            connection.client.batch_execute("rollback").await?;
        }
        self.writers.borrow_mut().push(connection);
        done
    }
}
