//! A running service for one test.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;

use actix_web::HttpServer;
use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::sql_types::Text;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use jalon::access::{Guessing, Passwords, SigningKeys, TokenIssuer};
use jalon::clock::{Clock, StoryTime};
use jalon::database::{Pool, Scrubber};
use jalon::files::FileStore;
use jalon::http::Guard;
use jalon::http::memory::Memory;
use jalon::http::response_cache::ResponseCache;
use jalon::http::routes::Routes;
use jalon::http::services::{Documents, Limits, Services};
use jalon::settings::LimitSettings;
use uuid::Uuid;

use super::client::Client;
use super::database::{TestDatabase, signing_keys};
use super::folders::files_in;
use super::waiting::eventually;

/// How many connections a service under test has for each thread.
pub const CONNECTIONS: usize = 6;

/// The service, its database and the keys it signs with.
pub struct TestApp {
    pub base_url: String,
    pub services: Data<Services>,
    pub database: TestDatabase,
    /// The data folder, where files are kept.
    pub folder: PathBuf,
    handle: ServerHandle,
}

impl TestApp {
    /// A service whose today is 4 March 2019.
    pub async fn start() -> Self {
        Self::start_on("2019-03-04").await
    }

    /// A service whose civil date stands at `today`.
    pub async fn start_on(today: &str) -> Self {
        Self::start_over(TestDatabase::create().await, today)
    }

    /// The same over that database.
    pub fn start_over(database: TestDatabase, today: &str) -> Self {
        let today: NaiveDate = today.parse().unwrap();
        let folder = std::env::temp_dir().join(format!("jalon-test-{}", Uuid::now_v7()));
        let limits = LimitSettings::default();
        let services = services(
            (database.url(), CONNECTIONS),
            &folder,
            Clock::standing_at(today),
            &limits,
        );
        let (base_url, handle) = serve(services.clone());
        Self {
            base_url,
            services,
            database,
            folder,
            handle,
        }
    }

    /// The same service once more, which reaches the same database at another address.
    pub fn twin(&self, database_url: &str) -> Twin {
        self.twin_within(database_url, &LimitSettings::default())
    }

    /// The same, which reads anew whatever it is asked.
    pub fn uncached_twin(&self, database_url: &str) -> Twin {
        let limits = LimitSettings {
            response_cache_mib: 0,
            ..LimitSettings::default()
        };
        self.twin_within(database_url, &limits)
    }

    /// The services of one that reads anew whatever it is asked, all on one connection.
    pub fn alone(&self) -> Data<Services> {
        let limits = LimitSettings {
            response_cache_mib: 0,
            ..LimitSettings::default()
        };
        services((self.database.url(), 1), &self.folder, self.services.clock, &limits)
    }

    /// The same service once more, over the same database, within other limits.
    pub fn limited(&self, limits: &LimitSettings) -> Twin {
        self.twin_within(self.database.url(), limits)
    }

    /// The same service once more, over the same database, on another day.
    pub fn on(&self, today: &str) -> Twin {
        let clock = Clock::standing_at(today.parse().unwrap());
        self.twin_at(self.database.url(), clock, &LimitSettings::default())
    }

    /// The same service once more, over the same database, with a clock that is set.
    pub fn set_to(&self, at: DateTime<Utc>) -> (Twin, &'static StoryTime) {
        let (clock, time) = Clock::of_a_story();
        time.go_to(at);
        (
            self.twin_at(self.database.url(), clock, &LimitSettings::default()),
            time,
        )
    }

    /// The same, over the database as it is reached there.
    pub fn twin_within(&self, database_url: &str, limits: &LimitSettings) -> Twin {
        self.twin_at(database_url, self.services.clock, limits)
    }

    fn twin_at(&self, database_url: &str, clock: Clock, limits: &LimitSettings) -> Twin {
        let services = services((database_url, CONNECTIONS), &self.folder, clock, limits);
        let (base_url, handle) = serve(services.clone());
        Twin {
            base_url,
            services,
            handle,
        }
    }

    /// A client without credentials.
    pub fn stranger(&self) -> Client {
        Client::new(&self.base_url, None)
    }

    /// A client that holds an access token of the account.
    pub async fn client_of(&self, account: Uuid) -> Client {
        let [client] = self.clients_of([account]).await;
        client
    }

    /// A client for each of the accounts.
    pub async fn clients_of<const N: usize>(&self, accounts: [Uuid; N]) -> [Client; N] {
        let sessions = accounts.map(|account| (account, Uuid::now_v7()));
        let rows = sessions.map(|(account, session)| format!("('{session}', '{account}', now())"));
        self.sql(&format!(
            "insert into sessions (id, account_id, created_at) values {}",
            rows.join(", ")
        ))
        .await;
        sessions.map(|(account, session)| {
            let token = self.services.tokens.issue(account, session, Utc::now()).unwrap();
            Client::new(&self.base_url, Some(token)).of_account(account)
        })
    }

    /// The key that tokens are signed with.
    pub fn signing_key_file(&self) -> PathBuf {
        let mut keys = std::fs::read_dir(signing_keys())
            .unwrap()
            .map(|key| key.unwrap().path());
        keys.find(|key| key.extension().is_some_and(|extension| extension == "pem"))
            .unwrap()
    }

    /// The files that are kept for it.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = files_in(&self.folder);
        // What says that the folder is the store's is nobody's file.
        files.retain(|file| !file.ends_with(".jalon"));
        files
    }

    /// A connection of the test's own.
    pub async fn connection(&self) -> AsyncPgConnection {
        AsyncPgConnection::establish(self.database.url()).await.unwrap()
    }

    /// While a field of a row is being redacted, each of these statements that does not touch it is refused for this reason.
    pub async fn refuses_while_redacting(
        &self,
        field: &str,
        statements: impl IntoIterator<Item = String>,
        reason: &str,
    ) {
        let mut conn = self.connection().await;
        let set = format!("select set_config('jalon.redacting', '{field}', true)");
        let others = statements.into_iter().filter(|statement| !statement.contains(field));
        for statement in others {
            let refused = conn.batch_execute(&format!("begin; {set}; {statement}")).await;
            let refused = refused.expect_err(&statement).to_string();
            assert!(refused.contains(reason), "{statement}: {refused}");
            conn.batch_execute("rollback").await.unwrap();
        }
    }

    /// Runs statements that the service has no request for.
    pub async fn sql(&self, statements: &str) {
        self.connection().await.batch_execute(statements).await.unwrap();
    }

    /// Returns when so many of the database's sessions wait for a lock.
    pub async fn waiting(&self, number: usize) {
        let waits =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        let all = || async { self.text(waits).await == number.to_string() };
        eventually("so many wait", all).await;
    }

    /// One text from the database.
    pub async fn text(&self, query: &str) -> String {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = Text)]
            text: String,
        }
        let row: Row = diesel::sql_query(format!("select ({query})::text as text"))
            .get_result(&mut self.connection().await)
            .await
            .unwrap();
        row.text
    }
}

/// A second service over one database.
pub struct Twin {
    pub base_url: String,
    pub services: Data<Services>,
    handle: ServerHandle,
}

impl Drop for Twin {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The server's own thread ends it; the database is dropped with its connections.
        drop(self.handle.stop(false));
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The services of one test.
fn services((url, connections): (&str, usize), folder: &Path, clock: Clock, limits: &LimitSettings) -> Data<Services> {
    let keys = SigningKeys::load(signing_keys()).unwrap();
    let (routes, documents) = documents();
    let files = FileStore::in_folder(folder).unwrap();
    files.claim(0).unwrap();
    Data::new(Services {
        pool: Pool::new(url, connections).unwrap(),
        scrubber: Scrubber::of_tables(url).unwrap(),
        clock,
        tokens: TokenIssuer::new(keys, TimeDelta::minutes(15)).unwrap(),
        passwords: Passwords::default(),
        guessing: Guessing::default(),
        files,
        files_grace: Duration::from_secs(3600),
        limits: Limits {
            body_bytes: 1024 * 1024,
            batch_bytes: 4 * 1024 * 1024,
            upload_bytes: 1024 * 1024,
        },
        guard: Guard::new(limits),
        answers_kept: TimeDelta::hours(48),
        memory: Memory::new(limits.response_cache_bytes()),
        response_cache: ResponseCache::new(limits.response_cache_bytes()),
        routes,
        documents,
        shown_accounts: OnceLock::new(),
        public_url: None,
        security_contact: "mailto:securite@jalon.example".to_owned(),
        origins: vec!["https://front.example".to_owned()],
    })
}

fn documents() -> (Arc<Routes>, Arc<Documents>) {
    static DOCUMENT: LazyLock<(Arc<Routes>, Arc<Documents>)> = LazyLock::new(|| {
        let routes = jalon::app::routes(&jalon::openapi::document()).unwrap();
        (Arc::new(routes), Arc::new(jalon::openapi::published(None)))
    });
    DOCUMENT.clone()
}

/// Serves on a thread of its own, on a free port.
fn serve(services: Data<Services>) -> (String, ServerHandle) {
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = HttpServer::new(move || jalon::app::build(services.clone()))
                .workers(1)
                // A client may open a connection in advance, and a busy machine use it late.
                .client_request_timeout(Duration::from_secs(60))
                .disable_signals()
                .bind("127.0.0.1:0")
                .unwrap();
            let address = server.addrs()[0];
            let server = server.run();
            tell.send((format!("http://{address}"), server.handle())).unwrap();
            server.await.unwrap();
        });
    });
    told.recv().unwrap()
}
