//! How many requests an account sends, or an address without one: told on every answer in the
//! fields of draft-ietf-httpapi-ratelimit-headers, refused beyond with 429.

use std::net::IpAddr;
use std::num::NonZeroU32;

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use governor::Quota;
use uuid::Uuid;

use crate::access::Credential;
use crate::access::limiter::{Limiter, network_of};
use crate::http::metrics::{self, Rejection};
use crate::http::{ApiError, ProblemCode};

/// The field that tells quotas.
pub const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// The field that tells what is left of them.
pub const STANDING: HeaderName = HeaderName::from_static("ratelimit");

/// Seconds' worth of requests that may come at once.
const BURST: u32 = 10;

/// The quotas, and who has used how much of them.
pub struct Quotas {
    accounts: (Policy, Limiter<Uuid>),
    addresses: (Policy, Limiter<IpAddr>),
}

/// A quota under its name.
#[derive(Clone, Copy, Debug)]
struct Policy {
    name: &'static str,
    rate: NonZeroU32,
    rejection: Rejection,
}

/// A quota of which nothing is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedUp {
    /// Its name.
    pub name: &'static str,
    /// So many at once.
    pub burst: u32,
    /// Back whole after so many seconds.
    pub window: u64,
}

/// Where a caller stands.
#[derive(Clone, Copy, Debug)]
pub struct QuotaState {
    policy: Policy,
    left: u32,
    /// Seconds until there is something left, or until all of it is back.
    reset: u64,
}

impl Policy {
    fn burst(self) -> NonZeroU32 {
        self.rate.saturating_mul(NonZeroU32::MIN.saturating_add(BURST - 1))
    }

    fn limiter<K: Clone + Eq + std::hash::Hash>(self) -> (Self, Limiter<K>) {
        let quota = Quota::per_second(self.rate).allow_burst(self.burst());
        (self, Limiter::new(quota))
    }
}

impl Quotas {
    /// So many requests a second for each account, and for each address.
    pub fn new(account: NonZeroU32, address: NonZeroU32) -> Self {
        let policy = |name, rate, rejection| Policy { name, rate, rejection };
        Self {
            accounts: policy("account", account, Rejection::Account).limiter(),
            addresses: policy("address", address, Rejection::Address).limiter(),
        }
    }

    /// Counts a request for the account that it proves to be of, else for its address; refuses it
    /// (429) when nothing is left.
    pub fn charge(&self, shown: Option<&Credential>, address: IpAddr) -> (QuotaState, Result<(), ApiError>) {
        match shown.and_then(Credential::proven) {
            Some(account) => take(&self.accounts, &account),
            None => take(&self.addresses, &network_of(address)),
        }
    }

    /// A credential that looked like an account's is worth nothing any more: its request is the
    /// address's.
    pub fn disown(&self, account: Uuid, address: IpAddr) -> (QuotaState, Result<(), ApiError>) {
        self.accounts.1.give_back(&account);
        take(&self.addresses, &network_of(address))
    }

    /// A key has proved to be an account's: its request is that account's, not its address's.
    pub fn move_to(&self, account: Uuid, address: IpAddr) -> (QuotaState, Result<(), ApiError>) {
        self.addresses.1.give_back(&network_of(address));
        take(&self.accounts, &account)
    }
}

fn take<K: Clone + Eq + std::hash::Hash>(
    (policy, limiter): &(Policy, Limiter<K>),
    key: &K,
) -> (QuotaState, Result<(), ApiError>) {
    let policy = *policy;
    match limiter.take(key) {
        Ok(left) => {
            let used = policy.burst().get().saturating_sub(left);
            let reset = u64::from(used.div_ceil(policy.rate.get()));
            (QuotaState { policy, left, reset }, Ok(()))
        }
        Err(wait) => {
            metrics::count_rejection(policy.rejection);
            let reset = wait.as_secs() + 1;
            let refusal = ApiError::of(ProblemCode::TooManyRequests).retry_after(reset);
            let left = 0;
            (QuotaState { policy, left, reset }, Err(refusal))
        }
    }
}

impl QuotaState {
    /// Tells it on an answer; a refusal tells of the quota that it is for instead.
    pub fn tell(self, headers: &mut HeaderMap) {
        let Policy { name, .. } = self.policy;
        let policy = format!("\"{name}\";q={};w={BURST}", self.policy.burst());
        let standing = format!("\"{name}\";r={};t={}", self.left, self.reset);
        for (header, text) in [(POLICY, policy), (STANDING, standing)] {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(header, value);
            }
        }
    }
}
