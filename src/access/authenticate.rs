//! From an `Authorization` header to an [`Actor`].

use actix_web::http::header::{self, HeaderMap};
use chrono::{Months, NaiveDate};
use chrono_tz::Tz;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::{AccountKind, Actor, Assignment, HeldGrant, OwnProject, Role, TokenIssuer};
use crate::clock::Clock;
use crate::database::Json;
use crate::database::schema::sessions;
use crate::journal::{Newest, Watermark, newest_entry};
use crate::vocabulary::OrganisationKind;

/// What a service account's key begins with: `jalon_{account}_{secret}`.
pub const KEY_PREFIX: &str = "jalon_";

/// Who is behind a credential now. An account that was deactivated, or whose sign-in was ended, is nobody
/// at once: both are read from the database at every request.
pub async fn authenticate(
    mut conn: &AsyncPgConnection,
    credential: &Credential,
    clock: Clock,
) -> QueryResult<Option<Actor>> {
    let (account, session) = (credential.account(), credential.session());
    let found = shown(account, session).select((Caller::as_select(), sessions::id.nullable()));
    let found: Option<(Caller, Option<Uuid>)> = found.first(&mut conn).await.optional()?;
    Ok(found.and_then(|(caller, session)| caller.into_actor(credential, session, clock)))
}

/// The same, and how far the journal is: one statement, so both are of one instant.
pub async fn authenticate_reader(
    mut conn: &AsyncPgConnection,
    credential: &Credential,
    clock: Clock,
) -> QueryResult<Option<(Actor, Option<Watermark>)>> {
    let (account, session) = (credential.account(), credential.session());
    let newest = (newest_entry::seq, newest_entry::id, newest_entry::at);
    let found = shown(account, session)
        .left_join(newest_entry::table.on(true.into_sql::<Bool>()))
        .select((Caller::as_select(), sessions::id.nullable(), newest.nullable()));
    let found: Option<(Caller, Option<Uuid>, Newest)> = found.first(&mut conn).await.optional()?;
    Ok(found.and_then(|(caller, session, newest)| {
        let actor = caller.into_actor(credential, session, clock)?;
        Some((actor, Watermark::of(newest)))
    }))
}

/// Where the days are by which grants count that are of no programme.
pub const PLATFORM_ZONE: Tz = Tz::Europe__Paris;

/// What a request shows of who sent it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Credential {
    /// An access token that we signed and that has not run out.
    Session {
        /// The account.
        account: Uuid,
        /// The sign-in it came from.
        session: Uuid,
    },
    /// What may be the key of a service account.
    Key {
        /// The account that it claims to be of.
        account: Uuid,
        /// Its hash.
        hash: String,
    },
}

impl Credential {
    /// Reads the `Authorization` header, without asking the database.
    pub fn of(tokens: &TokenIssuer, headers: &HeaderMap) -> Option<Self> {
        let token = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"))
            .map(|(_, token)| token.trim())?;
        Self::read(tokens, token)
    }

    /// The account that it proves by itself: a key is known only once it has been looked up.
    pub fn proven(&self) -> Option<Uuid> {
        match self {
            Self::Session { account, .. } => Some(*account),
            Self::Key { .. } => None,
        }
    }

    fn read(tokens: &TokenIssuer, token: &str) -> Option<Self> {
        if let Some(key) = token.strip_prefix(KEY_PREFIX) {
            let (account, _) = key.split_once('_')?;
            return Some(Self::Key {
                account: Uuid::try_parse(account).ok()?,
                hash: hash_key(token),
            });
        }
        let claims = tokens.verify(token)?;
        Some(Self::Session {
            account: claims.sub,
            session: claims.sid,
        })
    }

    /// The account that it names.
    pub fn account(&self) -> Uuid {
        match self {
            Self::Session { account, .. } | Self::Key { account, .. } => *account,
        }
    }

    /// The sign-in that it is of; a key is of none.
    fn session(&self) -> Uuid {
        match self {
            Self::Session { session, .. } => *session,
            Self::Key { .. } => Uuid::nil(),
        }
    }
}

/// The hash under which a service account's key is kept. A key is 256 random bits, so a plain
/// digest is enough: there is nothing to guess.
pub fn hash_key(key: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(Sha256::digest(key))
}

diesel::table! {
    /// A caller and what it holds, in one row (a view).
    callers (account_id) {
        account_id -> Uuid,
        kind -> Text,
        organisation_id -> Nullable<Uuid>,
        organisation_kind -> Nullable<Text>,
        scopes -> Array<Text>,
        secret_hash -> Nullable<Text>,
        grants -> Json,
        missions -> Json,
        projects -> Json,
    }
}
diesel::allow_tables_to_appear_in_same_query!(callers, sessions);
diesel::allow_tables_to_appear_in_same_query!(callers, newest_entry);
diesel::allow_tables_to_appear_in_same_query!(sessions, newest_entry);

#[derive(Queryable, Selectable)]
#[diesel(table_name = callers, check_for_backend(diesel::pg::Pg))]
struct Caller {
    kind: AccountKind,
    organisation_id: Option<Uuid>,
    organisation_kind: Option<OrganisationKind>,
    scopes: Vec<String>,
    secret_hash: Option<String>,
    grants: Json<Vec<GivenGrant>>,
    missions: Json<Vec<Assignment>>,
    projects: Json<Vec<OwnProject>>,
}

/// A grant, in force or not.
#[derive(Deserialize)]
struct GivenGrant {
    role: Role,
    programme: Option<Uuid>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    time_zone: Option<String>,
    ends_on: Option<NaiveDate>,
}

/// The caller of a credential, and its sign-in where that is open.
#[diesel::dsl::auto_type]
fn shown(account: Uuid, session: Uuid) -> _ {
    let open_session = sessions::account_id
        .eq(callers::account_id)
        .and(sessions::id.eq(session))
        .and(sessions::ended_at.is_null());
    callers::table
        .left_join(sessions::table.on(open_session))
        .filter(callers::account_id.eq(account))
}

/// Whether a sign-in of an account is open.
#[diesel::dsl::auto_type]
pub fn is_open(account: Uuid, session: Uuid) -> _ {
    let of_account = sessions::account_id.eq(account);
    let open = sessions::id.eq(session).and(sessions::ended_at.is_null());
    exists(sessions::table.filter(of_account.and(open)))
}

impl Caller {
    fn has_key(&self, hash: &str) -> bool {
        let secret = self.secret_hash.as_deref().unwrap_or_default();
        self.kind == AccountKind::Service && secret.as_bytes().ct_eq(hash.as_bytes()).into()
    }

    /// What it holds today, where the credential is good. Missions narrow a provider's grant, its organisation a laureate's.
    fn into_actor(self, credential: &Credential, session: Option<Uuid>, clock: Clock) -> Option<Actor> {
        let account = credential.account();
        let is_good = match credential {
            Credential::Session { .. } => session.is_some(),
            Credential::Key { hash, .. } => self.has_key(hash),
        };
        if !is_good {
            return None;
        }
        let given = self.grants.0;
        let mut actor = Actor {
            account,
            organisation: self.organisation_id,
            organisation_kind: self.organisation_kind,
            session,
            scopes: (self.kind == AccountKind::Service).then_some(self.scopes),
            was_granted: !given.is_empty(),
            ..Actor::default()
        };
        let held = given.into_iter().filter(|grant| grant.is_in_force(clock));
        actor.grants = held
            .map(|GivenGrant { role, programme, .. }| HeldGrant { role, programme })
            .collect();
        let (provider_of, laureate_in) = (
            programmes_of(&actor, Role::Provider),
            programmes_of(&actor, Role::Laureate),
        );
        actor.missions = self.missions.0;
        actor
            .missions
            .retain(|mission| provider_of.contains(&mission.programme) && mission.is_of(account));
        actor.laureate_of = self.projects.0;
        actor.laureate_of.retain(|own| laureate_in.contains(&own.programme));
        Some(actor)
    }
}

impl GivenGrant {
    /// Whether it is in force today, where its programme is. A provider reads until a year after the
    /// programme's end.
    fn is_in_force(&self, clock: Clock) -> bool {
        let zone = self.time_zone.as_deref().and_then(|zone| zone.parse().ok());
        let today = clock.today(zone.unwrap_or(PLATFORM_ZONE));
        let closes = self.ends_on.and_then(|end| end.checked_add_months(Months::new(12)));
        let closed = self.role == Role::Provider && closes.is_some_and(|last| today >= last);
        self.from.is_none_or(|from| from <= today) && self.until.is_none_or(|until| today < until) && !closed
    }
}

fn programmes_of(actor: &Actor, role: Role) -> Vec<Uuid> {
    actor
        .grants
        .iter()
        .filter(|grant| grant.role == role)
        .filter_map(|grant| grant.programme)
        .collect()
}
