//! When a caller was let in, and by what: a body can take minutes to arrive and a write seconds to have
//! its turn, and whoever is signed out, deactivated or no longer granted anything meanwhile does not write.

use std::rc::Rc;
use std::time::{Duration, Instant};

use diesel_async::AsyncPgConnection;

use super::code::ProblemCode;
use super::error::{ApiError, ApiResult};
use crate::access::{self, Actor, Credential};
use crate::clock::Clock;

/// So long after it was let in, a caller is what it was then.
const FRESH: Duration = Duration::from_secs(1);

/// How and when a caller was let in.
#[derive(Clone)]
pub struct AuthenticatedAt {
    credential: Rc<Credential>,
    at: Instant,
}

impl AuthenticatedAt {
    /// A credential that was just found good.
    pub fn now(credential: Credential) -> Self {
        Self {
            credential: Rc::new(credential),
            at: Instant::now(),
        }
    }

    /// The caller as it is now: asked again unless it was let in a moment ago. 401 where it would not
    /// be let in any more.
    pub async fn renew(&mut self, actor: Rc<Actor>, conn: &AsyncPgConnection, clock: Clock) -> ApiResult<Rc<Actor>> {
        if self.at.elapsed() < FRESH {
            return Ok(actor);
        }
        self.at = Instant::now();
        let present = access::authenticate(conn, &self.credential, clock).await?;
        present
            .map(Rc::new)
            .ok_or_else(|| ApiError::of(ProblemCode::Unauthenticated))
    }

    /// Makes sure, in a write that had to wait, that the caller is still who it was: 401 where it would
    /// not be let in any more, 503 where its rights are others now, to be asked for again.
    pub async fn confirm(&mut self, actor: &Actor, conn: &AsyncPgConnection, clock: Clock) -> ApiResult<()> {
        if self.at.elapsed() < FRESH {
            return Ok(());
        }
        self.at = Instant::now();
        match access::authenticate(conn, &self.credential, clock).await? {
            Some(present) if present == *actor => Ok(()),
            Some(_) => Err(ApiError::of(ProblemCode::Unavailable).retry_after(1)),
            None => Err(ApiError::of(ProblemCode::Unauthenticated)),
        }
    }
}
