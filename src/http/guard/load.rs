//! How many requests are worked on at once. A request that waits for the rest of its body is not
//! worked on, so that dawdlers keep nobody out.

use std::sync::Arc;

/// Counts the requests at work: each holds its [`Slot`].
#[derive(Debug)]
pub struct Load {
    slots: Slot,
    most: usize,
}

/// A request's place among those at work, as long as it is held.
pub type Slot = Arc<()>;

impl Load {
    /// Room for `most`, and for the few that come in the same instant as the last of them.
    pub fn new(most: usize) -> Self {
        Self {
            slots: Slot::default(),
            most,
        }
    }

    /// A place, if there is room.
    pub fn enter(&self) -> Option<Slot> {
        (self.at_work() < self.most).then(|| self.enter_again())
    }

    /// A place for a request that had one: it is not sent away half-way.
    pub fn enter_again(&self) -> Slot {
        self.slots.clone()
    }

    /// How many requests are worked on.
    pub fn at_work(&self) -> usize {
        Arc::strong_count(&self.slots) - 1
    }
}
