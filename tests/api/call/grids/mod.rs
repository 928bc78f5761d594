//! Grids: by what is judged at a stage, each numbered, the latest in force.

mod body;
mod cited;
mod faults;
mod numbers;
mod sight;
