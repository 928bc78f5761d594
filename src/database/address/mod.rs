//! Where the database is, and how a connection to it is secured: the words of libpq.
//!
//! `sslmode`, `sslrootcert` and `channel_binding` mean what they mean to every other client of
//! PostgreSQL, in both forms of an address, `postgres://host/db?sslmode=…` and
//! `host=… sslmode=…` (docs/operations.md says where we differ). Encryption is rustls' alone.

mod text;
mod tls;
mod verifier;

use anyhow::{Context, bail};
use diesel::ConnectionError;
use diesel_async::AsyncPgConnection;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode as Attempt};
use tokio_postgres::error::SqlState;
use tokio_postgres_rustls::MakeRustlsConnect;

pub use text::{Parts, split};
use verifier::Check;

/// How much of a connection's security is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
enum SslMode {
    /// Never encrypted.
    Disable,
    /// Encrypted where the server takes nothing else.
    Allow,
    /// Encrypted where the server can.
    Prefer,
    /// Encrypted, or no connection.
    Require,
    /// Encrypted, by a server that an authority of ours vouches for.
    VerifyCa,
    /// The same, and it vouches for the very host that was named.
    VerifyFull,
}

/// The address of a database.
#[derive(Clone)]
pub struct Address {
    config: Config,
    mode: SslMode,
    tls: MakeRustlsConnect,
}

impl Address {
    /// Reads an address, in either form, and the file of authorities that it names.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let Parts { rest, mode, roots } = split(text)?;
        let config: Config = rest.parse().context("the database's address cannot be read")?;
        let mode = match mode.as_deref() {
            Some(mode) => mode
                .parse()
                .ok()
                .with_context(|| format!("the database's address: sslmode {mode:?} is unknown"))?,
            None if roots.as_deref() == Some(SYSTEM) => SslMode::VerifyFull,
            None => SslMode::Prefer,
        };
        // What a mode never uses is not read.
        let roots = roots.filter(|_| mode != SslMode::Disable);
        let check = check(mode, roots.as_deref())?;
        Ok(Self {
            config,
            mode,
            tls: MakeRustlsConnect::new(tls::client(check)?),
        })
    }

    /// A connection. Each attempt that the mode allows is made until one succeeds.
    pub async fn connect(&self) -> Result<AsyncPgConnection, ConnectionError> {
        let attempts = self.attempts();
        for (place, attempt) in attempts.iter().enumerate() {
            let mut config = self.config.clone();
            match config.ssl_mode(*attempt).connect(self.tls.clone()).await {
                Ok((client, connection)) => {
                    return AsyncPgConnection::try_from_client_and_connection(client, connection).await;
                }
                Err(error) if place + 1 < attempts.len() && is_of_security(&error) => {}
                Err(error) => return Err(ConnectionError::BadConnection(in_full(&error))),
            }
        }
        Err(ConnectionError::BadConnection("no attempt was made".to_owned()))
    }

    /// Over a socket of this machine nothing is encrypted, whatever is asked.
    fn attempts(&self) -> &'static [Attempt] {
        let local = |host: &Host| matches!(host, Host::Unix(_));
        let hosts = self.config.get_hosts();
        if !hosts.is_empty() && hosts.iter().all(local) {
            return &[Attempt::Disable];
        }
        match self.mode {
            SslMode::Disable => &[Attempt::Disable],
            SslMode::Allow => &[Attempt::Disable, Attempt::Require],
            SslMode::Prefer => &[Attempt::Prefer, Attempt::Disable],
            SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => &[Attempt::Require],
        }
    }
}

/// The word for the authorities that this system trusts.
const SYSTEM: &str = "system";

/// What a server must prove. Authorities that are named are held to, in every mode that encrypts.
fn check(mode: SslMode, roots: Option<&str>) -> anyhow::Result<Check> {
    let Some(roots) = roots else {
        if matches!(mode, SslMode::VerifyCa | SslMode::VerifyFull) {
            bail!("the database's address: to verify, name the authorities with sslrootcert, a file or \"system\"");
        }
        return Ok(Check::Nothing);
    };
    let authorities = match roots {
        SYSTEM if mode != SslMode::VerifyFull => {
            bail!("the database's address: sslrootcert=system goes with sslmode=verify-full alone")
        }
        SYSTEM => tls::system_roots()?,
        file => tls::roots_of(file)?,
    };
    Ok(match mode {
        SslMode::VerifyFull => Check::Host(authorities),
        _ => Check::Authority(authorities),
    })
}

/// Whether another way of securing the connection may fare better: the encryption failed, or the
/// server has no place for a connection of this kind. A wrong password is not sent twice.
fn is_of_security(error: &tokio_postgres::Error) -> bool {
    match error.code() {
        Some(state) => *state == SqlState::INVALID_AUTHORIZATION_SPECIFICATION,
        None => true,
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
