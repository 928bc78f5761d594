//! Entity tags (RFC 9110, 8.8.3): `"{version}.{digest}"`.
//!
//! The version alone says whether an edit is stale; the digest says whether what is shown has
//! changed, for instance because a day has passed. `If-Match` compares the version, `If-None-Match`
//! the whole. A suffix that a compressing proxy appends (`-gzip`) is ignored.

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
    /// Reads the header. A tag that is none of ours matches nothing; so does a weak one, because
    /// `If-Match` compares strongly (RFC 9110, 13.1.1).
    pub fn parse(header: &str) -> Self {
        if header.trim() == "*" {
            return Self::Any;
        }
        let versions = header
            .split(',')
            .filter_map(|tag| tag.trim().strip_prefix('"')?.strip_suffix('"'))
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

/// Whether `If-Match` names this strong tag, or whatever there is.
pub fn matches(header: &str, tag: &str) -> bool {
    header.trim() == "*" || header.split(',').any(|candidate| candidate.trim() == tag)
}

/// Whether `If-None-Match` names this tag (weak comparison, RFC 9110, 13.1.2).
pub fn none_match(header: &str, tag: &str) -> bool {
    let bare = |tag: &str| {
        let tag = tag.trim().trim_start_matches("W/").trim_matches('"');
        ["-gzip", "-br", "-zstd"]
            .iter()
            .find_map(|suffix| tag.strip_suffix(suffix))
            .unwrap_or(tag)
            .to_owned()
    };
    header.trim() == "*" || header.split(',').any(|candidate| bare(candidate) == bare(tag))
}
