//! How much the service takes on, from whom, and for how long.

use std::num::NonZeroU32;
use std::time::Duration;

use clap::{Args, ValueEnum, value_parser};
use ipnet::IpNet;

/// Limits against flooding and dawdling.
#[derive(Args, Clone, Debug)]
pub struct LimitSettings {
    /// Requests a second that one account may send on and on; ten times as many at once.
    #[arg(long, env = "JALON_ACCOUNT_REQUESTS", default_value = "10000", value_name = "NUMBER")]
    pub account_requests: NonZeroU32,

    /// Requests a second that one network address may send on and on without an account; ten times
    /// as many at once.
    #[arg(long, env = "JALON_ADDRESS_REQUESTS", default_value = "500", value_name = "NUMBER")]
    pub address_requests: NonZeroU32,

    /// Networks of proxies (10.0.0.0/8, 2001:db8::1), separated by commas, that are believed when
    /// they say on whose behalf they ask. By default none: an address is that of the connection.
    #[arg(long, env = "JALON_TRUSTED_PROXIES", value_delimiter = ',', value_name = "NETWORKS", value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,

    /// The header in which the trusted proxies say it; they must overwrite or extend what they are
    /// sent. The other header is never read.
    #[arg(long, env = "JALON_PROXY_HEADER", value_enum, default_value_t = ProxyHeader::XForwardedFor)]
    pub proxy_header: ProxyHeader,

    /// Requests that are worked on at once; one more is refused at once with 503.
    #[arg(long, env = "JALON_REQUESTS_AT_ONCE", default_value_t = 1024, value_parser = super::numbers(1..=1_000_000), value_name = "NUMBER")]
    pub requests_at_once: usize,

    /// Milliseconds that a request waits for a connection to the database before 503.
    #[arg(
        long,
        env = "JALON_DATABASE_WAIT_MS",
        default_value_t = 3000,
        value_parser = value_parser!(u64).range(1..=60_000),
        value_name = "MILLISECONDS"
    )]
    pub database_wait_ms: u64,

    /// Seconds in which a request's head must have arrived.
    #[arg(long, env = "JALON_HEAD_SECONDS", default_value_t = 10, value_parser = value_parser!(u64).range(1..=600), value_name = "SECONDS")]
    pub head_seconds: u64,

    /// Seconds in which a request's body must have arrived, and one more for each 16 KiB of it;
    /// 408 otherwise.
    #[arg(long, env = "JALON_BODY_SECONDS", default_value_t = 20, value_parser = value_parser!(u64).range(1..=600), value_name = "SECONDS")]
    pub body_seconds: u64,

    /// Seconds in which a request must be answered once its body is there; 503 otherwise.
    #[arg(long, env = "JALON_ANSWER_SECONDS", default_value_t = 30, value_parser = value_parser!(u64).range(1..=600), value_name = "SECONDS")]
    pub answer_seconds: u64,

    /// Seconds in which a client must read some of what it was sent; its connection is closed otherwise
    /// (on Linux).
    #[arg(long, env = "JALON_UNREAD_SECONDS", default_value_t = 30, value_parser = value_parser!(u32).range(1..=600), value_name = "SECONDS")]
    pub unread_seconds: u32,

    /// Seconds that a connection is kept for its next request; longer than a proxy before keeps it.
    #[arg(long, env = "JALON_KEEP_ALIVE_SECONDS", default_value_t = 75, value_parser = value_parser!(u64).range(0..=3600), value_name = "SECONDS")]
    pub keep_alive_seconds: u64,

    /// MiB of responses that are kept in memory, to be sent again where nothing has changed, and as many of what portfolios are
    /// made of; 0 keeps none.
    #[arg(long, env = "JALON_RESPONSE_CACHE_MIB", default_value_t = 20, value_parser = value_parser!(u64).range(0..=65536), value_name = "MIB")]
    pub response_cache_mib: u64,
}

/// Where proxies say on whose behalf they ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProxyHeader {
    /// `X-Forwarded-For`, the custom.
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

impl Default for LimitSettings {
    /// What is set when nothing is.
    fn default() -> Self {
        let rate = |number: u32| NonZeroU32::MIN.saturating_add(number - 1);
        Self {
            account_requests: rate(10_000),
            address_requests: rate(500),
            trusted_proxies: Vec::new(),
            proxy_header: ProxyHeader::XForwardedFor,
            requests_at_once: 1024,
            database_wait_ms: 3000,
            head_seconds: 10,
            body_seconds: 20,
            answer_seconds: 30,
            unread_seconds: 30,
            keep_alive_seconds: 75,
            response_cache_mib: 20,
        }
    }
}

impl LimitSettings {
    /// How long a head may take.
    pub fn head(&self) -> Duration {
        Duration::from_secs(self.head_seconds)
    }

    /// How many bytes of responses are kept.
    pub fn response_cache_bytes(&self) -> u64 {
        self.response_cache_mib * 1024 * 1024
    }

    /// How long a connection is kept idle.
    pub fn keep_alive(&self) -> Duration {
        Duration::from_secs(self.keep_alive_seconds)
    }
}

/// A network, or one address.
fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let one = || text.parse().map(|address: std::net::IpAddr| IpNet::from(address));
    text.parse()
        .or_else(|_| one())
        .map_err(|_| format!("{text:?} is neither a network nor an address"))
}
