//! The first account of a platform: what no request can make, since nobody may ask yet.
//!
//! Told in the journal as the system's doing.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::{Account, Identity, queries, sessions};
use crate::access::{AccountKind, Grant, Role, SYSTEM_ACCOUNT};
use crate::database::schema::organisations;
use crate::http::ApiResult;
use crate::journal::{Entry, Journal, Record};
use crate::organisations::{Organisation, OrganisationKind};

/// Whom to make.
#[derive(Clone, Debug)]
pub struct Founder {
    /// The person's name.
    pub name: String,
    /// Its e-mail address.
    pub email: String,
    /// Its organisation, by name; made if there is none of that name.
    pub organisation: String,
    /// The short name of an organisation to make.
    pub short_name: Option<String>,
    /// What kind of organisation to make.
    pub kind: OrganisationKind,
    /// Whether it administers the platform.
    pub administrator: bool,
    /// Its password, hashed; without one, its owner chooses it with a one-time secret.
    pub password_hash: Option<String>,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Founded {
    /// The account.
    pub account: Uuid,
    /// Its organisation.
    pub organisation: Uuid,
    /// The one-time secret and until when it works.
    pub invitation: Option<(String, DateTime<Utc>)>,
}

/// Makes the account, inside the caller's transaction.
pub async fn found(conn: &AsyncPgConnection, founder: &Founder, now: DateTime<Utc>) -> ApiResult<Founded> {
    let mut journal = Journal::of(SYSTEM_ACCOUNT);
    let organisation = organisation(conn, founder, &mut journal, now).await?;
    let account = Account::new(AccountKind::Person, organisation, SYSTEM_ACCOUNT, now);
    let identity = Identity {
        account_id: account.id,
        name: founder.name.trim().to_owned(),
        email: Some(founder.email.trim().to_owned()),
        secret_hash: founder.password_hash.clone(),
    };
    queries::insert(conn, &account, &identity).await?;
    journal.add(Entry::created(&account));
    if founder.administrator {
        let grant = Grant::new(account.id, Role::Administrator, None, SYSTEM_ACCOUNT, now);
        grant.insert(conn).await?;
        journal.add(Entry::created(&grant));
    }
    let invitation = match founder.password_hash {
        Some(_) => None,
        None => Some(sessions::invite(conn, account.id, now).await?),
    };
    journal.write(conn).await?;
    Ok(Founded {
        account: account.id,
        organisation,
        invitation,
    })
}

async fn organisation(
    mut conn: &AsyncPgConnection,
    founder: &Founder,
    journal: &mut Journal,
    now: DateTime<Utc>,
) -> QueryResult<Uuid> {
    let name = founder.organisation.trim();
    let known: Option<Uuid> = organisations::table
        .filter(organisations::name.eq(name))
        .order(organisations::id)
        .select(organisations::id)
        .first(&mut conn)
        .await
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    let organisation = Organisation {
        id: Uuid::now_v7(),
        name: name.to_owned(),
        short_name: founder.short_name.clone(),
        kind: founder.kind,
        siren: None,
        siret: None,
        parent_id: None,
        former_names: serde_json::json!([]),
        version: 1,
        created_at: now,
        updated_at: now,
        updated_by: SYSTEM_ACCOUNT,
    };
    organisation.insert(conn).await?;
    journal.add(Entry::created(&organisation));
    Ok(organisation.id)
}
