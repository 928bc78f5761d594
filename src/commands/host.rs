//! What every command that works needs: the log, the database, the services.

use std::panic::PanicHookInfo;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use actix_web::web::Data;
use anyhow::Context;
use chrono::TimeDelta;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;

use crate::access::{Guessing, Passwords, SigningKeys, TokenIssuer};
use crate::clock::Clock;
use crate::database::{self, Pool, Scrubber, embedded};
use crate::files::{self, FileStore};
use crate::http::Guard;
use crate::http::memory::Memory;
use crate::http::metrics;
use crate::http::response_cache::ResponseCache;
use crate::http::services::{Limits, Services};
use crate::settings::{LogFormat, Settings};

/// A database that is ready, private or given, and where the service keeps its files.
pub struct Host {
    /// The settings it was made from.
    pub settings: Settings,
    /// The service's folder.
    pub data_dir: PathBuf,
    /// Where the database is.
    pub database_url: String,
    /// The private server, if there is one.
    pub server: Option<embedded::Server>,
}

impl Host {
    /// Starts the private server where no database is given, and migrates.
    pub fn prepare(settings: Settings) -> anyhow::Result<Self> {
        let data_dir = settings.data_dir()?;
        let (database_url, server) = match settings.given_database() {
            Some(url) => (url.to_owned(), None),
            None => {
                let mut options = embedded::Options::new(&data_dir);
                options.programs = settings.pg_bin.clone();
                options.run_as = settings.postgres_user.clone();
                let server = embedded::Server::start(&options)?;
                (server.url(embedded::DATABASE), Some(server))
            }
        };
        // diesel's migration harness blocks in place, which only this kind of runtime allows.
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?
            .block_on(database::migrate(&database_url))?;
        Ok(Self {
            settings,
            data_dir,
            database_url,
            server,
        })
    }

    /// The services, with the clock of the settings.
    pub fn services(&self) -> anyhow::Result<Data<Services>> {
        self.services_with(self.settings.today.map_or_else(Clock::real, Clock::standing_at))
    }

    /// The services, with another clock.
    pub fn services_with(&self, clock: Clock) -> anyhow::Result<Data<Services>> {
        let keys = match self.settings.keys_dir()? {
            Some(folder) => SigningKeys::load_or_make(&folder)?,
            None => SigningKeys::from_files(&self.settings.signing_key_file)?,
        };
        let files = match self.settings.s3.bucket()? {
            Some(bucket) => FileStore::in_bucket(&bucket, &self.data_dir)?,
            None => FileStore::in_folder(&self.data_dir)?,
        };
        let routes = Arc::new(crate::app::routes(&crate::openapi::document())?);
        Ok(Data::new(Services {
            pool: Pool::new(&self.database_url, self.settings.connections_per_worker())?,
            scrubber: self.scrubber()?,
            clock,
            tokens: TokenIssuer::new(keys, self.settings.access_token_lifetime())?,
            passwords: Passwords::default(),
            guessing: Guessing::default(),
            files,
            files_grace: Duration::from_secs(60 * self.settings.files_grace_minutes),
            limits: Limits {
                body_bytes: self.settings.body_limit,
                batch_bytes: self.settings.batch_limit,
                upload_bytes: self.settings.upload_limit,
            },
            guard: Guard::new(&self.settings.limits),
            answers_kept: TimeDelta::hours(self.settings.kept_answers_hours),
            memory: Memory::new(self.settings.limits.response_cache_bytes()),
            response_cache: ResponseCache::new(self.settings.limits.response_cache_bytes()),
            routes,
            documents: Arc::new(crate::openapi::published(self.settings.public_url.as_ref())),
            shown_accounts: OnceLock::new(),
            public_url: self.settings.public_url.clone(),
            origins: self.settings.cors_origins.clone(),
            security_contact: self.settings.security_contact.to_string(),
        }))
    }

    /// Who takes what was erased out of the database's files.
    pub fn scrubber(&self) -> anyhow::Result<Scrubber> {
        match &self.server {
            Some(server) => Scrubber::of_server(&server.superuser_url(embedded::DATABASE)),
            None => Scrubber::of_tables(&self.database_url),
        }
    }

    /// Stops the private server.
    pub fn stop(self) -> anyhow::Result<()> {
        self.server.map_or(Ok(()), |server| {
            server.stop().context("the private database did not stop")
        })
    }
}

/// Refuses to go on where the database names files, and the folder that keeps them was found empty.
pub async fn claim_files(services: &Services) -> anyhow::Result<()> {
    let kept = files::kept(&*services.pool.get().await?).await?;
    services.files.claim(kept)
}

/// So many lines wait to be written, in a few megabytes; past that they are lost and counted.
const WAITING_LINES: usize = 8 * 1024;

/// Starts logging, until the guard is dropped: then what still waits is written. Logs hold ids, routes and statuses:
/// no names, addresses, tokens or bodies.
///
/// Lines are written by a thread of their own. Whoever reads standard error and falls behind loses lines, and does
/// not hold up the service.
pub fn log(settings: &Settings) -> anyhow::Result<WorkerGuard> {
    let filter = EnvFilter::try_new(&settings.log)?;
    let (writer, guard) = NonBlockingBuilder::default()
        .thread_name("log")
        .buffered_lines_limit(WAITING_LINES)
        .lossy(true)
        .finish(std::io::stderr());
    metrics::watch_log(writer.error_counter());
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer);
    let started = match settings.log_format {
        LogFormat::Text => subscriber.try_init(),
        LogFormat::Json => subscriber.json().with_span_list(false).try_init(),
    };
    started.map_err(|error| anyhow::anyhow!("logging cannot start: {error}"))?;
    std::panic::set_hook(Box::new(log_panic));
    Ok(guard)
}

/// Tells where a panic was, among the lines of its request. Its message may quote what it failed on.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, "panicked");
}
