//! SQL of sign-ins: sessions, refresh tokens, one-time secrets. None of it is history.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::auto_type;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::queries::lower;
use crate::access::{AccountKind, secret};
use crate::database::Prepared;
use crate::database::schema::{accounts, identities, one_time_secrets, refresh_tokens, sessions};
use crate::http::ApiResult;
use crate::settings::{ONE_TIME_SECRET_DAYS, REFRESH_GRACE_SECONDS, REFRESH_TOKEN_DAYS};

/// Someone who may sign in.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = identities, check_for_backend(Pg))]
pub struct Person {
    /// The account.
    #[diesel(column_name = account_id)]
    pub account: Uuid,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its password's hash, once it has chosen one.
    #[diesel(column_name = secret_hash)]
    pub hash: Option<String>,
}

/// What became of a refresh token.
pub enum Rotation {
    /// It was the last of its sign-in: here is the next.
    Next {
        /// The account.
        account: Uuid,
        /// The sign-in.
        session: Uuid,
        /// The next refresh token.
        refresh: String,
    },
    /// It is worth nothing; if it was used before, neither is any other of its sign-in now.
    Refused,
}

/// Everybody who may sign in.
#[auto_type]
fn people() -> _ {
    let person: AccountKind = AccountKind::Person;
    accounts::table
        .inner_join(identities::table)
        .filter(accounts::kind.eq(person))
        .filter(accounts::deactivated_at.is_null())
}

/// The active person with that e-mail address.
pub async fn find_by_email(mut conn: &AsyncPgConnection, email: &str) -> QueryResult<Option<Person>> {
    people()
        .filter(lower(identities::email).eq(lower(email)))
        .select(Person::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// The active person of an account.
pub async fn find_person(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<Option<Person>> {
    people()
        .filter(accounts::id.eq(account))
        .select(Person::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// Begins a sign-in, and gives its first refresh token; nothing for an account that was deactivated or
/// erased, or whose password was replaced, since it was found right. What comes after finds the sign-in.
pub async fn begin(
    mut conn: &AsyncPgConnection,
    account: Uuid,
    hash: &str,
    now: DateTime<Utc>,
) -> ApiResult<Option<(Uuid, String)>> {
    let active: Option<Uuid> = accounts::table
        .inner_join(identities::table)
        .filter(accounts::id.eq(account))
        .filter(accounts::deactivated_at.is_null())
        .filter(identities::secret_hash.eq(hash))
        .select(accounts::id)
        .for_share()
        .first(&mut conn)
        .await
        .optional()?;
    if active.is_none() {
        return Ok(None);
    }
    let session = Uuid::now_v7();
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(session),
            sessions::account_id.eq(account),
            sessions::created_at.eq(now),
        ))
        .execute(&mut conn)
        .await?;
    let token = secret::make()?;
    keep(conn, &token, session, now).await?;
    Ok(Some((session, token)))
}

/// Keeps the digest of a refresh token.
async fn keep(mut conn: &AsyncPgConnection, token: &str, session: Uuid, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::token_hash.eq(secret::digest(token)),
            refresh_tokens::session_id.eq(session),
            refresh_tokens::created_at.eq(now),
            refresh_tokens::expires_at.eq(now + TimeDelta::days(REFRESH_TOKEN_DAYS)),
        ))
        .execute(&mut conn)
        .await
        .map(drop)
}

type TokenRow = (Uuid, DateTime<Utc>, Option<DateTime<Utc>>, Option<Vec<u8>>);

/// Takes a refresh token for the next one, and for some seconds for the same one again: two tabs, or an answer
/// that was lost. Two at once: the second finds it used, since the row is locked. One used later was stolen, so
/// its sign-in ends (RFC 9700, 4.14.2).
///
/// The next one is made of this one and of a seed that is kept beside it: whoever has but one of them does not
/// know it.
pub async fn rotate(mut conn: &AsyncPgConnection, token: &str, now: DateTime<Utc>) -> ApiResult<Rotation> {
    let hash = secret::digest(token);
    let row: Option<TokenRow> = refresh_tokens::table
        .find(&hash)
        .select((
            refresh_tokens::session_id,
            refresh_tokens::expires_at,
            refresh_tokens::used_at,
            refresh_tokens::successor_seed,
        ))
        .for_update()
        .first(&mut conn)
        .await
        .optional()?;
    let Some((session, expires_at, used_at, seed)) = row else {
        return Ok(Rotation::Refused);
    };
    let grace = TimeDelta::seconds(REFRESH_GRACE_SECONDS);
    if used_at.is_some_and(|used_at| seed.is_none() || now >= used_at + grace) {
        end(conn, session, now).await?;
        return Ok(Rotation::Refused);
    }
    let account: Option<Uuid> = sessions::table
        .inner_join(accounts::table)
        .filter(sessions::id.eq(session))
        .filter(sessions::ended_at.is_null())
        .filter(accounts::deactivated_at.is_null())
        .select(accounts::id)
        .first(&mut conn)
        .await
        .optional()?;
    let Some(account) = account.filter(|_| now < expires_at) else {
        return Ok(Rotation::Refused);
    };
    let refresh = match seed {
        Some(seed) => secret::derive(&seed, token),
        None => {
            let seed = secret::make()?.into_bytes();
            let refresh = secret::derive(&seed, token);
            let used = (refresh_tokens::used_at.eq(now), refresh_tokens::successor_seed.eq(seed));
            Prepared(diesel::update(refresh_tokens::table.find(&hash)).set(used))
                .execute(&mut conn)
                .await?;
            keep(conn, &refresh, session, now).await?;
            refresh
        }
    };
    Ok(Rotation::Next {
        account,
        session,
        refresh,
    })
}

/// Whether a sign-in goes on; locked, so that whoever ends it comes before or after.
pub async fn goes_on(mut conn: &AsyncPgConnection, session: Uuid) -> QueryResult<bool> {
    let open: Option<Uuid> = sessions::table
        .find(session)
        .filter(sessions::ended_at.is_null())
        .select(sessions::id)
        .for_update()
        .first(&mut conn)
        .await
        .optional()?;
    Ok(open.is_some())
}

/// Ends a sign-in.
pub async fn end(mut conn: &AsyncPgConnection, session: Uuid, now: DateTime<Utc>) -> QueryResult<()> {
    let open = sessions::table.find(session).filter(sessions::ended_at.is_null());
    Prepared(diesel::update(open).set(sessions::ended_at.eq(now)))
        .execute(&mut conn)
        .await
        .map(drop)
}

/// Ends all sign-ins of an account but one.
pub async fn end_all(
    mut conn: &AsyncPgConnection,
    account: Uuid,
    but: Option<Uuid>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let open = sessions::table
        .filter(sessions::account_id.eq(account))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::id.ne(but.unwrap_or_default()));
    Prepared(diesel::update(open).set(sessions::ended_at.eq(now)))
        .execute(&mut conn)
        .await
        .map(drop)
}

/// Makes a one-time secret, the only one of its account, and says when it expires.
pub async fn invite(
    mut conn: &AsyncPgConnection,
    account: Uuid,
    now: DateTime<Utc>,
) -> ApiResult<(String, DateTime<Utc>)> {
    let secret = secret::make()?;
    let expires_at = now + TimeDelta::days(ONE_TIME_SECRET_DAYS);
    let made = diesel::insert_into(one_time_secrets::table).values((
        one_time_secrets::id.eq(Uuid::now_v7()),
        one_time_secrets::account_id.eq(account),
        one_time_secrets::secret_hash.eq(secret::digest(&secret)),
        one_time_secrets::created_at.eq(now),
        one_time_secrets::expires_at.eq(expires_at),
    ));
    try_join(void_secrets(conn, account, now), made.execute(&mut conn)).await?;
    Ok((secret, expires_at))
}

/// What secrets an account has left are worth nothing any more.
pub async fn void_secrets(mut conn: &AsyncPgConnection, account: Uuid, now: DateTime<Utc>) -> QueryResult<()> {
    let unused = one_time_secrets::table
        .filter(one_time_secrets::account_id.eq(account))
        .filter(one_time_secrets::used_at.is_null());
    Prepared(diesel::update(unused).set(one_time_secrets::used_at.eq(now)))
        .execute(&mut conn)
        .await
        .map(drop)
}

/// Whose a one-time secret is, if it still serves. Of two at once one finds it used, where both ask under the
/// lock of the account.
pub async fn invited(mut conn: &AsyncPgConnection, secret: &str, now: DateTime<Utc>) -> QueryResult<Option<Person>> {
    let serves = one_time_secrets::table
        .filter(one_time_secrets::secret_hash.eq(secret::digest(secret)))
        .filter(one_time_secrets::used_at.is_null())
        .filter(one_time_secrets::expires_at.gt(now))
        .select(one_time_secrets::account_id);
    people()
        .filter(accounts::id.eq_any(serves))
        .select(Person::as_select())
        .first(&mut conn)
        .await
        .optional()
}
