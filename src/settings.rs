//! Every setting, each a flag and an environment variable: the only reader of the environment.

mod limits;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

pub use limits::{LimitSettings, ProxyHeader};

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
/// Days that an invitation or a reset can be taken up.
pub const ONE_TIME_SECRET_DAYS: i64 = 7;

/// How the service is set up. `--help` lists all; a flag wins over its variable.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Where to listen; port 0 picks a free one.
    #[arg(long, env = "JALON_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,

    /// Where the service keeps its private database and its keys. By default /var/lib/jalon as
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

    /// Connections to the database, at most.
    #[arg(long, env = "JALON_DATABASE_CONNECTIONS", default_value_t = 16)]
    pub database_connections: usize,

    /// Threads that serve requests; by default one for each core.
    #[arg(long, env = "JALON_WORKERS")]
    pub workers: Option<usize>,

    /// A civil date to take for today, for tests and demonstrations. Instants stay real.
    #[arg(long, env = "JALON_TODAY", value_name = "YYYY-MM-DD")]
    pub today: Option<NaiveDate>,

    /// An Ed25519 key (PKCS#8, PEM) to sign access tokens with; by default one made at the first
    /// start and kept in the data folder.
    #[arg(long, env = "JALON_SIGNING_KEY_FILE", value_name = "FILE")]
    pub signing_key_file: Option<PathBuf>,

    /// Minutes that an access token lives.
    #[arg(long, env = "JALON_ACCESS_TOKEN_MINUTES", default_value_t = 15, value_parser = clap::value_parser!(i64).range(1..=1440))]
    pub access_token_minutes: i64,

    /// Largest JSON body, in bytes.
    #[arg(long, env = "JALON_BODY_LIMIT", default_value_t = 1024 * 1024)]
    pub body_limit: usize,

    /// Largest body of a batch, in bytes.
    #[arg(long, env = "JALON_BATCH_LIMIT", default_value_t = 4 * 1024 * 1024)]
    pub batch_limit: usize,

    /// Hours that an answer is kept for retries with its Idempotency-Key.
    #[arg(long, env = "JALON_KEPT_ANSWERS_HOURS", default_value_t = 48, value_parser = clap::value_parser!(i64).range(24..=8760), value_name = "HOURS")]
    pub kept_answers_hours: i64,

    /// Origins that browsers may call from, separated by commas.
    #[arg(long, env = "JALON_CORS_ORIGINS", value_delimiter = ',')]
    pub cors_origins: Vec<String>,

    /// Limits against flooding and dawdling.
    #[command(flatten)]
    pub limits: LimitSettings,

    /// How logs are written.
    #[arg(long, env = "JALON_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,

    /// What is logged (`warn`, `info`, `jalon=debug`, ...).
    #[arg(long, env = "JALON_LOG", default_value = "warn,jalon=info")]
    pub log: String,
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
    /// The data folder, where none is set: one that works for root and for a person.
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
