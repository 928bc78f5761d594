//! Answering with a file: whole or in part, never run by a browser.
//!
//! The tag is the SHA-256 of the file and strong (RFC 9110, 8.8.3): the bytes are never compressed
//! on their way, so that it does not lie. One range is answered (RFC 9110, 14); several are
//! answered by the whole file, which the RFC allows.

use std::ops::Range;

use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ByteRangeSpec, ContentType, HeaderValue};
use actix_web::{HttpMessage, HttpResponse};
use bytes::Bytes;
use futures_util::{TryStreamExt, stream};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tracing::Span;

use super::code::ProblemCode;
use super::error::{ApiResult, Refusal};
use super::etag;
use super::gate::HeadOnly;
use super::problem;
use super::read::Read;
use super::rendering::request_id;

/// The bytes of a file.
#[derive(Debug, utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct FileContent(#[allow(dead_code)] Vec<u8>);

/// A picture that stands alone: SVG, in XML.
#[derive(Debug, utoipa::ToSchema)]
#[schema(value_type = String)]
pub struct Picture(#[allow(dead_code)] String);

impl Picture {
    /// How one begins.
    pub const EXAMPLE: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 226" role="img"></svg>"#;
}

/// A page that stands alone, in HTML.
#[derive(Debug, utoipa::ToSchema)]
#[schema(value_type = String)]
pub struct PrintedPage(#[allow(dead_code)] String);

impl PrintedPage {
    /// How one begins.
    pub const EXAMPLE: &str = r#"<!DOCTYPE html><html lang="fr"></html>"#;
}

/// A file to answer with.
#[derive(Debug)]
pub struct Content<'a> {
    /// Where it is kept.
    pub key: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: &'a str,
}

/// Nothing in it may run, be framed or fetch, even where a browser shows it.
const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// Which part of a file a request asks for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Some(Range<u64>),
    /// None of its bytes.
    Nothing,
}

impl<F> Read<F> {
    /// Answers with a file: 200, 206, 304; 412 or 416 as a problem.
    pub async fn content(&self, content: &Content<'_>) -> ApiResult {
        let tag = format!("\"{}\"", content.sha256);
        let headers = self.request.headers();
        let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        if text(header::IF_MATCH).is_some_and(|held| etag::held_as(held, &tag).is_none()) {
            return Ok(self.refuse(ProblemCode::Stale, header::ETAG, &tag));
        }
        if etag::held_by(headers, &tag).is_some() {
            let mut unchanged = HttpResponse::build(StatusCode::NOT_MODIFIED);
            return Ok(unchanged.insert_header((header::ETAG, tag)).finish());
        }
        // A part of another file than the one held is of no use: then all of it (RFC 9110, 13.1.5).
        let asked = text(header::RANGE).filter(|_| text(header::IF_RANGE).is_none_or(|held| held.trim() == tag));
        let (status, range) = match asked.map_or(Part::Whole, |asked| part(asked, content.size)) {
            Part::Whole => (StatusCode::OK, 0..content.size),
            Part::Some(range) => (StatusCode::PARTIAL_CONTENT, range),
            Part::Nothing => {
                let place = format!("bytes */{}", content.size);
                return Ok(self.refuse(ProblemCode::RangeNotSatisfiable, header::CONTENT_RANGE, &place));
            }
        };
        let mut response = HttpResponse::build(status);
        response
            .insert_header(ContentType::octet_stream())
            .insert_header((header::CONTENT_DISPOSITION, disposition(content.name)))
            .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
            .insert_header((header::ACCEPT_RANGES, "bytes"))
            .insert_header((header::ETAG, tag))
            // Keeps the compression away; it does not leave the service (`rendering`).
            .insert_header((header::CONTENT_ENCODING, HeaderValue::from_static("identity")));
        if status == StatusCode::PARTIAL_CONTENT {
            let place = format!("bytes {}-{}/{}", range.start, range.end - 1, content.size);
            response.insert_header((header::CONTENT_RANGE, place));
        }
        let length = range.end - range.start;
        if self.request.extensions().contains::<HeadOnly>() {
            let nothing = stream::empty::<Result<Bytes, std::io::Error>>();
            return Ok(response.body(SizedStream::new(length, nothing)));
        }
        let bytes = self.services.files.read(content.key, range).await;
        let bytes = bytes.map_err(super::error::ApiError::of_files)?;
        let span = Span::current();
        let bytes = bytes.inspect_err(move |cause| {
            span.in_scope(|| tracing::error!(%cause, "a file breaks off on its way"));
        });
        Ok(response.body(SizedStream::new(length, bytes)))
    }

    /// A refusal that says in a field what there is.
    fn refuse(&self, code: ProblemCode, field: header::HeaderName, value: &str) -> HttpResponse {
        let request = &self.request;
        let refusal = Refusal::of(code);
        let mut response = problem::respond(&refusal, self.language, request.path(), &request_id(request));
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(field, value);
        }
        response
    }
}

/// Reads `Range`; what is not understood asks for the whole (RFC 9110, 14.2).
fn part(header: &str, size: u64) -> Part {
    let ranges = match header.parse() {
        Ok(header::Range::Bytes(ranges)) => ranges,
        _ => return Part::Whole,
    };
    match &ranges[..] {
        [one] => satisfiable(one, size).map_or(Part::Nothing, Part::Some),
        several if several.iter().all(|one| satisfiable(one, size).is_none()) => Part::Nothing,
        _ => Part::Whole,
    }
}

fn satisfiable(range: &ByteRangeSpec, size: u64) -> Option<Range<u64>> {
    range.to_satisfiable_range(size).map(|(first, last)| first..last + 1)
}

/// RFC 8187's attr-char: what stands in `filename*` as it is.
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// To be saved under its name (RFC 6266, 8187), never shown in the page.
fn disposition(name: &str) -> String {
    let plain = |c: char| match c {
        '"' | '%' | '\\' | ';' => '_',
        c if c.is_ascii_graphic() || c == ' ' => c,
        _ => '_',
    };
    let ascii: String = name.chars().map(plain).collect();
    let whole = utf8_percent_encode(name, ATTR_CHAR);
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{whole}")
}
