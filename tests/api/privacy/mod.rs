//! Persons: erased, exported, and never in a log.
