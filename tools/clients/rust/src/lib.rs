//! What progenitor generates from the document, as it is.
include!(concat!(env!("OUT_DIR"), "/client.rs"));
