//! Flooded, guessed at and dawdled with, the service goes on answering the others.

mod guessing;
mod load;
mod peers;
mod quotas;
mod times;

use std::num::NonZeroU32;

use clap::Parser;
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use jalon::settings::LimitSettings;

use crate::support::World;

#[derive(clap::Parser)]
struct Flags {
    #[command(flatten)]
    limits: LimitSettings,
}

#[test]
fn what_is_set_when_nothing_is_set_are_the_defaults() {
    let set = |flags: &[&str]| Flags::parse_from([&["jalon"], flags].concat()).limits;
    assert_eq!(format!("{:?}", set(&[])), format!("{:?}", LimitSettings::default()));
    let proxies = set(&["--trusted-proxies", "10.0.0.0/8, 2001:db8::1"]).trusted_proxies;
    assert_eq!(format!("{proxies:?}"), "[10.0.0.0/8, 2001:db8::1/128]");
    for refused in [["--trusted-proxies", "proxy.example"], ["--account-requests", "0"]] {
        assert!(Flags::try_parse_from([&["jalon"], &refused[..]].concat()).is_err());
    }
}

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
