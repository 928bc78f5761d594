//! Every setting, each a flag and an environment variable: the only reader of the environment.

mod limits;
mod public_url;

use std::net::ToSocketAddrs;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use anyhow::Context;
use chrono::{NaiveDate, TimeDelta};
use clap::Args;
use clap::builder::RangedU64ValueParser;
use secrecy::SecretString;

use crate::database::Address;
pub use limits::{LimitSettings, ProxyHeader};
pub use public_url::PublicUrl;

/// Argon2id as OWASP recommends it (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
pub const ARGON2_MEMORY_KIB: u32 = 19 * 1024;
/// How often Argon2id passes over its memory.
pub const ARGON2_PASSES: u32 = 2;
/// How many lanes of Argon2id's memory are filled at once.
pub const ARGON2_LANES: u32 = 1;
/// How many passwords are hashed at once; the others wait.
pub const HASHINGS_AT_ONCE: usize = 4;
/// The fewest characters of a password.
pub const PASSWORD_LENGTH: usize = 12;
/// Days that a refresh token lives, and a sign-in that is not used.
pub const REFRESH_TOKEN_DAYS: i64 = 14;

/// For how many seconds a refresh token that was used gives the same successor again: two tabs, a lost answer.
pub const REFRESH_GRACE_SECONDS: i64 = 10;
/// Days that an invitation or a reset can be taken up.
pub const ONE_TIME_SECRET_DAYS: i64 = 7;

/// How the service is set up. `--help` lists all; a flag wins over its variable.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Where to listen; port 0 picks a free one.
    #[arg(long, env = "JALON_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,

    /// The address at which clients reach the service, where a proxy stands before it: `Location`, `Link` and the
    /// document take its path. The proxy takes the path away.
    #[arg(long, env = "JALON_PUBLIC_URL", value_name = "URL", value_parser = PublicUrl::parse)]
    pub public_url: Option<PublicUrl>,

    /// Where the service keeps its private database, its keys and uploaded files. By default /var/lib/jalon as
    /// root, else $XDG_DATA_HOME/jalon.
    #[arg(long, env = "JALON_DATA_DIR", value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,

    /// A PostgreSQL database to use instead of a private one. `sslmode`, `sslrootcert` and
    /// `channel_binding` mean what they mean to libpq.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,

    /// Where PostgreSQL's server programs are, for the private database.
    #[arg(long, env = "PG_BIN", value_name = "FOLDER")]
    pub pg_bin: Option<PathBuf>,

    /// As root: the user that runs the private database; by default postgres, else nobody.
    #[arg(long, env = "JALON_POSTGRES_USER", value_name = "USER")]
    pub postgres_user: Option<String>,

    /// Connections to the database, divided among the threads that serve; what runs beside them has at most
    /// as many as one of them.
    #[arg(long, env = "JALON_DATABASE_CONNECTIONS", default_value_t = 16, value_parser = numbers(1..=1000))]
    pub database_connections: usize,

    /// Threads that serve requests; by default one for each core.
    #[arg(long, env = "JALON_WORKERS", value_parser = numbers(1..=1024))]
    pub workers: Option<usize>,

    /// A civil date to take for today, for tests and demonstrations. Instants stay real.
    #[arg(long, env = "JALON_TODAY", value_name = "YYYY-MM-DD")]
    pub today: Option<NaiveDate>,

    /// Ed25519 keys (PKCS#8, PEM) of access tokens, separated by commas: the first signs, all
    /// verify. By default those of the data folder, rotated by `jalon keys rotate`.
    #[arg(long, env = "JALON_SIGNING_KEY_FILE", value_name = "FILES", value_delimiter = ',')]
    pub signing_key_file: Vec<PathBuf>,

    /// Minutes that an access token lives.
    #[arg(long, env = "JALON_ACCESS_TOKEN_MINUTES", default_value_t = 15, value_parser = clap::value_parser!(i64).range(1..=1440))]
    pub access_token_minutes: i64,

    /// Largest JSON body, in bytes.
    #[arg(long, env = "JALON_BODY_LIMIT", default_value_t = 1024 * 1024, value_parser = numbers(KIB..=64 * KIB * KIB))]
    pub body_limit: usize,

    /// Largest body of a batch, in bytes.
    #[arg(long, env = "JALON_BATCH_LIMIT", default_value_t = 4 * 1024 * 1024, value_parser = numbers(KIB..=64 * KIB * KIB))]
    pub batch_limit: usize,

    /// Largest uploaded file, in bytes.
    #[arg(long, env = "JALON_UPLOAD_LIMIT", default_value_t = 50 * 1024 * 1024, value_parser = numbers(KIB..=KIB * KIB * KIB * 1024))]
    pub upload_limit: usize,

    /// Minutes after which a file that nothing names is removed; longer than any upload takes.
    #[arg(long, env = "JALON_FILES_GRACE_MINUTES", default_value_t = 24 * 60, value_parser = clap::value_parser!(u64).range(5..=60 * 24 * 365))]
    pub files_grace_minutes: u64,

    /// Where uploaded files are kept, if not in the data folder.
    #[command(flatten)]
    pub s3: BucketSettings,

    /// Hours that an answer is kept for retries with its Idempotency-Key.
    #[arg(long, env = "JALON_KEPT_ANSWERS_HOURS", default_value_t = 48, value_parser = clap::value_parser!(i64).range(24..=8760), value_name = "HOURS")]
    pub kept_answers_hours: i64,

    /// Origins that browsers may call from, separated by commas.
    #[arg(long, env = "JALON_CORS_ORIGINS", value_delimiter = ',', value_parser = origin)]
    pub cors_origins: Vec<String>,

    /// Limits against flooding and dawdling.
    #[command(flatten)]
    pub limits: LimitSettings,

    /// How logs are written.
    #[arg(long, env = "JALON_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,

    /// Whom to tell of a vulnerability (RFC 9116): an address of mail or of a page.
    #[arg(
        long,
        env = "JALON_SECURITY_CONTACT",
        default_value = "mailto:securite@jalon.example",
        value_name = "URI"
    )]
    pub security_contact: url::Url,

    /// What is logged (`warn`, `info`, `jalon=debug`, ...).
    #[arg(long, env = "JALON_LOG", default_value = "warn,jalon=info")]
    pub log: String,
}

/// A bucket to keep uploaded files in, reached by the S3 protocol.
#[derive(Args, Clone, Debug)]
pub struct BucketSettings {
    /// A bucket to keep uploaded files in, instead of the data folder.
    #[arg(long, env = "JALON_S3_BUCKET", value_name = "BUCKET")]
    s3_bucket: Option<String>,

    /// What the files' names in the bucket begin with.
    #[arg(long, env = "JALON_S3_PREFIX", value_name = "PREFIX", requires = "s3_bucket")]
    s3_prefix: Option<String>,

    /// The address of the S3 service; by default Amazon's.
    #[arg(long, env = "JALON_S3_ENDPOINT", value_name = "URL", requires = "s3_bucket", value_parser = endpoint)]
    s3_endpoint: Option<String>,

    /// The region of the bucket.
    #[arg(long, env = "JALON_S3_REGION", default_value = "us-east-1", value_name = "REGION")]
    s3_region: String,

    /// The id of the access key; without one, the machine's own role is asked for.
    #[arg(
        long,
        env = "JALON_S3_ACCESS_KEY_ID",
        value_name = "ID",
        requires_all = ["s3_bucket", "s3_secret_access_key"]
    )]
    s3_access_key_id: Option<String>,

    /// The secret of the access key. Better in the environment than on a command line.
    #[arg(
        long,
        env = "JALON_S3_SECRET_ACCESS_KEY",
        hide_env_values = true,
        value_name = "SECRET",
        requires_all = ["s3_bucket", "s3_access_key_id"]
    )]
    s3_secret_access_key: Option<SecretString>,

    /// Reach the S3 service without TLS, for one on the same machine.
    #[arg(long, env = "JALON_S3_ALLOW_HTTP")]
    s3_allow_http: bool,
}

/// A bucket, and how it is reached.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// What the files' names in it begin with.
    pub prefix: Option<String>,
    /// The service's address, if it is not Amazon's.
    pub endpoint: Option<String>,
    /// Its region.
    pub region: String,
    /// The access key's id and secret.
    pub access_key: Option<(String, SecretString)>,
    /// Whether TLS can be missing.
    pub allow_http: bool,
}

impl BucketSettings {
    /// The bucket, if one is set; refused where it could never be reached.
    pub fn bucket(&self) -> anyhow::Result<Option<Bucket>> {
        let Some(name) = self.s3_bucket.clone().filter(|name| !name.is_empty()) else {
            return Ok(None);
        };
        let plain = self.s3_endpoint.as_ref().is_some_and(|at| at.starts_with("http://"));
        anyhow::ensure!(
            self.s3_allow_http || !plain,
            "the address of the S3 service is without TLS: use https, or say --s3-allow-http"
        );
        Ok(Some(Bucket {
            name,
            prefix: self.s3_prefix.clone(),
            endpoint: self.s3_endpoint.clone(),
            region: self.s3_region.clone(),
            access_key: self.s3_access_key_id.clone().zip(self.s3_secret_access_key.clone()),
            allow_http: self.s3_allow_http,
        }))
    }
}

const KIB: u64 = 1024;

/// Numbers between two others.
fn numbers(range: RangeInclusive<u64>) -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(range)
}

/// An origin, as browsers send it (RFC 6454): a scheme, a host, and a port that is not the usual one.
fn origin(text: &str) -> Result<String, String> {
    let origin = url::Url::parse(text.trim()).map(|address| address.origin().ascii_serialization());
    match origin {
        Ok(origin) if origin == text.trim() && origin != "null" => Ok(origin),
        Ok(origin) if origin != "null" => Err(format!("an origin is {origin:?}, and nothing more")),
        _ => Err("an origin is like \"https://front.example\"".to_owned()),
    }
}

/// The address of a service.
fn endpoint(text: &str) -> Result<String, String> {
    let address = url::Url::parse(text.trim()).ok();
    let known = address.filter(|address| matches!(address.scheme(), "http" | "https") && address.has_host());
    match known {
        Some(_) => Ok(text.trim().to_owned()),
        None => Err("an address is like \"https://s3.example:9000\"".to_owned()),
    }
}

/// How logs are written.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines, one JSON object a line.
    Json,
}

impl Settings {
    /// Refuses what could not work, before anything is made.
    pub fn check(&self) -> anyhow::Result<()> {
        self.listen
            .to_socket_addrs()
            .with_context(|| format!("cannot listen on {}", self.listen))?;
        self.s3.bucket()?;
        self.given_database()
            .map_or(Ok(()), |url| Address::parse(url).map(drop))
    }

    /// How many connections each thread has at most.
    pub fn connections_per_worker(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let workers = self.workers.unwrap_or_else(cores);
        self.database_connections.div_ceil(workers)
    }

    /// The database that is given, if one is: an empty address is none.
    pub fn given_database(&self) -> Option<&str> {
        self.database_url.as_deref().filter(|url| !url.trim().is_empty())
    }

    /// How long an access token lives.
    pub fn access_token_lifetime(&self) -> TimeDelta {
        TimeDelta::minutes(self.access_token_minutes)
    }

    /// The folder of the signing keys, unless the keys are given one by one.
    pub fn keys_dir(&self) -> anyhow::Result<Option<PathBuf>> {
        match self.signing_key_file.is_empty() {
            true => Ok(Some(self.data_dir()?.join("keys"))),
            false => Ok(None),
        }
    }

    /// The data folder, where none is set: one that works for root and for a person.
    #[expect(
        clippy::disallowed_methods,
        reason = "the only reader of the environment, besides clap"
    )]
    pub fn data_dir(&self) -> anyhow::Result<PathBuf> {
        if let Some(folder) = &self.data_dir {
            return Ok(folder.clone());
        }
        if rustix::process::geteuid().is_root() {
            return Ok(PathBuf::from("/var/lib/jalon"));
        }
        let share = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
        let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
        share
            .or_else(home)
            .map(|share| share.join("jalon"))
            .ok_or_else(|| anyhow::anyhow!("neither HOME nor XDG_DATA_HOME is set: name a folder with --data-dir"))
    }
}
