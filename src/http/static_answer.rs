//! Answers that are the same for everybody as long as the service runs: the document, the reference
//! page, code lists. Their tag is computed once, and each content coding when it is first asked for.

use std::borrow::Cow;
use std::io::Write;
use std::sync::OnceLock;

use actix_web::http::header::{self, AcceptEncoding, ContentEncoding, Encoding, Header, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;

use super::etag;
use super::read::Read;

/// Less is not worth its header.
const WORTH_CODING: usize = 512;
/// Of eleven: the most that takes no seconds on a megabyte.
const BROTLI_QUALITY: u32 = 6;
/// How far back brotli looks, as a power of two: its default.
const BROTLI_WINDOW: u32 = 22;

/// An answer made once.
#[derive(Debug)]
pub struct StaticAnswer {
    media_type: Cow<'static, str>,
    tag: String,
    body: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

impl StaticAnswer {
    /// What is written already, of any media type.
    pub fn new(media_type: impl Into<Cow<'static, str>>, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self {
            media_type: media_type.into(),
            tag: etag::tag(None, &body),
            body,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// What serialises, as JSON.
    pub fn json(view: &impl Serialize) -> Self {
        Self::new("application/json", serde_json::to_vec(view).unwrap_or_default())
    }

    /// The answer to a read: in the coding that the client likes best, 304 where it holds it already.
    pub fn respond_to(&self, request: &HttpRequest) -> HttpResponse {
        if let Some(held_as) = etag::held_by(request.headers(), &self.tag) {
            return HttpResponse::NotModified()
                .insert_header((header::ETAG, held_as))
                .finish();
        }
        let (coding, body) = self.coded_for(request);
        HttpResponse::Ok()
            .insert_header((header::ETAG, self.tag.as_str()))
            .content_type(&*self.media_type)
            // Said of `identity` too: it keeps the compression away, and does not leave the service (`rendering`).
            .insert_header((header::CONTENT_ENCODING, HeaderValue::from_static(coding.as_str())))
            .body(body)
    }

    fn coded_for(&self, request: &HttpRequest) -> (ContentEncoding, Bytes) {
        let codings = [Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
        let accepted = AcceptEncoding::parse(request).ok();
        let best = accepted.and_then(|accepted| accepted.negotiate(codings.iter()));
        match best {
            Some(Encoding::Known(coding)) if self.body.len() >= WORTH_CODING => (coding, self.coded(coding)),
            _ => (ContentEncoding::Identity, self.body.clone()),
        }
    }

    fn coded(&self, coding: ContentEncoding) -> Bytes {
        match coding {
            ContentEncoding::Gzip => self.gzip.get_or_init(|| gzip(&self.body).into()).clone(),
            ContentEncoding::Brotli => self.brotli.get_or_init(|| brotli(&self.body).into()).clone(),
            _ => self.body.clone(),
        }
    }
}

impl<F> Read<F> {
    /// Answers with what is the same for everybody.
    pub fn fixed(&self, answer: &StaticAnswer) -> HttpResponse {
        answer.respond_to(&self.request)
    }
}

/// Writing to memory does not fail.
fn gzip(body: &[u8]) -> Vec<u8> {
    let mut coder = GzEncoder::new(Vec::new(), Compression::default());
    let written = coder.write_all(body).and_then(|()| coder.finish());
    written.unwrap_or_default()
}

fn brotli(body: &[u8]) -> Vec<u8> {
    let mut coder = brotli::CompressorWriter::new(Vec::new(), 16 * 1024, BROTLI_QUALITY, BROTLI_WINDOW);
    match coder.write_all(body) {
        Ok(()) => coder.into_inner(),
        Err(_) => Vec::new(),
    }
}
