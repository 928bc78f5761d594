//! A database for each test, cloned from a template in which the migrations have run.
//!
//! One server is shared by all tests and by test processes running at once; it keeps nothing
//! safe and is quick for it. It starts with the first process that needs it, stops a few seconds
//! after the last has ended, and keeps its template for the next run. `JALON_TEST_DATABASE_URL`
//! names another server to use instead, with a user who may create databases; it must serve the
//! tests of one machine only.
//!
//! It stands in memory where the machine has a folder for that (`/dev/shm`) with room: a file system on a disk takes
//! longer and longer to make files where so many have just gone.
//!
//! ```text
//! <that folder, or TMPDIR>/jalon-test-<uid>-<hash of this checkout>/
//!   setup.lock    held while the server starts, the template is built, the server is stopped
//!   users.lock    shared by the processes that use the server
//!   server/       its data folder
//!   keys/         the one key that all tests sign with: making one is not what they test
//! ```

mod server;
mod template;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use jalon::access::SigningKeys;
use tokio::runtime::Runtime;
use tokio_postgres::{Client, NoTls};

use server::{Folder, Held, Server};

/// How long a test waits at its end for its database to go. It goes later otherwise.
const GOING: Duration = Duration::from_secs(10);

/// A database of its own for one test; dropped with this value.
pub struct TestDatabase {
    name: String,
    url: String,
}

impl TestDatabase {
    /// A fresh one, migrated and empty. Runs in any async test.
    pub async fn create() -> Self {
        let (shared, name) = (Shared::get(), Self::name());
        let client = connect(&shared.server.admin("postgres"))
            .await
            .expect("connect to the test server");
        // Copying files beats logging pages when nothing is synced and several do it at once.
        let strategy = if shared.server.major >= 15 {
            "strategy file_copy"
        } else {
            ""
        };
        let owner = shared.server.owner_clause();
        let sql = format!("create database {name} template {} {owner} {strategy}", shared.template);
        client.batch_execute(&sql).await.expect("clone the template");
        let url = shared.server.url(&name);
        Self { name, url }
    }

    /// A fresh one of another locale, as `create database` takes it; none where the server has no such locale.
    pub async fn of_locale(locale: &str) -> Option<Self> {
        let (shared, name) = (Shared::get(), Self::name());
        let client = connect(&shared.server.admin("postgres"))
            .await
            .expect("connect to the test server");
        let owner = shared.server.owner_clause();
        let sql = format!("create database {name} template template0 encoding 'UTF8' {locale} {owner}");
        if let Err(error) = client.batch_execute(&sql).await {
            eprintln!("no database of {locale}: {error:?}");
            return None;
        }
        let url = shared.server.url(&name);
        let database = Self { name, url };
        let url = database.url.clone();
        // On a thread of its own: migrations want a runtime with several.
        let migrated = thread::spawn(move || runtime().block_on(jalon::database::migrate(&url)));
        migrated.join().expect("it ends").expect("the migrations run");
        Some(database)
    }

    fn name() -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        format!("t_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// Where to connect to it, as the role that the service has.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (done, wait) = mpsc::channel();
        let name = self.name.clone();
        // On a thread of its own: the test's runtime may be this one, or be gone.
        thread::spawn(move || {
            let dropped = runtime().block_on(async {
                let client = connect(&Shared::get().server.admin("postgres")).await?;
                drop_database(&client, &name).await
            });
            if let Err(error) = dropped {
                eprintln!("{name} stays until the next run: {error}");
            }
            let _ = done.send(());
        });
        let _ = wait.recv_timeout(GOING);
    }
}

/// What the tests of this process share.
struct Shared {
    server: Server,
    template: String,
    keys: PathBuf,
    /// Tells other processes that the server is in use.
    _held: Held,
}

impl Shared {
    fn get() -> &'static Self {
        static SHARED: OnceLock<Result<Shared, String>> = OnceLock::new();
        // On a thread of its own: it blocks, and runs migrations that want a runtime with several.
        let setup = || {
            thread::spawn(Self::set_up)
                .join()
                .unwrap_or_else(|_| Err("it panicked, see above".to_owned()))
        };
        SHARED.get_or_init(setup).as_ref().expect("the test server is set up")
    }

    fn set_up() -> Result<Self, String> {
        let folder = Folder::open().map_err(|error| error.to_string())?;
        let (held, setup) = folder.hold().map_err(|error| error.to_string())?;
        let server = folder.server()?;
        let keys = folder.path("keys");
        SigningKeys::load_or_make(&keys).map_err(|error| error.to_string())?;
        let template = runtime()
            .block_on(async {
                let client = connect(&server.admin("postgres")).await?;
                template::sweep(&client).await?;
                template::build(&client, &server, &migrations()).await
            })
            .map_err(|error| format!("{error:?}"))?;
        drop(setup);
        Ok(Self {
            server,
            template,
            keys,
            _held: held,
        })
    }
}

/// The folder of the key that tests sign with.
pub fn signing_keys() -> &'static Path {
    &Shared::get().keys
}

fn migrations() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations")
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
}

/// A connection, driven by the present runtime.
async fn connect(url: &str) -> anyhow::Result<Client> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Drops a database, whoever is still connected to it.
async fn drop_database(client: &Client, name: &str) -> anyhow::Result<()> {
    Ok(client
        .batch_execute(&format!("drop database if exists {name} with (force)"))
        .await?)
}
