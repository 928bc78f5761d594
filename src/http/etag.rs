//! Entity tags (RFC 9110, 8.8.3): `"{version}.{digest}"`.
//!
//! The version alone says whether an edit is stale; the digest says whether what is shown has
//! changed, for instance because a day has passed. `If-Match` compares the version, `If-None-Match`
//! the whole. What compressing does to a tag (our own `-gzip`, a proxy's `W/` or `;br`) is ignored by both: it changed
//! the coding of an answer, and not the resource (`docs/api-design.md`, "Concurrency").

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// The tag of a body; `version` is that of a mutable resource.
pub fn tag(version: Option<i32>, body: &[u8]) -> String {
    let digest = URL_SAFE_NO_PAD.encode(&Sha256::digest(body)[..12]);
    match version {
        Some(version) => format!("\"{version}.{digest}\""),
        None => format!("\"{digest}\""),
    }
}

/// The version that a tag of ours carries.
pub fn version(tag: &str) -> Option<i32> {
    tag.trim_matches('"').split_once('.')?.0.parse().ok()
}

/// `If-Match`, as an action declares it that changes a version of something.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
pub struct IfMatchHeader {
    /// The `ETag` of the version being changed, or `*`.
    #[param(rename = "If-Match")]
    #[allow(dead_code)]
    if_match: String,
}

/// What `If-Match` asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IfMatch {
    /// `*`: any version.
    Any,
    /// One of these versions.
    Versions(Vec<i32>),
}

impl IfMatch {
    /// Reads the header. A tag that is none of ours matches nothing. One that a proxy weakened counts for
    /// its version, where RFC 9110, 13.1.1 would have it match nothing: behind such a proxy nobody could edit.
    pub fn parse(header: &str) -> Self {
        if header.trim() == "*" {
            return Self::Any;
        }
        let versions = header
            .split(',')
            .filter_map(|tag| opaque(tag)?.strip_suffix('"'))
            .filter_map(version_in)
            .collect();
        Self::Versions(versions)
    }

    /// Whether the resource's version is one that was asked for.
    pub fn accepts(&self, version: i32) -> bool {
        match self {
            Self::Any => true,
            Self::Versions(versions) => versions.contains(&version),
        }
    }
}

/// The version in a tag, written as we write it.
fn version_in(tag: &str) -> Option<i32> {
    let text = tag.split('.').next()?;
    let version: i32 = text.parse().ok()?;
    (version.to_string() == text).then_some(version)
}

/// The tag under which a request says that it holds this one already (`If-None-Match`, in one line or several: RFC 9110, 5.3).
pub fn held_by<'a>(headers: &'a HeaderMap, tag: &'a str) -> Option<&'a str> {
    let mut lines = headers.get_all(header::IF_NONE_MATCH);
    lines.find_map(|held| held_as(held.to_str().ok()?, tag))
}

/// The tag under which `If-None-Match` says that this one is held, or `If-Match` that it is meant (weak comparison, RFC 9110, 13.1.2): its own, or
/// that of one of its codings, by which a cache knows what it keeps (RFC 9111, 4.3.4).
pub fn held_as<'a>(header: &'a str, tag: &'a str) -> Option<&'a str> {
    if header.trim() == "*" {
        return Some(tag);
    }
    let own = tag.trim_matches('"');
    header.split(',').map(str::trim).find_map(|candidate| {
        let rest = opaque(candidate)?.strip_prefix(own)?.strip_suffix('"')?;
        let held = if candidate.starts_with('"') { candidate } else { tag };
        (rest.is_empty() || is_coding(rest)).then_some(held)
    })
}

/// Says the coding of an answer behind its tag: strong tags of other bytes differ (RFC 9110, 8.8.3.3).
pub fn mark_coding(headers: &mut HeaderMap) {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let strong = text(header::ETAG).and_then(|tag| tag.strip_prefix('"')?.strip_suffix('"'));
    let coded = strong.zip(text(header::CONTENT_ENCODING));
    let coded = coded.map(|(tag, coding)| format!("\"{tag}-{coding}\""));
    if let Some(tag) = coded.and_then(|tag| HeaderValue::from_str(&tag).ok()) {
        headers.insert(header::ETAG, tag);
    }
}

/// Takes the coding away from behind a tag that a client held: what stays is the resource's own.
pub fn forget_coding(headers: &mut HeaderMap) {
    let tag = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
    let own = tag.and_then(|tag| opaque(tag)?.strip_suffix('"')).map(|tag| {
        let coded = CODINGS.iter().find_map(|coding| tag.strip_suffix(coding));
        coded.and_then(|tag| tag.strip_suffix(['-', ';', ':'])).unwrap_or(tag)
    });
    let own = own.and_then(|tag| HeaderValue::from_str(&format!("\"{tag}\"")).ok());
    if let Some(own) = own {
        headers.insert(header::ETAG, own);
    }
}

/// How answers are compressed, by the service or a proxy.
const CODINGS: [&str; 4] = ["gzip", "br", "zstd", "deflate"];

/// What stands behind the opening quote of a tag, weak or strong.
fn opaque(tag: &str) -> Option<&str> {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag).strip_prefix('"')
}

/// Whether the service or a proxy appended this to say how it compressed an answer.
fn is_coding(suffix: &str) -> bool {
    let coding = suffix.trim_start_matches(['-', ';', ':']);
    coding.len() < suffix.len() && CODINGS.contains(&coding)
}
