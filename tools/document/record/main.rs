//! Prints the real answers of the demonstration, for `openapi/examples.json`:
//!
//! ```sh
//! cargo run --example record > openapi/examples.json
//! ```

mod recorder;
mod rehearsal;

use std::cell::RefCell;

use actix_web::http::StatusCode;
use clap::Parser;
use jalon::clock::Clock;
use jalon::commands::host::{self, Host};
use jalon::demonstration::storyteller::Event;
use jalon::demonstration::{accounts, tell_through, with_storyteller};
use jalon::settings::Settings;
use serde_json::Value;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
}

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut settings = Cli::parse().settings;
    settings.data_dir = Some(folder.path().to_owned());
    let host = Host::prepare(settings)?;
    let (clock, time) = Clock::of_a_story();
    let services = host.services_with(clock)?;
    let recorder = RefCell::new(recorder::Recorder::new()?);
    let hear = |event: &Event, status: StatusCode, answer: &Value| {
        recorder
            .borrow_mut()
            .keep(&event.method, &event.path, &event.body, status, answer);
    };
    let recorded = actix_web::rt::System::new().block_on(async {
        host::claim_files(&services).await?;
        let telling = with_storyteller(services, time, Some(&hear), async |storyteller| {
            let cast = tell_through(storyteller).await?;
            rehearsal::rehearse(storyteller, &cast).await?;
            let (coordinator, administrator) = (cast.account(accounts::DITP)?, cast.account(accounts::ADMINISTRATOR)?);
            recorder::visit(storyteller, coordinator, administrator).await
        });
        telling.await
    });
    host.stop()?;
    recorded?;
    println!("{}", serde_json::to_string_pretty(&recorder.into_inner().into_json())?);
    Ok(())
}
