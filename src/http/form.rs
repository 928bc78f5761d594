//! Reading `multipart/form-data` (RFC 7578): some short fields and one file, both bounded.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::error::PayloadError;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentDisposition};
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest, dev};
use encoding_rs::{Encoding, UTF_8};
use futures_util::{Stream, StreamExt};
use serde_json::{Map, Value};

use super::body;
use super::code::ProblemCode;
use super::error::{ApiError, ApiResult};
use crate::fault::{Fault, FaultCode};
use crate::files::{FileStore, Spool, Spooled};

/// What a form may hold besides its file: its boundaries, headers and fields.
const AROUND: usize = 64 * 1024;
/// How much of a field is kept: past the length of any text that is taken.
const FIELD: usize = 4 * 1024;
/// The field that says how the texts after it are written (RFC 7578, 4.6).
const CHARSET: &str = "_charset_";
/// The field that is a file.
const FILE: &str = "file";
/// How long a client may keep silent in the middle of a body.
const SILENCE: Duration = Duration::from_secs(30);

/// A form that was read whole.
#[derive(Debug, Default)]
pub struct Form {
    /// The fields, as texts; the file's is its name.
    pub fields: Map<String, Value>,
    /// Fields given more than once, or whose text cannot be read.
    pub faults: Vec<Fault>,
    /// The file.
    pub file: Option<SentFile>,
}

/// A file as it was sent.
#[derive(Debug)]
pub struct SentFile {
    /// Its bytes.
    pub spooled: Spooled,
    /// The media type that was declared for it, in lower case and without parameters.
    pub declared: Option<String>,
}

/// Reads a form (415) whose file has at most `limit` bytes (413).
pub async fn read(
    request: &HttpRequest,
    payload: &mut dev::Payload,
    limit: usize,
    files: &FileStore,
) -> ApiResult<Form> {
    let counted = Counted {
        payload: Rc::new(RefCell::new(payload.take())),
        left: limit + AROUND,
    };
    let rest = counted.payload.clone();
    let form = match body::declared_length(request) {
        Some(length) if length > limit + AROUND => Err(too_large()),
        _ if !is_form(request) => Err(ApiError::of(ProblemCode::UnsupportedMediaType)),
        _ => read_parts(Multipart::new(request.headers(), counted), limit, files).await,
    };
    *payload = std::mem::replace(&mut rest.borrow_mut(), dev::Payload::None);
    // What stands after the form's end, or after the fault; of whoever fell silent nothing is to come.
    let silent = |refusal: &ApiError| refusal.status() == StatusCode::REQUEST_TIMEOUT;
    if !form.as_ref().is_err_and(silent) {
        body::drain(payload, limit).await;
    }
    form
}

/// Whether the body is declared as a form, and sent as it is.
fn is_form(request: &HttpRequest) -> bool {
    let form = matches!(request.mime_type(), Ok(Some(media)) if media.essence_str() == "multipart/form-data");
    form && body::is_plain(request)
}

async fn read_parts(mut parts: Multipart, limit: usize, files: &FileStore) -> ApiResult<Form> {
    let mut form = Form::default();
    // Where no field names another, UTF-8 (RFC 7578, 5.1.2).
    let mut charset = UTF_8.name().to_owned();
    while let Some(field) = within(parts.next()).await? {
        let mut field = field.map_err(refusal)?;
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(encoding) = recoded(&field) {
            let fault = Fault::new(FaultCode::TransferEncoding).with("encoding", encoding);
            form.faults.push(fault.at(format!("/{name}")));
        }
        let value = if form.fields.contains_key(&name) {
            form.faults
                .push(Fault::new(FaultCode::Duplicate).at(format!("/{name}")));
            continue;
        } else if name == FILE {
            let sent = sent_name(&field);
            form.file = Some(read_file(field, limit, files).await?);
            sent
        } else {
            let named = field.content_type().and_then(|media| media.get_param("charset"));
            let charset = named.map_or_else(|| charset.clone(), |charset| charset.as_str().to_owned());
            let text = read_text(&mut field).await?;
            decode(&text, &charset)
        };
        let Text { read, fault } = value;
        form.faults.extend(fault.map(|fault| fault.at(format!("/{name}"))));
        if name == CHARSET {
            charset = read;
        } else {
            form.fields.insert(name, Value::String(read));
        }
    }
    Ok(form)
}

async fn read_file(mut field: Field, limit: usize, files: &FileStore) -> ApiResult<SentFile> {
    let mut spool = Spool::create(files.arrivals()).map_err(ApiError::of_files)?;
    while let Some(bytes) = within(field.next()).await? {
        let bytes = bytes.map_err(refusal)?;
        if spool.size() + bytes.len() as u64 > limit as u64 {
            return Err(too_large());
        }
        spool.write(&bytes).await.map_err(ApiError::of_files)?;
    }
    Ok(SentFile {
        spooled: spool.finish().await.map_err(ApiError::of_files)?,
        declared: field
            .content_type()
            .map(|media| media.essence_str().to_ascii_lowercase()),
    })
}

/// The encoding that a part says it was sent in, where that changes its bytes: nobody decodes it (RFC 7578, 4.7).
fn recoded(field: &Field) -> Option<String> {
    let encoding = field.headers().get("content-transfer-encoding")?;
    let encoding = encoding.to_str().unwrap_or("?").trim().to_ascii_lowercase();
    (!["7bit", "8bit", "binary"].contains(&encoding.as_str())).then_some(encoding)
}

/// A field's bytes, or their beginning where they are too long for any text.
async fn read_text(field: &mut Field) -> ApiResult<Vec<u8>> {
    let mut text = Vec::new();
    while let Some(bytes) = within(field.next()).await? {
        let bytes = bytes.map_err(refusal)?;
        let room = FIELD.saturating_sub(text.len());
        text.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }
    Ok(text)
}

/// A text as far as it could be read, and why no further.
struct Text {
    read: String,
    fault: Option<Fault>,
}

/// Reads a text written in the charset of that name, as browsers know them (WHATWG, Encoding).
fn decode(text: &[u8], charset: &str) -> Text {
    // What calls itself ASCII and is not is UTF-8, or nothing: browsers' reading as windows-1252 would garble it.
    let named = match charset.to_ascii_lowercase().as_str() {
        "ascii" | "us-ascii" => Some(UTF_8),
        label => Encoding::for_label(label.as_bytes()),
    };
    let (read, faulty) = named.unwrap_or(UTF_8).decode_with_bom_removal(text);
    let code = match named {
        None => Some(FaultCode::UnknownCharset),
        // What is cut may end within a character.
        Some(_) => (faulty && text.len() < FIELD).then_some(FaultCode::InvalidText),
    };
    Text {
        read: read.into_owned(),
        fault: code.map(|code| Fault::new(code).with("charset", charset)),
    }
}

/// The name that a file was sent with; empty if it has none.
fn sent_name(field: &Field) -> Text {
    let disposition = field.content_disposition();
    let extended = disposition.and_then(ContentDisposition::get_filename_ext);
    let mut name = match extended {
        Some(name) => decode(&name.value, &name.charset.to_string()),
        None => {
            let name = disposition.and_then(ContentDisposition::get_filename);
            decode(name.unwrap_or_default().as_bytes(), UTF_8.name())
        }
    };
    // Some clients send `C:\folder\name` without doubling the backslashes, and reading the header
    // takes them for escapes. The place must not pass for a name.
    let raw = field.headers().get(header::CONTENT_DISPOSITION);
    let raw = String::from_utf8_lossy(raw.map_or(&[], |raw| raw.as_bytes())).replace("\\\"", "");
    if raw.contains('\\') {
        name.read.insert(0, '\\');
    }
    name
}

/// What comes next, from a client that has not fallen silent.
async fn within<T>(next: impl Future<Output = T>) -> ApiResult<T> {
    let next = tokio::time::timeout(SILENCE, next).await;
    next.map_err(|_| body::too_slow())
}

fn too_large() -> ApiError {
    ApiError::of(ProblemCode::PayloadTooLarge)
}

fn refusal(error: MultipartError) -> ApiError {
    match error {
        MultipartError::Payload(PayloadError::Overflow) => too_large(),
        MultipartError::Payload(cause) => body::broken(cause),
        _ => ApiError::of(ProblemCode::MalformedRequest),
    }
}

/// A payload that ends in an overflow past so many bytes, and of which the rest can be drained.
struct Counted {
    payload: Rc<RefCell<dev::Payload>>,
    left: usize,
}

impl Stream for Counted {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = Pin::new(&mut *self.payload.borrow_mut()).poll_next(context);
        let next = ready!(next);
        let length = match &next {
            Some(Ok(bytes)) => bytes.len(),
            _ => 0,
        };
        Poll::Ready(match self.left.checked_sub(length) {
            Some(left) => {
                self.left = left;
                next
            }
            None => Some(Err(PayloadError::Overflow)),
        })
    }
}
