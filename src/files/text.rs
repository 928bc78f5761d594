//! Whether a file is plain text: valid UTF-8 without binary control characters, and not a page.

use std::io::Read;

/// What a file turns out to be as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Textual {
    /// Plain text.
    Plain,
    /// Text that a browser would render or run: what it is, as a media type.
    Page(&'static str),
    /// No text at all.
    Binary,
}

/// Bytes read at once.
const PIECE: usize = 64 * 1024;

/// Reads all of it.
pub fn read(source: &mut impl Read) -> std::io::Result<Textual> {
    let mut piece = vec![0; PIECE];
    // The bytes of a character that the end of a piece cut in two.
    let mut kept = 0;
    let mut page = None;
    let mut first = true;
    loop {
        let read = source.read(&mut piece[kept..])?;
        let end = kept + read;
        if read == 0 {
            let whole = kept == 0;
            return Ok(if whole {
                page.map_or(Textual::Plain, Textual::Page)
            } else {
                Textual::Binary
            });
        }
        let valid = match std::str::from_utf8(&piece[..end]) {
            Ok(_) => end,
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Ok(Textual::Binary),
        };
        if piece[..valid].iter().any(|byte| is_binary(*byte)) {
            return Ok(Textual::Binary);
        }
        if std::mem::take(&mut first) {
            page = page_of(&String::from_utf8_lossy(&piece[..valid.min(4096)]));
        }
        piece.copy_within(valid..end, 0);
        kept = end - valid;
    }
}

/// Whether a byte is of no text: NUL, and the control characters that no text format uses.
fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=25 | 28..=31)
}

/// Which page a text begins as, comments and white space aside.
fn page_of(beginning: &str) -> Option<&'static str> {
    let mut rest = beginning.trim_start_matches('\u{feff}').trim_start();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = after.trim_start();
    }
    let rest = rest.to_lowercase();
    [
        ("<!doctype svg", "image/svg+xml"),
        ("<svg", "image/svg+xml"),
        ("<?xml", "text/xml"),
        ("<?php", "application/x-httpd-php"),
        ("<!doctype", "text/html"),
        ("<html", "text/html"),
        ("<head", "text/html"),
        ("<body", "text/html"),
        ("<script", "text/html"),
        ("<iframe", "text/html"),
        ("#!", "text/x-shellscript"),
    ]
    .into_iter()
    .find(|(tag, _)| rest.starts_with(tag))
    .map(|(_, found)| found)
}
