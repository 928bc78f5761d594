//! SQL of an erasure: what names a person goes, what the person did stays.
//!
//! `identities` is the one row that names an account (domain.md, invariant 6). Besides it there
//! are the secrets it signs in with, and answers kept for retries that showed its name.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::{try_join, try_join3, try_join4};
use uuid::Uuid;

use super::model::Account;
use crate::database::schema::{accounts, identities, one_time_secrets, refresh_tokens, sessions};
use crate::database::scrubbing;
use crate::http::idempotency_records::{self, Removal};
use crate::reference::ERASED;

/// Two accounts, locked in one order whoever asks: two administrators that erase each other meet
/// here, and the second finds itself erased.
pub async fn lock(mut conn: &AsyncPgConnection, one: Uuid, other: Uuid) -> QueryResult<Vec<Account>> {
    accounts::table
        .filter(accounts::id.eq_any([one, other]))
        .order(accounts::id)
        .select(Account::as_select())
        .for_update()
        .load(&mut conn)
        .await
}

/// Takes away who the account is, and everything it signs in with.
pub async fn erase(conn: &AsyncPgConnection, account: Uuid) -> QueryResult<()> {
    let (mut one, mut two, mut three, mut four) = (conn, conn, conn, conn);
    let sessions = || sessions::table.filter(sessions::account_id.eq(account));
    let tokens = refresh_tokens::table.filter(refresh_tokens::session_id.eq_any(sessions().select(sessions::id)));
    let secrets = one_time_secrets::table.filter(one_time_secrets::account_id.eq(account));
    let signing_in = try_join3(
        diesel::delete(tokens).execute(&mut one),
        diesel::delete(sessions()).execute(&mut two),
        diesel::delete(secrets).execute(&mut three),
    );
    let unnamed = Removal {
        account_id: Some(account),
        replacement: Some(ERASED.to_owned()),
        ..Removal::default()
    };
    let unnamed = [unnamed];
    let named = try_join4(
        diesel::delete(identities::table.find(account)).execute(&mut four),
        scrubbing::note(conn, &["public.identities"]),
        idempotency_records::note(conn, &unnamed),
        idempotency_records::forget(conn, account),
    );
    try_join(signing_in, named).await.map(drop)
}

/// Whether nobody is behind the account any more.
pub async fn is_erased(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<bool> {
    diesel::select(not(exists(identities::table.find(account))))
        .get_result(&mut conn)
        .await
}
