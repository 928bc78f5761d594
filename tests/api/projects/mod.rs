//! Projects: their codes, their life, their clock, who sees them.

mod clock;
mod codes;
mod concurrency;
mod life;
mod sight;
mod sql_clock;
