//! Counts statements and round trips between a server and its database, from between them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What went by.
#[derive(Debug, Default)]
pub struct Counts {
    /// Statements executed.
    statements: AtomicU64,
    /// Times that something was sent after an answer: round trips.
    flights: AtomicU64,
    /// Statements prepared.
    prepared: AtomicU64,
}

impl Counts {
    /// Statements, round trips and preparations so far.
    pub fn read(&self) -> [u64; 3] {
        [
            self.statements.load(Relaxed),
            self.flights.load(Relaxed),
            self.prepared.load(Relaxed),
        ]
    }
}

/// Listens on a free port and passes everything on to the database; gives the port.
pub async fn open(database: SocketAddr) -> anyhow::Result<(u16, Arc<Counts>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let (port, counts) = (listener.local_addr()?.port(), Arc::new(Counts::default()));
    let counted = counts.clone();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            tokio::spawn(pass(client, database, counted.clone()));
        }
    });
    Ok((port, counts))
}

async fn pass(client: TcpStream, database: SocketAddr, counts: Arc<Counts>) -> std::io::Result<()> {
    let server = TcpStream::connect(database).await?;
    server.set_nodelay(true)?;
    client.set_nodelay(true)?;
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let answered = Arc::new(AtomicBool::new(true));
    let heard = answered.clone();
    tokio::spawn(async move {
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match from_server.read(&mut buffer).await {
                Ok(read) if read > 0 => {
                    heard.store(true, Relaxed);
                    if to_client.write_all(&buffer[..read]).await.is_err() {
                        break;
                    }
                }
                _ => break,
            }
        }
    });
    // The first message has no type before its length.
    let length = from_client.read_u32().await?;
    let mut message = Vec::new();
    read_body(&mut from_client, length, &mut message).await?;
    to_server
        .write_all(&[&length.to_be_bytes()[..], &message].concat())
        .await?;
    loop {
        let kind = from_client.read_u8().await?;
        if answered.swap(false, Relaxed) {
            counts.flights.fetch_add(1, Relaxed);
        }
        match kind {
            b'E' | b'Q' => counts.statements.fetch_add(1, Relaxed),
            b'P' => counts.prepared.fetch_add(1, Relaxed),
            _ => 0,
        };
        let length = from_client.read_u32().await?;
        read_body(&mut from_client, length, &mut message).await?;
        to_server
            .write_all(&[&[kind], &length.to_be_bytes()[..], &message].concat())
            .await?;
    }
}

async fn read_body(from: &mut (impl AsyncRead + Unpin), length: u32, into: &mut Vec<u8>) -> std::io::Result<()> {
    into.resize((length as usize).saturating_sub(4), 0);
    from.read_exact(into).await.map(drop)
}
