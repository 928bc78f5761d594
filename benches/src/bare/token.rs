//! Who sent a request, as far as the bare handler knows: what the token says. Its signature is not
//! verified: a service that keeps verified tokens pays the same look-up and no more.

use std::cell::RefCell;
use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::http::header;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use uuid::Uuid;

/// The account and the sign-in of a token.
#[derive(Clone, Copy, Deserialize)]
pub struct Bearer {
    #[serde(rename = "sub")]
    pub account: Uuid,
    #[serde(rename = "sid")]
    pub session: Uuid,
}

/// The tokens that a worker has read.
#[derive(Default)]
pub struct Tokens(RefCell<HashMap<String, Bearer>>);

impl Tokens {
    /// Who is behind a request; nobody is an error of the benchmark's own.
    pub fn bearer(&self, request: &HttpRequest) -> anyhow::Result<Bearer> {
        let header = request
            .headers()
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let token = header
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or_else(|| anyhow::anyhow!("no token"))?;
        if let Some(bearer) = self.0.borrow().get(token) {
            return Ok(*bearer);
        }
        let claims = token.split('.').nth(1).ok_or_else(|| anyhow::anyhow!("no claims"))?;
        let bearer: Bearer = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims)?)?;
        self.0.borrow_mut().insert(token.to_owned(), bearer);
        Ok(bearer)
    }
}
