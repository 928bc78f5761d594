//! `jalon account`.

use std::io::Read;

use anyhow::{Context, bail, ensure};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use secrecy::SecretString;
use uuid::Uuid;

use super::host::{self, Host};
use crate::access::{AccountKind, Role, SYSTEM_ACCOUNT, password};
use crate::accounts::{Account, Grant, Identity, queries, sessions};
use crate::database::schema::organisations;
use crate::journal::{Entry, Journal};
use crate::organisations::{Organisation, OrganisationKind};
use crate::settings::Settings;

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
        host::log(&self.settings)?;
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
            .and_then(|runtime| runtime.block_on(self.make(&host.database_url, &address, hash)));
        let stopped = host.stop();
        let (account, secret) = made?;
        stopped?;
        println!("account {account}");
        if let Some((secret, expires_at)) = secret {
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
            bail!("{}", weak.message(crate::vocabulary::Language::English));
        }
        password::hash(&text).map(Some)
    }

    /// One transaction, told in the journal as the system's doing.
    async fn make(
        &self,
        url: &str,
        address: &str,
        hash: Option<String>,
    ) -> anyhow::Result<(Uuid, Option<(String, DateTime<Utc>)>)> {
        let mut conn = AsyncPgConnection::establish(url).await?;
        let now = Utc::now();
        let made = conn
            .transaction(async |conn| {
                let mut journal = Journal::of(SYSTEM_ACCOUNT);
                let organisation = self.organisation(conn, &mut journal, now).await?;
                let account = Account::new(AccountKind::Person, organisation, SYSTEM_ACCOUNT, now);
                let identity = Identity {
                    account_id: account.id,
                    name: self.name.trim().to_owned(),
                    email: Some(address.to_owned()),
                    secret_hash: hash.clone(),
                };
                queries::insert(conn, &account, &identity).await?;
                journal.add(Entry::created(&account));
                if self.administrator {
                    let grant = Grant::new(account.id, Role::Administrator, None, SYSTEM_ACCOUNT, now);
                    queries::insert_grant(conn, &grant).await?;
                    journal.add(Entry::created(&grant));
                }
                let secret = match hash {
                    Some(_) => None,
                    None => Some(sessions::invite(conn, account.id, now).await?),
                };
                journal.write(conn).await?;
                Ok::<_, crate::http::ApiError>((account.id, secret))
            })
            .await;
        made.map_err(|error| anyhow::anyhow!("the account cannot be made: {error}"))
    }

    async fn organisation(
        &self,
        conn: &mut AsyncPgConnection,
        journal: &mut Journal,
        now: DateTime<Utc>,
    ) -> QueryResult<Uuid> {
        let name = self.organisation_name.trim();
        let known: Option<Uuid> = organisations::table
            .filter(organisations::name.eq(name))
            .order(organisations::id)
            .select(organisations::id)
            .first(conn)
            .await
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        let organisation = Organisation {
            id: Uuid::now_v7(),
            name: name.to_owned(),
            short_name: None,
            kind: self.organisation_kind,
            siren: None,
            siret: None,
            parent_id: None,
            former_names: serde_json::json!([]),
            version: 1,
            created_at: now,
            updated_at: now,
            updated_by: SYSTEM_ACCOUNT,
        };
        diesel::insert_into(organisations::table)
            .values(&organisation)
            .execute(conn)
            .await?;
        journal.add(Entry::created(&organisation));
        Ok(organisation.id)
    }
}
