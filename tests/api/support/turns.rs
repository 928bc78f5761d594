//! Counts the round trips between a service and its database.
//!
//! A proxy stands between them and holds every answer back for a moment. A turn begins when the
//! service sends after it was given an answer: statements sent together, before any answer, are
//! one turn, however many they are. The end of a snapshot is none: no answer waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio_postgres::config::{Config, Host};

/// Longer than a service needs to send what it sends together.
const HELD_BACK: Duration = Duration::from_millis(10);

/// The proxy; it ends with its listener's task, at the end of the test's runtime.
pub struct Turns {
    url: String,
    count: Arc<AtomicUsize>,
}

impl Turns {
    /// A proxy before the database at `url`.
    pub async fn before(url: &str) -> Self {
        let config: Config = url.parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let password = config
            .get_password()
            .map_or(String::new(), |it| format!(":{}", String::from_utf8_lossy(it)));
        let url = format!(
            "postgres://{}{password}@127.0.0.1:{}/{}",
            config.get_user().unwrap(),
            listener.local_addr().unwrap().port(),
            config.get_dbname().unwrap(),
        );
        let count = Arc::new(AtomicUsize::new(0));
        let counter = count.clone();
        tokio::spawn(async move {
            while let Ok((service, _)) = listener.accept().await {
                service.set_nodelay(true).unwrap();
                tokio::spawn(relay(service, config.clone(), counter.clone()));
            }
        });
        Self { url, count }
    }

    /// Where the service connects to.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// How many turns there were so far.
    pub fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }
}

async fn relay(service: TcpStream, config: Config, count: Arc<AtomicUsize>) {
    let port = config.get_ports().first().copied().unwrap_or(5432);
    match &config.get_hosts()[0] {
        Host::Unix(folder) => {
            let socket = UnixStream::connect(folder.join(format!(".s.PGSQL.{port}")))
                .await
                .unwrap();
            let (from, to) = tokio::io::split(socket);
            both_ways(service, from, to, count).await;
        }
        Host::Tcp(host) => {
            let socket = TcpStream::connect((host.as_str(), port)).await.unwrap();
            let (from, to) = tokio::io::split(socket);
            both_ways(service, from, to, count).await;
        }
    }
}

async fn both_ways<R, W>(service: TcpStream, mut from_database: R, mut to_database: W, count: Arc<AtomicUsize>)
where
    R: AsyncRead + Unpin + Send + 'static,
    W: AsyncWrite + Unpin + Send + 'static,
{
    let (mut from_service, mut to_service) = service.into_split();
    // Whether the service has sent and was given nothing since.
    let waiting = Arc::new(AtomicBool::new(false));
    let answered = waiting.clone();
    let answers = tokio::spawn(async move {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(length @ 1..) = from_database.read(&mut buffer).await {
            tokio::time::sleep(HELD_BACK).await;
            answered.store(false, Ordering::SeqCst);
            if to_service.write_all(&buffer[..length]).await.is_err() {
                break;
            }
        }
    });
    let mut buffer = vec![0; 1 << 16];
    while let Ok(length @ 1..) = from_service.read(&mut buffer).await {
        if !buffer[..length].ends_with(b"rollback\0") && !waiting.swap(true, Ordering::SeqCst) {
            count.fetch_add(1, Ordering::SeqCst);
        }
        if to_database.write_all(&buffer[..length]).await.is_err() {
            break;
        }
    }
    answers.abort();
}
