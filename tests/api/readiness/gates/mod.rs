//! Each gate, led from missing to satisfied.

mod data;
mod ethics;
mod hand_over;
mod milestones;
mod months;
mod orders;
mod prototype;
mod roadmap;
mod team;
