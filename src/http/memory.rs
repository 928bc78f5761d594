//! What rooms keep in memory for all threads.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Something that a room keeps in memory: one for each process.
pub trait Kept: Send + Sync + 'static {
    /// An empty one that takes so many bytes at most.
    fn of_capacity(bytes: u64) -> Self;
}

/// What rooms keep, by type.
pub struct Memory {
    capacity: u64,
    kept: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl Memory {
    /// Nothing yet; each takes so many bytes at most.
    pub fn new(capacity: u64) -> Self {
        Self {
            capacity,
            kept: Mutex::default(),
        }
    }

    /// The one of a type.
    pub fn of<T: Kept>(&self) -> Arc<T> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || Arc::new(T::of_capacity(self.capacity)) as Arc<dyn Any + Send + Sync>;
        let one = Arc::clone(kept.entry(TypeId::of::<T>()).or_insert_with(made));
        one.downcast()
            .unwrap_or_else(|_| unreachable!("it is kept under its type"))
    }
}
