//! What holds for every operation: the document, the door, the rules of bodies, tags, retries, lists.

mod creation;
mod document;
mod door;
mod headers;
mod retries;
