//! What an account is shown with besides its row, one JSON value for each (a view): it comes with the row,
//! whether one is read or a page of them.

use diesel::dsl::auto_type;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;

use super::model::Account;
use crate::database::Json;
use crate::database::schema::accounts;
use crate::reference::Reference;

diesel::table! {
    /// What accounts are shown with (a view).
    account_details (account_id) {
        account_id -> Uuid,
        details -> Json,
    }
}
diesel::allow_tables_to_appear_in_same_query!(account_details, accounts);

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

/// An account and the names around it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = accounts, check_for_backend(Pg))]
pub struct KnownAccount {
    /// The account.
    #[diesel(embed)]
    pub account: Account,
    /// The names.
    #[diesel(select_expression = of_row(), select_expression_type = of_row)]
    pub details: Json<AccountDetails>,
}

/// The names around the account of each row.
#[auto_type]
fn of_row() -> _ {
    let of_row = account_details::table.filter(account_details::account_id.eq(accounts::id));
    of_row.select(account_details::details).single_value().assume_not_null()
}

/// An account with the names around it, as they are in the transaction in progress.
pub async fn named(mut conn: &AsyncPgConnection, account: Account) -> QueryResult<KnownAccount> {
    let query = account_details::table.find(account.id).select(account_details::details);
    let details = query.first(&mut conn).await?;
    Ok(KnownAccount { account, details })
}
