//! `jalon account`.

use std::io::Read;

use anyhow::{Context, bail, ensure};
use clap::{Args, Subcommand};
use diesel_async::AsyncConnection;
use secrecy::SecretString;

use super::host::{self, Host};
use crate::access::password;
use crate::accounts::{self, Founded, Founder};
use crate::clock::Clock;
use crate::database::Address;
use crate::http::ApiError;
use crate::organisations::OrganisationKind;
use crate::settings::Settings;
use crate::vocabulary::Language;

/// Accounts, from the server itself.
#[derive(Args)]
pub struct AccountCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Make an account: the first administrator, who makes the others over HTTP.
    Create(Box<Create>),
}

/// The account to make.
#[derive(Args)]
struct Create {
    /// Its e-mail address.
    #[arg(long)]
    email: String,

    /// The person's name.
    #[arg(long)]
    name: String,

    /// Its organisation, by name; made if there is none of that name.
    #[arg(long, value_name = "NAME")]
    organisation_name: String,

    /// What kind of organisation to make.
    #[arg(long, value_name = "CODE", default_value = "other")]
    organisation_kind: OrganisationKind,

    /// Grant it the administration of the platform.
    #[arg(long)]
    administrator: bool,

    /// Read its password from the standard input; without this, a one-time secret is printed with
    /// which its owner chooses one.
    #[arg(long)]
    password_stdin: bool,

    #[command(flatten)]
    settings: Settings,
}

impl AccountCommand {
    /// Does it.
    pub fn run(self) -> anyhow::Result<()> {
        match self.what {
            What::Create(create) => create.run(),
        }
    }
}

impl Create {
    fn run(self) -> anyhow::Result<()> {
        let _log = host::log(&self.settings)?;
        let address = self.email.trim().to_owned();
        ensure!(
            address.contains('@') && !address.contains(char::is_whitespace),
            "{address:?} is no e-mail address"
        );
        ensure!(!self.name.trim().is_empty(), "the name is empty");
        ensure!(
            !self.organisation_name.trim().is_empty(),
            "the organisation's name is empty"
        );
        let hash = self.password(&address)?;
        let host = Host::prepare(self.settings.clone())?;
        let made = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("no runtime")
            .and_then(|runtime| runtime.block_on(self.make(&host.database_url, hash)));
        let stopped = host.stop();
        let made = made?;
        stopped?;
        println!("account {}", made.account);
        if let Some((secret, expires_at)) = made.invitation {
            println!("invitation {secret}");
            println!("expires {}", expires_at.to_rfc3339());
        }
        Ok(())
    }

    /// The hash of the password on the standard input, if it is to be read.
    fn password(&self, address: &str) -> anyhow::Result<Option<String>> {
        if !self.password_stdin {
            return Ok(None);
        }
        let mut text = String::new();
        std::io::stdin()
            .take(4096)
            .read_to_string(&mut text)
            .context("the password cannot be read")?;
        let text = SecretString::from(text.trim_end_matches(['\r', '\n']));
        if let Some(weak) = password::weakness(&text, Some(address)) {
            bail!("{}", weak.message(Language::English));
        }
        password::hash(&text).map(Some)
    }

    /// One transaction, told in the journal as the system's doing.
    async fn make(&self, url: &str, hash: Option<String>) -> anyhow::Result<Founded> {
        let founder = Founder {
            name: self.name.clone(),
            email: self.email.clone(),
            organisation: self.organisation_name.clone(),
            short_name: None,
            kind: self.organisation_kind,
            administrator: self.administrator,
            password_hash: hash,
        };
        let mut conn = Address::parse(url)?.connect().await?;
        conn.transaction(async |conn| accounts::found(conn, &founder, Clock::real().now()).await)
            .await
            .map_err(in_words)
    }
}

/// A refusal in the words that a client would read.
fn in_words(error: ApiError) -> anyhow::Error {
    match error {
        ApiError::Refused(refusal) => {
            let faults = refusal.faults.iter();
            let faults: Vec<String> = faults
                .map(|fault| format!("{}: {}", fault.pointer, fault.message(Language::English)))
                .collect();
            anyhow::anyhow!("the account cannot be made: {}", faults.join(" "))
        }
        other => anyhow::anyhow!("the account cannot be made: {other}"),
    }
}
