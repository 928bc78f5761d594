//! Where the database is, and how a connection to it is secured: the words of libpq, as far as they go.
//!
//! `sslmode`, `sslrootcert` and `channel_binding` mean what they mean to every other client of
//! PostgreSQL, in both forms of an address, `postgres://host/db?sslmode=…` and
//! `host=… sslmode=…` (docs/operations.md says where we differ). Encryption and verification are rustls' alone.

mod text;
mod tls;

use anyhow::{Context, bail};
use diesel::ConnectionError;
use diesel_async::AsyncPgConnection;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

pub use text::{Parts, split};

/// The address of a database.
#[derive(Clone)]
pub struct Address {
    config: Config,
    tls: MakeRustlsConnect,
}

impl Address {
    /// Reads an address, in either form, and the file of authorities that it names.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let Parts { rest, mode, roots } = split(text)?;
        let mut config: Config = rest.parse().context("the database's address cannot be read")?;
        let roots = match (mode.as_deref(), roots.as_deref()) {
            (Some("verify-full"), Some("system")) | (None, Some("system")) => Some(tls::system_roots()?),
            (Some("verify-full"), Some(file)) => Some(tls::roots_of(file)?),
            (Some("verify-full"), None) => {
                bail!("the database's address: to verify, name the authorities with sslrootcert, a file or \"system\"")
            }
            (Some("disable"), _) | (Some("prefer" | "require") | None, None) => None,
            (Some("prefer" | "require") | None, Some(_)) => {
                bail!("the database's address: sslrootcert goes with sslmode=verify-full alone")
            }
            (Some(mode), _) => {
                bail!("the database's address: sslmode {mode:?} is unknown: disable, prefer, require or verify-full")
            }
        };
        // Over a socket of this machine nothing is encrypted, whatever is asked.
        let hosts = config.get_hosts();
        let local = !hosts.is_empty() && hosts.iter().all(|host| matches!(host, Host::Unix(_)));
        config.ssl_mode(match mode.as_deref() {
            _ if local => SslMode::Disable,
            Some("disable") => SslMode::Disable,
            Some("prefer") => SslMode::Prefer,
            None if roots.is_none() => SslMode::Prefer,
            _ => SslMode::Require,
        });
        Ok(Self {
            config,
            tls: MakeRustlsConnect::new(tls::client(roots)?),
        })
    }

    /// A connection.
    pub async fn connect(&self) -> Result<AsyncPgConnection, ConnectionError> {
        let connected = self.config.connect(self.tls.clone()).await;
        let (client, connection) = connected.map_err(|error| ConnectionError::BadConnection(in_full(&error)))?;
        AsyncPgConnection::try_from_client_and_connection(client, connection).await
    }
}

/// An error with its causes, which it keeps to itself.
fn in_full(error: &tokio_postgres::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        text = format!("{text}: {next}");
        cause = next.source();
    }
    text
}
