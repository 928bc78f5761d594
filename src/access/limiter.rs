//! A limit for each key: so many at once, then so many a second (GCRA, by governor).

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::{Quota, RateLimiter};

/// From so many entries on, those that matter no more are thrown away from time to time.
const ENTRIES: usize = 10_000;

/// A limit for each key, from which what did not count can be given back.
pub struct Limiter<K: Clone + Eq + Hash> {
    limiter: RateLimiter<K, Tally<K>, DefaultClock, StateInformationMiddleware>,
    tally: Tally<K>,
    cost: Nanos,
}

impl<K: Clone + Eq + Hash> Limiter<K> {
    /// A limit that nobody has used yet.
    pub fn new(quota: Quota) -> Self {
        let tally = Tally {
            kept: Arc::default(),
            full_after: quota.burst_size_replenished_in().into(),
        };
        Self {
            limiter: RateLimiter::new(quota, tally.clone(), DefaultClock::default()),
            tally,
            cost: quota.replenish_interval().into(),
        }
    }

    /// Takes one; gives how many are left, or how long to wait for one.
    pub fn take(&self, key: &K) -> Result<u32, Duration> {
        match self.limiter.check_key(key) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(until) => Err(until.wait_time_from(self.limiter.clock().now())),
        }
    }

    /// Gives one back.
    pub fn give_back(&self, key: &K) {
        if let Some(state) = self.tally.kept().states.get_mut(key) {
            *state = state.saturating_sub(self.cost);
        }
    }
}

/// An address, as far as one caller can be told from another: an IPv6 network of 64 bits is one.
pub fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        address => address,
    }
}

/// The states of a limiter: for each key, when what it took will all have been forgotten.
#[derive(Clone)]
struct Tally<K> {
    kept: Arc<Mutex<Kept<K>>>,
    /// How long the whole burst takes to come back.
    full_after: Nanos,
}

struct Kept<K> {
    states: HashMap<K, Nanos>,
    /// The next number of entries at which to look for those that matter no more: twice what was
    /// left the last time, so that a flood of keys costs each of them little.
    tidy_at: usize,
}

impl<K> Default for Kept<K> {
    fn default() -> Self {
        Self {
            states: HashMap::new(),
            tidy_at: ENTRIES,
        }
    }
}

impl<K> Tally<K> {
    fn kept(&self) -> MutexGuard<'_, Kept<K>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Clone + Eq + Hash> StateStore for Tally<K> {
    type Key = K;

    fn measure_and_replace<T, F, E>(&self, key: &K, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut kept = self.kept();
        let (answer, state) = measure(kept.states.get(key).copied())?;
        if kept.states.len() >= kept.tidy_at {
            // This state lies at most a whole burst after now, so what lies a burst before it is past.
            let past = state.saturating_sub(self.full_after);
            kept.states.retain(|_, state| *state > past);
            kept.tidy_at = ENTRIES.max(kept.states.len() * 2);
        }
        kept.states.insert(key.clone(), state);
        Ok(answer)
    }
}
