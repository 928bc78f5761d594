//! Takes our own words out of an address: tokio-postgres reads the rest.

use std::borrow::Cow;

use anyhow::Context;
use percent_encoding::percent_decode_str;

/// An address in its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// What tokio-postgres reads.
    pub rest: String,
    /// `sslmode`.
    pub mode: Option<String>,
    /// `sslrootcert`.
    pub roots: Option<String>,
}

impl Parts {
    /// Keeps a word that is ours; the last of two wins, as in libpq.
    fn take(&mut self, key: &str, value: &str) -> bool {
        match key {
            "sslmode" => self.mode = Some(value.to_owned()),
            "sslrootcert" => self.roots = Some(value.to_owned()),
            _ => return false,
        }
        true
    }
}

/// Takes an address in either form apart.
pub fn split(text: &str) -> anyhow::Result<Parts> {
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        of_url(text)
    } else {
        of_words(text)
    }
}

fn of_url(text: &str) -> anyhow::Result<Parts> {
    let mut parts = Parts::default();
    // A password may hold a question mark; what follows the `@` may not.
    let behind = text.find('@').unwrap_or_default();
    let Some(question) = text[behind..].find('?').map(|place| behind + place) else {
        parts.rest = text.to_owned();
        return Ok(parts);
    };
    let mut others = Vec::new();
    for pair in text[question + 1..].split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value: Cow<'_, str> = percent_decode_str(value)
            .decode_utf8()
            .context("the database's address is not UTF-8")?;
        if !parts.take(key, &value) {
            others.push(pair);
        }
    }
    parts.rest = text[..question].to_owned();
    if !others.is_empty() {
        parts.rest = format!("{}?{}", parts.rest, others.join("&"));
    }
    Ok(parts)
}

/// `key = value`, where a value may stand in quotes, and a backslash takes the next sign as it is.
fn of_words(text: &str) -> anyhow::Result<Parts> {
    let mut parts = Parts::default();
    let mut left = text.trim_start();
    while !left.is_empty() {
        let (key, value) = left
            .split_once('=')
            .context("the database's address is neither postgres://… nor words like host=…")?;
        let value = value.trim_start();
        let (read, length) = value_of(value)?;
        let word = &left[..left.len() - value.len() + length];
        if !parts.take(key.trim(), &read) {
            parts.rest.push_str(word);
            parts.rest.push(' ');
        }
        left = value[length..].trim_start();
    }
    parts.rest.truncate(parts.rest.trim_end().len());
    Ok(parts)
}

/// The value that a text begins with, and how many bytes it takes.
fn value_of(text: &str) -> anyhow::Result<(String, usize)> {
    let quoted = text.starts_with('\'');
    let mut value = String::new();
    let mut signs = text.char_indices().skip(usize::from(quoted));
    while let Some((place, sign)) = signs.next() {
        match sign {
            '\\' => value.extend(signs.next().map(|(_, sign)| sign)),
            '\'' if quoted => return Ok((value, place + 1)),
            sign if !quoted && sign.is_whitespace() => return Ok((value, place)),
            sign => value.push(sign),
        }
    }
    anyhow::ensure!(!quoted, "the database's address: a quote is not closed");
    Ok((value, text.len()))
}
