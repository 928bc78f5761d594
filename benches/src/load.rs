//! The load: connections that are kept, each sending its next request when the last was answered.
//!
//! A closed loop on one thread, HTTP/1.1 by hand: it reads of an answer its status and its length.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request, written out, and the status that it must be answered with.
pub struct Request {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The status expected.
    pub status: u16,
}

/// An answer, as far as it is looked at.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// The head, as it came.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

/// What a run of load gave.
#[derive(Clone, Debug, Default)]
pub struct Load {
    /// Microseconds of each request, ascending.
    pub micros: Vec<u32>,
    /// How long the run was.
    pub seconds: f64,
}

impl Load {
    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.micros.len() as f64 / self.seconds
    }

    /// Milliseconds under which this share of the requests stayed.
    pub fn quantile(&self, share: f64) -> f64 {
        let at = ((self.micros.len() as f64 * share) as usize).min(self.micros.len().saturating_sub(1));
        self.micros
            .get(at)
            .map_or(f64::NAN, |micros| f64::from(*micros) / 1000.0)
    }
}

/// Puts load on a server for so long; `next` gives the n-th request of a connection.
pub async fn put(
    address: SocketAddr,
    clients: usize,
    duration: Duration,
    next: &impl Fn(usize, u64) -> Request,
) -> anyhow::Result<Load> {
    let begun = Instant::now();
    let end = begun + duration;
    let loops = (0..clients).map(|client| async move {
        let mut connection = Connection::open(address).await?;
        let (mut micros, mut turn) = (Vec::with_capacity(16 * 1024), 0);
        while Instant::now() < end {
            let request = next(client, turn);
            let sent = Instant::now();
            let answer = connection.exchange(&request.bytes).await?;
            micros.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
            ensure!(answer == request.status, "answered {answer}, not {}", request.status);
            turn += 1;
        }
        Ok(micros)
    });
    let all = futures_util::future::try_join_all(loops).await?;
    let seconds = begun.elapsed().as_secs_f64();
    let mut micros = all.concat();
    micros.sort_unstable();
    Ok(Load { micros, seconds })
}

/// A connection that is kept.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Opens it.
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request and reads its answer whole; gives its status.
    async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<u16> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let (mut head, mut whole) = (0, usize::MAX);
        while self.buffer.len() < whole {
            ensure!(
                self.stream.read_buf(&mut self.buffer).await? > 0,
                "the connection was closed"
            );
            if head == 0
                && let Some(at) = find(&self.buffer, b"\r\n\r\n")
            {
                head = at + 4;
                whole = head + length(&self.buffer[..head])?;
            }
        }
        status(&self.buffer)
    }

    /// The same, for an answer that is read.
    pub async fn ask(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        let status = self.exchange(request).await?;
        let head = find(&self.buffer, b"\r\n\r\n").context("no head")? + 4;
        Ok(Answer {
            status,
            head: String::from_utf8_lossy(&self.buffer[..head]).into_owned(),
            body: self.buffer[head..].to_vec(),
        })
    }
}

impl Answer {
    /// A header of the answer.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }
}

fn find(buffer: &[u8], part: &[u8]) -> Option<usize> {
    buffer.windows(part.len()).position(|window| window == part)
}

fn status(buffer: &[u8]) -> anyhow::Result<u16> {
    let code = buffer.get(9..12).and_then(|code| std::str::from_utf8(code).ok());
    code.and_then(|code| code.parse().ok()).context("no status")
}

/// The length of the body that follows a head.
fn length(head: &[u8]) -> anyhow::Result<usize> {
    for line in head.split(|byte| *byte == b'\n') {
        let (name, value) = line.split_at(line.iter().position(|byte| *byte == b':').unwrap_or(line.len()));
        if name.eq_ignore_ascii_case(b"content-length") {
            let value = std::str::from_utf8(&value[1..])?;
            return Ok(value.trim().parse()?);
        }
        if name.eq_ignore_ascii_case(b"transfer-encoding") {
            bail!("an answer without a length");
        }
    }
    Ok(0)
}
