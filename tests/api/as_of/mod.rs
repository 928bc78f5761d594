//! Reads as of a past instant: the same answers as were given then, with the rights of today.

mod replayed;
