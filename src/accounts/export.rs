//! What is held about a person, gathered.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{AccountView, InvitationRecord, LoggedTime, NamingMission, PersonalData, SignIn};
use super::model::Account;
use super::{grant_queries, queries};
use crate::access::Actor;
use crate::database::schema::{missions, one_time_secrets, progress_entries, sessions};
use crate::history;

/// How many of its own activity one answer holds; `before` asks for the earlier ones.
const MOST_ACTIONS: i64 = 5000;

/// How much is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What an administrator sees of an account.
    Administration,
    /// All there is.
    Everything,
}

/// What is held about an account; of its activity only those before an instant, if one is given.
pub async fn of(
    conn: &AsyncPgConnection,
    actor: &Actor,
    account: Account,
    extent: Extent,
    before: Option<DateTime<Utc>>,
) -> QueryResult<PersonalData> {
    let id = account.id;
    let whole = extent == Extent::Everything;
    let account = AccountView::new(queries::named_one(conn, account).await?, actor);
    let grants = grant_queries::grants_of(conn, id).await?;
    Ok(PersonalData {
        account,
        grants: grants.into_iter().map(Into::into).collect(),
        sign_ins: sign_ins(conn, id).await?,
        invitations: invitations(conn, id).await?,
        missions: match whole {
            true => Some(naming(conn, id).await?),
            false => None,
        },
        time_logged_by_others: match whole {
            true => Some(logged_by_others(conn, id).await?),
            false => None,
        },
        activity: match whole {
            true => Some(history::activity(conn, id, before, MOST_ACTIONS).await?),
            false => None,
        },
    })
}

async fn sign_ins(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<Vec<SignIn>> {
    sessions::table
        .filter(sessions::account_id.eq(account))
        .order((sessions::created_at.desc(), sessions::id.desc()))
        .limit(MOST_ACTIONS)
        .select(SignIn::as_select())
        .load(&mut conn)
        .await
}

async fn invitations(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<Vec<InvitationRecord>> {
    one_time_secrets::table
        .filter(one_time_secrets::account_id.eq(account))
        .order((one_time_secrets::created_at.desc(), one_time_secrets::id.desc()))
        .limit(MOST_ACTIONS)
        .select(InvitationRecord::as_select())
        .load(&mut conn)
        .await
}

async fn naming(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<Vec<NamingMission>> {
    missions::table
        .filter(missions::accounts.contains(vec![account]))
        .order((missions::from_on, missions::id))
        .limit(MOST_ACTIONS)
        .select(NamingMission::as_select())
        .load(&mut conn)
        .await
}

async fn logged_by_others(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<Vec<LoggedTime>> {
    progress_entries::table
        .filter(progress_entries::person_id.eq(account))
        .filter(progress_entries::author_id.ne(account))
        .order((progress_entries::occurred_on.desc(), progress_entries::id.desc()))
        .limit(MOST_ACTIONS)
        .select(LoggedTime::as_select())
        .load(&mut conn)
        .await
}
