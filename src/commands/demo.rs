//! `jalon demo`: seeds once, then serves.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use actix_web::web::Data;
use anyhow::Context;
use clap::Args;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};

use super::host::{self, Host};
use super::serve;
use crate::clock::Clock;
use crate::database::schema::{accounts, identities, programmes};
use crate::demonstration::{self, PASSWORD, PROGRAMME, Player};
use crate::http::StaticAnswer;
use crate::http::services::Services;
use crate::settings::Settings;

/// Serves the demonstration: the call of 2018 and its six laureates.
#[derive(Args)]
pub struct Demo {
    #[command(flatten)]
    settings: Settings,

    /// Start over: forget what was written since the last start.
    #[arg(long)]
    fresh: bool,
}

impl Demo {
    /// Serves until it is told to stop.
    pub fn run(mut self) -> anyhow::Result<()> {
        let _log = host::log(&self.settings)?;
        self.settings.check()?;
        let today = self
            .settings
            .today
            .or(demonstration::TODAY)
            .context("the demonstration has no day")?;
        self.settings.today = Some(today);
        let data_dir = match &self.settings.data_dir {
            Some(folder) => folder.clone(),
            // Beside the service's own data, never in it.
            None => self.settings.data_dir()?.join("demo"),
        };
        self.settings.data_dir = Some(data_dir.clone());
        if self.fresh {
            forget(&self.settings, &data_dir)?;
        }
        let host = Host::prepare(self.settings)?;
        let services = host.services_with(Clock::standing_at(today))?;
        let done = actix_web::rt::System::new().block_on(async {
            host::claim_files(&services).await?;
            let note = Note {
                today: today.to_string(),
                accounts: seed(&host, &services, &data_dir).await?,
            };
            services
                .shown_accounts
                .get_or_init(|| StaticAnswer::json(&note.accounts));
            serve::serve(&host, services, |address| note.publish(&data_dir, address)).await
        });
        let stopped = host.stop();
        done.and(stopped)
    }
}

/// Forgets the private database and the files of an earlier demonstration. A given database is not ours to drop.
fn forget(settings: &Settings, data_dir: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(
        settings.given_database().is_none(),
        "--fresh starts over with a private database only: unset DATABASE_URL"
    );
    let cluster = data_dir.join("postgres");
    anyhow::ensure!(
        !cluster.exists() || [NOTE, BEGUN].iter().any(|mark| data_dir.join(mark).exists()),
        "{} holds no demonstration, for it has no {NOTE}: nothing is removed",
        data_dir.display()
    );
    // An instance that runs on the folder holds its lock; starting and stopping proves there is none.
    let mut options = crate::database::embedded::Options::new(data_dir);
    options.programs.clone_from(&settings.pg_bin);
    options.run_as.clone_from(&settings.postgres_user);
    if cluster.exists() {
        crate::database::embedded::Server::start(&options)?.stop()?;
        fs::remove_dir_all(&cluster).with_context(|| format!("{} cannot be removed", cluster.display()))?;
    }
    let files = data_dir.join("files");
    if files.exists() {
        fs::remove_dir_all(&files).with_context(|| format!("{} cannot be removed", files.display()))?;
    }
    Ok(())
}

/// What scripts are told, by rename so that nobody reads half of it.
const NOTE: &str = "demo.json";
/// Says that a folder's database is to be the demonstration's, before it is.
const BEGUN: &str = "demo.begun";
/// Why half a story is not served.
const INTERRUPTED: &str = "the story was interrupted as it was told: start over with --fresh";
/// Why a database is left alone.
const OTHERS: &str = "this database is not the demonstration's, whose passwords everybody knows: name another \
    folder with --data-dir, and unset DATABASE_URL; where the story was interrupted, start over with --fresh";

/// Tells the story to a database with nothing in it yet; gives the accounts. Whoever else's it is, it is
/// refused.
async fn seed(host: &Host, services: &Data<Services>, data_dir: &Path) -> anyhow::Result<Vec<Value>> {
    let (programmes, persons): (i64, i64) = {
        let mut conn = services.pool.get().await?;
        let programmes = programmes::table.count().get_result(&mut conn).await?;
        (programmes, identities::table.count().get_result(&mut conn).await?)
    };
    let interrupted = data_dir.join(BEGUN).exists() && !data_dir.join(NOTE).exists();
    anyhow::ensure!(programmes == 0 || !interrupted, INTERRUPTED);
    if programmes == 0 {
        anyhow::ensure!(persons == 0, OTHERS);
        fs::write(data_dir.join(BEGUN), "")?;
        println!("Telling the story of {PROGRAMME}…");
        let (clock, time) = Clock::of_a_story();
        demonstration::tell(host.services_with(clock)?, time).await?;
    }
    let mut conn = services.pool.get().await?;
    anyhow::ensure!(demonstration::is_told_in(&conn).await?, OTHERS);
    let mut found = Vec::new();
    for player in Player::all() {
        let organisation: Option<Option<uuid::Uuid>> = accounts::table
            .inner_join(identities::table)
            .filter(identities::email.eq(player.email))
            .select(accounts::organisation_id)
            .first(&mut conn)
            .await
            .optional()?;
        if let Some(organisation) = organisation {
            found.push(
                json!({"email": player.email, "password": PASSWORD, "role": player.role, "organisation": organisation}),
            );
        }
    }
    Ok(found)
}

/// What scripts and visitors are told.
struct Note {
    today: String,
    accounts: Vec<Value>,
}

impl Note {
    /// Writes `demo.json` (by rename, so that nobody reads half of it) and greets the visitor.
    fn publish(&self, data_dir: &Path, address: SocketAddr) -> anyhow::Result<()> {
        let base_url = format!("http://{address}");
        let (project, track) = demonstration::WRITABLE;
        let note = json!({
            "base_url": base_url, "today": self.today, "programme": PROGRAMME, "accounts": self.accounts,
            "writable": {"project": project, "track": track},
        });
        let (new, file) = (data_dir.join(format!("{NOTE}.new")), data_dir.join(NOTE));
        fs::write(&new, serde_json::to_string_pretty(&note)?)?;
        fs::rename(&new, &file)?;
        self.greet(&base_url, &file);
        Ok(())
    }

    fn greet(&self, base_url: &str, file: &Path) {
        println!("\nJalon listens on {base_url}; its day is {}.", self.today);
        println!("API reference: {base_url}/docs");
        println!("For scripts:   {}\n", file.display());
        println!("Accounts (password: {PASSWORD}):");
        for account in &self.accounts {
            println!(
                "  {:<15} {}",
                account["role"].as_str().unwrap_or_default(),
                account["email"].as_str().unwrap_or_default()
            );
        }
        println!("\nOne request for each role:");
        let mut shown = Vec::new();
        for account in &self.accounts {
            let (role, email) = (
                account["role"].as_str().unwrap_or_default(),
                account["email"].as_str().unwrap_or_default(),
            );
            if !shown.contains(&role) {
                shown.push(role);
                println!("\n# {role}\n{}", curl(base_url, email, path_for(role)));
            }
        }
        println!("\nCtrl-C stops it; the next start finds what was written (`jalon demo --fresh` starts over).");
    }
}

fn path_for(role: &str) -> &'static str {
    match role {
        "coordinator" | "observer" => "/v1/programmes/AMI-IA-2018/portfolio",
        "provider" => "/v1/projects/AMI-IA-2018-ACOSS/progress-entries?limit=3",
        "laureate" => "/v1/projects",
        "juror" => "/v1/programmes/AMI-IA-2018/applications",
        _ => "/v1/accounts",
    }
}

/// One line that logs in and asks, without any tool but curl and sed.
fn curl(base_url: &str, email: &str, path: &str) -> String {
    format!(
        "curl -s {base_url}{path} -H \"Authorization: Bearer $(curl -s {base_url}/v1/auth/token -H 'Content-Type: application/json' \
         -d '{{\"email\":\"{email}\",\"password\":\"{PASSWORD}\"}}' | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')\""
    )
}
