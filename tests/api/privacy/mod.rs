//! Persons: erased, exported, and never in a log.

mod erasure;
mod export;
mod logs;
