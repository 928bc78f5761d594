//! Counters for Prometheus: requests by route and status, and how long they took.

use std::sync::{LazyLock, OnceLock};
use std::time::Duration;

use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, Opts, Registry, TextEncoder,
};
use tracing_appender::non_blocking::ErrorCounter;

use super::services::Services;

/// The process has one registry, as it has one set of workers.
static METRICS: LazyLock<Option<Metrics>> = LazyLock::new(|| Metrics::new().ok());

struct Metrics {
    registry: Registry,
    requests: HistogramVec,
    connections: IntGauge,
    waiting: IntGauge,
    at_work: IntGauge,
    rejections: IntCounterVec,
    lost_lines: IntCounter,
    cached: IntCounterVec,
}

/// How many lines the log could not take.
static LOST_LINES: OnceLock<ErrorCounter> = OnceLock::new();

/// Why a request was turned away, whatever it asked for.
#[derive(Clone, Copy, Debug, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Rejection {
    /// Its account had no request left (429).
    Account,
    /// Its address had none left (429).
    Address,
    /// Too many were worked on (503).
    Overload,
    /// No connection to the database became free (503).
    Database,
    /// Its body came too slowly (408).
    Slow,
    /// Its answer took too long (503).
    Late,
}

/// What the cache of responses had for a request that it can answer.
#[derive(Clone, Copy, Debug, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum CacheResult {
    /// The response.
    Hit,
    /// None that could be sent.
    Miss,
    /// One that may no longer be sent.
    Stale,
}

impl Metrics {
    fn new() -> prometheus::Result<Self> {
        let requests = HistogramVec::new(
            HistogramOpts::new(
                "jalon_http_request_duration_seconds",
                "Time to answer, by method, route and status.",
            )
            .buckets(vec![
                0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
            ]),
            &["method", "route", "status"],
        )?;
        let connections = IntGauge::with_opts(Opts::new(
            "jalon_database_connections",
            "Open connections to the database.",
        ))?;
        let waiting = IntGauge::with_opts(Opts::new(
            "jalon_database_waiting",
            "Requests waiting for a connection.",
        ))?;
        let at_work = IntGauge::with_opts(Opts::new("jalon_http_requests_at_work", "Requests that are worked on."))?;
        let rejections = IntCounterVec::new(
            Opts::new(
                "jalon_http_requests_turned_away_total",
                "Requests refused by limits, by reason.",
            ),
            &["reason"],
        )?;
        let lost_lines = IntCounter::new(
            "jalon_log_lines_lost_total",
            "Lines of the log that were lost: nobody read them in time.",
        )?;
        let cached = IntCounterVec::new(
            Opts::new(
                "jalon_response_cache_total",
                "Requests that the cache of responses was asked for, by what came of it.",
            ),
            &["result"],
        )?;
        let registry = Registry::new();
        registry.register(Box::new(cached.clone()))?;
        registry.register(Box::new(lost_lines.clone()))?;
        registry.register(Box::new(at_work.clone()))?;
        registry.register(Box::new(rejections.clone()))?;
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(connections.clone()))?;
        registry.register(Box::new(waiting.clone()))?;
        Ok(Self {
            registry,
            requests,
            connections,
            waiting,
            at_work,
            rejections,
            lost_lines,
            cached,
        })
    }
}

/// Counts an answer. The route is its pattern: no ids become labels.
pub fn observe(method: &str, route: &str, status: u16, took: Duration) {
    if let Some(metrics) = METRICS.as_ref() {
        let status = status.to_string();
        metrics
            .requests
            .with_label_values(&[method, route, status.as_str()])
            .observe(took.as_secs_f64());
    }
}

/// Counts what came of asking the cache of responses.
pub fn count_cached(result: CacheResult) {
    if let Some(metrics) = METRICS.as_ref() {
        metrics.cached.with_label_values(&[<&str>::from(result)]).inc();
    }
}

/// Publishes how many lines of the log are lost.
pub fn watch_log(lost: ErrorCounter) {
    let _ = LOST_LINES.set(lost);
}

/// Counts a request that was turned away.
pub fn count_rejection(why: Rejection) {
    if let Some(metrics) = METRICS.as_ref() {
        metrics.rejections.with_label_values(&[<&str>::from(why)]).inc();
    }
}

/// The counters in Prometheus' text format, beside what the services say of themselves now.
pub fn render(services: &Services) -> anyhow::Result<Vec<u8>> {
    let mut text = Vec::new();
    if let Some(metrics) = METRICS.as_ref() {
        let pool = services.pool.status();
        metrics.connections.set(i64::try_from(pool.size).unwrap_or(i64::MAX));
        metrics.waiting.set(i64::try_from(pool.waiting).unwrap_or(i64::MAX));
        let at_work = services.guard.load.at_work();
        let lost = LOST_LINES.get().map_or(0, ErrorCounter::dropped_lines) as u64;
        metrics.lost_lines.inc_by(lost.saturating_sub(metrics.lost_lines.get()));
        metrics.at_work.set(i64::try_from(at_work).unwrap_or(i64::MAX));
        TextEncoder::new().encode(&metrics.registry.gather(), &mut text)?;
    }
    Ok(text)
}
