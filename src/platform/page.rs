//! The first page: plain HTML and script, carried by the binary, that use nothing but the API.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::guard::Get;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use actix_web::web::{self, Path};
use actix_web::{HttpResponse, Resource};

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::http::{ApiError, ApiResult, Public, StaticAnswer};
use crate::pictures;

/// It runs its own scripts alone, asks its own service alone, and is framed by nobody. Of styles besides its own it takes that of
/// pictures.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let digest = BASE64_STANDARD.encode(Sha256::digest(pictures::dark()));
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{digest}'; connect-src 'self'; img-src 'self' blob:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

macro_rules! files {
    ($($name:literal)+) => {
        [$(($name, include_str!(concat!("page/", $name)))),+]
    };
}

/// The files that `index.html` asks for, by their names.
static FILES: LazyLock<HashMap<&'static str, StaticAnswer>> = LazyLock::new(|| {
    let files = files!(
        "index.html" "page.css" "icon.svg" "page.js" "api.js" "elements.js" "format.js" "frame.js" "marks.js" "pictures.js"
        "programme-view.js" "project-view.js" "routes.js" "sign-in-view.js" "texts.js" "waiting.js"
    );
    let answer = |(name, text)| (name, StaticAnswer::new(media_type(name), text));
    files.into_iter().map(answer).collect()
});

/// The page.
pub fn index(public: &Public) -> ApiResult {
    file(public, "index.html")
}

/// What it is made of.
pub fn page_files() -> Resource {
    web::resource("/page/{file}").guard(Get()).to(get_file)
}

async fn get_file(public: Public, name: Path<String>) -> ApiResult {
    file(&public, &name)
}

fn file(public: &Public, name: &str) -> ApiResult {
    let answer = FILES.get(name).ok_or_else(ApiError::not_found)?;
    let mut response: HttpResponse = public.fixed(answer);
    let policy = HeaderValue::from_str(&POLICY).map_err(anyhow::Error::from)?;
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    }
}
