//! How many requests are worked on at once. A request that only waits (for the rest of its body,
//! or for a guesser's penance) is not worked on, so that dawdlers keep nobody out.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts the requests at work.
#[derive(Clone, Debug)]
pub struct Load {
    at_work: Arc<AtomicUsize>,
    most: usize,
}

/// A request's place among those at work.
#[derive(Debug)]
pub struct Slot {
    load: Load,
    held: Cell<bool>,
}

impl Load {
    /// Room for `most`.
    pub fn new(most: usize) -> Self {
        Self {
            at_work: Arc::default(),
            most,
        }
    }

    /// A place, if there is room.
    pub fn enter(&self) -> Option<Slot> {
        let room = |count| (count < self.most).then_some(count + 1);
        self.at_work
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, room)
            .ok()?;
        Some(Slot {
            load: self.clone(),
            held: Cell::new(true),
        })
    }

    /// How many requests are worked on.
    pub fn at_work(&self) -> usize {
        self.at_work.load(Ordering::Relaxed)
    }
}

impl Slot {
    /// Makes room for others.
    pub fn leave(&self) {
        if self.held.replace(false) {
            self.load.at_work.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// Whether it made room: it waits.
    pub fn is_away(&self) -> bool {
        !self.held.get()
    }

    /// Comes back; whoever was let in once is not sent away half-way.
    pub fn come_back(&self) {
        if !self.held.replace(true) {
            self.load.at_work.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.leave();
    }
}
