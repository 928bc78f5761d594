//! Guessing passwords is slow, and being guessed at locks nobody out.
//!
//! Wrong passwords are counted for each address, and for each account tried from an address; past
//! their number the answer is 429 before the password is looked at, so it tells nothing. An account
//! by itself is never refused: when it has been guessed at from anywhere, every answer about it,
//! right or wrong, comes a little later, two seconds at most. And who signed in lately from an
//! address is checked there beside the queue in which guesses wait.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use governor::Quota;

use super::limiter::{Limiter, network_of};
use super::password::Queue;
use crate::http::guard::quota::UsedUp;
use crate::http::{ApiError, ApiResult, ProblemCode};

/// Wrong passwords from one address: so many at once, then so many a minute. An office may share
/// one address.
const OF_ADDRESS: Quota =
    Quota::per_minute(NonZeroU32::MIN.saturating_add(9)).allow_burst(NonZeroU32::MIN.saturating_add(49));
/// Wrong passwords for one account from one address.
const OF_PAIR: Quota = Quota::per_minute(NonZeroU32::MIN).allow_burst(NonZeroU32::MIN.saturating_add(4));
/// The wrong passwords for an account that change nothing, and are everyone's on a Monday.
const UNNOTICED: u32 = 2;
const FIRST_DELAY: Duration = Duration::from_millis(100);
const LONGEST_DELAY: Duration = Duration::from_secs(2);
/// After so long without a wrong password, an account is answered at once again.
const CALM: Duration = Duration::from_secs(15 * 60);
/// So long after a sign-in, its address is still known to be the account's.
const FAMILIAR: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// Past so many entries, those that matter no more are thrown away.
const ENTRIES: usize = 10_000;

/// An address, as far as one caller can be told from another: an IPv6 network of 64 bits is one.
type Origin = IpAddr;

/// Counts wrong passwords.
pub struct Guessing {
    addresses: Limiter<Origin>,
    pairs: Limiter<(String, Origin)>,
    accounts: Mutex<HashMap<String, Wrong>>,
    /// When an account last signed in from an address.
    familiar: Mutex<HashMap<(String, Origin), Instant>>,
}

#[derive(Clone, Copy)]
struct Wrong {
    number: u32,
    last: Instant,
}

/// A password about to be checked. It counts as wrong until it is said to be right, so that many
/// attempts at once are all counted.
pub struct Attempt<'a> {
    guessing: &'a Guessing,
    account: String,
    origin: Origin,
    delay: Duration,
}

impl Default for Guessing {
    fn default() -> Self {
        Self {
            addresses: Limiter::new(OF_ADDRESS),
            pairs: Limiter::new(OF_PAIR),
            accounts: Mutex::default(),
            familiar: Mutex::default(),
        }
    }
}

impl Guessing {
    /// Lets a password for an account be tried from an address, or refuses (429). `account` is
    /// whatever names it in the request, whether it exists or not.
    pub fn attempt(&self, account: &str, peer: IpAddr) -> ApiResult<Attempt<'_>> {
        let (account, origin) = (account.to_lowercase(), network_of(peer));
        let all = self.addresses.take(&origin);
        all.map_err(|wait| refused("sign-in-address", OF_ADDRESS, wait))?;
        if let Err(wait) = self.pairs.take(&(account.clone(), origin)) {
            // What is not looked at costs the others at this address nothing.
            self.addresses.give_back(&origin);
            return Err(refused("sign-in-account", OF_PAIR, wait));
        }
        let delay = self.count(&account);
        Ok(Attempt {
            guessing: self,
            account,
            origin,
            delay,
        })
    }

    /// Counts one more, and says how long to wait for those before it.
    fn count(&self, account: &str) -> Duration {
        let mut accounts = held(&self.accounts);
        if accounts.len() > ENTRIES {
            accounts.retain(|_, wrong| wrong.last.elapsed() < CALM);
        }
        let now = Instant::now();
        let calm = Wrong { number: 0, last: now };
        let before = accounts
            .get(account)
            .copied()
            .filter(|wrong| wrong.last.elapsed() < CALM)
            .unwrap_or(calm);
        let number = before.number.saturating_add(1);
        accounts.insert(account.to_owned(), Wrong { number, last: now });
        match before.number.checked_sub(UNNOTICED) {
            Some(noticed) => FIRST_DELAY.saturating_mul(1 << noticed.min(8)).min(LONGEST_DELAY),
            None => Duration::ZERO,
        }
    }
}

impl Attempt<'_> {
    /// Waits as long as the account's wrong passwords ask for. Hold nothing meanwhile.
    pub async fn slow_down(&self) {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
    }

    /// Where it waits to be checked: beside the others, if the account signed in from this address
    /// lately and it is hardly a guess.
    pub fn queue(&self) -> Queue {
        let familiar = held(&self.guessing.familiar);
        match familiar.get(&(self.account.clone(), self.origin)) {
            Some(last) if last.elapsed() < FAMILIAR => Queue::Reserved,
            _ => Queue::Common,
        }
    }

    /// The password was right: it counts for nothing.
    pub fn succeeded(self) {
        let Self {
            guessing,
            account,
            origin,
            ..
        } = self;
        if let Some(wrong) = held(&guessing.accounts).get_mut(&account) {
            wrong.number = wrong.number.saturating_sub(1);
        }
        guessing.addresses.give_back(&origin);
        let pair = (account, origin);
        guessing.pairs.give_back(&pair);
        let mut familiar = held(&guessing.familiar);
        if familiar.len() > ENTRIES {
            familiar.retain(|_, last| last.elapsed() < FAMILIAR);
        }
        familiar.insert(pair, Instant::now());
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn refused(name: &'static str, quota: Quota, wait: Duration) -> ApiError {
    let used_up = UsedUp {
        name,
        burst: quota.burst_size().get(),
        window: quota.burst_size_replenished_in().as_secs(),
    };
    ApiError::of(ProblemCode::TooManyRequests).of_quota(used_up, wait.as_secs() + 1)
}
