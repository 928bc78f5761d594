//! What the service does by itself, beside answering, for as long as it runs.
//!
//! A job is one line of `JOBS`: what it is called in the log, how often it is done, what it
//! does. It gives the number of things done, and is tried again with the next round when it fails.

mod scrub;
pub mod sweep;

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use actix_web::web::Data;
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, join_all};

use crate::files;
use crate::http::ApiResult;
use crate::milestones::tacit;
use crate::services::Services;

const MINUTE: Duration = Duration::from_secs(60);

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
        work: |services| async { Ok(files::sweep(services, services.files_grace).await?) }.boxed_local(),
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
    async fn repeat(&self, services: &Services) {
        loop {
            // A job that panics must not end the service.
            match AssertUnwindSafe((self.work)(services)).catch_unwind().await {
                Ok(Ok(0)) => {}
                Ok(Ok(done)) => tracing::info!(job = self.name, done, "done"),
                Ok(Err(error)) => tracing::error!(job = self.name, cause = %error, "failed; it will be tried again"),
                Err(_) => tracing::error!(job = self.name, "panicked; it will be tried again"),
            }
            tokio::time::sleep(self.every).await;
        }
    }
}
