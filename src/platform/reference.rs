//! The API reference: a page to read and try the operations, carried whole by the binary.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use actix_web::guard::Get;
use actix_web::http::header;
use actix_web::web::{self, Data, Path};
use actix_web::{HttpRequest, HttpResponse, Resource, get};
use serde_json::json;
use utoipa_swagger_ui::Config;

use crate::http::services::Services;
use crate::http::{ApiError, ApiResult, StaticAnswer};

/// The file that sets the page up.
const INITIALIZER: &str = "swagger-initializer.js";
/// What is added to it: signing in.
const SIGN_IN: &str = include_str!("reference/sign_in.js");
/// The accounts that the page offers to sign in with.
const ACCOUNTS: &str = "accounts.json";

/// Leads to the API reference.
///
/// A page to read and try the operations, served by this program alone.
#[utoipa::path(tag = "platform", security(()), responses((status = 302, description = "To the page.")))]
#[get("/docs")]
pub async fn get_docs() -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, "/docs/"))
        .finish()
}

/// The files of the page: it works without the internet.
pub fn reference_page() -> Resource {
    web::resource("/docs/{file:.*}").guard(Get()).to(get_file)
}

async fn get_file(request: HttpRequest, services: Data<Services>, file: Path<String>) -> ApiResult {
    if *file == ACCOUNTS {
        let accounts = services.shown_accounts.get_or_init(|| StaticAnswer::json(&json!([])));
        return Ok(accounts.respond_to(&request));
    }
    Ok(page_file(&file)?.respond_to(&request))
}

/// A file of the page, made when it is first asked for.
fn page_file(file: &str) -> ApiResult<Arc<StaticAnswer>> {
    static CONFIG: LazyLock<Arc<Config<'static>>> = LazyLock::new(|| {
        let config = Config::new(["../openapi.json"]);
        Arc::new(config.try_it_out_enabled(true).persist_authorization(false))
    });
    static ASKED: LazyLock<Mutex<HashMap<String, Arc<StaticAnswer>>>> = LazyLock::new(Mutex::default);
    let mut asked = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = asked.get(file) {
        return Ok(known.clone());
    }
    let found = utoipa_swagger_ui::serve(file, CONFIG.clone())
        .map_err(|error| anyhow::anyhow!("the reference page cannot be made: {error}"))?
        .ok_or_else(ApiError::not_found)?;
    let mut body = found.bytes.into_owned();
    if file == INITIALIZER {
        body.extend_from_slice(SIGN_IN.as_bytes());
    }
    let answer = Arc::new(StaticAnswer::new(found.content_type, body));
    asked.insert(file.to_owned(), answer.clone());
    Ok(answer)
}
