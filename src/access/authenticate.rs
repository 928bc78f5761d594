//! From an `Authorization` header to an [`Actor`].

use actix_web::http::header::{self, HeaderMap};
use chrono::{Months, NaiveDate};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join4;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::{AccountKind, Actor, Assignment, HeldGrant, OwnProject, Role};
use crate::clock::Clock;
use crate::database::schema::{accounts, grants, identities, missions, organisations, programmes, projects, sessions};
use crate::organisations::OrganisationKind;
use crate::services::Services;

/// What a service account's key begins with: `jalon_{account}_{secret}`.
pub const KEY_PREFIX: &str = "jalon_";

/// Who is behind a credential now. An account that was deactivated, or whose sign-in was ended, is nobody
/// at once: both are read from the database at every request.
pub async fn authenticate(
    conn: &AsyncPgConnection,
    credential: &Credential,
    clock: Clock,
) -> QueryResult<Option<Actor>> {
    load(conn, credential, clock).await
}

/// The actor an account is, whoever asks: for the demonstration's seed.
pub(crate) async fn impersonate(conn: &AsyncPgConnection, account: Uuid, clock: Clock) -> QueryResult<Option<Actor>> {
    load(conn, &Credential::Impersonated(account), clock).await
}

/// What a request shows of who sent it.
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
    /// Nothing is asked for.
    Impersonated(Uuid),
}

impl Credential {
    /// Reads the `Authorization` header, without asking the database.
    pub fn of(services: &Services, headers: &HeaderMap) -> Option<Self> {
        let token = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"))
            .map(|(_, token)| token.trim())?;
        Self::read(services, token)
    }

    /// The account that it proves by itself: a key is known only once it has been looked up.
    pub fn proven(&self) -> Option<Uuid> {
        match self {
            Self::Session { account, .. } => Some(*account),
            Self::Key { .. } | Self::Impersonated(_) => None,
        }
    }

    fn read(services: &Services, token: &str) -> Option<Self> {
        if let Some(key) = token.strip_prefix(KEY_PREFIX) {
            let (account, _) = key.split_once('_')?;
            return Some(Self::Key {
                account: Uuid::try_parse(account).ok()?,
                hash: hash_key(token),
            });
        }
        let claims = services.tokens.verify(token)?;
        Some(Self::Session {
            account: claims.sub,
            session: claims.sid,
        })
    }

    fn account(&self) -> Uuid {
        match self {
            Self::Session { account, .. } | Self::Key { account, .. } | Self::Impersonated(account) => *account,
        }
    }
}

/// The hash under which a service account's key is kept. A key is 256 random bits, so a plain
/// digest is enough: there is nothing to guess.
pub fn hash_key(key: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(Sha256::digest(key))
}

type AccountRow = (
    AccountKind,
    Option<Uuid>,
    Option<OrganisationKind>,
    Vec<String>,
    Option<String>,
    Option<Uuid>,
);
type GrantRow = (
    Role,
    Option<Uuid>,
    Option<NaiveDate>,
    Option<NaiveDate>,
    Option<String>,
    Option<NaiveDate>,
);
type MissionRow = (Uuid, Uuid, Uuid, Vec<String>, NaiveDate, NaiveDate, Vec<Uuid>);

/// One round trip: the four statements are pipelined.
async fn load(conn: &AsyncPgConnection, credential: &Credential, clock: Clock) -> QueryResult<Option<Actor>> {
    let id = credential.account();
    let session = match credential {
        Credential::Session { session, .. } => *session,
        _ => Uuid::nil(),
    };
    let (mut one, mut two, mut three, mut four) = (conn, conn, conn, conn);
    let own = accounts::table
        .find(id)
        .select(accounts::organisation_id)
        .single_value();
    let account = accounts::table
        .left_join(organisations::table)
        .left_join(identities::table)
        .left_join(
            sessions::table.on(sessions::account_id
                .eq(accounts::id)
                .and(sessions::id.eq(session))
                .and(sessions::ended_at.is_null())),
        )
        .filter(accounts::id.eq(id).and(accounts::deactivated_at.is_null()))
        .select((
            accounts::kind,
            accounts::organisation_id,
            organisations::kind.nullable(),
            accounts::scopes,
            identities::secret_hash.nullable(),
            sessions::id.nullable(),
        ));
    let held = grants::table
        .left_join(programmes::table)
        .filter(grants::account_id.eq(id))
        .order(grants::id)
        .select((
            grants::role,
            grants::programme_id,
            grants::from_on,
            grants::until_on,
            programmes::time_zone.nullable(),
            programmes::ends_on.nullable(),
        ));
    let worked = missions::table
        .inner_join(projects::table)
        .filter(missions::provider_id.nullable().eq(own))
        .order(missions::id)
        .select((
            missions::id,
            missions::project_id,
            projects::programme_id,
            missions::tracks,
            missions::from_on,
            missions::until_on,
            missions::accounts,
        ));
    let owned = projects::table
        .filter(projects::organisation_id.nullable().eq(own))
        .order(projects::id)
        .select((projects::id, projects::programme_id));
    let (account, held, worked, owned) = try_join4(
        async { account.first::<AccountRow>(&mut one).await.optional() },
        held.load::<GrantRow>(&mut two),
        worked.load::<MissionRow>(&mut three),
        owned.load::<(Uuid, Uuid)>(&mut four),
    )
    .await?;
    let Some((kind, organisation, organisation_kind, scopes, secret, open)) = account else {
        return Ok(None);
    };
    let shown = match credential {
        Credential::Session { .. } => open.is_some(),
        Credential::Key { hash, .. } => {
            kind == AccountKind::Service && secret.is_some_and(|secret| secret.as_bytes().ct_eq(hash.as_bytes()).into())
        }
        Credential::Impersonated(_) => true,
    };
    if !shown {
        return Ok(None);
    }
    let mut actor = Actor {
        account: id,
        organisation,
        organisation_kind,
        session: open,
        scopes: (kind == AccountKind::Service).then_some(scopes),
        ..Actor::default()
    };
    actor.was_granted = !held.is_empty();
    hold(&mut actor, held, clock);
    let provider_of = programmes_of(&actor, Role::Provider);
    let laureate_in = programmes_of(&actor, Role::Laureate);
    actor.missions = worked
        .into_iter()
        .filter(|(_, _, programme, .., named)| {
            provider_of.contains(programme) && (named.is_empty() || named.contains(&id))
        })
        .map(
            |(mission, project, programme, tracks, from, until, accounts)| Assignment {
                mission,
                project,
                programme,
                tracks,
                accounts,
                from,
                until,
            },
        )
        .collect();
    actor.laureate_of = owned
        .into_iter()
        .filter(|(_, programme)| laureate_in.contains(programme))
        .map(|(project, programme)| OwnProject { project, programme })
        .collect();
    Ok(Some(actor))
}

/// Keeps the grants in force today, where their programme is. A provider reads until a year after
/// the programme's end.
fn hold(actor: &mut Actor, rows: Vec<GrantRow>, clock: Clock) {
    for (role, programme, from, until, zone, ends_on) in rows {
        let zone = zone.and_then(|zone| zone.parse().ok()).unwrap_or(Tz::Europe__Paris);
        let today = clock.today(zone);
        let begun = from.is_none_or(|from| from <= today);
        let over = until.is_some_and(|until| until <= today);
        let closed = role == Role::Provider
            && ends_on
                .and_then(|end| end.checked_add_months(Months::new(12)))
                .is_some_and(|last| today >= last);
        if begun && !over && !closed {
            actor.grants.push(HeldGrant { role, programme });
        }
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
