//! What an account is shown with besides its row, one JSON value for each (a view): it comes with the row,
//! whether one is read or a page of them.

use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use serde::Deserialize;

use super::model::Account;
use crate::database::detailed;
use crate::database::schema::accounts;
use crate::reference::Reference;

/// The names around an account.
#[derive(Clone, Debug, Deserialize)]
pub struct AccountDetails {
    /// Its name, unless it was erased.
    pub name: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its organisation.
    pub organisation: Option<Reference>,
    /// The name of who edited it last.
    pub editor: Option<String>,
}

detailed!(KnownAccount: account Account in accounts, with AccountDetails of account_details by account_id);

/// An account with the names around it, as they are in the transaction in progress.
pub async fn named(conn: &AsyncPgConnection, account: Account) -> QueryResult<KnownAccount> {
    let details = load(conn, account.id).await?;
    Ok(KnownAccount { account, details })
}
