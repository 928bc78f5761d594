//! Pages for people: what a problem means, and the API reference.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use actix_web::guard::Get;
use actix_web::http::header;
use actix_web::web::{self, Bytes, Path};
use actix_web::{HttpRequest, HttpResponse, Resource, get};
use serde::Serialize;
use strum::IntoEnumIterator;
use utoipa::ToSchema;
use utoipa_swagger_ui::Config;

use crate::http::{ApiError, ApiResult, ProblemCode, Public, StaticAnswer};
use crate::vocabulary::Label;

/// A kind of problem.
#[derive(Serialize, ToSchema)]
pub struct ProblemKind {
    /// What `type` holds.
    #[serde(rename = "type")]
    #[schema(example = "/problems/conflict")]
    type_: String,
    /// What `code` holds.
    code: ProblemCode,
    /// The status it is sent with.
    status: u16,
    /// Its title.
    label: Label,
}

impl From<ProblemCode> for ProblemKind {
    fn from(code: ProblemCode) -> Self {
        Self {
            type_: format!("/problems/{}", code.code()),
            code,
            status: code.status().as_u16(),
            label: code.label(),
        }
    }
}

/// The kinds of problems.
#[derive(Serialize, ToSchema)]
pub struct ProblemKinds {
    /// All of them.
    items: Vec<ProblemKind>,
}

/// Lists the kinds of problems.
///
/// The closed list of what `code` can hold in an error.
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "All kinds.", body = ProblemKinds)))]
#[get("/problems")]
pub async fn list_problems(public: Public) -> HttpResponse {
    static KINDS: LazyLock<StaticAnswer> = LazyLock::new(|| {
        StaticAnswer::json(&ProblemKinds {
            items: ProblemCode::iter().map(ProblemKind::from).collect(),
        })
    });
    public.fixed(&KINDS)
}

/// Explains a kind of problem.
///
/// What the `type` of an error points to.
#[utoipa::path(tag = "platform", security(()), responses(
    (status = 200, description = "The kind.", body = ProblemKind),
    (status = 404, description = "There is no such kind.", body = crate::http::problem::Problem, content_type = "application/problem+json"),
))]
#[get("/problems/{code}")]
pub async fn get_problem(public: Public, code: Path<String>) -> ApiResult {
    static KINDS: LazyLock<HashMap<&'static str, StaticAnswer>> = LazyLock::new(|| {
        let answer = |kind: ProblemCode| (kind.code(), StaticAnswer::json(&ProblemKind::from(kind)));
        ProblemCode::iter().map(answer).collect()
    });
    let kind = KINDS.get(code.as_str()).ok_or_else(ApiError::not_found)?;
    Ok(public.fixed(kind))
}

/// Where a program begins.
#[derive(Serialize, ToSchema)]
struct Index {
    /// The API reference, for people.
    #[schema(example = "docs/")]
    docs: &'static str,
    /// The document, for programs.
    #[schema(example = "openapi.json")]
    openapi: &'static str,
    /// Who the caller is and what it may do.
    #[schema(example = "v1/me")]
    me: &'static str,
    /// Every code list.
    #[schema(example = "v1/vocabulary")]
    vocabulary: &'static str,
    /// Whether requests can be served.
    #[schema(example = "health/ready")]
    ready: &'static str,
}

impl Index {
    const HERE: Self = Self {
        docs: "docs/",
        openapi: "openapi.json",
        me: "v1/me",
        vocabulary: "v1/vocabulary",
        ready: "health/ready",
    };
}

/// Leads in.
///
/// A browser, which asks for HTML, to the API reference; a program to where it begins. The links are relative to
/// this address.
#[utoipa::path(tag = "platform", security(()), responses(
    (status = 200, description = "Where to begin.", body = Index, example = json!(Index::HERE)),
    (status = 302, description = "To the API reference.", body = String, content_type = "text/html")))]
#[get("/")]
pub async fn get_index(public: Public, request: HttpRequest) -> HttpResponse {
    static INDEX: LazyLock<StaticAnswer> = LazyLock::new(|| StaticAnswer::json(&Index::HERE));
    let accepted = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|accepted| accepted.to_str().ok());
    if accepted.is_some_and(|accepted| accepted.contains("text/html")) {
        return HttpResponse::Found()
            .insert_header((header::LOCATION, "/docs/"))
            .finish();
    }
    public.fixed(&INDEX)
}

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

/// The API reference, carried whole by the binary: it works without the internet.
pub fn reference_page() -> Resource {
    web::resource("/docs/{file:.*}").guard(Get()).to(get_reference)
}

async fn get_reference(request: HttpRequest, file: Path<String>) -> ApiResult {
    Ok(reference(&file)?.respond_to(&request))
}

/// A file of the reference page.
fn reference(file: &str) -> ApiResult<Arc<StaticAnswer>> {
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
    let body = match found.bytes {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    };
    let answer = Arc::new(StaticAnswer::new(found.content_type, body));
    asked.insert(file.to_owned(), answer.clone());
    Ok(answer)
}
