//! Flooded, guessed at and dawdled with, the service goes on answering the others.

mod guessing;
mod load;
mod peers;
mod quotas;
mod times;

use std::num::NonZeroU32;

use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use jalon::settings::LimitSettings;

use crate::support::World;

/// That many requests a second, and ten at once.
fn few(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap()
}

/// The safe defaults, but for what a test is about.
fn limits(change: impl FnOnce(&mut LimitSettings)) -> LimitSettings {
    let mut limits = LimitSettings::default();
    change(&mut limits);
    limits
}

/// A transaction that keeps every change of organisation ASN waiting, until it is dropped.
async fn held_up(world: &World) -> AsyncPgConnection {
    let mut holder = world.app.connection().await;
    let sql = format!("begin; select from organisations where id = '{}' for update", world.asn);
    holder.batch_execute(&sql).await.unwrap();
    holder
}
