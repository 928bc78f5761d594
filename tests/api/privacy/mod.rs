//! Persons: erased, exported, and never in a log.

mod erasing;
mod erasure;
mod export;
mod logs;
mod mentions;
mod scrubbing;
