//! Waiting for what happens in its own time, but not for ever.

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Long for any machine.
const LONGEST: Duration = Duration::from_secs(60);

/// Asks until it is so; fails the test when it never comes to be.
#[track_caller]
pub fn eventually<F: Future<Output = bool>>(what: &str, mut condition: impl FnMut() -> F) -> impl Future<Output = ()> {
    let caller = std::panic::Location::caller();
    let begun = Instant::now();
    async move {
        while !condition().await {
            assert!(begun.elapsed() < LONGEST, "{caller}: never {what}");
            sleep(Duration::from_millis(10)).await;
        }
    }
}
