//! When a caller was let in, and by what: a body can take minutes to arrive, and whoever is signed
//! out, deactivated or no longer granted anything meanwhile does not write.

use std::rc::Rc;
use std::time::{Duration, Instant};

use super::problem::ApiResult;
use crate::access::{self, Actor, Credential};
use crate::services::Services;

/// So long after it was let in, a caller is what it was then.
const FRESH: Duration = Duration::from_secs(1);

/// The admission of a request.
#[derive(Clone)]
pub struct Admission {
    credential: Rc<Credential>,
    at: Instant,
}

impl Admission {
    /// A credential that was just found good.
    pub fn now(credential: Credential) -> Self {
        Self {
            credential: Rc::new(credential),
            at: Instant::now(),
        }
    }

    /// The caller as it is now: asked again unless it was let in a moment ago. 401 where it would not
    /// be let in any more.
    pub async fn renew(&self, actor: Rc<Actor>, services: &Services) -> ApiResult<Rc<Actor>> {
        if self.at.elapsed() < FRESH {
            return Ok(actor);
        }
        access::authenticate(services, Some(&self.credential))
            .await
            .map(Rc::new)
    }
}
