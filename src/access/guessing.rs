//! Guessing passwords is slow, and being guessed at locks nobody out.
//!
//! Wrong passwords are counted for each address, and for each account tried from an address; past
//! their number the answer is 429 before the password is looked at, so it tells nothing. An account
//! by itself is never refused. From however many addresses guesses come, a few passwords are checked at
//! once ([`Passwords`](super::Passwords)).

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::Quota;

use super::limiter::{Limiter, network_of};

/// Wrong passwords from one address: so many at once, then so many a minute. An office may share
/// one address.
const OF_ADDRESS: Quota =
    Quota::per_minute(NonZeroU32::MIN.saturating_add(9)).allow_burst(NonZeroU32::MIN.saturating_add(49));
/// Wrong passwords for one account from one address.
const OF_PAIR: Quota = Quota::per_minute(NonZeroU32::MIN).allow_burst(NonZeroU32::MIN.saturating_add(4));

/// An address, as far as one caller can be told from another: an IPv6 network of 64 bits is one.
type Origin = IpAddr;

/// A quota of guesses is used up.
#[derive(Clone, Copy, Debug)]
pub struct TooManyGuesses {
    /// Which.
    pub name: &'static str,
    /// How many it grants.
    pub quota: Quota,
    /// When it grants one more.
    pub wait: Duration,
}

/// Counts wrong passwords.
pub struct Guessing {
    addresses: Limiter<Origin>,
    pairs: Limiter<(String, Origin)>,
}

/// A password about to be checked. It counts as wrong until it is said to be right, so that many
/// attempts at once are all counted.
pub struct Attempt<'a> {
    guessing: &'a Guessing,
    pair: (String, Origin),
}

impl Default for Guessing {
    fn default() -> Self {
        Self {
            addresses: Limiter::new(OF_ADDRESS),
            pairs: Limiter::new(OF_PAIR),
        }
    }
}

impl Guessing {
    /// Lets a password for an account be tried from an address, or refuses (429). `account` is
    /// whatever names it in the request, whether it exists or not.
    pub fn attempt(&self, account: &str, peer: IpAddr) -> Result<Attempt<'_>, TooManyGuesses> {
        let pair = (account.to_lowercase(), network_of(peer));
        let all = self.addresses.take(&pair.1);
        all.map_err(|wait| refused("sign-in-address", OF_ADDRESS, wait))?;
        if let Err(wait) = self.pairs.take(&pair) {
            // What is not looked at costs the others at this address nothing.
            self.addresses.give_back(&pair.1);
            return Err(refused("sign-in-account", OF_PAIR, wait));
        }
        Ok(Attempt { guessing: self, pair })
    }
}

impl Attempt<'_> {
    /// The password was right: it counts for nothing.
    pub fn succeeded(self) {
        self.guessing.addresses.give_back(&self.pair.1);
        self.guessing.pairs.give_back(&self.pair);
    }
}

fn refused(name: &'static str, quota: Quota, wait: Duration) -> TooManyGuesses {
    TooManyGuesses { name, quota, wait }
}
