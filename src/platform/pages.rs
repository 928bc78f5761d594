//! Where people and programs begin, and what a problem means.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::web::Path;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use strum::IntoEnumIterator;
use utoipa::ToSchema;

use super::page;
use crate::http::{ApiError, ApiResult, PrintedPage, ProblemCode, Public, Representation, StaticAnswer};
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
struct EntryPoint {
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

impl EntryPoint {
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
/// A browser, which asks for HTML, to a page for people, which uses nothing but this API; a program to where it begins. The links
/// are relative to this address.
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "Where to begin.",
    content((EntryPoint = "application/json", example = json!(EntryPoint::HERE)), (PrintedPage = "text/html", example = json!(PrintedPage::EXAMPLE))))))]
#[get("/")]
pub async fn get_index(public: Public) -> ApiResult {
    static INDEX: LazyLock<StaticAnswer> = LazyLock::new(|| StaticAnswer::json(&EntryPoint::HERE));
    match public.representation() {
        Representation::Html => page::index(&public),
        Representation::Json | Representation::Svg => Ok(public.fixed(&INDEX)),
    }
}
