//! What the service does by itself, beside answering, for as long as it runs.
//!
//! A job is one line of `JOBS`: what it is called in the log, how often it is done, what it
//! does. It gives the number of things done. One that fails is tried again after pauses that double.

pub mod scrub;
pub mod sweep;

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use actix_web::web::Data;
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, join_all};

use crate::files;
use crate::http::ApiResult;
use crate::http::services::Services;
use crate::milestones::tacit;

const MINUTE: Duration = Duration::from_secs(60);
/// The longest pause after failures, of a job that is done more often.
const LONGEST: Duration = MINUTE.saturating_mul(15);

/// Every job of the service.
const JOBS: &[Job] = &[
    Job {
        name: "tacit acceptance",
        every: MINUTE,
        work: |services| tacit::accept_due(services).boxed_local(),
    },
    Job {
        name: "sweep",
        every: MINUTE.saturating_mul(15),
        work: |services| sweep::sweep(services).boxed_local(),
    },
    Job {
        name: "scrub",
        every: MINUTE,
        work: |services| scrub::scrub(services).boxed_local(),
    },
    Job {
        name: "sweep of files",
        every: MINUTE.saturating_mul(60),
        work: |services| {
            async { Ok(files::sweep(&services.files, &services.pool, services.files_grace).await?) }.boxed_local()
        },
    },
];

/// Something done again and again.
struct Job {
    name: &'static str,
    every: Duration,
    work: for<'a> fn(&'a Services) -> LocalBoxFuture<'a, ApiResult<usize>>,
}

/// Does every job, again and again.
pub async fn run(services: Data<Services>) {
    join_all(JOBS.iter().map(|job| job.repeat(&services))).await;
}

impl Job {
    /// Until the next time, after so many failures in a row.
    fn pause(&self, failures: u32) -> Duration {
        let doubled = self.every.saturating_mul(1 << failures.saturating_sub(1).min(4));
        doubled.min(self.every.max(LONGEST))
    }

    async fn repeat(&self, services: &Services) {
        let mut failures = 0;
        loop {
            // A job that panics must not end the service.
            let done = AssertUnwindSafe((self.work)(services)).catch_unwind().await;
            failures = if matches!(done, Ok(Ok(_))) { 0 } else { failures + 1 };
            match done {
                Ok(Ok(0)) => {}
                Ok(Ok(done)) => tracing::info!(job = self.name, done, "done"),
                Ok(Err(error)) => tracing::error!(job = self.name, cause = %error, "failed; it will be tried again"),
                Err(_) => tracing::error!(job = self.name, "panicked; it will be tried again"),
            }
            tokio::time::sleep(self.pause(failures)).await;
        }
    }
}
