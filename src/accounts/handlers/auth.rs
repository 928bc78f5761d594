//! Signing in and out, and choosing a password.

use actix_web::{HttpResponse, post};
use futures_util::future::{try_join, try_join3, try_join4};
use uuid::Uuid;

use crate::access::password;
use crate::accounts::dto::{Acceptance, Credentials, PasswordChange, Refreshing, Tokens};
use crate::accounts::queries;
use crate::accounts::sessions::{self, Person, Rotation};
use crate::fault::{Fault, FaultCode};
use crate::http::problem::Problem;
use crate::http::services::Services;
use crate::http::{Answer, ApiError, ApiResult, Body, NoBody, Peer, ProblemCode, unstored};

/// Signs in.
///
/// Gives a short access token (JWT) and a refresh token. A wrong password and an unknown address
/// are answered alike, and in the same time. Wrong passwords are limited for each network address
/// (429); an account is never locked.
#[utoipa::path(tag = "auth", security(()), request_body = Credentials, responses(
    (status = 200, description = "The tokens.", body = Tokens),
    (status = 401, description = "The address or the password is wrong.", body = Problem, content_type = "application/problem+json"),
))]
#[post("/v1/auth/token")]
pub async fn create_token(asked: Body<Credentials>, peer: Peer) -> ApiResult {
    let Body { body, services, .. } = asked;
    let attempt = services.guessing.attempt(&body.email, peer.address)?;
    let conn = services.connection().await?;
    let person = sessions::find_by_email(&conn, &body.email).await?;
    drop(conn);
    let hash = person.as_ref().and_then(|person| person.hash.clone());
    let right = services.passwords.verify(body.password.0, hash.clone()).await?;
    let (person, hash) = person.zip(hash).filter(|_| right).ok_or_else(refused)?;
    attempt.succeeded();
    let now = services.clock.now();
    let transaction = services.transaction().await?;
    let begun = sessions::begin(&transaction, person.account, &hash, now).await?;
    let (session, refresh) = begun.ok_or_else(refused)?;
    transaction.commit("").await?;
    tokens(&services, person.account, session, refresh)
}

/// Gives the next tokens.
///
/// Each refresh token serves once, for 14 days. One that is used again was stolen by someone: its
/// sign-in ends, with every token of it.
#[utoipa::path(tag = "auth", security(()), request_body = Refreshing, responses(
    (status = 200, description = "The next tokens.", body = Tokens),
    (status = 401, description = "The refresh token is worth nothing.", body = Problem, content_type = "application/problem+json"),
))]
#[post("/v1/auth/refresh")]
pub async fn refresh_session(asked: Body<Refreshing>) -> ApiResult {
    let Body { body, services, .. } = asked;
    let transaction = services.transaction().await?;
    let rotation = sessions::rotate(&transaction, &body.refresh_token, services.clock.now()).await?;
    transaction.commit("").await?;
    match rotation {
        Rotation::Next {
            account,
            session,
            refresh,
        } => tokens(&services, account, session, refresh),
        Rotation::Refused => Err(refused()),
    }
}

/// Signs out.
///
/// Ends the sign-in that the access token came from: its tokens are worth nothing from now on.
#[utoipa::path(tag = "auth", responses((status = 204, description = "Signed out.")))]
#[post("/v1/auth/logout")]
pub async fn end_session(asked: Body<NoBody>) -> ApiResult {
    let actor = asked.actor()?;
    let session = actor.session.ok_or_else(ApiError::forbidden)?;
    let services = asked.services;
    let conn = services.connection().await?;
    sessions::end(&conn, session, services.clock.now()).await?;
    Ok(Answer::no_content().respond())
}

/// Changes one's password.
///
/// Ends every other sign-in of the account; this one goes on.
#[utoipa::path(tag = "auth", request_body = PasswordChange, responses((status = 204, description = "Changed.")))]
#[post("/v1/auth/password")]
pub async fn change_password(asked: Body<PasswordChange>, peer: Peer) -> ApiResult {
    let actor = asked.actor()?;
    let session = actor.session.ok_or_else(ApiError::forbidden)?;
    let Body { body, services, .. } = asked;
    let conn = services.connection().await?;
    let person = sessions::find_person(&conn, actor.account)
        .await?
        .ok_or_else(ApiError::forbidden)?;
    drop(conn);
    let name = person.email.clone().unwrap_or_else(|| person.account.to_string());
    let attempt = services.guessing.attempt(&name, peer.address)?;
    let given = body.current_password.0;
    let right = services.passwords.verify(given, person.hash.clone()).await?;
    let wrong = (!right).then(|| Fault::new(FaultCode::WrongPassword).at("/current_password"));
    if right {
        attempt.succeeded();
    }
    let weak = password::weakness(&body.new_password.0, person.email.as_deref()).map(|weak| weak.at("/new_password"));
    crate::fault::verdict(wrong.into_iter().chain(weak).collect())?;
    let hash = services.passwords.hash(body.new_password.0).await?;
    replace(&services, &person, session, &hash).await?;
    Ok(Answer::no_content().respond())
}

/// Takes up an invitation, or a reset.
///
/// The one-time secret that an administrator handed over serves once, for 7 days. The password is
/// set and every sign-in of the account ends: sign in with it.
#[utoipa::path(tag = "auth", security(()), request_body = Acceptance, responses(
    (status = 204, description = "The password is set."),
    (status = 401, description = "The secret is worth nothing.", body = Problem, content_type = "application/problem+json"),
))]
#[post("/v1/auth/invitation")]
pub async fn accept_invitation(asked: Body<Acceptance>) -> ApiResult {
    let Body { body, services, .. } = asked;
    let now = services.clock.now();
    let conn = services.connection().await?;
    let person = sessions::invited(&conn, &body.secret, now).await?.ok_or_else(refused)?;
    drop(conn);
    let weak = password::weakness(&body.password.0, person.email.as_deref()).map(|weak| weak.at("/password"));
    crate::fault::verdict(weak.into_iter().collect())?;
    let hash = services.passwords.hash(body.password.0).await?;
    let conn = services.transaction().await?;
    // Asked again under the lock: the secret may have served while the password was hashed.
    let (_, person) = try_join(
        queries::find_for_update(&conn, person.account),
        sessions::invited(&conn, &body.secret, now),
    )
    .await?;
    let account = person.ok_or_else(refused)?.account;
    try_join3(
        sessions::void_secrets(&conn, account, now),
        queries::set_secret(&conn, account, &hash),
        sessions::end_all(&conn, account, None, now),
    )
    .await?;
    conn.commit("").await?;
    Ok(Answer::no_content().respond())
}

/// Puts a password in the place of the one that was just found right, and ends the sign-ins made with
/// that, but for this one. 401 where the password was reset, or this sign-in ended, meanwhile.
async fn replace(services: &Services, person: &Person, session: Uuid, hash: &str) -> ApiResult<()> {
    let (account, now) = (person.account, services.clock.now());
    let known = person.hash.as_deref().unwrap_or_default();
    let conn = services.transaction().await?;
    let (_, (), changed, goes_on) = try_join4(
        queries::find_for_update(&conn, account),
        sessions::void_secrets(&conn, account, now),
        queries::change_secret(&conn, account, known, hash),
        sessions::goes_on(&conn, session),
    )
    .await?;
    if !changed || !goes_on {
        return Err(ApiError::of(ProblemCode::Unauthenticated));
    }
    sessions::end_all(&conn, account, Some(session), now).await?;
    Ok(conn.commit("").await?)
}

fn refused() -> ApiError {
    ApiError::of(ProblemCode::InvalidCredentials)
}

fn tokens(services: &Services, account: Uuid, session: Uuid, refresh: String) -> ApiResult<HttpResponse> {
    let tokens = Tokens {
        access_token: services.tokens.issue(account, session, services.clock.now())?,
        token_type: "Bearer",
        expires_in: services.tokens.lifetime_seconds(),
        refresh_token: refresh,
    };
    Ok(unstored(Answer::ok(&tokens)?.respond()))
}
