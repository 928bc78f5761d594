//! Waivers of gates.

mod body;
mod force;
mod life;
mod lists;
