//! What is held about a person, gathered.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::{try_join, try_join4};
use uuid::Uuid;

use super::dto::{AccountView, HeldFunction, InvitationRecord, LoggedTime, NamingMission, PersonalData, SignIn};
use super::{grant_queries, queries};
use crate::access::Actor;
use crate::database::schema::{missions, one_time_secrets, progress_entries, sessions, team_members};
use crate::history;

/// How many of its own activity one answer holds; `before` asks for the earlier ones.
const MOST_ACTIONS: i64 = 5000;

/// What is held about an account that the actor may know of: `whole`, or what an administrator sees; of its
/// activity only those before an instant, if one is given.
pub async fn of(
    conn: &AsyncPgConnection,
    actor: &Actor,
    id: Uuid,
    whole: bool,
    before: Option<DateTime<Utc>>,
) -> QueryResult<Option<PersonalData>> {
    let administration = try_join4(
        queries::find_visible(conn, actor, id),
        grant_queries::grants_of(conn, id),
        sign_ins(conn, id),
        invitations(conn, id),
    );
    let business = async {
        if !whole {
            return Ok((None, None, None, None));
        }
        let (missions, team, time, activity) = try_join4(
            naming(conn, id),
            functions(conn, id),
            logged_by_others(conn, id),
            history::activity(conn, id, before, MOST_ACTIONS),
        )
        .await?;
        Ok((Some(missions), Some(team), Some(time), Some(activity)))
    };
    let (administration, business) = try_join(administration, business).await?;
    let (account, grants, sign_ins, invitations) = administration;
    let (missions, team, time_logged_by_others, activity) = business;
    Ok(account.map(|account| PersonalData {
        account: AccountView::new(account, actor),
        grants: grants.into_iter().map(Into::into).collect(),
        sign_ins,
        invitations,
        missions,
        team,
        time_logged_by_others,
        activity,
    }))
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

async fn functions(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<Vec<HeldFunction>> {
    team_members::table
        .filter(team_members::account_id.eq(account))
        .order((team_members::from_on, team_members::id))
        .limit(MOST_ACTIONS)
        .select(HeldFunction::as_select())
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
