//! The names of the accounts that acted on a milestone; erased ones are missing.

use std::collections::HashMap;

use diesel_async::AsyncPgConnection;
use diesel::prelude::*;
use uuid::Uuid;

use crate::organisations;

/// The names of accounts, by id.
pub async fn load(
    conn: &mut AsyncPgConnection,
    accounts: impl Iterator<Item = Uuid>,
) -> QueryResult<HashMap<Uuid, String>> {
    organisations::account_names(conn, accounts.collect()).await
}

/// The name of one account.
pub async fn of(conn: &mut AsyncPgConnection, account: Uuid) -> QueryResult<Option<String>> {
    Ok(load(conn, std::iter::once(account)).await?.remove(&account))
}
