//! `jalon serve`.

use std::any::Any;
use std::net::SocketAddr;

use actix_web::HttpServer;
use actix_web::rt::net::TcpStream;
use actix_web::web::Data;
use anyhow::Context;
use clap::Args;

use super::host::{self, Host};
use crate::database::embedded;
use crate::demonstration;
use crate::http::services::Services;
use crate::settings::Settings;

/// Serves the API.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    settings: Settings,
}

impl Serve {
    /// Serves until it is told to stop.
    pub fn run(self) -> anyhow::Result<()> {
        let _log = host::log(&self.settings)?;
        self.settings.check()?;
        let host = Host::prepare(self.settings)?;
        let services = host.services()?;
        let served = actix_web::rt::System::new().block_on(async {
            host::claim_files(&services).await?;
            if demonstration::is_told_in(&*services.pool.get().await?).await? {
                tracing::warn!("this database is the demonstration's: everybody knows the passwords of its accounts");
            }
            serve(&host, services, |address| {
                println!("Jalon listens on http://{address} (API reference: http://{address}/docs)");
                Ok(())
            })
            .await
        });
        let stopped = host.stop();
        served.and(stopped)
    }
}

/// Serves until a signal, or until the private database does not stay up. `ready` is told the address
/// just before connections are taken.
pub async fn serve(
    host: &Host,
    services: Data<Services>,
    ready: impl FnOnce(SocketAddr) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let settings = &host.settings;
    let (background, keyed) = (services.clone(), services.clone());
    let unread = settings.limits.unread_seconds;
    let mut server = HttpServer::new(move || crate::app::build(services.clone()))
        // An answer of two writes would wait 40 ms for the acknowledgement of the first.
        .tcp_nodelay(true)
        .on_connect(move |connection, _| patience(connection, unread))
        .client_request_timeout(settings.limits.head())
        .keep_alive(settings.limits.keep_alive())
        .shutdown_timeout(10);
    if let Some(workers) = settings.workers {
        server = server.workers(workers);
    }
    let server = server
        .bind(&settings.listen)
        .with_context(|| format!("cannot listen on {}", settings.listen))?;
    let address = server.addrs().first().copied().context("no address to listen on")?;
    // Told before the first answer: whoever finds the service ready finds `demo.json` written.
    ready(address)?;
    let running = server.run();
    tokio::select! {
        () = crate::background::run(background) => Ok(()),
        () = super::keys::watch(settings, &keyed) => Ok(()),
        ended = running => Ok(ended?),
        gone = supervise(host.server.as_ref()) => Err(gone).context("the private database is gone"),
    }
}

/// Ends a connection on which the client takes nothing of what it was sent for so many seconds: the
/// kernel tells that to nobody else (tcp(7), `TCP_USER_TIMEOUT`).
#[cfg_attr(not(target_os = "linux"), allow(unused_variables))]
fn patience(connection: &dyn Any, seconds: u32) {
    #[cfg(target_os = "linux")]
    if let Some(stream) = connection.downcast_ref::<TcpStream>()
        && let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(stream, seconds.saturating_mul(1000))
    {
        tracing::warn!(%error, "a connection has no limit to being left unread");
    }
}

/// Keeps the private database running; gives why it does no more.
async fn supervise(server: Option<&embedded::Server>) -> embedded::StartError {
    match server {
        Some(server) => server.supervise().await,
        None => std::future::pending().await,
    }
}
